"""Opening a case and letting members know of it."""

from __future__ import annotations

from datetime import datetime

from secondsource.actions.desk import access
from secondsource.errors import InputError
from secondsource.store.team import changes, journal
from secondsource.store.team.values import Role


def open_case(*, actor: str, title: str, language: str, now: datetime) -> str:
    """Open a case with the actor as its editor and return its key.

    Raises:
        InputError: `title-missing`.
        AccessError: `member-dormant`.
    """
    access.standing(actor)
    if not title.strip():
        raise InputError("title-missing", "A case needs a title.", "Choose a neutral one that names nobody.")
    with journal.entry(actor=actor, verb="case.open", now=now) as about:
        case = changes.add_case(title=title.strip(), language=language, now=now)
        changes.give_case(case=case, member=actor, role=Role.EDITOR)
        about["case"] = case
    return case


def let_know(*, actor: str, case: str, member: str, role: Role, now: datetime) -> None:
    """Let a member know of a case; only the case's editors may.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `member-unknown`.
    """
    access.working(case, actor, frozenset({Role.EDITOR}))
    with journal.entry(actor=actor, verb="case.let-know", now=now, case=case, about={"member": member, "role": role}):
        changes.give_case(case=case, member=member, role=role)


def no_longer(*, actor: str, case: str, member: str, now: datetime) -> None:
    """Let a member no longer know of a case; only the case's editors may.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `member-unknown`.
        RuleError: `last-editor`.
    """
    access.working(case, actor, frozenset({Role.EDITOR}))
    with journal.entry(actor=actor, verb="case.no-longer", now=now, case=case, about={"member": member}):
        changes.take_case(case=case, member=member)
