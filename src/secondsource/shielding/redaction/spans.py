"""Spans of a text and what becomes of them: masked, kept by somebody's choice, or open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from secondsource.shielding.finders.found import Found
from secondsource.shielding.matching.hit import Hit, Strength


class Fate(StrEnum):
    """What becomes of a span."""

    MASKED = "masked"
    """Something else stands in its place."""
    KEPT = "kept"
    """A person chose to leave it."""
    OPEN = "open"
    """Nobody has decided; the text may not leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One stretch of a text that leads, or could lead, to somebody."""

    start: int
    end: int
    kind: str
    """`person` for the register's people; else what the finder calls it."""
    fate: Fate
    person: str | None = None
    """The register's id, where the register tells."""
    why: str = ""
    """What told it."""


def spans_of(hits: Iterable[Hit], found: Iterable[Found]) -> tuple[Span, ...]:
    """Return spans in order that do not overlap; where two meet, the one that masks wins, then the register's.

    A masking span takes in all of what it touches: the rest of a cut word could be joined again.
    """
    spans = [
        Span(
            start=hit.start,
            end=hit.end,
            kind="person",
            fate=Fate.MASKED if hit.strength is Strength.MASK else Fate.OPEN,
            person=hit.person,
            why=f"register: {hit.how.value}",
        )
        for hit in hits
    ]
    spans += [
        Span(
            start=one.start,
            end=one.end,
            kind=one.kind,
            fate=Fate.MASKED if one.certain else Fate.OPEN,
            why=one.why,
        )
        for one in found
    ]
    return settled(spans)


def settled(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap joined under the stronger of them."""
    done: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if done and span.start < done[-1].end:
            strong, weak = sorted((done[-1], span), key=_weight, reverse=True)
            done[-1] = replace(strong, start=min(strong.start, weak.start), end=max(strong.end, weak.end))
        elif span.end > span.start:
            done.append(span)
    return tuple(done)


def _weight(span: Span) -> tuple[bool, bool, int]:
    return span.fate is Fate.MASKED, span.person is not None, span.end - span.start
