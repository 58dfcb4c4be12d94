"""Who may do what: asked at the start of every action, answered from records and never from the page."""

from __future__ import annotations

from secondsource.errors import AccessError
from secondsource.store.team import lookups
from secondsource.store.team.values import Case, Member, Role, Standing

WORKING = frozenset({Role.VETTER, Role.SECOND, Role.EDITOR, Role.LAWYER})
"""Roles that may change something; observers only see."""


def reading(case: str, member: str) -> Case:
    """Return the case if this member may read it.

    Raises:
        AccessError: `case-unknown`, for what is missing and for what is not theirs alike; `member-dormant`.
    """
    standing(member)
    return lookups.case_for(case, member)


def working(case: str, member: str, roles: frozenset[Role] = WORKING) -> Case:
    """Return the case if this member may change it in one of `roles`.

    Raises:
        AccessError: as `reading`, and `role-needed`.
    """
    found = reading(case, member)
    if found.role not in roles:
        raise AccessError(
            "role-needed",
            f"This takes one of these roles in the case: {', '.join(sorted(roles))}.",
            "Ask the case's editor, who can do it or give you the role.",
        )
    return found


def keeping(member: str) -> Member:
    """Return the member if they keep the desk's accounts.

    Raises:
        AccessError: `keeper-needed`, `member-dormant`.
    """
    found = standing(member)
    if not found.keeper:
        raise AccessError("keeper-needed", "Only a keeper of the desk's accounts can do this.", "Ask a keeper.")
    return found


def standing(member: str) -> Member:
    """Return the member if the desk counts them in.

    Raises:
        AccessError: `member-dormant`, `member-unknown`.
    """
    found = lookups.member(member)
    if found.standing is not Standing.ACTIVE:
        raise AccessError(
            "member-dormant",
            "This account has no standing at the desk yet, or no longer.",
            "Ask a keeper to seat you; until then you can only change your own settings.",
        )
    return found
