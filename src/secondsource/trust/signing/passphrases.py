"""From a passphrase to a key: Argon2id (RFC 9106), at a cost that stands in the file and is bounded on reading.

Too low a cost would be weak, too high a one would stall the machine that opens the file. Every key file of this house
is opened through here, whatever lies in it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from secondsource.errors import AccessError, IntegrityError, RuleError

SHORTEST_PASSPHRASE = 12
"""Characters, after white space at both ends is taken off."""
_COST = re.compile(r"argon2id m=([1-9][0-9]{0,8}) t=([1-9][0-9]{0,3}) p=([1-9][0-9]{0,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess at the passphrase costs."""

    memory: int = 65_536
    """KiB; 64 MiB to 1 GiB."""
    passes: int = 3
    """3 to 20."""
    lanes: int = 4
    """1 to 16."""

    def __post_init__(self) -> None:
        """Refuse costs that protect nobody or stall the machine."""
        if not (65_536 <= self.memory <= 1_048_576 and 3 <= self.passes <= 20 and 1 <= self.lanes <= 16):
            raise damaged("its cost lies outside of what is allowed")

    def line(self) -> str:
        """Return the cost as it stands in the file."""
        return " ".join(("argon2id", f"m={self.memory}", f"t={self.passes}", f"p={self.lanes}"))

    @classmethod
    def parse(cls, text: str) -> Cost:
        """Read the cost from the file."""
        match = _COST.fullmatch(text)
        if match is None:
            raise damaged("its cost cannot be read")
        return cls(memory=int(match[1]), passes=int(match[2]), lanes=int(match[3]))


USUAL_COST = Cost()


def chosen(passphrase: str) -> str:
    """Return a new passphrase in its one spelling.

    Raises:
        RuleError: `passphrase-short`.
    """
    words = normal(passphrase)
    if len(words) < SHORTEST_PASSPHRASE:
        raise RuleError(
            "passphrase-short",
            f"The passphrase has fewer than {SHORTEST_PASSPHRASE} characters.",
            "Choose five or six random words; whoever finds the file can guess for as long as they like.",
        )
    return words


def normal(passphrase: str) -> str:
    """Return one spelling for what looks the same: keyboards compose accents in different ways."""
    return unicodedata.normalize("NFC", passphrase.strip())


def derive(words: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32-byte key of a passphrase.

    Args:
        words: in their one spelling.
        salt: 16 bytes.
        cost: what one guess costs.

    Raises:
        AccessError: `key-file-memory`, where this machine has too little.
    """
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    try:
        return kdf.derive(words.encode())
    except MemoryError:
        raise AccessError(
            "key-file-memory",
            f"Opening this key file takes {cost.memory // 1024} MiB of memory, and this machine does not have them.",
            "Close other programs, or open it on a larger machine.",
        ) from None


def damaged(why: str) -> IntegrityError:
    """Return the refusal of a file that is no key file."""
    return IntegrityError(
        "key-file-damaged", f"This is not a key file: {why}.", "Take the copy you keep elsewhere; do not repair it."
    )
