"""The gate itself: a policy and records in, seventeen answers out, and for each unmet one who can meet it and how.

There is no way to open the gate but to meet its conditions, and no state in which something missing opens it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secondsource.core.release.gate.catalogue import FactEntry, Item, Kind, items
from secondsource.core.release.gate.conditions import (
    MISSING,
    AllOf,
    AnyOf,
    Condition,
    Fact,
    Reading,
    State,
    Waivable,
    state_of,
)
from secondsource.core.release.gate.facts import decision, evidence, persons, safety
from secondsource.core.release.gate.facts.reading import FactReader, by_hand
from secondsource.core.release.gate.policy import GatePolicy, in_order
from secondsource.core.release.gate.records import Records

READERS: Mapping[str, FactReader] = {
    "roles-known": persons.roles_known,
    "names-needed": persons.names_needed,
    "private-names-decided": persons.private_names_decided,
    "stages-known": persons.stages_known,
    "wording-matches": persons.wording_matches,
    "lines-checked": evidence.lines_checked,
    "lines-supported": evidence.lines_supported,
    "single-source-referred": evidence.single_source_referred,
    "no-improbable": evidence.no_improbable,
    "no-unreliable-alone": evidence.no_unreliable_alone,
    "contradictions-settled": evidence.contradictions_settled,
    "missing-labelled": evidence.missing_labelled,
    "sources-covered": safety.sources_covered,
    "traces-clear": safety.traces_clear,
    "spans-decided": safety.spans_decided,
    "attack-clear": safety.attack_clear,
    "jigsaw-apart": persons.jigsaw_apart,
    "harm-answered": persons.harm_answered,
    "harm-bearable": persons.harm_bearable,
    "harm-by-all-seats": persons.harm_by_all_seats,
    "promises-kept": safety.promises_kept,
    "sources-warned": safety.sources_warned,
    "replies-settled": persons.replies_settled,
    "own-work-kept-apart": decision.own_work_kept_apart,
    "no-conflict": decision.no_conflict,
    "quorum-carried": decision.quorum_carried,
    "deciders-apart": decision.deciders_apart,
    "no-hold": decision.no_hold,
    "bytes-as-reviewed": decision.bytes_as_reviewed,
    "derivation-shown": decision.derivation_shown,
}
"""How each computed fact is read; every other one is answered by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactReading:
    """One fact, its answer, and whether roles have waived it."""

    entry: FactEntry
    reading: Reading
    waivable_by: frozenset[str]
    """Roles that may waive it under this policy; empty where nobody may."""
    waived: bool

    @property
    def met(self) -> bool:
        """Whether it stands in nobody's way."""
        return self.reading.state is State.MET or self.waived


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReading:
    """One of the seventeen items."""

    item: Item
    state: State
    facts: tuple[FactReading, ...]

    @property
    def unmet(self) -> tuple[FactReading, ...]:
        """What is not met, each with who can meet it and how; empty only when the item is met."""
        return () if self.state is State.MET else tuple(one for one in self.facts if not one.met)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReading:
    """How the gate stands for one digest under one version of the policy."""

    digest: str
    policy: int
    items: tuple[ItemReading, ...]

    @property
    def open(self) -> bool:
        """Whether every item is met."""
        return bool(self.items) and all(one.state is State.MET for one in self.items)

    @property
    def unmet(self) -> tuple[FactReading, ...]:
        """All that is in the way, item by item."""
        return tuple(fact for one in self.items for fact in one.unmet)

    @property
    def ready_for_vote(self) -> bool:
        """Whether nothing is left but what the seats decide, which they should decide last."""
        return all(fact.entry.kind is Kind.VOTE for fact in self.unmet)


def read_gate(policy: GatePolicy, records: Records) -> GateReading:
    """Read the gate.

    Args:
        policy: the desk's.
        records: all made on one digest, in any order.
    """
    found = {name: _reading(policy, name, records) for name in policy.asked}
    waivers = _waivers(records)
    return GateReading(
        digest=records.digest,
        policy=policy.version,
        items=tuple(
            ItemReading(
                item=item,
                state=state_of(policy.conditions[item.number], found, waivers),
                facts=tuple(_facts(policy, policy.conditions[item.number], found, waivers)),
            )
            for item in items()
        ),
    )


def _reading(policy: GatePolicy, name: str, records: Records) -> Reading:
    reader = READERS.get(name)
    if reader is not None:
        return reader(records, policy.limits)
    return by_hand(records, name, policy.limits, policy.entry(name).roles)


def _waivers(records: Records) -> dict[str, frozenset[str]]:
    """Return the roles that have waived each fact; a waiver of an author, a former role or without a reason is none."""
    found: dict[str, frozenset[str]] = {}
    for one in records.waivers:
        if one.by not in records.authors and records.team.get(one.by) == one.role and one.why.strip():
            found[one.fact] = found.get(one.fact, frozenset()) | {one.role}
    return found


def _facts(
    policy: GatePolicy, condition: Condition, found: Mapping[str, Reading], waivers: Mapping[str, frozenset[str]]
) -> Iterable[FactReading]:
    allowed = _waivable(condition)
    for name in in_order(condition):
        reading, by = found.get(name, MISSING), allowed.get(name, frozenset())
        waived = state_of(Waivable(fact=Fact(name=name), by=by), {name: reading}, waivers) is State.MET
        yield FactReading(
            entry=policy.entry(name),
            reading=reading,
            waivable_by=by,
            waived=waived and reading.state is not State.MET,
        )


def _waivable(condition: Condition) -> dict[str, frozenset[str]]:
    """Return the roles by fact that a condition lets waive it."""
    match condition:
        case Waivable(fact=fact, by=by):
            return {fact.name: by}
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return {name: by for part in parts for name, by in _waivable(part).items()}
        case Fact():
            return {}
