"""Changing the team. Called by actions inside `journal.entry`, never alone."""

from __future__ import annotations

from datetime import datetime

from secondsource.errors import AccessError, RuleError
from secondsource.store.team.lookups import value_of
from secondsource.store.team.models import CaseMemberRow, CaseRow, MemberRow
from secondsource.store.team.values import Member, Role, Standing


def add_member(*, name: str, password_hash: str, keeper: bool = False, standing: Standing = Standing.DORMANT) -> Member:
    """Keep a new member; its password comes hashed, so that no transaction waits for Argon2id.

    Raises:
        RuleError: `name-taken`.
    """
    if MemberRow.objects.filter(name=name).exists():
        raise RuleError("name-taken", "This name is taken.", "Choose another pseudonym.")
    row = MemberRow.objects.create(name=name, password=password_hash, keeper=keeper, standing=standing.value)
    return value_of(row)


def add_case(*, title: str, language: str, now: datetime) -> str:
    """Keep a new case and return its key."""
    return CaseRow.objects.create(title=title, language=language, opened_at=now).key


def give_case(*, case: str, member: str, role: Role) -> None:
    """Let a member know of a case, or change their role in it.

    Raises:
        AccessError: `member-unknown`, `case-unknown`.
    """
    CaseMemberRow.objects.update_or_create(case=_case(case), member=_member(member), defaults={"role": role.value})


def _case(key: str) -> CaseRow:
    row = CaseRow.objects.filter(key=key).first()
    if row is None:
        raise AccessError("case-unknown", "There is no such case for you.", "Go back to your list of cases.")
    return row


def _member(key: str) -> MemberRow:
    row = MemberRow.objects.filter(key=key).first()
    if row is None:
        raise AccessError("member-unknown", "There is no such member.", "Go back to the list of members.")
    return row
