"""How a fact is read: the shapes that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from secondsource.core.release.gate.conditions import Reading, State
from secondsource.core.release.gate.records import HandAnswer, Records
from secondsource.core.release.harm.reply import ATTEMPTS
from secondsource.core.release.harm.sources import FEW

NAMES = 2
"""So many members must say so, where only people can say; a policy may ask for more."""
DECIDERS = 2
"""So many of those who said yes must not have written it; a policy may ask for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The figures of a policy, none below those of the house."""

    names: int = NAMES
    deciders: int = DECIDERS
    few: int = FEW
    attempts: int = ATTEMPTS


def met() -> Reading:
    """Return that it is so."""
    return Reading(state=State.MET)


def unmet(*about: str) -> Reading:
    """Return that it is not so, and what is in the way."""
    return Reading(state=State.UNMET, about=about)


def unknown(*about: str) -> Reading:
    """Return that it cannot be told, and of what."""
    return Reading(state=State.UNKNOWN, about=about)


def worst(unknowns: Iterable[str], faults: Iterable[str]) -> Reading:
    """Return unmet where there are faults, unknown where something cannot be told, else met; each with what it is."""
    doubts, found = tuple(unknowns), tuple(faults)
    if found:
        return unmet(*found)
    return unknown(*doubts) if doubts else met()


def told(value: bool | None) -> Reading:  # noqa: FBT001 - three answers, one of them None
    """Return the reading of one yes, no or not known."""
    return unknown() if value is None else met() if value else unmet()


def by_hand(records: Records, fact: str, limits: Limits, roles: Iterable[str] = (), about: str = "") -> Reading:
    """Read what members have answered.

    A yes counts when it is given by a member of the case who did not write the text. A no or `I cannot say` counts
    from anybody. So nobody's answer on their own work opens anything, and everybody's doubt is heard.

    Args:
        records: with all answers.
        fact: which one.
        limits: how many names it takes.
        roles: roles that must be among them.
        about: the person or word it is about.
    """
    own = [one for one in records.answers if (one.fact, one.about) == (fact, about)]
    if any(one.value is None for one in own):
        return unknown(*_by(own, None))
    if any(one.value is False for one in own):
        return unmet(*_by(own, value=False))
    yes = {one.by for one in own} & records.team.keys() - records.authors
    held = {records.team[member] for member in yes} & {"vetter", "second", "editor", "lawyer"}
    enough = len(yes) >= max(limits.names, NAMES) and set(roles) <= held
    return met() if enough else Reading(state=State.UNKNOWN, asked=False)


def settled(records: Records, fact: str, about: str, limits: Limits) -> bool:
    """Say whether members have looked at one hit of a search and let it pass."""
    return by_hand(records, fact, limits, about=about).state is State.MET


def _by(answers: Iterable[HandAnswer], value: bool | None) -> tuple[str, ...]:  # noqa: FBT001 - three answers
    return tuple(sorted({one.by for one in answers if one.value is value}))


FactReader = Callable[[Records, Limits], Reading]
