"""Mailboxes: where a source finds replies and receipts, sealed to the key of the codename.

A mailbox is there from the first item on until the source closes it. Who holds the disk sees how many there are and
the days of what lies in them, and no link to any item.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from secondsource.errors import InputError, RuleError
from secondsource.trust.custody.spool.layout import (
    ASIDE,
    MAILBOXES,
    day_of,
    is_id,
    keeping,
    new_id,
    set_day,
    write_new,
)
from secondsource.trust.durable import flush


class LetterKind(StrEnum):
    """What lies in a mailbox."""

    REPLY = "reply"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One sealed file in a mailbox."""

    id: str
    kind: LetterKind
    day: dt.date
    sealed: bytes


def mailbox_exists(spool: Path, mailbox: str) -> bool:
    """Tell whether a source with this mailbox has sent something and not closed it."""
    return _folder(spool, mailbox).is_dir()


def open_mailbox(spool: Path, mailbox: str, day: dt.date) -> None:
    """Make a mailbox where it is missing.

    Raises:
        StorageError: `spool-full`.
    """
    with keeping():
        _folder(spool, mailbox).mkdir(mode=0o700, exist_ok=True)
        set_day(spool / MAILBOXES, day)
        flush(spool / MAILBOXES)


def put_reply(spool: Path, mailbox: str, sealed: bytes, day: dt.date) -> str:
    """Leave a reply that the desk sealed to the source; return its id.

    Raises:
        RuleError: `mailbox-closed`. StorageError: `spool-full`.
    """
    return _put(spool, mailbox, LetterKind.REPLY, sealed, day)


def put_receipt(spool: Path, mailbox: str, sealed: bytes, day: dt.date) -> str:
    """Leave a receipt for what arrived; return its id.

    Raises:
        RuleError: `mailbox-closed`. StorageError: `spool-full`.
    """
    return _put(spool, mailbox, LetterKind.RECEIPT, sealed, day)


def letters(spool: Path, mailbox: str) -> tuple[Letter, ...]:
    """Return what lies in a mailbox, the latest days first.

    Raises:
        RuleError: `mailbox-closed`.
    """
    folder = _folder(spool, mailbox)
    if not folder.is_dir():
        raise _closed()
    found = []
    with keeping():
        folder_day = day_of(folder)
        for path in folder.iterdir():
            name, _, kind = path.name.removesuffix(".age").partition(".")
            if is_id(name) and kind in set(LetterKind):
                shown = day_of(path)
                found.append(Letter(id=name, kind=LetterKind(kind), day=shown, sealed=path.read_bytes()))
                set_day(path, shown)  # Reading left the moment on it.
        set_day(folder, folder_day)
    return tuple(sorted(found, key=lambda letter: (letter.day, letter.id), reverse=True))


def erase_letter(spool: Path, mailbox: str, letter: str, day: dt.date) -> None:
    """Erase one letter; nothing happens where it is gone already.

    Raises:
        StorageError: `spool-full`, where the disk refuses. InputError: `spool-id-unreadable`.
    """
    _check_id(letter)
    folder = _folder(spool, mailbox)
    with keeping():
        for kind in LetterKind:
            (folder / f"{letter}.{kind}.age").unlink(missing_ok=True)
        if folder.is_dir():
            set_day(folder, day)
            flush(folder)


def close_mailbox(spool: Path, mailbox: str, day: dt.date) -> None:
    """Erase a mailbox with everything in it; from now on no reply can be left.

    Raises:
        StorageError: `spool-full`, where the disk refuses.
    """
    with keeping():
        if _folder(spool, mailbox).is_dir():
            shutil.rmtree(_folder(spool, mailbox))
        set_day(spool / MAILBOXES, day)
        flush(spool / MAILBOXES)


def _put(spool: Path, mailbox: str, kind: LetterKind, sealed: bytes, day: dt.date) -> str:
    folder = _folder(spool, mailbox)
    if not folder.is_dir():
        raise _closed()
    made = new_id()
    aside = spool / ASIDE / f"{made}.{kind}.age"
    with keeping():
        write_new(aside, sealed, day)
        aside.rename(folder / aside.name)
        set_day(folder, day)
        set_day(spool / ASIDE, day)
        flush(folder)
    return made


def _folder(spool: Path, mailbox: str) -> Path:
    _check_id(mailbox)
    return spool / MAILBOXES / mailbox


def _check_id(name: str) -> None:
    if not is_id(name):
        raise InputError(
            "spool-id-unreadable", "This is no id of a spool.", "An id is 32 digits and letters from a to f."
        )


def _closed() -> RuleError:
    return RuleError(
        "mailbox-closed",
        "This mailbox does not exist: the source closed it, or it never was.",
        "Nothing can be left for this source any more.",
    )
