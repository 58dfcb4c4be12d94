"""Where things lie in a spool, and how little their names and times tell.

    spool/
      salt                          32 bytes; without it no codename leads to its mailbox any more
      incoming/<32 hex>/            one item: message.age, file-1.age .., and key.age or share-*.age
      mailboxes/<32 hex>/           one source: <32 hex>.reply.age, <32 hex>.receipt.age
      aside/                        what is not whole yet; thrown away when the drop starts

Names are random or come out of a slow derivation. Times of reading and changing are set to the first second of the day
(UTC). The kernel keeps one more time for each file that no program may set; `blur` lets it tell only when the spool was
last swept.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secondsource.errors import InputError
from secondsource.trust.custody.codenames.codename import SALT_BYTES
from secondsource.trust.custody.sealing.streams import not_kept
from secondsource.trust.durable import flush

INCOMING = "incoming"
MAILBOXES = "mailboxes"
ASIDE = "aside"
SALT = "salt"
_ID_BYTES = 16


def new_id() -> str:
    """Return 32 random hex digits."""
    return secrets.token_hex(_ID_BYTES)


def is_id(name: str) -> bool:
    """Tell whether a name is 32 hex digits, so that it leads nowhere else."""
    return len(name) == 2 * _ID_BYTES and all(digit in "0123456789abcdef" for digit in name)


def prepare(spool: Path, day: dt.date) -> None:
    """Make the folders of a spool where they are missing, and throw away what was not finished.

    Only one drop writes into a spool; call this before it starts.

    Raises:
        StorageError: `spool-full`. InputError: `spool-salt-damaged`.
    """
    with keeping():
        for folder in (spool, spool / INCOMING, spool / MAILBOXES, spool / ASIDE):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in (spool / ASIDE).iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        if not (spool / SALT).exists():
            write_new(spool / ASIDE / SALT, secrets.token_bytes(SALT_BYTES), day)
            (spool / ASIDE / SALT).rename(spool / SALT)
            flush(spool)
    read_salt(spool)
    blur(spool, day)


def read_salt(spool: Path) -> bytes:
    """Return the salt of this spool's codenames.

    Raises:
        InputError: `spool-salt-damaged`.
    """
    try:
        salt = (spool / SALT).read_bytes()
    except OSError:
        salt = b""
    if len(salt) != SALT_BYTES:
        raise InputError(
            "spool-salt-damaged",
            "The salt of this spool is missing or damaged; no codename leads to its mailbox without it.",
            "Put back the file `salt` from a copy of the spool.",
        )
    return salt


def write_new(path: Path, data: bytes, day: dt.date, *, wait: bool = True) -> None:
    """Write a file that does not exist yet, readable by its owner only.

    Args:
        path: the file.
        data: its content.
        day: what its times are set to.
        wait: until the disk has it; a caller who writes several waits for all of them at the end.

    Raises:
        OSError: it exists, or there is no room.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        set_day(path, day)
        if wait:
            os.fsync(handle)


def set_day(path: Path, day: dt.date) -> None:
    """Set the times of a file or folder to the beginning of a day; a folder gone meanwhile is none of our business."""
    seconds = int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
    os.utime(path, (seconds, seconds))


def day_of(path: Path) -> dt.date:
    """Return the day that a file or folder shows."""
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()


def blur(spool: Path, day: dt.date) -> None:
    """Touch everything anew, so that the kernel's own times tell one and the same moment for all of it.

    Args:
        spool: the folder.
        day: what a time finer than a day is set to; whole days are kept as they are.
    """
    places = [spool, *sorted(spool.rglob("*"))]
    for place in places:
        try:
            shown = place.stat().st_mtime
            set_day(place, day if shown % 86_400 else day_of(place))
        except FileNotFoundError:
            continue


def bytes_free(spool: Path) -> int:
    """Return how many bytes the disk of a spool still takes."""
    return shutil.disk_usage(spool).free


@contextmanager
def keeping() -> Iterator[None]:
    """Turn what the system refuses into our refusal.

    Raises:
        StorageError: `spool-full`.
    """
    try:
        yield
    except OSError as error:
        raise not_kept() from error
