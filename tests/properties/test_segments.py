from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.analysis.reading.language import paragraph_languages
from secondsource.analysis.reading.quotation import quotations
from secondsource.analysis.reading.segments import paragraphs, sentences, words
from secondsource.core.vetting.report import Span

PIECES = st.sampled_from(
    [
        "The",
        "mayor",
        "said",
        "U.S.",
        "Dr.",
        "no.",
        "3.5",
        "«",
        "»",
        "“",
        "”",
        '"',
        "'",
        "—",
        "…",
        "?",
        "!",
        ".",
        ",",
        "¿Qué",
        "\n",
        "\r\n",
        "\n\n",
        "\u2028",
        " ",
        "  ",
        "\t",
        "é",
        "中",
        "\x00",
        "'s",
        "``",
        "''",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES, max_size=60).map(" ".join)
)


def covers_all(text: str, whole: Span, parts: list[Span]) -> None:
    """The parts are in order, apart, trimmed, and leave nothing but white space outside."""
    end = whole.start
    for part in parts:
        assert whole.contains(part)
        assert len(part) > 0
        assert text[end : part.start].strip() == ""
        assert part.of(text) == part.of(text).strip()
        end = part.end
    assert text[end : whole.end].strip() == ""


@given(TEXTS)
def test_paragraphs_cover_all_that_is_not_blank(text: str) -> None:
    covers_all(text, Span(0, len(text)), paragraphs(text))


@given(TEXTS)
def test_sentences_cover_their_paragraph(text: str) -> None:
    for paragraph in paragraphs(text):
        covers_all(text, paragraph, sentences(text, paragraph))


@given(TEXTS)
def test_words_lie_inside_in_order(text: str) -> None:
    found = words(text, Span(0, len(text)))
    assert found == sorted(found)
    assert all(len(span) and not any(character.isspace() for character in span.of(text)) for span in found)


@given(TEXTS)
def test_quotations_lie_in_one_paragraph_each_and_apart(text: str) -> None:
    blocks = paragraphs(text)
    found = quotations(text, blocks)
    assert found == sorted(found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(any(block.contains(span) for block in blocks) for span in found)


@settings(deadline=None)  # the first call may load the model
@given(TEXTS)
def test_every_paragraph_has_one_language(text: str) -> None:
    blocks = paragraphs(text)
    assert len(paragraph_languages(text, blocks, None)) == len(blocks)
