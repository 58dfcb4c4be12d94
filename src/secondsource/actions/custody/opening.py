"""Opening an item: alone where its key is wrapped to each member, together where it takes k, recorded in any case.

Members hand their share of an item over sealed to the one who opens, once a motion on `open-<item>` has carried. The
machine that combines sees the key: let it be one that is offline.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from secondsource.actions.custody.deciding import decided
from secondsource.actions.custody.folder import MOST_MESSAGE, Custody, storage, write
from secondsource.actions.custody.marks import MarkKind, put_mark
from secondsource.actions.custody.sealing import MESSAGE
from secondsource.actions.deciding.desk import read_file
from secondsource.core.custody.held import Held, Holding
from secondsource.core.custody.roster import Member
from secondsource.errors import AccessError, InputError, SecondSourceError
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.records.journal import Event
from secondsource.trust.custody.sealing.identities import WRAPPED_KEY, unwrap
from secondsource.trust.custody.sealing.messages import Message, Part, open_message
from secondsource.trust.custody.sealing.streams import open_sealed_file
from secondsource.trust.custody.shares.share_file import Share, combine, open_share, read_share

REWRAP = "custody-rewrap"
"""The subject on which shares may be handed over for new shares to be made of them."""


def open_subject(item: str) -> str:
    """Return the subject of the motion that opens an item."""
    return f"open-{item}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An opened item."""

    held: Held
    message: Message
    identity: str


def own_share(custody: Custody, held: Held, key: MemberKey) -> Share:
    """Return a member's own share of an item; which of the files is theirs, only their key tells.

    Raises:
        AccessError: `share-none`. IntegrityError: as in `open_share`.
    """
    if held.holding is Holding.SHARED:
        for path in sorted(custody.wraps(held).glob("share-*.age")):
            try:
                return open_share(read_file(path), key.identity)
            except AccessError:
                continue  # another member's
    raise AccessError("share-none", f"{key.name} holds no share of item {held.id}.", "Look who does with `tips list`.")


def hand_over(custody: Custody, key: MemberKey, *, items: Sequence[str], to: Member, now: datetime) -> bytes:
    """Return a member's shares, sealed to the one who opens or makes new shares.

    Args:
        custody: where.
        key: the member's.
        items: of which a motion has decided that they be opened, or that all be wrapped anew.
        to: the opener.
        now: UTC.

    Raises:
        RuleError: `undecided`. AccessError: `share-none`.
    """
    shares = []
    for item in items:
        held = custody.held(item)
        _decision(custody, item, now)
        shares.append(own_share(custody, held, key).text())
    custody.note(now.date(), Event(verb="handed-over", by=key.name, about={"items": list(items), "to": to.name}))
    return age.seal(json.dumps(shares).encode(), [to.recipient])


def _decision(custody: Custody, item: str, now: datetime) -> str:
    """Return the motion that lets shares be handed over."""
    try:
        return decided(custody.desk, open_subject(item), now).motion
    except SecondSourceError:
        try:
            return decided(custody.desk, REWRAP, now).motion
        except SecondSourceError:
            pass
        raise


def read_handed(data: bytes, key: MemberKey) -> tuple[Share, ...]:
    """Open what a member handed over.

    Raises:
        AccessError: `sealed-for-others`. IntegrityError: `sealed-damaged`. InputError: `handed-unreadable`.
    """
    try:
        return tuple(read_share(str(text)) for text in json.loads(age.unseal(data, key.identity)))
    except ValueError:
        raise InputError(
            "handed-unreadable", "These are no shares that were handed over.", "Ask the member to hand them over anew."
        ) from None


def identity_of(custody: Custody, held: Held, key: MemberKey, shares: Sequence[Share] = ()) -> str:
    """Return an item's identity, by the member's own wrap or by enough shares.

    Raises:
        AccessError: `sealed-for-others`. RuleError: `shares-too-few`. IntegrityError: `share-wrong`.
    """
    if held.holding is Holding.WRAPPED:
        return unwrap(read_file(custody.wraps(held) / WRAPPED_KEY), key.identity)
    own = own_share(custody, held, key) if any(one.member == key.name for one in held.holders) else None
    recipient = held.recipient or (own.recipient if own else None)
    fitting = [one for one in (*shares, *([own] if own else [])) if one.recipient == recipient]
    return combine(fitting, [one.share for one in held.holders if one.share])


def open_item(
    custody: Custody,
    key: MemberKey,
    *,
    item: str,
    reason: str,
    shares: Sequence[Share],
    now: datetime,
    members: Sequence[Member],
) -> Opened:
    """Open an item's message, once it is written down who does so and why.

    The journal, which is not sealed, has a salted hash of the reason; the reason itself is sealed among the marks.

    Raises:
        RuleError: `undecided` for a shared item. AccessError: `sealed-for-others`. InputError: `opening-reason`.
    """
    if len(reason.split()) < 2:
        raise InputError("opening-reason", "Whoever opens an original says why.", "Give the reason in a few words.")
    held = custody.held(item)
    motion = decided(custody.desk, open_subject(item), now).motion if held.holding is Holding.SHARED else ""
    identity = identity_of(custody, held, key, shares)
    mark = put_mark(custody, key, item=item, kind=MarkKind.REASON, text=reason, today=now.date(), members=members)
    about = {"item": item, "motion": motion, "reason-sha256": hashlib.sha256(mark.signed_bytes()).hexdigest()}
    custody.note(now.date(), Event(verb="opened", by=key.name, about=about))
    return Opened(held=held, message=message_of(custody, item, identity), identity=identity)


def message_of(custody: Custody, item: str, identity: str) -> Message:
    """Return an item's message, opened in memory.

    Raises:
        IntegrityError: `sealed-damaged`, `message-unreadable`.
    """
    return open_message(read_file(custody.item_folder(item) / MESSAGE, MOST_MESSAGE), identity)


def write_originals(custody: Custody, opened: Opened, out: Path) -> tuple[Path, ...]:
    """Write an opened item's words and files into a folder of their own, whole or not at all; return them.

    Names that a stranger's machine gave are not used: they could lead elsewhere, and they tell.

    Raises:
        InputError: `out-exists`. IntegrityError: a file was cut or changed. StorageError: `custody-unwritable`.
    """
    if out.exists():
        raise InputError("out-exists", f"{out} is there already.", "Name a folder that does not exist yet.")
    with storage(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        names = [_write_part(custody, opened, part, aside) for part in opened.message.parts]
        if opened.message.text:
            write([(aside / "message.txt", f"{opened.message.text}\n".encode())], below=aside)
            names.insert(0, "message.txt")
        with storage(out):
            aside.rename(out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return tuple(out / name for name in names)


def part_bytes(custody: Custody, opened: Opened, part: Part) -> bytes:
    """Return one file's bytes, opened in memory and checked against the message."""
    out = io.BytesIO()
    open_sealed_file(_part_path(custody, opened, part), opened.identity, out, part=part)
    return out.getvalue()


def neutral_name(part: Part) -> str:
    """Return a name that keeps the suffix alone: `file-1.pdf`."""
    suffix = Path(part.title).suffix.lower()
    plain = suffix.isascii() and suffix[1:].isalnum() and len(suffix) <= 8
    return part.file.removesuffix(".age") + (suffix if plain else "")


def _write_part(custody: Custody, opened: Opened, part: Part, aside: Path) -> str:
    name = neutral_name(part)
    with storage(aside), (aside / name).open("xb") as out:
        (aside / name).chmod(0o600)
        open_sealed_file(_part_path(custody, opened, part), opened.identity, out, part=part)
    return name


def _part_path(custody: Custody, opened: Opened, part: Part) -> Path:
    folder = custody.item_folder(opened.held.id)
    known = {path.name: path for path in folder.glob("file-*.age")}
    if part.file not in known:
        raise InputError("item-file-missing", f"A file of item {opened.held.id} is gone.", "Take it from another copy.")
    return known[part.file]
