"""The people of the tests' desks, all invented: Ada edits, Bo vets, Cy is a lawyer; Dee has another case, Eve none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from secondsource.actions.desk.team import cases
from secondsource.store.team import changes, journal
from secondsource.store.team.models import MemberRow
from secondsource.store.team.values import Role, Standing

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of their authenticator apps, all the same
PASSWORD = "correct horse battery staple"  # noqa: S105 - of invented people


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Keys of the members and of Ada's case and Dee's."""

    ada: str
    bo: str
    cy: str
    dee: str
    eve: str
    case: str
    other_case: str


def cast_desk() -> Cast:
    """Fill an empty desk; call inside a database test."""
    keys = {}
    secret = make_password(PASSWORD)
    with journal.entry(actor="", verb="desk.begin", now=MORNING):
        for name in ("ada", "bo", "cy", "dee", "eve"):
            keys[name] = changes.add_member(
                name=name, password_hash=secret, keeper=name == "ada", standing=Standing.ACTIVE
            ).key
    for row in MemberRow.objects.all():
        TOTP.activate(row, SECRET)
    case = cases.open_case(actor=keys["ada"], title="Harbour list", language="en", now=MORNING)
    other = cases.open_case(actor=keys["dee"], title="Orchard", language="es", now=MORNING)
    cases.let_know(actor=keys["ada"], case=case, member=keys["bo"], role=Role.VETTER, now=MORNING)
    cases.let_know(actor=keys["ada"], case=case, member=keys["cy"], role=Role.LAWYER, now=MORNING)
    return Cast(case=case, other_case=other, **keys)
