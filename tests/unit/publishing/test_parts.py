"""Marked texts, hidden characters and drawings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds.harbour import findings, statements

from secondsource.core.vetting.finding import TimelineEntry
from secondsource.core.vetting.report import Quote, Span
from secondsource.core.vetting.statement import State, Statement
from secondsource.publishing.findings.parts.index import build
from secondsource.publishing.findings.parts.marking import Segment, paragraphs
from secondsource.publishing.findings.parts.origin_graph import HEIGHT, MOST_NODES, origin_graph
from secondsource.publishing.findings.parts.timeline import RADIUS, timeline
from secondsource.publishing.findings.parts.visible import plain, shortened, visible

MODEL = statements()["threat"]


def marked(text: str, *spans: tuple[int, int], state: State = State.PROPOSED) -> list[Segment]:
    held = [replace(MODEL, content=Quote.cut(text, Span(*span)), cue=None, source=None, state=state) for span in spans]
    return [segment for paragraph in paragraphs(text, held, language="en") for segment in paragraph.segments]


def test_nested_and_overlapping_spans_are_cut_at_every_end() -> None:
    segments = marked("abcdefgh", (0, 6), (2, 4), (3, 8))
    assert [segment.text for segment in segments] == ["ab", "c", "d", "ef", "gh"]
    assert [segment.opens for segment in segments] == [(1,), (2,), (3,), (), ()]
    assert [segment.closes for segment in segments] == [(), (), (2,), (1,), (3,)]


def test_a_statement_may_run_over_an_empty_line() -> None:
    found = paragraphs(
        "one two\n\nthree four", [replace(MODEL, content=Quote(text="x", start=4, end=14), cue=None, source=None)]
    )
    assert [[segment.text for segment in paragraph.segments] for paragraph in found] == [
        ["one ", "two"],
        ["three", " four"],
    ]
    assert found[1].segments[0].roles == ("content",)
    assert found[1].segments[0].opens == ()


def test_a_statement_that_begins_in_an_empty_line_still_gets_its_number() -> None:
    found = paragraphs("one\n\ntwo", [replace(MODEL, content=Quote(text="x", start=3, end=8), cue=None, source=None)])
    assert found[1].segments[0].opens == (1,)


def test_what_was_rejected_is_marked_as_rejected() -> None:
    assert marked("abc", (0, 3), state=State.REJECTED)[0].roles == ("rejected",)


def test_words_of_another_language_say_so() -> None:
    spanish = replace(MODEL, content=Quote(text="hola", start=0, end=4), cue=None, source=None, language="es")
    assert paragraphs("hola!", [spanish], language="en")[0].segments[0].language == "es"


def test_a_long_text_is_cut() -> None:
    found = paragraphs(
        "abcdef", [replace(MODEL, content=Quote(text="x", start=2, end=6), cue=None, source=None)], most=4
    )
    assert "".join(segment.text for segment in found[0].segments) == "abcd"


@given(
    st.text(alphabet="ab \n\r\t.", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)
)
@settings(max_examples=60, deadline=None)
def test_marking_loses_no_word_and_opens_each_statement_once(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [Span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ends]
    held: list[Statement] = [
        replace(MODEL, content=Quote.cut(text, span), cue=None, source=None) for span in sorted(spans)
    ]
    segments = [one for paragraph in paragraphs(text, held) for one in paragraph.segments]
    assert "".join("".join(one.text for one in segments).split()) == "".join(text.split())
    assert all(one.text for one in segments)
    opened = [number for one in segments for number in one.opens]
    assert len(opened) == len(set(opened))
    with_words = {number for number, one in enumerate(held, start=1) if one.content.text.strip()}
    assert with_words <= set(opened)


def test_hidden_characters_are_named_and_all_else_is_escaped() -> None:
    shown = visible("a\u202eb<i>\u200b")
    assert "\u202e" not in shown
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in shown
    assert "RLO" in shown
    assert "&lt;i&gt;" in shown
    assert plain("a\u202eb\n c\x00") == "a[RLO]b c[U+0000]"
    assert shortened("abcdef", 4) == "abc…"


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_nothing_hidden_gets_through(text: str) -> None:
    shown = str(visible(text)) + plain(text)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\u200e\u200f\ufeff\x00\x1b")
    assert "<script" not in shown


def test_the_graph_draws_unknown_upstreams_and_directions_as_such() -> None:
    index = build(findings())
    graph = origin_graph(index.findings.claims[0], index)
    assert graph is not None
    assert {node.name for node in graph.origins if not node.known} == {
        "متحدث باسم المجموعة",
        "a docker who asked not to be named",
    }
    assert {(curve.a.name, curve.b.name, curve.directed) for curve in graph.shared} == {
        ("Northern Wire", "Coastal Post", True),
        ("Harbour Gazette", "Diario del Muelle", True),
    }
    undirected = origin_graph(index.findings.claims[1], index)
    assert undirected is not None
    assert [curve.directed for curve in undirected.shared] == [False]
    assert {line.stance for line in graph.lines} == {"supporting", "denying", "unsure"}
    assert len(graph.alike) == 2


def test_boxes_of_one_column_never_touch() -> None:
    index = build(findings())
    for claim in index.findings.claims:
        graph = origin_graph(claim, index)
        assert graph is not None
        for column in (graph.origins, graph.reports):
            edges = sorted(node.y for node in column)
            assert all(lower - upper > HEIGHT for upper, lower in pairwise(edges))
            assert edges[0] >= 0
            assert edges[-1] + HEIGHT <= graph.height


def test_a_claim_of_many_origins_is_drawn_in_part_and_counted() -> None:
    whole = findings()
    model = whole.statements[0]
    many = tuple(replace(model, id=f"s-{n:012x}") for n in range(40))
    origins = tuple(replace(whole.origins[0], id=f"o-{n:012x}", statements=(f"s-{n:012x}",), why=()) for n in range(40))
    claim = replace(whole.claims[0], supporting=tuple(one.id for one in many), denying=(), unsure=())
    graph = origin_graph(claim, build(replace(whole, statements=many, origins=origins, claims=(claim,))))
    assert graph is not None
    assert len(graph.origins) == MOST_NODES
    assert graph.left_out == 40 - MOST_NODES


def test_a_claim_whose_statements_are_gone_has_no_drawing() -> None:
    whole = findings()
    claim = replace(whole.claims[0], supporting=("s-0",), denying=(), unsure=())
    assert origin_graph(claim, build(whole)) is None


entries = st.builds(
    TimelineEntry,
    date=st.none() | st.dates(date(2030, 1, 1), date(2032, 1, 1)),
    status=st.just("cancelled"),
    act=st.sampled_from(["cancelled", "resumed", "something else"]),
    statements=st.just(()),
)


@given(st.lists(entries, min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_no_two_points_of_the_timeline_lie_on_each_other(held: list[TimelineEntry]) -> None:
    drawn = timeline(held)
    assert drawn is not None
    points = [point for lane in drawn.lanes for point in lane.points]
    assert sorted(point.number for point in points) == list(range(1, len(held) + 1))
    for number, one in enumerate(points):
        assert RADIUS <= one.x <= drawn.width - RADIUS
        assert one.y + RADIUS <= drawn.height
        for other in points[number + 1 :]:
            assert abs(one.x - other.x) >= 2 * RADIUS or abs(one.y - other.y) >= 2 * RADIUS
    ticks = [tick.x for tick in drawn.ticks]
    assert ticks == sorted(ticks)


def test_an_empty_timeline_is_not_drawn() -> None:
    assert timeline([]) is None
