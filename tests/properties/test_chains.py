from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from secondsource.analysis.reading import dates, segments
from secondsource.analysis.reading.chains.persons import persons
from secondsource.analysis.reading.chains.statements import statements
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Attribution, Form, Sentence

_VOCABULARY = (
    "the a video report Mara Quill said that el grupo dijo que He It Según told newspaper Morning Tide on"
    " Tuesday . , “ ” : who quien su statement from in en yesterday ayer 6 March @gull Ministry of Water"
    " and y"
)
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\n\n"])
_TEXTS = st.lists(_WORDS, min_size=1, max_size=60).map(" ".join)
_DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))


@st.composite
def _reports(draw: st.DrawFn) -> tuple[Report, list[Attribution], tuple[Sentence, ...]]:
    text = draw(_TEXTS)
    language = draw(st.sampled_from(["en", "es"]))
    places = st.integers(min_value=0, max_value=len(text))
    spans = st.tuples(places, places).map(lambda pair: Span(min(pair), max(pair)))
    attributions = draw(
        st.lists(
            st.builds(
                Attribution,
                content=spans.filter(len),
                cue=st.none() | spans.filter(len),
                source=st.none() | spans.filter(len),
                form=st.sampled_from(Form),
            ),
            max_size=6,
        )
    )
    report = Report(
        file="a.md",
        sha256="0" * 64,
        text=text,
        outlet=draw(st.none() | st.just("The Lantern")),
        published=draw(st.none() | _DAYS),
        language=language,
        via=draw(st.sampled_from([(), ("Northwire",)])),
    )
    sentences = tuple(
        Sentence(span=span, paragraph=number, language=language)
        for number, paragraph in enumerate(segments.paragraphs(text))
        for span in segments.sentences(text, paragraph)
    )
    return report, attributions, sentences


@given(_reports())
def test_every_attribution_becomes_one_statement_with_the_publisher_first(
    case: tuple[Report, list[Attribution], tuple[Sentence, ...]],
) -> None:
    report, attributions, sentences = case
    found = statements(report, attributions, sentences)
    assert len(found) == len(attributions)
    assert len({item.id for item in found}) == len(found)
    for item in found:
        assert item.chain[0].name == (report.outlet or "unknown outlet")
        assert len(item.chain) >= 2
        assert all(link.name for link in item.chain)
        assert item.said_on_basis
        assert item.content.text == report.text[item.content.start : item.content.end]
        assert all(link.span is None or link.span.end <= len(report.text) for link in item.chain)


@given(_reports())
def test_the_same_report_gives_the_same_statements_in_any_order(
    case: tuple[Report, list[Attribution], tuple[Sentence, ...]],
) -> None:
    report, attributions, sentences = case
    once = statements(report, attributions, sentences)
    distinct = len({(item.content, item.cue, item.source) for item in attributions}) == len(attributions)
    assert statements(report, attributions, sentences) == once
    if distinct:
        assert {item.id for item in statements(report, attributions[::-1], sentences)} == {item.id for item in once}


@given(_reports())
def test_people_stand_inside_the_text(case: tuple[Report, list[Attribution], tuple[Sentence, ...]]) -> None:
    report, attributions, sentences = case
    for mention in persons(report, sentences, statements(report, attributions, sentences)):
        assert 0 <= mention.span.start < mention.span.end <= len(report.text)


@given(
    _DAYS,
    st.sampled_from(
        ["on Monday", "Friday night", "el pasado sábado", "el jueves", "yesterday", "hace tres días", "two days ago"]
    ),
)
def test_a_week_later_means_a_week_later(published: date, words: str) -> None:
    week = timedelta(days=7)
    (before,) = dates.find(words, Span(0, len(words)), published)
    (after,) = dates.find(words, Span(0, len(words)), published + week)
    assert before.day is not None
    assert before.day <= published
    assert after.day == before.day + week
