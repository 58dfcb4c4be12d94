"""Seating, suspending and parting; what a member decides about their own account."""

from __future__ import annotations

from datetime import datetime

from secondsource.actions.desk import access
from secondsource.errors import RuleError
from secondsource.store.team import changes, journal, lookups
from secondsource.store.team.values import Member, Standing


def seat(*, actor: str, member: str, seat: str, seats: frozenset[str] | None, now: datetime) -> None:
    """Let a member act at the desk.

    Args:
        actor: a keeper.
        member: whom.
        seat: name of their seat in the desk's seat policy; may be empty for somebody without a vote.
        seats: the names in the policy in force; None before the first policy.
        now: the moment.

    Raises:
        AccessError: `keeper-needed`, `member-unknown`.
        RuleError: `seat-unknown-to-policy`, `seat-taken`, `own-standing`.
    """
    _others(actor, member)
    if seat and seats is not None and seat not in seats:
        raise RuleError(
            "seat-unknown-to-policy",
            "The seat policy in force has no seat of this name.",
            "Decide a membership motion first, or seat the member without a vote by leaving the seat empty.",
        )
    if seat and any(other.seat == seat and other.key != member for other in lookups.members()):
        raise RuleError("seat-taken", "Somebody else has this seat.", "Take another, or part with its holder first.")
    with journal.entry(actor=actor, verb="member.seat", now=now, about={"member": member, "seat": seat}):
        changes.set_standing(member=member, standing=Standing.ACTIVE, seat=seat)


def suspend(*, actor: str, member: str, now: datetime) -> None:
    """Cut a member off, reversibly: their sessions end with the next page they ask for.

    Raises:
        AccessError: `keeper-needed`, `member-unknown`.
        RuleError: `last-keeper`, `own-standing`.
    """
    _others(actor, member)
    with journal.entry(actor=actor, verb="member.suspend", now=now, about={"member": member}):
        changes.set_standing(member=member, standing=Standing.SUSPENDED)


def part(*, actor: str, member: str, now: datetime) -> None:
    """Part with a member for good; what they did stays theirs in every record.

    Raises:
        AccessError: `keeper-needed`, `member-unknown`.
        RuleError: `last-keeper`, `own-standing`.
    """
    _others(actor, member)
    with journal.entry(actor=actor, verb="member.part", now=now, about={"member": member}):
        changes.set_standing(member=member, standing=Standing.GONE)


def keep_accounts(*, actor: str, member: str, keeper: bool, now: datetime) -> None:
    """Make a member a keeper of the accounts, or no longer.

    Raises:
        AccessError: `keeper-needed`, `member-unknown`.
        RuleError: `last-keeper`, `own-standing`.
    """
    _others(actor, member)
    with journal.entry(actor=actor, verb="member.keeper", now=now, about={"member": member, "keeper": keeper}):
        changes.set_keeper(member=member, keeper=keeper)


def read_in(*, actor: str, language: str, now: datetime) -> None:
    """Remember the language a member reads the desk in."""
    if lookups.member(actor).ui_language == language:
        return
    with journal.entry(actor=actor, verb="member.language", now=now, about={"language": language}):
        changes.set_language(member=actor, language=language)


def own_data(*, actor: str) -> dict[str, object]:
    """Return everything the desk keeps under a member's key, for themselves, as plain JSON values."""
    member = lookups.member(actor)
    return {
        "member": {
            "key": member.key,
            "name": member.name,
            "standing": member.standing.value,
            "keeper": member.keeper,
            "seat": member.seat,
            "language": member.ui_language,
            "second_factor": lookups.has_second_factor(actor),
        },
        "cases": [{"case": case.key, "title": case.title, "role": case.role.value} for case in lookups.cases_of(actor)],
        "journal": [
            {"number": entry.number, "at": entry.at, "case": entry.case, "verb": entry.verb, "about": entry.about}
            for entry in journal.entries_by(actor)
        ],
    }


def _others(actor: str, member: str) -> Member:
    access.keeping(actor)
    if actor == member:
        raise RuleError("own-standing", "Nobody changes their own standing.", "Ask another keeper.")
    return lookups.member(member)
