"""Signs of life: what a member signs and seals to the watch, and how the watch reads it.

An answer carries the nonce of the newest ask, so that an old one is worth nothing. It is sealed to the watch, padded
to one size, and does not say with which of the member's two keys it was signed: who looks over a shoulder, or holds
every file on the stick, learns nothing from it. Only the watch knows which of the two means that somebody stands by.

Each time a key is used on the desk's folder, a mark of the same make is left for the watch. It is no check-in. It lets
the watch know of the duress passphrase at the next contact, and not only at the next check-in.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from secondsource.actions.custody.folder import Custody, storage, write
from secondsource.actions.deciding.desk import read_file
from secondsource.core.codec import canonical
from secondsource.core.custody.roster import Roster
from secondsource.core.release import lines
from secondsource.errors import InputError, IntegrityError, SecondSourceError
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.spool.layout import set_day
from secondsource.trust.tlog import note

ASK = lines.title("ask")
_ASK = re.compile(rf"{ASK}\nmember: ([a-z0-9-]{{1,64}})\nnonce: ([0-9a-f]{{32}})\nwatch: (age1[0-9a-z]{{58}})\n")
_SIZE = 1024
_DOMAIN = b"secondsource/sign-of-life/v1\0"
_ENROLMENT = b"secondsource/enrolment/v1\0"
_NO_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What the watch knows of a member's keys; hexadecimal raw Ed25519."""

    own: str
    duress: str
    """Of the duress slot; of nobody where the member chose none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign of life that was read."""

    member: str
    about: str
    """The nonce it answers, or `contact-` and random digits."""
    duress: bool


def ask_text(member: str, nonce: str, watch: str) -> str:
    """Return what a member is asked."""
    return f"{ASK}\nmember: {member}\nnonce: {nonce}\nwatch: {watch}\n"


def answer(key: MemberKey, ask: str) -> bytes:
    """Return the sealed answer to an ask.

    Raises:
        InputError: `ask-unreadable`, also when it asks somebody else.
    """
    match = _ASK.fullmatch(ask)
    if match is None or match[1] != key.name:
        raise InputError(
            "ask-unreadable",
            "This asks somebody else, or is no ask of the watch.",
            "Take the newest file `ask.txt` that was made for you.",
        )
    return _sealed(key, match[2], match[3])


def leave_mark(custody: Custody, key: MemberKey) -> None:
    """Leave a mark for the watch that this key was used here; nothing where the desk has no watch.

    Raises:
        StorageError: `custody-unwritable`.
    """
    watch = custody.root / "watch.txt"
    if not watch.is_file():
        return
    recipient = read_file(watch).decode("ascii", "replace").strip()
    path = custody.root / "contacts" / f"{secrets.token_hex(16)}.age"
    write([(path, _sealed(key, f"contact-{secrets.token_hex(16)}", recipient))], below=custody.root)
    with storage(path):
        set_day(path, _NO_DAY)
        set_day(path.parent, _NO_DAY)


def enrolment(key: MemberKey, duress: MemberKey | None, watch: str) -> bytes:
    """Return what tells the watch which keys a member checks in with; sealed to it, one size with duress and without.

    Raises:
        InputError: `recipient-unreadable`.
    """
    other = duress.checking_in.key if duress else secrets.token_bytes(32)
    plain = {"member": key.name, "own": key.checking_in.key.hex(), "duress": other.hex()}
    signature = key.voice.sign(_ENROLMENT + canonical(plain))
    return _padded({**plain, "signature": note.encode_base64(signature)}, watch)


def read_enrolment(data: bytes, identity: str, roster: Roster) -> tuple[str, Enrolled]:
    """Return whose enrolment this is, and the keys in it, signed by the voice on the roster.

    Raises:
        IntegrityError: `sign-unfit`, `sealed-damaged`. AccessError: `sealed-for-others`.
        InputError: `roster-member-unknown`.
    """
    plain = _opened(data, identity)
    try:
        signature = note.decode_base64(plain.pop("signature"))
        member = roster.member(plain["member"])
        found = Enrolled(own=plain["own"], duress=plain["duress"])
        lengths = {len(bytes.fromhex(found.own)), len(bytes.fromhex(found.duress))}
    except (KeyError, ValueError):
        raise _unfit() from None
    voice = note.VerifierKey.parse(member.voice).key
    if lengths != {32} or not note.ed25519_fits(voice, signature, _ENROLMENT + canonical(plain)):
        raise _unfit()
    return member.name, found


def read_sign(data: bytes, identity: str, enrolled: Mapping[str, Enrolled]) -> Sign:
    """Return a sign of life, its signature checked.

    Raises:
        IntegrityError: `sign-unfit`, `sealed-damaged`. AccessError: `sealed-for-others`.
    """
    plain = _opened(data, identity)
    try:
        signature = note.decode_base64(plain.pop("signature"))
        member, about, keys = plain["member"], plain["about"], enrolled[plain["member"]]
    except (KeyError, ValueError, SecondSourceError):
        raise _unfit() from None
    message = _DOMAIN + canonical(plain)
    fits = [note.ed25519_fits(bytes.fromhex(key), signature, message) for key in (keys.own, keys.duress)]
    if not any(fits):
        raise _unfit()
    return Sign(member=member, about=about, duress=fits[1])


def _sealed(key: MemberKey, about: str, watch: str) -> bytes:
    plain = {"member": key.name, "about": about}
    signature = key.checking_in.sign(_DOMAIN + canonical(plain))
    return _padded({**plain, "signature": note.encode_base64(signature)}, watch)


def _padded(plain: Mapping[str, str], watch: str) -> bytes:
    return age.seal(canonical(plain).ljust(_SIZE), [watch])


def _opened(data: bytes, identity: str) -> dict[str, str]:
    try:
        plain = json.loads(age.unseal(data, identity))
    except ValueError:
        raise _unfit() from None
    if not isinstance(plain, dict) or not all(isinstance(value, str) for value in plain.values()):
        raise _unfit()
    return plain


def _unfit() -> IntegrityError:
    return IntegrityError(
        "sign-unfit",
        "This sign of life does not come from a member on the watch.",
        "It counts for nothing. Have the member answer the newest ask, or enrol anew.",
    )
