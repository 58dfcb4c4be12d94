"""One of everything the team keeps: a second, an observer, an open invitation."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from tests.cast import MORNING, PASSWORD, Cast

from secondsource.actions.desk.team import cases
from secondsource.store.team import changes, journal
from secondsource.store.team.values import Role, Standing

ALSO = {"fay": Role.SECOND, "gus": Role.OBSERVER}
"""Fay checks what others wrote; Gus sees the data and not who works on it."""


def fill(cast: Cast) -> None:
    """Put one of everything into the cast's case."""
    for name, role in ALSO.items():
        with journal.entry(actor="", verb="desk.begin", now=MORNING):
            key = changes.add_member(name=name, password_hash=make_password(PASSWORD), standing=Standing.ACTIVE).key
        cases.let_know(actor=cast.ada, case=cast.case, member=key, role=role, now=MORNING)
