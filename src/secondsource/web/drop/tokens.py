"""Tokens: what stands in a form in place of the codename, so that a page holds no codename and needs no cookie.

A token is the root of a source's keys, sealed (ChaCha20-Poly1305, RFC 8439) under a key that lives only in this
process. It ends with the process, or after two hours by a clock that nobody sets. No cookie means that the page of
another site can make a browser send nothing of the source's: there is nothing it would send along by itself.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from secondsource.web.drop.answers import Refusal

LIFETIME_SECONDS = 7_200
_NONCE_BYTES = 12
_DOMAIN = b"secondsource/drop-token/v1"


class Tokens:
    """Makes and reads the tokens of one process."""

    def __init__(self) -> None:
        """Take a fresh key."""
        self._sealer = ChaCha20Poly1305(ChaCha20Poly1305.generate_key())

    def make(self, root: bytes) -> str:
        """Return a token for a source's root."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        ends = int(time.monotonic()) + LIFETIME_SECONDS
        sealed = self._sealer.encrypt(nonce, ends.to_bytes(8, "big") + root, _DOMAIN)
        return base64.urlsafe_b64encode(nonce + sealed).decode("ascii")

    def read(self, token: str) -> bytes:
        """Return the root of a token.

        Raises:
            Refusal: 403, where it is none of ours or too old.
        """
        try:
            data = base64.urlsafe_b64decode(token.encode("ascii"))
            opened = self._sealer.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], _DOMAIN)
        except (ValueError, binascii.Error, InvalidTag):
            raise Refusal(403, "token-over") from None
        if int.from_bytes(opened[:8], "big") < time.monotonic():
            raise Refusal(403, "token-over")
        return opened[8:]
