"""What the desk tells allauth: nobody signs up by themselves, no address is ever read, secrets are kept encrypted."""

from __future__ import annotations

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

NOWHERE = "0.0.0.0"  # noqa: S104 - nothing is bound to it
"""Stands for every reader's address: behind an onion service they have none, elsewhere it is not our business."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from invitations; limits count by account, since there are no addresses to count by."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Say that only an invitation opens an account."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Return the same for everybody, so that no list of sessions ever holds an address."""
        return NOWHERE

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Send nothing: there is no address to send to."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets of second factors encrypted, so that a copy of the database alone signs nobody in."""

    def encrypt(self, text: str) -> str:
        """Return the secret as it is kept."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def get_totp_issuer(self) -> str:
        """Return what an authenticator app shows; the desk's address stays out of it."""
        return "desk"

    def build_totp_svg(self, url: str) -> str:
        """Return the picture to scan, ready to stand in the page: pages here load no `data:` pictures."""
        drawn = str(super().build_totp_svg(url))
        return drawn[drawn.index("<svg") :]


def _box() -> Fernet:
    key = hashlib.sha256(b"secondsource/second-factors/v1\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
