"""Wrapping anew when the members change, and saying to whom an item was ever exposed.

Wrapping anew ends future access only. Whoever could open an item alone may have done so, and may hold a copy of its
key: `exposure` counts every item that a member's wrap ever stood for. Old shares are never split again: the item's key
is put together from enough of them, and a fresh polynomial gives shares that fit none of the old.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from secondsource.actions.custody.folder import Custody, wrapped_event, write
from secondsource.actions.custody.marks import renew_label_keys
from secondsource.actions.custody.opening import identity_of
from secondsource.actions.custody.sealing import wrap
from secondsource.core.custody.held import Held, Holding
from secondsource.core.custody.held import exposure as core_exposure
from secondsource.core.custody.roster import Member
from secondsource.errors import SecondSourceError
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.shares.share_file import Share

BATCH = 256
"""Items that are written and waited for together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrapped:
    """What became of the items."""

    done: tuple[str, ...]
    waiting: tuple[str, ...]
    """Shared items of which too few shares were handed over, or for which too few members are left."""
    closed: tuple[str, ...]
    """Items that this member's key does not open."""


def rewrap(
    custody: Custody, key: MemberKey, *, members: Sequence[Member], shares: Sequence[Share], today: date
) -> Rewrapped:
    """Wrap every item to exactly these members, and begin a new label key.

    Interrupted anywhere, it leaves each item with its old or its new wraps, and running it again does the rest.

    Args:
        custody: where.
        key: of the member who does it.
        members: who is live.
        shares: handed over for the shared items.
        today: for the journal.

    Raises:
        AccessError: `sealed-for-others`, only where not even the label keys open.
    """
    names = [one.name for one in members]
    stale = [held for held in custody.all_held() if [one.member for one in held.holders] != names]
    done: list[str] = []
    waiting: list[str] = []
    closed: list[str] = []
    for batch in _batches(stale):
        ready: list[tuple[Held, str]] = []
        for held in batch:
            if held.threshold is not None and held.threshold > len(members):
                waiting.append(held.id)  # a threshold never falls by itself; its old shares stay as they are
                continue
            try:
                ready.append((held, identity_of(custody, held, key, shares)))
            except SecondSourceError:
                (waiting if held.holding is Holding.SHARED else closed).append(held.id)
        _write(custody, key, ready, members, today)
        done += [held.id for held, _ in ready]
    renew_label_keys(custody, key, members)
    return Rewrapped(done=tuple(done), waiting=tuple(waiting), closed=tuple(closed))


def _write(
    custody: Custody, key: MemberKey, ready: Sequence[tuple[Held, str]], members: Sequence[Member], today: date
) -> None:
    """Write the new wraps beside the old, then let the items point to them, then remove the old."""
    files, changed = [], []
    for held, identity in ready:
        made = wrap(identity, members, held.threshold)
        newer = replace(
            held,
            generation=held.generation + 1,
            holders=made.holders,
            recipient=age.recipient_of(identity),
        )
        folder = custody.wraps(newer)
        shutil.rmtree(folder, ignore_errors=True)  # what an interrupted run left there
        files += [(folder / name, data) for name, data in made.files.items()]
        changed.append(newer)
    if not changed:
        return
    write(files, below=custody.root)
    names = [one.name for one in members]
    events = [
        wrapped_event(key.name, items, names, holding)
        for holding in Holding
        if (items := [one.id for one in changed if one.holding is holding])
    ]
    custody.note(today, *events)
    custody.save(changed)
    for held, _ in ready:
        shutil.rmtree(custody.wraps(held), ignore_errors=True)


def _batches(items: Sequence[Held]) -> Iterator[Sequence[Held]]:
    for at in range(0, len(items), BATCH):
        yield items[at : at + BATCH]


def exposed_to(custody: Custody, members: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return by member the items that they could ever have opened alone.

    Raises:
        IntegrityError: `journal-broken`: then nobody can say.
    """
    records = custody.wrapped()
    return {member: core_exposure(member, records) for member in members}
