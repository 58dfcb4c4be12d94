"""age (X25519) in memory, through the Rust implementation, with refusals in our words.

What is sealed here every age program opens: https://age-encryption.org/v1. For long contents see the room `sealing`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyrage

from secondsource.errors import AccessError, InputError, IntegrityError

PREFIX = "AGE-SECRET-KEY-1"
IDENTITY_CHARACTERS = 74
_HEADER = b"age-encryption.org/v1\n"


def new_identity() -> str:
    """Return a fresh identity, 74 characters."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the recipient that an identity opens for.

    Raises:
        InputError: `identity-unreadable`.
    """
    return str(_identity(identity).to_public())


def check_recipient(recipient: str) -> str:
    """Return a recipient as it stands, once it reads as one.

    Raises:
        InputError: `recipient-unreadable`.
    """
    _recipient(recipient)
    return recipient


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Return `data` sealed to every one of `recipients`.

    Raises:
        InputError: `recipient-unreadable`, also when there is none.
    """
    if not recipients:
        raise _no_recipient("there is none")
    return bytes(pyrage.encrypt(data, [_recipient(one) for one in recipients]))


def unseal(data: bytes, identity: str) -> bytes:
    """Return what is sealed, checked to its last byte.

    Raises:
        IntegrityError: `sealed-damaged`. AccessError: `sealed-for-others`. InputError: `identity-unreadable`.
    """
    key = _identity(identity)
    if not data.startswith(_HEADER):
        raise _damaged()
    try:
        return bytes(pyrage.decrypt(data, [key]))
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise AccessError(
                "sealed-for-others",
                "This key does not open it: it is sealed for others.",
                "Ask a member it is sealed for, or unlock another key.",
            ) from None
        raise _damaged() from None


def _identity(identity: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError:
        raise InputError(
            "identity-unreadable",
            "This is no age identity: a character of it is wrong or missing.",
            "Compare it with the sheet group by group.",
        ) from None


def _recipient(recipient: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        raise _no_recipient("a character of it is wrong or missing") from None


def _no_recipient(why: str) -> InputError:
    return InputError(
        "recipient-unreadable", f"This is no age recipient: {why}.", "Get the line again from the member it belongs to."
    )


def _damaged() -> IntegrityError:
    return IntegrityError(
        "sealed-damaged",
        "This sealed file was cut or changed: it does not open to its end.",
        "Take another copy; nothing of it was used.",
    )
