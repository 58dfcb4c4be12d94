"""Contacts and their codewords: somebody outside who may start the alarm at once, or say that all is well.

A codeword is drawn from a list, so that it can be said over a bad line; four words are 44 bits, and the watch keeps
only their Argon2id hash. Whoever learns it can suspend one seat for a while, and never bring one back alone.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import replace

from secondsource.actions.custody.watch.folder import Contact, State
from secondsource.core.custody.watched import Told, Word
from secondsource.core.release import lines
from secondsource.errors import AccessError
from secondsource.trust.custody.codenames.words import folded, word_list
from secondsource.trust.signing.passphrases import USUAL_COST, derive

_WORDS = 4


def new_contact(state: State, name: str, members: Sequence[str], language: str) -> tuple[State, str]:
    """Return the state with a contact, and the codeword that nobody will see again.

    Raises:
        InputError: `member-unwatched`.
    """
    for member in members:
        state.watch.member(member)
    words = word_list(language).words
    codeword = " ".join(secrets.choice(words) for _ in range(_WORDS))
    salt = secrets.token_bytes(16)
    contact = Contact(members=tuple(sorted(members)), salt=salt.hex(), codeword=_hashed(codeword, salt))
    contacts = {**state.contacts, lines.identifier(name): contact}
    return replace(state, contacts=contacts), codeword


def heard(state: State, name: str, codeword: str, member: str, word: Word) -> Told:
    """Return what a contact says, once the codeword is right.

    Raises:
        AccessError: `codeword-wrong`, whatever is wrong about it.
    """
    contact = state.contacts.get(name)
    salt = bytes.fromhex(contact.salt) if contact else bytes(16)
    right = hmac.compare_digest(_hashed(codeword, salt), contact.codeword if contact else "")
    if contact is None or not right or member not in contact.members:
        raise AccessError(
            "codeword-wrong",
            "This contact, with this codeword, has no say about this member.",
            "Have them say it again, slowly.",
        )
    return Told(member=member, word=word)


def _hashed(codeword: str, salt: bytes) -> str:
    return derive(" ".join(folded(word) for word in codeword.split()), salt, USUAL_COST).hex()
