"""A member's revocation of their own key: made beforehand, kept by a friend, taken in by the desk without a vote.

    secondsource revocation v1
    member: seat-3
    recipient: age1...

It is signed by the member's voice, and all it does is to end what is sealed to them: whoever steals it can do nothing
else with it. People who may be arrested give it to somebody abroad. What was sealed before stays exposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from secondsource.core.custody.roster import Member
from secondsource.core.release import lines
from secondsource.errors import InputError
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.signing.signer import sign_text, verifier_of
from secondsource.trust.tlog import note

_TITLE = lines.title("revocation")
_TEXT = re.compile(rf"{_TITLE}\nmember: ([a-z0-9-]+)\nrecipient: (age1[0-9a-z]+)\n")


def card_of(key: MemberKey) -> Member:
    """Return a key's public half, as it stands on the roster."""
    return Member(name=key.name, recipient=key.recipient, voice=verifier_of(key.voice).encode())


def revoke(key: MemberKey) -> bytes:
    """Return the signed revocation of a key."""
    text = f"{_TITLE}\nmember: {key.name}\nrecipient: {key.recipient}\n"
    return note.join(text, [sign_text(text, key.voice)])


def revoked_by(data: bytes, members: Iterable[Member]) -> Member:
    """Return the member whose revocation this is, its signature checked.

    Raises:
        InputError: `revocation-unfit`. NoteError: it is no note, or its line does not fit.
    """
    found = note.parse(data)
    match = _TEXT.fullmatch(found.text)
    for one in members:
        known = (one.name, one.recipient) == ((match[1], match[2]) if match else ("", ""))
        if known and note.verify(found, [note.VerifierKey.parse(one.voice)]):
            return one
    raise InputError(
        "revocation-unfit",
        "This revokes no key on the roster.",
        "Look at the roster with `custody members`; the member's seat can be taken by a membership motion.",
    )
