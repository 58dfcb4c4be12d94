"""What becomes of a plan, and ties: the small things all kinds of ties need."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.analysis.tracing.utterances import Utterance
from secondsource.core.vetting.statement import Position
from secondsource.core.vetting.tracing import Tie, TieKind

AGAINST = frozenset({Position.DENIES, Position.DOUBTS, Position.ANNOUNCES_CANCEL, Position.RETRACTS})
TURNS = frozenset(
    {
        Position.ANNOUNCES_THREAT,
        Position.ANNOUNCES_CANCEL,
        Position.ANNOUNCES_RESUME,
        Position.ANNOUNCES_DELAY,
    }
)
"""What becomes of a plan; a speaker who announces two of them does so on two occasions."""


def same_announcement(one: Sequence[Utterance], two: Sequence[Utterance]) -> bool:
    """Say whether some of `one` and of `two` announce the same turn of a plan: a threat, an end, a return, a delay."""
    turns = {u.statement.position for u in one} & {u.statement.position for u in two}
    return bool(turns & TURNS)


def other_turn(one: Sequence[Utterance], two: Sequence[Utterance]) -> bool:
    """Say whether `one` and `two` both announce what becomes of a plan, and not the same."""
    turns_one = {u.statement.position for u in one} & TURNS
    turns_two = {u.statement.position for u in two} & TURNS
    return bool(turns_one and turns_two) and not turns_one & turns_two


def tie_of(kind: TieKind, one: Utterance, two: Utterance, evidence: str, weight: float) -> Tie:
    """Return a tie with its ends in order of id."""
    a, b = sorted((one.id, two.id))
    return Tie(kind=kind, a=a, b=b, evidence=evidence, weight=weight)
