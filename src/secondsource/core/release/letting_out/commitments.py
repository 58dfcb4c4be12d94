"""A clean copy bound to its sealed original without telling what the original is.

The hash of an original would let anybody who has a candidate confirm it, and would join two releases of one exhibit.
So the dossier carries a commitment: a SHA-256 over a random salt, the original's hash and the copy's. Without the salt
it says nothing; with it (the opening, which the desk keeps) a court or a partner who holds the original can check it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from secondsource.core.digests import framed_digest

_DOMAIN = "exhibit-commitment/v1"
_SALT_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opens one commitment; stays with the desk."""

    exhibit: str
    """The exhibit's id in the release."""
    salt: str
    """64 hex digits."""
    original_sha256: str
    copy_sha256: str

    @property
    def commitment(self) -> str:
        """The commitment that this opens, 64 hex digits."""
        return framed_digest(_DOMAIN, self.salt, self.original_sha256, self.copy_sha256)


def commit(exhibit: str, *, original_sha256: str, copy_sha256: str, salt: str | None = None) -> Opening:
    """Return a new opening; its `commitment` goes into the release.

    Args:
        exhibit: the exhibit's id in the release.
        original_sha256: of the sealed original.
        copy_sha256: of the clean copy.
        salt: only to do the same again; drawn anew by default, since one salt used twice would join two releases.
    """
    return Opening(
        exhibit=exhibit,
        salt=salt or secrets.token_hex(_SALT_BYTES),
        original_sha256=original_sha256,
        copy_sha256=copy_sha256,
    )
