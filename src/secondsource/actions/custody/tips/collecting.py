"""Taking items out of the drop's spool into custody, sealed as they are; nobody's key is needed for it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from secondsource.actions.custody.folder import ITEM, Custody, storage, wrapped_event, write
from secondsource.actions.custody.sealing import put_in_place
from secondsource.core.codec import canonical, to_plain
from secondsource.core.custody.held import Held, Holder, Holding
from secondsource.errors import InputError
from secondsource.trust.custody.spool.items import Item, erase_item, list_items
from secondsource.trust.custody.spool.layout import INCOMING


def collect(custody: Custody, spool: Path, today: date) -> tuple[str, ...]:
    """Move every whole item of a spool into custody, and return their ids.

    An item leaves the spool only when custody has all of it on its disk. Killed on the way, the next run finds it in
    custody already, or collects it again.

    Who could open it, age does not say. Written down as exposed are all members of the roster in force and of the one
    before, since the drop may have had the older list on that day.

    Raises:
        InputError: `spool-missing`. RuleError: `roster-first`.
    """
    if not (spool / INCOMING).is_dir():
        raise InputError(
            "spool-missing", f"{spool} is no spool of a drop.", "Name the folder that the drop writes into."
        )
    custody.roster()
    names = tuple(dict.fromkeys(one.name for roster in custody.rosters()[-2:] for one in roster.members))
    taken = []
    for item in list_items(spool):
        if not (custody.item_folder(item.id) / ITEM).is_file():
            _copy(custody, item, names, today)
        erase_item(spool, item, today)
        taken.append(item.id)
    return tuple(taken)


def _copy(custody: Custody, item: Item, names: tuple[str, ...], today: date) -> None:
    shared = any(path.name.startswith("share-") for path in item.wrapped_keys())
    held = Held(
        id=item.id,
        day=item.day,
        holding=Holding.SHARED if shared else Holding.WRAPPED,
        generation=1,
        holders=tuple(Holder(member=name) for name in names),
    )
    aside = custody.root / "aside" / item.id
    shutil.rmtree(aside, ignore_errors=True)
    target = custody.item_folder(item.id)
    keys = item.wrapped_keys()
    with storage(aside):
        if target.is_dir():
            shutil.rmtree(target)  # a whole item has its item.json; this is a remainder of an erased one
        (aside / "wraps-1").mkdir(parents=True, mode=0o700)
        for path in item.folder.glob("*.age"):
            shutil.copyfile(path, aside / ("wraps-1" if path in keys else ".") / path.name)
    write([(aside / ITEM, canonical(to_plain(held)))], below=custody.root)
    custody.note(today, wrapped_event("collector", [item.id], names, held.holding))
    put_in_place(custody, aside, item.id)
