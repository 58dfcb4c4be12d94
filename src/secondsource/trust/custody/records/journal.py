"""The journal of custody: one line an event, each bound to the line before by its hash, never rewritten.

    {"about":{...},"by":"seat-3","day":"2031-03-05","number":7,"previous":"<SHA-256 of line 6>","verb":"opened"}

A line is canonical JSON (RFC 8785). Whoever changes, drops or inserts a line breaks every later one; whoever cuts the
end off is found out by anybody who has noted a later head. A line that a crash left half-written was never answered
for, and is cut off by the next one.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from secondsource.core.codec import canonical
from secondsource.core.digests import framed_digest
from secondsource.errors import IntegrityError, StorageError

FIRST = "0" * 64
"""What stands as the hash before the first line."""
_BLOCK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, to be written down."""

    verb: str
    by: str
    """Pseudonym of the member who did it, or `watch`."""
    about: Mapping[str, Any]
    """Strings, whole numbers, lists of them; never a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event as it stands in the journal."""

    number: int
    """From 1."""
    day: date
    event: Event
    digest: str
    """Of this line; the next one carries it."""


def append(path: Path, events: Sequence[Event], day: date) -> str:
    """Write events down and return the journal's head; when this returns, the disk has them.

    Raises:
        IntegrityError: `journal-broken`. StorageError: `journal-unwritable`.
    """
    with _storage(path), _locked(path) as handle:
        number, previous, end = _last(handle)
        os.ftruncate(handle, end)
        rows = bytearray()
        for event in events:
            number += 1
            row = canonical(
                {
                    "about": dict(event.about),
                    "by": event.by,
                    "day": day.isoformat(),
                    "number": number,
                    "previous": previous,
                    "verb": event.verb,
                }
            )
            previous = _digest(row)
            rows += row + b"\n"
        os.pwrite(handle, bytes(rows), end)
        os.fsync(handle)
    return previous


def read(path: Path) -> tuple[Line, ...]:
    """Return the whole journal, checked from its first line; an empty one where there is none.

    Raises:
        IntegrityError: `journal-broken`, naming the line. StorageError: `journal-unwritable`.
    """
    if not path.exists():
        return ()
    with _storage(path):
        data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    found: list[Line] = []
    previous = FIRST
    for number, row in enumerate(whole.splitlines(), start=1):
        line = _parse(row, number)
        if line is None or line[1] != previous:
            raise _broken(number)
        found.append(line[0])
        previous = line[0].digest
    return tuple(found)


def _parse(row: bytes, number: int) -> tuple[Line, str] | None:
    """Return a line and the hash before it; None where it is none."""
    try:
        plain = json.loads(row)
        event = Event(verb=str(plain["verb"]), by=str(plain["by"]), about=dict(plain["about"]))
        line = Line(number=int(plain["number"]), day=date.fromisoformat(plain["day"]), event=event, digest=_digest(row))
        same = canonical(plain) == row
    except (ValueError, KeyError, TypeError):
        return None
    return (line, str(plain["previous"])) if same and line.number == number else None


def _last(handle: int) -> tuple[int, str, int]:
    """Return number and digest of the last whole line, and where it ends."""
    size = os.fstat(handle).st_size
    tail = b""
    at = size
    while at > 0 and tail.count(b"\n") < 2:
        start = max(0, at - _BLOCK)
        tail = os.pread(handle, at - start, start) + tail
        at = start
    end = at + tail.rfind(b"\n") + 1
    rows = tail[: end - at].splitlines()
    if not rows:
        return 0, FIRST, 0
    try:
        number = int(json.loads(rows[-1])["number"])
    except (ValueError, KeyError, TypeError):
        raise _broken(0) from None
    return number, _digest(rows[-1]), end


def _digest(row: bytes) -> str:
    return framed_digest("journal", row.decode("utf-8", "surrogateescape"))


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            "journal-unwritable",
            f"The journal {path} could not be kept: {error.strerror or error}.",
            "Nothing was done that it does not tell. Free some space or check the permissions, then try again.",
        ) from error


def _broken(number: int) -> IntegrityError:
    return IntegrityError(
        "journal-broken",
        f"Line {number} of the journal does not follow from the line before it.",
        "Somebody changed it. Compare it with a colleague's copy, and do not repair it.",
    )
