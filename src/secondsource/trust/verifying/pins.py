"""The reader's pin: the fingerprint of a seats file, got by another way than the site (a card, a call, a paper)."""

from __future__ import annotations

import hashlib
import re

from secondsource.trust.signing import spoken

_HEX = re.compile(r"[0-9a-f]{64}")


def fits(pin: str, seats: bytes) -> bool:
    """Say whether a seats file is the one pinned.

    Args:
        pin: the file's SHA-256 as 64 hex digits, or its twelve words as they are read out (96 bits of it).
        seats: the file.

    Raises:
        InputError: `fingerprint-length`, when the pin is neither.
    """
    if _HEX.fullmatch(pin.strip().lower()):
        return hashlib.sha256(seats).hexdigest() == pin.strip().lower()
    return not spoken.differing(pin, seats)
