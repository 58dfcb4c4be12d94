"""Sealing files of one's own into custody: to each member, or in shares that take several of them."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from secondsource.actions.custody.folder import ITEM, Custody, storage, wrapped_event, write
from secondsource.core.codec import canonical, to_plain
from secondsource.core.custody.held import Held, Holder, Holding
from secondsource.core.custody.roster import Member
from secondsource.errors import InputError
from secondsource.trust import durable
from secondsource.trust.custody.sealing.identities import ItemKey, new_item_key, wrap_for_members
from secondsource.trust.custody.sealing.messages import Message, MessageKind, Part, seal_message
from secondsource.trust.custody.sealing.streams import SealingStream
from secondsource.trust.custody.shares.share_file import split_for

MESSAGE = "message.age"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wraps:
    """An identity as it is held: the files, and who holds what."""

    files: Mapping[str, bytes]
    holders: tuple[Holder, ...]


def wrap(identity: str, members: Sequence[Member], threshold: int | None) -> Wraps:
    """Wrap an identity to each member, or split it into shares where a threshold is given.

    Raises:
        InputError: `shares-numbers`.
    """
    recipients = [one.recipient for one in members]
    if threshold is None:
        return Wraps(
            files=wrap_for_members(identity, recipients), holders=tuple(Holder(member=one.name) for one in members)
        )
    made = split_for(identity, recipients, threshold)
    return Wraps(
        files={f"share-{number}.age": data for number, data in enumerate(made.files, start=1)},
        holders=tuple(Holder(member=one.name, share=share) for one, share in zip(members, made.hashes, strict=True)),
    )


def seal_files(
    custody: Custody,
    files: Sequence[Path],
    *,
    text: str,
    members: Sequence[Member],
    threshold: int | None,
    by: str,
    today: date,
) -> Held:
    """Seal files and words as one item, and return what is known of it without opening.

    The files are read once, piece by piece; the originals stay where they are.

    Args:
        custody: where.
        files: they travel under their names, sealed.
        text: words beside them, sealed too.
        members: who may open it.
        threshold: how many of them it takes; None lets each open it alone.
        by: pseudonym of whoever seals.
        today: the day it bears.

    Raises:
        InputError: `nothing-to-seal`, `file-to-seal-unreadable`, `shares-numbers`. StorageError: as it says.
    """
    if not files and not text.strip():
        raise InputError("nothing-to-seal", "There is nothing to seal.", "Name a file, or give words with --text-file.")
    key, item = new_item_key(), secrets.token_hex(16)
    wraps = wrap(key.identity, members, threshold)
    held = Held(
        id=item,
        day=today,
        holding=Holding.WRAPPED if threshold is None else Holding.SHARED,
        generation=1,
        holders=wraps.holders,
        threshold=threshold,
        recipient=key.recipient,
    )
    aside = custody.root / "aside" / item
    with storage(aside):
        aside.mkdir(parents=True, mode=0o700)
    try:
        parts = tuple(_seal_part(path, number, key, aside) for number, path in enumerate(files, start=1))
        message = Message(kind=MessageKind.SUBMISSION, item=item, day=today, text=text, parts=parts)
        sealed = [
            (aside / MESSAGE, seal_message(message, key.recipient)),
            (aside / ITEM, canonical(to_plain(held))),
            *((aside / "wraps-1" / name, data) for name, data in wraps.files.items()),
        ]
        write(sealed, below=custody.root)
        custody.note(today, wrapped_event(by, [item], [one.name for one in members], held.holding))
        put_in_place(custody, aside, item)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return held


def put_in_place(custody: Custody, aside: Path, item: str) -> None:
    """Give a whole item its place by one renaming."""
    target = custody.item_folder(item)
    with storage(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in aside.rglob("*"):
            durable.flush(path)
        durable.flush(aside)
        aside.rename(target)
        durable.flush(target.parent)


def _seal_part(path: Path, number: int, key: ItemKey, aside: Path) -> Part:
    name = f"file-{number}.age"
    try:
        with durable.open_file(path) as reading, SealingStream(aside / name, key.recipient) as stream:
            while chunk := reading.read(_CHUNK):
                stream.write(chunk)
            sealed = stream.finish()
    except OSError as error:
        raise InputError(
            "file-to-seal-unreadable",
            f"{path} could not be read: {error.strerror or error}.",
            "Check the path; nothing was sealed.",
        ) from error
    return Part(
        file=name,
        title=path.name,
        media_type="application/octet-stream",
        size=sealed.size,
        sha256=sealed.sha256,
    )
