import random
from datetime import date

import numpy as np
import pytest
from tests.unit.tracing.story import report, say

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing import trace
from secondsource.analysis.tracing.reuse.direction import Voice, directed
from secondsource.analysis.tracing.reuse.index import candidates
from secondsource.analysis.tracing.reuse.quotations import quoted_spans
from secondsource.analysis.tracing.reuse.rewording import reworded_reuse
from secondsource.analysis.tracing.reuse.search import verbatim_reuse
from secondsource.analysis.tracing.reuse.shingles import groups_of_many, numbered_words, words_of
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.tracing import Reuse

BRIDGE = "the old stone bridge over the narrow river will stay closed because two of its pillars have begun to sink"
RNG = random.Random(4)
WORDS = ["".join(RNG.choices("abdeilmnorstu", k=RNG.randint(4, 9))) for _ in range(3000)]


def filler(count: int) -> str:
    return " ".join(RNG.choices(WORDS, k=count))


def test_word_numbers_ignore_case_and_marks() -> None:
    plain, marked = "the harbour is closed tonight", "“The HARBOUR—is «closed» … tonight!”"
    assert np.array_equal(numbered_words([plain])[1], numbered_words([marked])[1])
    assert np.array_equal(words_of(marked).codes, numbered_words([plain])[1])


@pytest.mark.parametrize("text", ["", " ", "…", "\x00", "ʼn ﬁ ß İ", "א ב ג ד ה ו", "a" * 70_000, "\ud800 b"])
def test_odd_texts_are_numbered(text: str) -> None:
    words = words_of(text)
    assert len(words.codes) == len(words.spans)
    groups_of_many([text, text], 1)


def test_a_shared_passage_is_found_with_its_place() -> None:
    first = report("a.md", "Pier Post", f"{filler(60)}. {BRIDGE}. {filler(30)}.")
    second = report("b.md", "Lake Times", f"{filler(20)}. “{BRIDGE.capitalize()},” it said. {filler(50)}.")
    (pair,) = verbatim_reuse([second, first])
    (passage,) = pair.passages
    assert passage.a.of(first.text).casefold() == passage.b.of(second.text).casefold() == BRIDGE
    assert passage.words == len(BRIDGE.split())
    assert (pair.a, pair.b, pair.derived) == ("a.md", "b.md", None)
    assert 0 < pair.containment[0] < pair.containment[1] < 1


def test_small_edits_do_not_break_a_passage() -> None:
    edited = BRIDGE.replace("will stay closed", "[now] is to stay closed")
    (pair,) = verbatim_reuse([report("a.md", None, BRIDGE), report("b.md", None, edited)])
    assert len(pair.passages) == 1
    assert pair.passages[0].words == len(BRIDGE.split()) - 1


def test_paragraphs_in_another_order_are_all_found() -> None:
    parts = [filler(25) for _ in range(4)]
    pair = verbatim_reuse([report("a.md", None, "\n\n".join(parts)), report("b.md", None, "\n\n".join(parts[::-1]))])[0]
    assert sum(passage.words for passage in pair.passages) == 100


def test_a_long_title_is_no_reuse_but_a_short_quotation_is() -> None:
    title = "Deputy Chairwoman of the National Council for Rivers and Inland Waterways"
    assert not verbatim_reuse(
        [report("a.md", None, f"{filler(40)} {title} {filler(9)}"), report("b.md", None, f"{title} {filler(40)}")]
    )
    quote = "nobody ever asked us where the water went"
    for left, right in (("“", "”"), ("«", "»"), ('"', '"')):
        texts = [f"{filler(20)} “{quote}.” {filler(9)}", f"{filler(12)} {left}{quote}{right}, she said. {filler(30)}"]
        assert verbatim_reuse([report("a.md", None, texts[0]), report("b.md", None, texts[1])])
    assert not verbatim_reuse(
        [report("a.md", None, f"{filler(20)} {quote} {filler(9)}"), report("b.md", None, f"{quote} {filler(30)}")]
    )


def test_an_outlets_footer_is_no_reuse_but_its_copies_are() -> None:
    footer = filler(20)
    apart = [report(f"{n}.md", "Pier Post", f"{filler(150)}\n{footer}") for n in range(6)]
    assert verbatim_reuse(apart) == []
    same = filler(60)
    assert len(verbatim_reuse([report(f"{n}.md", "Pier Post", f"{same} {WORDS[n]}") for n in range(4)])) == 6


def test_a_passage_in_hundreds_of_reports_is_still_found() -> None:
    texts = [f"{filler(40)} {BRIDGE} {filler(20)}" for _ in range(300)]
    found = candidates(texts, [None] * len(texts))
    assert {pair.a for pair in found} | {pair.b for pair in found} == set(range(300))
    assert len(found) < 300 * 50


def test_quotation_marks_of_every_style() -> None:
    text = "He said “one”, «dos», \"three\" and 'four' and it's \"unclosed"
    assert [span.of(text) for span in quoted_spans(text)] == ["one", "dos", "three"]


def pair_of(
    first: Report, second: Report, speaker: str | None = None, credit: dict[tuple[str, str], str] | None = None
) -> Reuse:
    found = verbatim_reuse([first, second])
    voices = {}
    if speaker:
        voices = {r.file: [Voice(Span(0, len(r.text)), speaker)] for r in (first, second)}
    return directed(found, {r.file: r for r in (first, second)}, voices, credit or {})[0]


def test_direction_needs_evidence() -> None:
    early = report("z.md", "Pier Post", f"{BRIDGE}. {filler(40)}", published=date(2031, 1, 2))
    late = report("a.md", "Lake Times", f"{BRIDGE}. {filler(30)}", published=date(2031, 1, 5))
    undated = report("m.md", "Lake Times", f"{BRIDGE}. {filler(30)}")
    assert pair_of(early, late).derived is None, "twenty words and a date alone are too little"
    longer = filler(30)
    first = report("z.md", "Pier Post", f"{longer}. {filler(40)}", published=date(2031, 1, 2))
    second = report("a.md", "Lake Times", f"{longer}. {filler(40)}", published=date(2031, 1, 5))
    assert pair_of(first, second).derived == "a.md"
    assert pair_of(first, second, speaker="River Board").derived is None
    assert "River Board" in pair_of(first, second, speaker="River Board").evidence[-1]
    assert pair_of(early, undated).derived is None
    assert pair_of(early, undated, credit={("m.md", "z.md"): "credits “Pier Post” in the text"}).derived == "m.md"
    mutual = {("m.md", "z.md"): "credits it", ("z.md", "m.md"): "credits it"}
    assert pair_of(early, undated, credit=mutual).derived is None


def test_a_sentence_with_words_changed_is_reuse_and_a_second_account_is_not() -> None:
    first = report("a.md", "Pier Post", "The old pumps were bought second hand and never tested under full load.")
    second = report("b.md", "Lake Times", "Those old pumps were purchased second hand and not tested under full load.")
    third = report("c.md", "Hill News", "Nobody had tried out at full power the machines that came used from abroad.")
    said = [say(home, home.text, "G:Dam Keepers") for home in (first, second, third)]
    found = reworded_reuse([first, second, third], said, Embedder(), ())
    assert [(pair.a, pair.b) for pair in found] == [("a.md", "b.md")]
    assert reworded_reuse([first, second], said[:2], Embedder(), {("a.md", "b.md")}) == []
    assert reworded_reuse([first, second], said[:2], Embedder(model=False), ()) == []


def test_an_outlet_named_beside_the_shared_words_is_credited() -> None:
    first = report("a.md", "Pier Post", f"{BRIDGE}. {filler(30)}")
    second = report("b.md", "Lake Times", f"The Pier Post has it that {BRIDGE}. {filler(30)}")
    pair = pair_of(first, second)
    assert pair.derived == "b.md"
    assert "Pier Post" in pair.evidence[-1]


def test_a_text_cut_from_below_is_derived() -> None:
    whole = ". ".join(filler(20) for _ in range(8))
    pair = pair_of(report("a.md", "Pier Post", whole), report("b.md", "Lake Times", whole[: len(whole) // 2]))
    assert pair.derived == "b.md"
    assert "cut" in pair.evidence[-1]


@pytest.mark.parametrize(("english", "spanish"), [("a.md", "b.md"), ("b.md", "a.md")])
def test_a_short_quotation_and_its_translation_are_reuse_by_their_marks_alone(english: str, spanish: str) -> None:
    words = "No boat leaves this harbour hungry", "Ningún barco sale hambriento de este puerto"
    text = "“{}”, the cook said. She peeled onions while the rain fell on the tin roof.".format
    texto = "La cocinera lo repitió ayer: «{}». Afuera ladraban dos perros.".format
    translation = report(spanish, "Diario del Muelle", texto(words[1]), language="es")
    for original, expected in (
        (report(english, "Pier Post", text(words[0])), [("a.md", "b.md")]),
        (report(english, "Pier Post", text(words[0]).replace("“", "").replace("”", "")), []),
        (report(english, "Pier Post", text("No child leaves this school hungry")), []),
    ):
        said = [say(translation, words[1], "P:Ada Lind")]
        said += [say(original, words[0], "P:Ada Lind")] if words[0] in original.text else []
        tracing = trace([original, translation], said, decisions=Decisions(), embedder=Embedder())
        assert [(pair.a, pair.b) for pair in tracing.reuse] == expected
