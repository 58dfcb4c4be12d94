"""The linker as trained: who belongs to what in invented paragraphs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.analysis.reading.english.decoding import Role, WordSpan
from secondsource.analysis.reading.english.linker import Linker, Scene
from secondsource.analysis.reading.english.trained import LINKER, SHIPPED


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker.read(json.loads((SHIPPED / LINKER).read_text(encoding="utf-8")))


def span(role: Role, first: int, last: int) -> WordSpan:
    return WordSpan(role, first, last, 0.9)


def test_source_and_cue_after_a_quotation_in_two_parts(linker: Linker) -> None:
    words = [
        "“",
        "The",
        "bridge",
        "is",
        "safe",
        ",",
        "”",
        "Ilse",
        "Marten",
        "said",
        ",",
        "“",
        "and",
        "it",
        "stays",
        "open",
        ".",
        "”",
    ]
    first, second = span(Role.CONTENT, 0, 6), span(Role.CONTENT, 11, 17)
    source, cue = span(Role.SOURCE, 7, 8), span(Role.CUE, 9, 9)
    (link,) = linker.link(words, [first, source, cue, second])
    assert link.contents == (first, second)
    assert (link.source, link.cue) == (source, cue)


def test_two_speakers_keep_their_own_words(linker: Linker) -> None:
    words = [
        "Brandt",
        "said",
        "the",
        "dam",
        "would",
        "hold",
        ".",
        "Okoro",
        "warned",
        "that",
        "it",
        "had",
        "cracked",
        ".",
    ]
    spans = [
        span(Role.SOURCE, 0, 0),
        span(Role.CUE, 1, 1),
        span(Role.CONTENT, 2, 5),
        span(Role.SOURCE, 7, 7),
        span(Role.CUE, 8, 8),
        span(Role.CONTENT, 9, 12),
    ]
    first, second = linker.link(words, spans)
    assert (first.source, first.cue, first.contents) == (spans[0], spans[1], (spans[2],))
    assert (second.source, second.cue, second.contents) == (spans[3], spans[4], (spans[5],))


def test_a_content_with_nothing_around_it_stands_alone(linker: Linker) -> None:
    (link,) = linker.link(["The", "river", "may", "rise", "tonight", "."], [span(Role.CONTENT, 0, 4)])
    assert (link.cue, link.source) == (None, None)


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[list[str], list[WordSpan]]:
    spans, words, at = [], [], 0
    for _ in range(draw(st.integers(0, 8))):
        gap, length = draw(st.integers(0, 3)), draw(st.integers(1, 6))
        words += draw(
            st.lists(
                st.sampled_from(["river", ".", ",", "“", "”", '"', "He", "that", ":", "—"]),
                min_size=gap + length,
                max_size=gap + length,
            )
        )
        spans.append(span(draw(st.sampled_from(Role)), at + gap, at + gap + length - 1))
        at += gap + length
    return words, spans


@given(paragraphs())
@settings(deadline=None, max_examples=60)
def test_every_content_is_in_exactly_one_link(linker: Linker, case: tuple[list[str], list[WordSpan]]) -> None:
    words, spans = case
    links = linker.link(words, spans)
    joined = [content for link in links for content in link.contents]
    assert sorted(joined, key=lambda s: s.first) == [s for s in spans if s.role is Role.CONTENT]
    assert all(link.cue is None or link.cue in spans for link in links)
    assert all(link.source is None or (link.source in spans and link.source.role is Role.SOURCE) for link in links)
    assert linker.link(words, spans) == links


@given(paragraphs())
@settings(deadline=None, max_examples=30)
def test_all_pairs_are_described_by_equally_many_numbers(
    linker: Linker, case: tuple[list[str], list[WordSpan]]
) -> None:
    words, spans = case
    scene = Scene(words, spans)
    sizes = {len(scene.describe(a, b)) for a in spans for b in spans if a is not b}
    assert sizes <= {len(linker.cue_for_content.mean)}
