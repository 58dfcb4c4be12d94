"""Invitations: the one way to an account. Only a digest of the token is kept, so the rows open nothing."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from secondsource.core.digests import framed_digest
from secondsource.errors import AccessError
from secondsource.store.team.models import InvitationRow, MemberRow
from secondsource.store.team.values import Invitation

TOKEN_BYTES = 24
LASTS = timedelta(days=3)
"""Long enough to hand it over in person, short enough not to lie around."""
DOMAIN = "invitation/v1"


def new_token() -> str:
    """Return a fresh token, shown once and never kept."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """Return what is kept of a token; 192 random bits need no slow hash."""
    return framed_digest(DOMAIN, token)


def keep(*, token: str, by: str, now: datetime, keeper: bool = False, member: str = "") -> Invitation:
    """Keep an invitation for somebody new, or a way back for a member who lost password or second factor."""
    row = InvitationRow.objects.create(
        digest=digest_of(token),
        by=by,
        keeper=keeper,
        member=MemberRow.objects.get(key=member) if member else None,
        made_at=now,
        ends_at=now + LASTS,
    )
    return _value(row)


def open_ones(now: datetime) -> tuple[Invitation, ...]:
    """Return the invitations that can still be used, newest first."""
    rows = InvitationRow.objects.filter(used_at=None, withdrawn=False, ends_at__gt=now).select_related("member")
    return tuple(_value(row) for row in rows.order_by("-made_at"))


def find(token: str, now: datetime) -> Invitation:
    """Return the invitation a token opens.

    Raises:
        AccessError: `invitation-unknown`, for what never was, was used, withdrawn or has ended alike.
    """
    return _value(_open_row(digest=digest_of(token), now=now))


def use(token: str, now: datetime) -> Invitation:
    """Use an invitation up; the caller's transaction makes sure it happens once.

    Raises:
        AccessError: `invitation-unknown`.
    """
    row = _open_row(digest=digest_of(token), now=now)
    row.used_at = now
    row.save(update_fields=["used_at"])
    return _value(row)


def withdraw(key: str, now: datetime) -> None:
    """End an invitation before its time.

    Raises:
        AccessError: `invitation-unknown`.
    """
    row = _open_row(key=key, now=now)
    row.withdrawn = True
    row.save(update_fields=["withdrawn"])


def _open_row(*, now: datetime, **which: str) -> InvitationRow:
    row = InvitationRow.objects.select_related("member").filter(used_at=None, withdrawn=False, **which).first()
    if row is None or row.ends_at <= now:
        raise AccessError(
            "invitation-unknown",
            "This invitation does not hold: it was used, withdrawn, has ended or never was.",
            "Ask a keeper of the desk for another.",
        )
    return row


def _value(row: InvitationRow) -> Invitation:
    return Invitation(
        key=row.key,
        by=row.by,
        keeper=row.keeper,
        member=row.member.key if row.member else "",
        name=row.member.name if row.member else "",
        made_at=row.made_at,
        ends_at=row.ends_at,
    )
