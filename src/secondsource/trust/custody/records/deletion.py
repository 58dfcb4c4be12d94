"""The deletion record: a signed note that says what was destroyed, by whose decision, and what that means.

    desk.example/log
    secondsource deletion v1
    items-sha256: <SHA-256 over the sorted ids>
    count: 3
    motion: m-0012
    statement-sha256: <of the statement note that decided it>
    journal: <the journal's head at that moment>
    day: 2031-03-05

Destroyed are all wraps and shares that custody holds. Copies of them in backups, on sticks and on members' machines
open as before, until those are destroyed too; the record says what was done here and claims nothing about elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secondsource.core.release import lines
from secondsource.trust.signing.signer import Signer, sign_text
from secondsource.trust.tlog import note

KIND = "deletion"
_KEYS = ("items-sha256", "count", "motion", "statement-sha256", "journal", "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What was destroyed."""

    log_origin: str
    items_sha256: str
    count: int
    motion: str
    statement_sha256: str
    journal: str
    day: date

    def text(self) -> str:
        """Return the canonical text."""
        values = (
            self.items_sha256,
            str(self.count),
            lines.identifier(self.motion),
            lines.sha256(self.statement_sha256),
            lines.sha256(self.journal),
            self.day.isoformat(),
        )
        return lines.write(self.log_origin, KIND, dict(zip(_KEYS, values, strict=True)))


def items_digest(items: Iterable[str]) -> str:
    """Return the hash over the ids, sorted, one a line."""
    return hashlib.sha256("".join(f"{item}\n" for item in sorted(items)).encode()).hexdigest()


def signed(record: Deletion, signer: Signer) -> bytes:
    """Return the record as a note signed by the seat that carried it out."""
    text = record.text()
    return note.join(text, [sign_text(text, signer)])


def parse(text: str) -> Deletion:
    """Read a record's text strictly.

    Raises:
        PaperError: `paper-malformed`.
    """
    log_origin, found = lines.read(text, KIND, _KEYS)
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        raise lines.malformed("its day is none") from None
    return Deletion(
        log_origin=log_origin,
        items_sha256=lines.sha256(found["items-sha256"]),
        count=lines.number(found["count"]),
        motion=lines.identifier(found["motion"]),
        statement_sha256=lines.sha256(found["statement-sha256"]),
        journal=lines.sha256(found["journal"]),
        day=day,
    )
