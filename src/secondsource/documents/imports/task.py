"""Taking an export in by a process of its own; what parses it is never loaded into this one."""

from __future__ import annotations

from typing import Any

from secondsource.core.codec import from_plain
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import UnreadableError
from secondsource.documents.imports.taken import (
    LIMITS,
    LeftOut,
    Match,
    Peer,
    TakenClaim,
    TakenExhibit,
    TakenIn,
    TakenReport,
)
from secondsource.documents.limits import Limits

TASK = "secondsource.documents.imports.inside:take"


def take_confined(files: dict[str, bytes], peer: Peer | None = None, limits: Limits = LIMITS) -> TakenIn:
    """Take an export in, in a process of its own.

    Raises:
        UnreadableError: it cannot be taken in within the limits.
    """
    options = {"files": [[path, len(data)] for path, data in files.items()], "peer": peer.value if peer else None}
    with Sandbox(limits) as sandbox:
        found, payload = sandbox.run(TASK, b"".join(files.values()), options)
    try:
        return _taken(found, payload)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableError("damaged", "Reading the file gave an answer that makes no sense.") from None


def _taken(found: dict[str, Any], payload: bytes) -> TakenIn:
    """Build the value from the answer, trusting nothing about its shape."""
    exhibits, place = [], 0
    for one in found["exhibits"]:
        size = int(one["size"])
        if size < 0 or place + size > len(payload):
            message = "not an exhibit"
            raise ValueError(message)
        exhibits.append(
            TakenExhibit(
                name=str(one["name"]),
                path=str(one["path"]),
                data=payload[place : place + size],
                given=str(one["given"]),
                match=Match(one["match"]),
                about=tuple((str(name), str(value)) for name, value in one["about"]),
            )
        )
        place += size
    return TakenIn(
        peer=Peer(found["peer"]),
        exhibits=tuple(exhibits),
        reports=from_plain(tuple[TakenReport, ...], found["reports"]),
        claims=from_plain(tuple[TakenClaim, ...], found["claims"]),
        notes=from_plain(tuple[str, ...], found["notes"]),
        left_out=from_plain(tuple[LeftOut, ...], found["left_out"]),
    )
