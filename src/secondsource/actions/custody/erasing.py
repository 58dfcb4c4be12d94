"""How long items are kept, and destroying them: by a quorum alone, never while locked, with a signed record.

What is destroyed is every wrap and every share that custody holds; then the sealed bytes as well. Without its wraps an
item is noise, and that is all which can be promised: a disk may keep traces, and copies of the wraps in backups and on
members' machines open as before until they are destroyed too.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from secondsource.actions.custody.deciding import decided
from secondsource.actions.custody.folder import Custody, storage, write
from secondsource.core.custody import held as rules
from secondsource.core.release.policy import SeatPolicy
from secondsource.errors import AccessError, InputError
from secondsource.trust import durable
from secondsource.trust.custody.records.deletion import Deletion, items_digest, signed
from secondsource.trust.custody.records.journal import Event
from secondsource.trust.signing.signer import Signer
from secondsource.trust.statements import seats_file

_HEAD = "Destroy for ever, in this desk's custody:"


def keep(custody: Custody, days: int, by: str, today: date) -> int:
    """Say for how many days items are kept that no day has been set for yet; return how many.

    Raises:
        InputError: `retention-unfit`.
    """
    changed = [
        replace(one, keep_until=rules.keep_for(one, days)) for one in custody.all_held() if one.keep_until is None
    ]
    if changed:
        custody.note(today, Event(verb="kept-for", by=by, about={"days": days, "items": len(changed)}))
        custody.save(changed)
    return len(changed)


def lock(custody: Custody, item: str, by: str, today: date) -> None:
    """Lock an item: any member alone may, for keeping harms less than destroying."""
    held = custody.held(item)
    custody.note(today, Event(verb="locked", by=by, about={"item": item}))
    custody.save([replace(held, locked=True)])


def unlock_item(custody: Custody, item: str, now: datetime) -> None:
    """Unlock an item, as a quorum has decided on `unlock-<item>`.

    Raises:
        RuleError: `undecided`.
    """
    held = custody.held(item)
    decision = decided(custody.desk, f"unlock-{item}", now)
    custody.note(now.date(), Event(verb="unlocked", by="desk", about={"item": item, "motion": decision.motion}))
    custody.save([replace(held, locked=False)])


def erase_subject(items: Sequence[str]) -> str:
    """Return the subject of the motion that destroys exactly these items."""
    return f"erase-{items_digest(items)[:32]}"


def erase_text(items: Sequence[str]) -> str:
    """Return the motion's full text: every item by its id."""
    return "\n".join([_HEAD, *sorted(rules.check_id(item) for item in items)]) + "\n"


def erase(custody: Custody, items: Sequence[str], signer: Signer, now: datetime) -> Path:
    """Destroy items that a quorum has decided on; return the signed record.

    Killed on the way, it goes on where it stopped when it is run again.

    Raises:
        RuleError: `undecided`, `item-locked`. AccessError: `seat-unknown`. InputError: `erase-text-differs`.
    """
    names = sorted({rules.check_id(item) for item in items})
    here = set(custody.ids())
    held = [custody.held(item) for item in names if item in here]
    rules.check_erasable(held)
    decision = decided(custody.desk, erase_subject(names), now)
    if decision.text != erase_text(names):
        raise InputError(
            "erase-text-differs",
            f"Motion {decision.motion} does not list exactly these items.",
            "Move it with the text that `custody due` writes.",
        )
    path = custody.root / "deletions" / f"{decision.motion}.note"
    if path.exists() and not held:
        return path
    policy = custody.desk.in_force()
    _check_seat(policy, signer)
    head = custody.note(
        now.date(), Event(verb="erasing", by=signer.name, about={"items": names, "motion": decision.motion})
    )
    record = Deletion(
        log_origin=policy.log_origin if policy else "",
        items_sha256=items_digest(names),
        count=len(names),
        motion=decision.motion,
        statement_sha256=decision.statement_sha256,
        journal=head,
        day=now.date(),
    )
    for item in names:
        _destroy(custody, item)
    write([(path, signed(record, signer))], below=custody.root)
    custody.note(now.date(), Event(verb="erased", by=signer.name, about={"items": names, "motion": decision.motion}))
    return path


def _destroy(custody: Custody, item: str) -> None:
    """Destroy all wraps first and wait for the disk; then what they opened, which is noise by then."""
    folder = custody.item_folder(item)
    with storage(folder):
        for wraps in folder.glob("wraps-*"):
            for path in wraps.iterdir():
                path.unlink()
            durable.flush(wraps)
        for place in (folder, custody.marks(item)):
            if place.is_dir():
                shutil.rmtree(place)
                durable.flush(place.parent)


def _check_seat(policy: SeatPolicy | None, signer: Signer) -> None:
    seat = policy.seat_with(signer.key) if policy else None
    if policy is None or seat is None or signer.name != seats_file.key_name(policy.log_origin, seat.name):
        raise AccessError(
            "seat-unknown",
            f"The key of {signer.name} is no seat of the policy in force under this name.",
            "Look at the seats with `policy show`; a new key needs a membership motion.",
        )
