"""Inviting, joining, and the way back for somebody who lost password or second factor."""

from __future__ import annotations

from datetime import datetime

from secondsource.actions.desk import access
from secondsource.errors import InputError
from secondsource.store.team import changes, invitations, journal, lookups
from secondsource.store.team.values import Invitation, Member, Standing

MOST_NAME = 64


def invite(*, actor: str, now: datetime, keeper: bool = False, member: str = "") -> tuple[str, Invitation]:
    """Make an invitation and return its token, to be shown once, and what is kept of it.

    Args:
        actor: a keeper; empty when the machine's operator does it from the command line.
        keeper: whether it makes a keeper of the desk's accounts.
        member: a member's key, for their way back; empty for somebody new.
        now: the moment.

    Raises:
        AccessError: `keeper-needed`, `member-dormant`, `member-unknown`.
    """
    if actor:
        access.keeping(actor)
    if member:
        lookups.member(member)
    token = invitations.new_token()
    with journal.entry(actor=actor, verb="member.invite", now=now) as about:
        made = invitations.keep(token=token, by=actor, now=now, keeper=keeper, member=member)
        about.update(invitation=made.key, keeper=keeper, member=member)
    return token, made


def first_invitation(*, now: datetime) -> str | None:
    """Return the token of the first keeper's invitation, once; None where anybody or any invitation is there."""
    if lookups.anybody() or invitations.open_ones(now):
        return None
    return invite(actor="", keeper=True, now=now)[0]


def withdraw(*, actor: str, invitation: str, now: datetime) -> None:
    """End an invitation before its time.

    Raises:
        AccessError: `keeper-needed`, `invitation-unknown`.
    """
    access.keeping(actor)
    with journal.entry(actor=actor, verb="member.withdraw", now=now, about={"invitation": invitation}):
        invitations.withdraw(invitation, now)


def join(*, token: str, name: str, password_hash: str, now: datetime) -> Member:
    """Open the account an invitation promises; it is dormant until a keeper seats it.

    A keeper's account from the operator's own invitation is active at once: there may be nobody to seat it.

    Raises:
        AccessError: `invitation-unknown`.
        InputError: `name-unfit`, `invitation-taken`.
        RuleError: `name-taken`.
    """
    name = name.strip()
    if not name or len(name) > MOST_NAME or not name.isprintable():
        raise InputError("name-unfit", "This pseudonym cannot be used.", "Take up to 64 letters, digits or spaces.")
    with journal.entry(actor="", verb="member.join", now=now) as about:
        found = invitations.use(token, now)
        if found.member:
            raise InputError("invitation-taken", "This invitation is a member's way back.", "Ask a keeper for another.")
        active = found.keeper and not found.by
        member = changes.add_member(
            name=name,
            password_hash=password_hash,
            keeper=found.keeper,
            standing=Standing.ACTIVE if active else Standing.DORMANT,
        )
        about.update(invitation=found.key, member=member.key)
    return member


def come_back(*, token: str, password_hash: str, now: datetime) -> Member:
    """Give a member a new password, forget their second factors and end their sessions.

    Whoever made the invitation could have used it, so the account is dormant until a keeper seats it anew; an account
    that the desk cannot do without stays as it is.

    Raises:
        AccessError: `invitation-unknown`.
    """
    with journal.entry(actor="", verb="member.come-back", now=now) as about:
        found = invitations.use(token, now)
        if not found.member:
            raise InputError("invitation-taken", "This invitation opens a new account.", "Use it to join.")
        changes.set_password(member=found.member, password_hash=password_hash)
        member = lookups.member(found.member)
        if member.standing is Standing.ACTIVE and found.by:
            changes.set_standing(member=member.key, standing=Standing.DORMANT)
        about.update(invitation=found.key, member=member.key)
    return lookups.member(member.key)
