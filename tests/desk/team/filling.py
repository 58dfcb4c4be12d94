"""One of everything the team keeps: a second, an observer, an open invitation."""

from __future__ import annotations

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth.hashers import make_password
from tests.cast import MORNING, PASSWORD, SECRET, Cast
from tests.desk.team.passkeys import credential

from secondsource.actions.desk.team import cases, invitations
from secondsource.store.team import changes, journal
from secondsource.store.team.models import MemberRow
from secondsource.store.team.values import Role, Standing
from secondsource.web.desk.base.asking import now

ALSO = {"fay": Role.SECOND, "gus": Role.OBSERVER}
"""Fay checks what others wrote; Gus sees the data and not who works on it."""


def fill(cast: Cast) -> None:
    """Put one of everything into the cast's case."""
    for name, role in ALSO.items():
        with journal.entry(actor="", verb="desk.begin", now=MORNING):
            key = changes.add_member(name=name, password_hash=make_password(PASSWORD), standing=Standing.ACTIVE).key
        TOTP.activate(MemberRow.objects.get(key=key), SECRET)
        cases.let_know(actor=cast.ada, case=cast.case, member=key, role=role, now=MORNING)
    invitations.invite(actor=cast.ada, now=now())
    WebAuthn.add(MemberRow.objects.get(key=cast.ada), "Key in the drawer", credential())
    RecoveryCodes.activate(MemberRow.objects.get(key=cast.ada))
