"""The journal's head as a line for the public log: an inner chain cannot show that its tail was cut, a pinned head can.

Only the digest leaves: how much a desk does in a week is nobody's business.
"""

from __future__ import annotations

import re

from secondsource.errors import InputError, IntegrityError
from secondsource.store.team import journal

LINE = re.compile(r"^journal-head sha256:([0-9a-f]{64})$", re.MULTILINE)
"""As it stands in a statement's text, on a line of its own."""


def head_line() -> str:
    """Return the line that pins the whole journal as it is now, after checking the journal.

    Raises:
        IntegrityError: `journal-broken`.
    """
    journal.check()
    return f"journal-head sha256:{journal.head()[1]}"


def check_pinned(text: str) -> tuple[int, int]:
    """Return how many heads a text pins and how many entries the journal has, after finding every head in it.

    Raises:
        InputError: `head-missing`, when the text pins nothing.
        IntegrityError: `journal-broken`; `journal-cut`, when a pinned head is no entry of this journal.
    """
    pinned = LINE.findall(text)
    if not pinned:
        raise InputError(
            "head-missing", "This text pins no journal.", "Give the text of a statement with its head line."
        )
    number = journal.check()
    known = journal.known_digests(pinned)
    if lost := [digest for digest in pinned if digest not in known]:
        raise IntegrityError(
            "journal-cut",
            f"The journal no longer has the entry that was pinned as {lost[0][:16]}...",
            "Stop working, keep the database as it is, and compare with a backup.",
        )
    return len(pinned), number
