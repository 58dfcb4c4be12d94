"""Changing the team. Called by actions inside `journal.entry`, never alone."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator

from secondsource.errors import AccessError, RuleError
from secondsource.store.team.lookups import value_of
from secondsource.store.team.models import CaseMemberRow, CaseRow, MemberRow
from secondsource.store.team.values import Member, Role, Standing


def add_member(*, name: str, password_hash: str, keeper: bool = False, standing: Standing = Standing.DORMANT) -> Member:
    """Keep a new member; its password comes hashed, so that no transaction waits for Argon2id.

    Raises:
        RuleError: `name-taken`.
    """
    if MemberRow.objects.filter(name__iexact=name).exists():
        raise RuleError("name-taken", "This name is taken.", "Choose another pseudonym.")
    row = MemberRow.objects.create(name=name, password=password_hash, keeper=keeper, standing=standing.value)
    return value_of(row)


def add_case(*, title: str, language: str, now: datetime) -> str:
    """Keep a new case and return its key."""
    return CaseRow.objects.create(title=title, language=language, opened_at=now).key


def give_case(*, case: str, member: str, role: Role) -> None:
    """Let a member know of a case, or change their role in it.

    Raises:
        RuleError: `last-editor`, when nobody would be left to let others in.
        AccessError: `member-unknown`, `case-unknown`.
    """
    if role is not Role.EDITOR:
        _keep_an_editor(case, member)
    CaseMemberRow.objects.update_or_create(case=_case(case), member=_member(member), defaults={"role": role.value})


def take_case(*, case: str, member: str) -> None:
    """Let a member no longer know of a case.

    Raises:
        RuleError: `last-editor`, when nobody would be left to let others in.
        AccessError: `member-unknown`, `case-unknown`.
    """
    row = CaseMemberRow.objects.filter(case=_case(case), member=_member(member)).first()
    if row is None:
        raise AccessError("member-unknown", "There is no such member.", "Go back to the list of members.")
    _keep_an_editor(case, member)
    row.delete()


def _keep_an_editor(case: str, member: str) -> None:
    editors = CaseMemberRow.objects.filter(case__key=case, role=Role.EDITOR.value)
    if editors.filter(member__key=member).exists() and not editors.exclude(member__key=member).exists():
        raise RuleError("last-editor", "A case needs an editor.", "Make somebody else its editor first.")


def set_standing(*, member: str, standing: Standing, seat: str = "") -> None:
    """Seat, suspend or part with a member.

    Raises:
        RuleError: `last-keeper`, when nobody would be left to keep the accounts.
        AccessError: `member-unknown`.
    """
    row = _member(member)
    if row.keeper and standing is not Standing.ACTIVE:
        _keep_a_keeper(row)
    row.standing = standing.value
    row.seat = seat
    row.save(update_fields=["standing", "seat"])


def set_keeper(*, member: str, keeper: bool) -> None:
    """Make somebody a keeper of the accounts, or no longer.

    Raises:
        RuleError: `last-keeper`.
        AccessError: `member-unknown`.
    """
    row = _member(member)
    if row.keeper and not keeper:
        _keep_a_keeper(row)
    row.keeper = keeper
    row.save(update_fields=["keeper"])


def set_language(*, member: str, language: str) -> None:
    """Remember the language a member reads the desk in."""
    MemberRow.objects.filter(key=member).update(ui_language=language)


def set_password(*, member: str, password_hash: str) -> None:
    """Give a member a new password, which ends all their sessions, and forget their second factors."""
    row = _member(member)
    row.password = password_hash
    row.save(update_fields=["password"])
    Authenticator.objects.filter(user=row).delete()


def _keep_a_keeper(row: MemberRow) -> None:
    others = MemberRow.objects.filter(keeper=True, standing=Standing.ACTIVE.value).exclude(pk=row.pk)
    if not others.exists():
        raise RuleError("last-keeper", "The desk needs a keeper of its accounts.", "Make somebody else a keeper first.")


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
