"""The rules on invented sentences: who says what, with the parser and without."""

from __future__ import annotations

import re

import pytest
from tests.unit.reading.spanish.examples import EXAMPLES, Expected

from secondsource.analysis.reading.spanish.extractor import SpanishExtractor
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution

_WORD = re.compile(r"\w+")


def tokens(text: str, start: int, end: int) -> set[int]:
    return {match.start() for match in _WORD.finditer(text) if match.start() < end and match.end() > start}


def found_as(text: str, item: Attribution, expected: Expected) -> bool:
    content, _, source = expected
    start = text.index(content)
    wanted = tokens(text, start, start + len(content))
    got = tokens(text, item.content.start, item.content.end)
    named = item.source.of(text) if item.source else ""
    return len(wanted & got) / len(wanted | got) >= 0.5 and _WORD.findall(named) == _WORD.findall(source or "")


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text[:40] for text, _ in EXAMPLES])
def test_with_the_parser_everything_is_found_and_nothing_else(
    parsing: SpanishExtractor, text: str, expected: tuple[Expected, ...]
) -> None:
    found = parsing.attributions(text, [Span(0, len(text))])
    assert len(found) == len(expected)
    assert all(any(found_as(text, item, one) for item in found) for one in expected)


def test_without_the_parser_nine_in_ten_are_found(plain: SpanishExtractor) -> None:
    wanted = [(text, one) for text, expected in EXAMPLES for one in expected]
    found = {text: plain.attributions(text, [Span(0, len(text))]) for text, _ in EXAMPLES}
    right = sum(any(found_as(text, item, one) for item in found[text]) for text, one in wanted)
    assert right >= 0.9 * len(wanted)
    assert sum(len(items) for items in found.values()) <= 1.05 * len(wanted)


def test_cues_are_read_to_the_word(parsing: SpanishExtractor) -> None:
    wanted = [(text, cue) for text, expected in EXAMPLES for _, cue, _ in expected]
    right = 0
    for text, cue in wanted:
        cues = [item.cue.of(text) for item in parsing.attributions(text, [Span(0, len(text))]) if item.cue]
        right += any(_WORD.findall(got) == _WORD.findall(cue) for got in cues)
    assert right >= 0.95 * len(wanted)
