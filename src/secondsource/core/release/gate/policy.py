"""A desk's gate policy: what each item asks, who may waive what, and the figures; only ever stricter than the house.

The least that every desk asks stands here as values. A desk's own file may ask for more: facts of its own, more names,
fewer waivers. That it asks for no less is not trusted to a reader's eye but tried out on every combination of answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from secondsource.core.release.gate.catalogue import ROLES, FactEntry, facts, items, texts
from secondsource.core.release.gate.conditions import AllOf, Condition, Fact, Waivable, facts_in, implies
from secondsource.core.release.gate.facts.reading import Limits
from secondsource.core.vetting.grading.scales import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePolicy:
    """One version of what the gate asks."""

    version: int
    """1 and up."""
    conditions: Mapping[int, Condition]
    """By item; every item has one."""
    limits: Limits = field(default_factory=Limits)
    own_facts: Mapping[str, FactEntry] = field(default_factory=dict)
    """The desk's own facts, answered by hand."""
    says_why: bool = False
    """Whether the public is told that a release is held."""
    public_reason: Words = field(default_factory=lambda: texts()["held"])

    def entry(self, name: str) -> FactEntry:
        """Return a fact of the house or of the desk."""
        return self.own_facts.get(name) or facts()[name]

    @property
    def asked(self) -> tuple[str, ...]:
        """Every fact the policy reads, item by item."""
        return tuple(name for number in sorted(self.conditions) for name in in_order(self.conditions[number]))


def in_order(condition: Condition) -> tuple[str, ...]:
    """Return the facts of a condition in the order of the house, a desk's own after them."""
    order = _places()
    return tuple(sorted(facts_in(condition), key=lambda name: (order.get(name, len(order)), name)))


@cache
def _places() -> Mapping[str, int]:
    return {name: place for place, name in enumerate(facts())}


@cache
def house_condition(item: int) -> Condition:
    """Return the least that every desk asks of one item: all of its facts, waivable where the house allows it."""
    parts = tuple(
        Waivable(fact=Fact(name=entry.name), by=entry.waivable_by) if entry.waivable_by else Fact(name=entry.name)
        for entry in facts().values()
        if entry.item == item
    )
    return parts[0] if len(parts) == 1 else AllOf(parts=parts)


@cache
def house_policy() -> GatePolicy:
    """Return the policy of a desk that has written none."""
    return GatePolicy(version=1, conditions={item.number: house_condition(item.number) for item in items()})


def strict_enough(item: int, condition: Condition) -> bool:
    """Say whether a desk's condition asks at least what the house asks."""
    return implies(condition, house_condition(item), frozenset(ROLES))
