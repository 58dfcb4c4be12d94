"""Items: written aside, then there as a whole by one renaming; erased key first.

Who reads a spool sees whole items only, at any moment, whatever was killed.
"""

from __future__ import annotations

import datetime as dt
import errno
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from secondsource.errors import RuleError
from secondsource.trust.custody.sealing.identities import WRAPPED_KEY
from secondsource.trust.custody.sealing.streams import not_kept
from secondsource.trust.custody.spool.layout import (
    ASIDE,
    INCOMING,
    day_of,
    is_id,
    keeping,
    new_id,
    set_day,
    write_new,
)
from secondsource.trust.durable import flush

MESSAGE = "message.age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One whole item in a spool."""

    id: str
    day: dt.date
    folder: Path

    def files(self) -> tuple[Path, ...]:
        """Return its sealed files in the order they were sent, without message and keys."""
        found = (path for path in self.folder.glob("file-*.age"))
        return tuple(sorted(found, key=lambda path: (len(path.name), path.name)))

    def wrapped_keys(self) -> tuple[Path, ...]:
        """Return the wrapped identity: one file, or one share for each member."""
        return tuple(sorted([*self.folder.glob(WRAPPED_KEY), *self.folder.glob("share-*.age")]))


def begin_item(spool: Path) -> Path:
    """Make the folder that an item's files are sealed into before it is one.

    Raises:
        StorageError: `spool-full`.
    """
    folder = spool / ASIDE / new_id()
    with keeping():
        folder.mkdir(mode=0o700)
    return folder


def commit_item(spool: Path, aside: Path, item: str, files: Mapping[str, bytes], day: dt.date) -> None:
    """Add the last files, wait until the disk has everything, and put the item where it is seen.

    Args:
        spool: the spool.
        aside: what `begin_item` gave, with the sealed files in it.
        item: the item's id.
        files: name -> content: the sealed message and the wrapped key.
        day: what its times are set to.

    Raises:
        StorageError: `spool-full`; nothing is seen. RuleError: `item-here-already`; nothing was changed.
    """
    with keeping():
        for name, data in files.items():
            write_new(aside / name, data, day, wait=False)
        for name in files:
            flush(aside / name)
        for path in aside.iterdir():
            set_day(path, day)
        set_day(aside, day)
        flush(aside)
    try:
        aside.rename(spool / INCOMING / item)
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise RuleError(
                "item-here-already", "This was sent before and has arrived.", "There is no need to send it again."
            ) from None
        raise not_kept() from error
    with keeping():
        set_day(spool / INCOMING, day)
        set_day(spool / ASIDE, day)
        flush(spool / INCOMING)


def abandon_item(aside: Path) -> None:
    """Throw away what was begun; whatever was sealed in it has no key anywhere."""
    shutil.rmtree(aside, ignore_errors=True)


def list_items(spool: Path) -> tuple[Item, ...]:
    """Return the whole items of a spool, the earliest days first."""
    found = (
        Item(id=folder.name, day=day_of(folder), folder=folder)
        for folder in (spool / INCOMING).iterdir()
        if is_id(folder.name) and (folder / MESSAGE).is_file()
    )
    return tuple(sorted(found, key=lambda item: (item.day, item.id)))


def find_item(spool: Path, item: str) -> Item | None:
    """Return an item by its id, or None where it is not in the spool any more."""
    folder = spool / INCOMING / item
    if not is_id(item) or not (folder / MESSAGE).is_file():
        return None
    return Item(id=item, day=day_of(folder), folder=folder)


def erase_item(spool: Path, item: Item, day: dt.date) -> None:
    """Erase an item, its keys first: from that moment nobody opens it, though a disk may keep traces of its bytes.

    Raises:
        StorageError: `spool-full`, where the disk refuses.
    """
    with keeping():
        for key in item.wrapped_keys():
            key.unlink()
        flush(item.folder)
        shutil.rmtree(item.folder)
        set_day(spool / INCOMING, day)
        flush(spool / INCOMING)
