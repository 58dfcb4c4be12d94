"""The second of two things said in one breath: `said that the mill was safe and that nobody had called`.

The attribution as a whole stays; the second clause is added with the same speaker and cue, since another report may
carry, deny or date it alone. Only a clause with its own `that` or `que` is taken, whose border nobody can doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form, Strength

FIRED = "second-clause"
"""The name of this method in `Attribution.fired`."""

_JOINED = re.compile(
    r",?\s+(?:and|but)\s+(?=that\s+(?:the|an?|its|his|her|their|our|s?he|it|they|we|no|nobody|nothing|there|one|some|any"
    r"|all|both|neither|[A-ZÀ-Þ]\w+)\b)"
    r"|,?\s+(?:y|e|pero|ni)\s+(?=que\s+\w)"
)
_BEFORE = re.compile(r",?\s+(?:and|but|y|e|pero|ni)\s+$")
_MARKS = re.compile(r"[“”«»\"]")
_FEWEST = 3
"""Words, `that` included, which make a statement."""


def with_second_clauses(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found` with the further clauses of each indirect statement added as statements of their own.

    Args:
        text: The report's text.
        found: Its attributions, in any order.
    """
    return [*found, *(added for one in found for added in _clauses(text, one, found))]


def _clauses(text: str, one: Attribution, found: Sequence[Attribution]) -> list[Attribution]:
    content = one.content
    if one.cue is None or one.cue.end > content.start or one.form not in {Form.INDIRECT, Form.MIXED}:
        return []
    starts = [
        match.end()
        for match in _JOINED.finditer(text, content.start, content.end)
        if len(_MARKS.findall(text, content.start, match.start())) % 2 == 0
        # `said she had been told that A and that B`: the clause may be that of the cue inside.
        and not any(
            other is not one and other.cue is not None and content.start <= other.cue.start < match.start()
            for other in found
        )
    ]
    return [
        replace(one, content=Span(start, end), fired=(*one.fired, FIRED), strength=Strength.CHECK)
        for start, end in _stretches(text, starts, content.end)
        if len(text[start:end].split()) >= _FEWEST
    ]


def _stretches(text: str, starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """Return each clause from its start to the conjunction before the next."""
    ends = [_BEFORE.sub("", text[first:following]) for first, following in pairwise([*starts, end])]
    return [(start, start + len(words)) for start, words in zip(starts, ends, strict=True)]
