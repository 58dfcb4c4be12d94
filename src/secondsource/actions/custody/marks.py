"""Labels, notes and assignments, sealed: whoever seizes the server sees that there are some, and on no day.

They are sealed to the desk's label key, which is itself wrapped to the members like an item. A label key is never used
on once somebody has left: the next one is made for those who are live, and the old ones are wrapped anew for them, so
that a colleague who has gone reads nothing that was written since. Each mark is signed by its author's voice.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from secondsource.actions.custody.folder import Custody, storage, write
from secondsource.actions.deciding.desk import read_file
from secondsource.core.codec import canonical
from secondsource.core.custody.roster import Member
from secondsource.errors import InputError, SecondSourceError
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.sealing.identities import new_item_key, unwrap, wrap_for_members
from secondsource.trust.custody.sealing.padding import pad_message, unpad_message
from secondsource.trust.custody.spool.layout import set_day
from secondsource.trust.tlog import note

LONGEST = 5000
"""Characters of one note."""
_NO_DAY = date(2000, 1, 1)
_DOMAIN = b"secondsource/mark/v1\0"


class MarkKind(StrEnum):
    """What a mark says of an item."""

    LABEL = "label"
    UNLABEL = "unlabel"
    NOTE = "note"
    ASSIGNED = "assigned"
    """To a member; the last one counts."""
    REASON = "reason"
    """Why somebody opened the original."""
    REPLIED = "replied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing a member wrote about an item."""

    item: str
    by: str
    day: date
    kind: MarkKind
    text: str
    salt: str
    """32 random hexadecimal digits: the same words twice never look alike."""

    def signed_bytes(self) -> bytes:
        """Return what the author's voice signs."""
        return _DOMAIN + canonical({**asdict(self), "day": self.day.isoformat()})


def label_keys(custody: Custody, key: MemberKey) -> dict[int, str]:
    """Return the label identities that a member's key opens, by number."""
    found = {}
    for path in sorted((custody.root / "labels").glob("*.age")):
        try:
            found[int(path.stem)] = unwrap(read_file(path), key.identity)
        except SecondSourceError:
            continue
    return found


def label_recipient(custody: Custody, members: Sequence[Member]) -> tuple[int, str]:
    """Return number and recipient of the label key in use; make the first one where there is none."""
    numbers = [int(path.stem) for path in (custody.root / "labels").glob("*.txt")]
    if not numbers:
        return new_label_key(custody, 1, members)
    number = max(numbers)
    text = read_file(custody.root / "labels" / f"{number}.txt").decode("ascii", "replace").strip()
    return number, age.check_recipient(text)


def new_label_key(custody: Custody, number: int, members: Sequence[Member]) -> tuple[int, str]:
    """Make a label key for whoever is live now; return its number and recipient."""
    made = new_item_key()
    (wrapped,) = wrap_for_members(made.identity, [one.recipient for one in members]).values()
    folder = custody.root / "labels"
    files = [(folder / f"{number}.age", wrapped), (folder / f"{number}.txt", f"{made.recipient}\n".encode())]
    for one in files:  # the key before its recipient: nothing is ever sealed to a key that is not kept
        write([one], below=custody.root)
    return number, made.recipient


def renew_label_keys(custody: Custody, key: MemberKey, members: Sequence[Member]) -> None:
    """Wrap the old label keys to the members who are live now, and begin a new one."""
    folder = custody.root / "labels"
    known = label_keys(custody, key)
    recipients = [one.recipient for one in members]
    files = [
        (folder / f"{number}.age", data)
        for number, identity in known.items()
        for data in wrap_for_members(identity, recipients).values()
    ]
    if files:
        write(files, below=custody.root)
    numbers = [int(path.stem) for path in folder.glob("*.age")]
    new_label_key(custody, max(numbers, default=0) + 1, members)


def put_mark(
    custody: Custody, key: MemberKey, *, item: str, kind: MarkKind, text: str, today: date, members: Sequence[Member]
) -> Mark:
    """Seal what a member says of an item.

    Raises:
        InputError: `item-unknown`, `mark-too-long`.
    """
    custody.held(item)
    if not text.strip() or len(text) > LONGEST:
        raise InputError(
            "mark-too-long", f"A note has 1 to {LONGEST} characters.", "Write less, or seal a file of its own."
        )
    mark = Mark(item=item, by=key.name, day=today, kind=kind, text=text.strip(), salt=secrets.token_hex(16))
    number, recipient = label_recipient(custody, members)
    plain = {
        **asdict(mark),
        "day": mark.day.isoformat(),
        "signature": note.encode_base64(key.voice.sign(mark.signed_bytes())),
    }
    sealed = age.seal(pad_message(json.dumps(plain, ensure_ascii=False).encode()), [recipient])
    path = custody.marks(item) / f"{secrets.token_hex(8)}.{number}.age"
    write([(path, sealed)], below=custody.root)
    with storage(path):
        set_day(path, _NO_DAY)
        set_day(path.parent, _NO_DAY)
    return mark


def marks_of(custody: Custody, item: str, identities: Mapping[int, str]) -> tuple[Mark, ...]:
    """Return what members have written of an item, the oldest day first; what nobody on a roster signed is left out."""
    voices: dict[str, set[str]] = {}
    for roster in custody.rosters():
        for one in roster.members:
            voices.setdefault(one.name, set()).add(one.voice)
    found = [
        mark
        for path in custody.marks(item).glob("*.age")
        if (mark := _read(path, item, identities, voices)) is not None
    ]
    return tuple(sorted(found, key=lambda mark: (mark.day, mark.salt)))


def _read(path: Path, item: str, identities: Mapping[int, str], voices: Mapping[str, set[str]]) -> Mark | None:
    number = path.name.split(".")[1]
    identity = identities.get(int(number)) if number.isascii() and number.isdigit() else None
    if identity is None:
        return None
    try:
        plain = json.loads(unpad_message(age.unseal(read_file(path), identity)))
        signature = note.decode_base64(plain.pop("signature"))
        plain["day"], plain["kind"] = date.fromisoformat(plain["day"]), MarkKind(plain["kind"])
        mark = Mark(**plain)
        keys = [note.VerifierKey.parse(voice).key for voice in voices.get(mark.by, ())]
    except (SecondSourceError, ValueError, KeyError, TypeError):
        return None
    fits = any(note.ed25519_fits(key, signature, mark.signed_bytes()) for key in keys)
    return mark if fits and mark.item == item else None
