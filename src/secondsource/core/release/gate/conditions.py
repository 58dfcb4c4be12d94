"""Conditions as values: facts, all of them, any of them, and what a named role may waive.

Three answers: met, unmet, unknown. Unknown is weaker than unmet in no respect: both keep the gate shut. Two laws hold
for every condition that can be written (`tests/properties/test_gate.py`):

- what anybody has said they do not know keeps an item shut, even where another way to meet it is met;
- one more answer *no* never opens what was shut.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product


class State(StrEnum):
    """What the records say of a condition."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the records say of one fact."""

    state: State
    about: tuple[str, ...] = ()
    """What keeps it from being met: lines, people, words."""
    asked: bool = True
    """False when nobody has answered yet; True when it is unknown although somebody looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that is or is not so, by its name in `facts.toml` or in the desk's own policy."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waivable:
    """A fact that named roles may waive together, each by a waiver of their own."""

    fact: Fact
    by: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part is met."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """One part at least is met."""

    parts: tuple[Condition, ...]


Condition = Fact | Waivable | AllOf | AnyOf
MISSING = Reading(state=State.UNKNOWN, asked=False)
"""What is read of a fact that no record speaks of."""


def facts_in(condition: Condition) -> frozenset[str]:
    """Return the names of all facts a condition reads."""
    match condition:
        case Fact(name=name):
            return frozenset({name})
        case Waivable(fact=fact):
            return frozenset({fact.name})
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return frozenset[str]().union(*(facts_in(part) for part in parts))


def state_of(condition: Condition, readings: Mapping[str, Reading], waivers: Mapping[str, frozenset[str]]) -> State:
    """Return what the records say of a condition.

    Args:
        condition: to be read.
        readings: by fact; a fact without one is unknown.
        waivers: the roles that have waived a fact, by fact.
    """
    found = _state(condition, readings, waivers)
    read = [readings.get(name, MISSING) for name in facts_in(condition)]
    doubtful = any(reading.asked and reading.state is State.UNKNOWN for reading in read)
    return State.UNKNOWN if found is State.MET and doubtful else found


def _state(condition: Condition, readings: Mapping[str, Reading], waivers: Mapping[str, frozenset[str]]) -> State:
    match condition:
        case Fact(name=name):
            return readings.get(name, MISSING).state
        case Waivable(fact=fact, by=by):
            reading = readings.get(fact.name, MISSING)
            waived = bool(by) and by <= waivers.get(fact.name, frozenset())
            # Nobody can waive what was looked into and could not be told: then nobody knows what they let pass.
            return State.MET if waived and not (reading.asked and reading.state is State.UNKNOWN) else reading.state
        case AllOf(parts=parts):
            return _first((State.UNMET, State.UNKNOWN, State.MET), parts, readings, waivers)
        case AnyOf(parts=parts):
            return _first((State.MET, State.UNKNOWN, State.UNMET), parts, readings, waivers)


def _first(
    order: tuple[State, ...],
    parts: tuple[Condition, ...],
    readings: Mapping[str, Reading],
    waivers: Mapping[str, frozenset[str]],
) -> State:
    """Return the first state in `order` that a part has; a condition without parts is unknown and so never met."""
    states = {_state(part, readings, waivers) for part in parts}
    return next((state for state in order if state in states), State.UNKNOWN)


def implies(stricter: Condition, weaker: Condition, roles: frozenset[str]) -> bool:
    """Say whether whatever meets `stricter` meets `weaker` too, by trying every combination of answers and waivers.

    Args:
        stricter: a desk's own condition.
        weaker: the least that is asked of every desk.
        roles: the roles that may give a waiver.
    """
    names = sorted(facts_in(stricter) | facts_in(weaker))
    by = {name: frozenset(_waivers(stricter, name) + _waivers(weaker, name)) for name in names}
    choices = [
        [(Reading(state=state), waived) for state in (State.MET, State.UNMET) for waived in {frozenset(), *by[name]}]
        for name in names
    ]
    for chosen in product(*choices):
        readings = {name: reading for name, (reading, _) in zip(names, chosen, strict=True)}
        waivers = {name: waived & roles for name, (_, waived) in zip(names, chosen, strict=True)}
        if state_of(stricter, readings, waivers) is State.MET and state_of(weaker, readings, waivers) is not State.MET:
            return False
    return True


def _waivers(condition: Condition, name: str) -> list[frozenset[str]]:
    """Return the sets of roles that a condition lets waive a fact."""
    match condition:
        case Waivable(fact=fact, by=by):
            return [by] if fact.name == name else []
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return [by for part in parts for by in _waivers(part, name)]
        case Fact():
            return []
