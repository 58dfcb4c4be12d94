"""Reading the team: members by key, cases as one member may see them."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from secondsource.errors import AccessError
from secondsource.store.team.models import CaseMemberRow, CaseRow, MemberRow
from secondsource.store.team.values import Case, Member, Role, Standing


def member(key: str) -> Member:
    """Return one member.

    Raises:
        AccessError: `member-unknown`.
    """
    row = MemberRow.objects.filter(key=key).first()
    if row is None:
        raise AccessError("member-unknown", "There is no such member.", "Go back to the list of members.")
    return value_of(row)


def value_of(row: MemberRow) -> Member:
    """Return the frozen value of a member's row."""
    return Member(
        key=row.key,
        name=row.name,
        standing=Standing(row.standing),
        keeper=row.keeper,
        seat=row.seat,
        ui_language=row.ui_language,
    )


def cases_of(key: str) -> tuple[Case, ...]:
    """Return the cases a member has need to know, newest first."""
    rows = CaseMemberRow.objects.filter(member__key=key).select_related("case").order_by("-case__opened_at")
    return tuple(_case(row) for row in rows)


def case_for(case: str, member_key: str) -> Case:
    """Return one case as this member sees it.

    A case that does not exist and one the member may not know of get the same answer.

    Raises:
        AccessError: `case-unknown`.
    """
    row = CaseMemberRow.objects.filter(case__key=case, member__key=member_key).select_related("case").first()
    if row is None:
        raise AccessError("case-unknown", "There is no such case for you.", "Go back to your list of cases.")
    return _case(row)


def team_of(case: str) -> tuple[tuple[Member, Role], ...]:
    """Return who works on a case, by name."""
    rows = CaseMemberRow.objects.filter(case__key=case).select_related("member").order_by("member__name")
    return tuple((value_of(row.member), Role(row.role)) for row in rows)


def members() -> tuple[Member, ...]:
    """Return everybody with an account, by name."""
    return tuple(value_of(row) for row in MemberRow.objects.order_by("name"))


def every_case() -> tuple[str, ...]:
    """Return the keys of all cases, for the machine's operator; no page asks this."""
    return tuple(CaseRow.objects.order_by("id").values_list("key", flat=True))


def anybody() -> bool:
    """Say whether the desk has any member at all."""
    return MemberRow.objects.exists()


def has_second_factor(key: str) -> bool:
    """Say whether a member signs in with more than a password."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user__key=key, type__in=kinds).exists())


def names_in(case: str, viewer: str) -> dict[str, str]:
    """Return how the members of a case are called towards one of them, by key.

    An observer sees the data and not who works on it: the others are `1`, `2`, ... in the order they came to the case.

    Raises:
        AccessError: `case-unknown`.
    """
    seen_by = case_for(case, viewer)
    rows = CaseMemberRow.objects.filter(case__key=case).select_related("member").order_by("id")
    return {
        row.member.key: str(number) if seen_by.role is Role.OBSERVER and row.member.key != viewer else row.member.name
        for number, row in enumerate(rows, start=1)
    }


def _case(row: CaseMemberRow) -> Case:
    case = row.case
    return Case(
        key=case.key,
        title=case.title,
        language=case.language,
        state=case.state,
        opened_at=case.opened_at,
        role=Role(row.role),
    )
