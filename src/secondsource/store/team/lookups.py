"""Reading the team: members by key, cases as one member may see them."""

from __future__ import annotations

from secondsource.errors import AccessError
from secondsource.store.team.models import CaseMemberRow, MemberRow
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
