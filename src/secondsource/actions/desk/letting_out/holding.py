"""Holding a case inside the desk: one member, one click, at once. In public a seat holds by its own signature."""

from __future__ import annotations

from datetime import datetime

from secondsource.actions.desk import access
from secondsource.errors import RuleError
from secondsource.store.letting_out import changes
from secondsource.store.team import journal


def hold(*, actor: str, case: str, reason: str, now: datetime) -> None:
    """Hold everything of a case.

    Raises:
        AccessError: `case-unknown`, `role-needed`.
    """
    access.working(case, actor)
    with journal.entry(actor=actor, verb="release.hold", now=now, case=case):
        changes.add_hold(case=case, member=actor, reason=reason[:300], now=now)


def lift(*, actor: str, case: str, number: int, reason: str, now: datetime) -> None:
    """Say that a hold may end: it does when whoever held says so, or two others do.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `hold-unknown`. RuleError: `reason-missing`.
    """
    access.working(case, actor)
    if not reason.strip():
        raise RuleError("reason-missing", "A hold is lifted with a reason.", "Write one, however short.")
    with journal.entry(actor=actor, verb="release.lift", now=now, case=case, about={"hold": number}):
        changes.lift(case=case, number=number, member=actor, reason=reason[:300], now=now)
