"""A filled desk and signed-in browsers-without-a-browser for each of its people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.cast import Cast, cast_desk
from tests.desk.filling import full_desk

from secondsource.store.team.models import MemberRow


@pytest.fixture
def desk(db: None) -> Cast:  # noqa: ARG001 - asks for the database
    return cast_desk()


@pytest.fixture
def as_member(desk: Cast) -> Callable[[str], Client]:  # noqa: ARG001 - the members must be there
    """Return a client signed in as the member of this name."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(
            MemberRow.objects.get(name=name), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return signed_in


@pytest.fixture
def full(db: None) -> Cast:  # noqa: ARG001 - asks for the database
    """Return a desk with one of everything."""
    return full_desk()
