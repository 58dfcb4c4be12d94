"""Helps test clients past the questions that a signed-in member is asked again."""

from __future__ import annotations

from types import SimpleNamespace

from allauth.account.internal.flows.login import record_authentication
from django.test import Client

from secondsource.store.team.models import MemberRow


def fresh(client: Client, member: MemberRow) -> None:
    """Let a signed-in client count as having just given its password."""
    session = client.session
    record_authentication(SimpleNamespace(session=session), member, "password", reauthenticated=True)
    session.save()
