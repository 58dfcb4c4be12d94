"""A case's decisions as the decisions file has them: taken together, written out, read in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from secondsource.actions.desk import access
from secondsource.core.vetting import decisions_file
from secondsource.core.vetting.decisions import Decisions, StatementDecision
from secondsource.core.vetting.folding import fold
from secondsource.errors import InputError
from secondsource.store.evidence.changes import decided as changes
from secondsource.store.evidence.lookups import findings, statements
from secondsource.store.team import journal

LARGEST = 1024 * 1024
"""Bytes of a decisions file that is read in."""
SETS = ("same-origin", "split-origin", "same-claim", "split-claim")
PAIRS = ("belongs", "relays", "grade")
REASON = "decisions file"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIn:
    """What became of a decisions file."""

    decided: int
    unchanged: int
    missing: tuple[str, ...]
    """Ids and names that are not in this case."""


def standing(case: str) -> Decisions:
    """Return what members have decided and not withdrawn; they outrank every proposal."""
    sets: dict[str, list[frozenset[str]]] = {kind: [] for kind in SETS}
    pairs: dict[str, list[tuple[str, str]]] = {kind: [] for kind in PAIRS}
    for tie in statements.ties(case):
        if tie.kind in sets:
            sets[tie.kind].append(frozenset(tie.parts))
        else:
            left, right = tie.parts
            pairs[tie.kind].append((left, right))
    ruled = ((held.person.name, held.ruling) for held in findings.people(case))
    return Decisions(
        statements=statements.standing(case),
        merged_origins=tuple(sets["same-origin"]),
        split_origins=tuple(sets["split-origin"]),
        merged_claims=tuple(sets["same-claim"]),
        split_claims=tuple(sets["split-claim"]),
        affiliations=tuple(pairs["belongs"]),
        relays=tuple(pairs["relays"]),
        grades=tuple(dict(pairs["grade"]).items()),
        private=tuple((name, ruling.private) for name, ruling in ruled if ruling is not None),
    )


def export(*, actor: str, case: str) -> str:
    """Return a case's decisions as a decisions file, which `secondsource vet --decisions` reads.

    Raises:
        AccessError: as `access.reading`.
    """
    access.reading(case, actor)
    return decisions_file.dumps(standing(case))


def read_in(*, actor: str, case: str, data: bytes, name: str, now: datetime) -> ReadIn:
    """Take over the decisions of a file; each becomes the actor's own, with its next version.

    Raises:
        AccessError: as `access.working`.
        InputError: `decisions-too-large`, `decisions-unreadable`.
    """
    access.working(case, actor)
    if len(data) > LARGEST:
        raise InputError("decisions-too-large", "This is too large for a decisions file.", "Choose the right file.")
    parsed = decisions_file.parse(data.decode("utf-8", "replace"), name=name)
    with journal.entry(actor=actor, verb="decisions.read-in", now=now, case=case) as about:
        decided, unchanged, missing = _decide(case, parsed.statements, actor, now)
        for kind, parts in _ties(parsed):
            changes.tie(case=case, kind=kind, parts=parts, reason=REASON, member=actor, now=now)
            decided += 1
        ruled, strangers = _rule(case, parsed.private, actor, now)
        about["decided"] = decided + ruled
    return ReadIn(decided=decided + ruled, unchanged=unchanged, missing=(*missing, *strangers))


def _decide(
    case: str, wanted: Iterable[StatementDecision], actor: str, now: datetime
) -> tuple[int, int, tuple[str, ...]]:
    held = {one.statement.id: one for one in statements.statements(case)}
    stands = {one.statement: one for one in statements.standing(case)}
    decided, unchanged, missing = 0, 0, []
    for decision in wanted:
        one = held.get(decision.statement)
        if one is None:
            missing.append(decision.statement)
        elif stands.get(decision.statement) == decision:
            unchanged += 1
        else:
            changes.decide(case=case, decision=decision, version=one.version, reason=REASON, member=actor, now=now)
            decided += 1
    return decided, unchanged, tuple(missing)


def _ties(parsed: Decisions) -> Iterable[tuple[str, tuple[str, ...]]]:
    for kind, sets in zip(
        SETS,
        (parsed.merged_origins, parsed.split_origins, parsed.merged_claims, parsed.split_claims),
        strict=True,
    ):
        yield from ((kind, tuple(sorted(ids))) for ids in sets)
    for kind, pairs in zip(PAIRS, (parsed.affiliations, parsed.relays, parsed.grades), strict=True):
        yield from ((kind, pair) for pair in pairs)


def _rule(case: str, private: Iterable[tuple[str, bool]], actor: str, now: datetime) -> tuple[int, tuple[str, ...]]:
    people = {fold(held.person.name): held for held in findings.people(case)}
    ruled, strangers = 0, []
    for name, answer in private:
        held = people.get(fold(name))
        if held is None:
            strangers.append(name)
            continue
        version = held.ruling.version if held.ruling else 0
        changes.rule(case=case, person=held.key, private=answer, reason=REASON, version=version, member=actor, now=now)
        ruled += 1
    return ruled, tuple(strangers)
