"""Make a codename, read it back as a person types it, and derive from it the keys of a source.

Nine words out of 2048 are 99 bits from the system's generator: nobody guesses them, however cheap a guess is. So the
Argon2id pass (RFC 9106) below is light, and a small machine serves many sources at once. Its salt belongs to one drop,
so that one codename leads nowhere else.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from secondsource.errors import InputError
from secondsource.trust.custody.codenames.bech32 import encode
from secondsource.trust.custody.codenames.words import LANGUAGES, LIST_BITS, word_list
from secondsource.trust.custody.keys.age import PREFIX, recipient_of

WORDS = 9
BITS = WORDS * LIST_BITS
"""99: more than the 96 promised."""

SALT_BYTES = 32
MEMORY_KIB = 4 * 1024
PASSES = 1
_LANES = 1
_DOMAIN = b"secondsource/codename/v1/"
_BETWEEN_WORDS = re.compile(r"[\s,.;:_\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codename:
    """What a source keeps; never written down by us."""

    language: str
    """`en` or `es`."""
    places: tuple[int, ...] = field(repr=False)
    """Nine places in that language's list."""

    def __str__(self) -> str:
        """Return the nine words."""
        words = word_list(self.language).words
        return " ".join(words[place] for place in self.places)

    def packed(self) -> bytes:
        """Return language and places as bytes of one length: what keys are derived from, however it was typed."""
        return self.language.encode() + b"".join(place.to_bytes(2, "big") for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKeys:
    """What a codename leads to at one drop."""

    mailbox: str
    """32 hex digits: the folder where replies wait. It cannot be turned back into the codename."""
    identity: str = field(repr=False)
    """The age identity that opens replies and receipts; it exists only while the source is here."""
    recipient: str
    """What replies and receipts are sealed to."""


def make_codename(language: str) -> Codename:
    """Return a new codename of a language of `LANGUAGES`."""
    return codename_from(secrets.token_bytes(32), language)


def codename_from(seed: bytes, language: str) -> Codename:
    """Return the one codename of a seed, so that what is sent twice gets one codename.

    Args:
        seed: 32 bytes that nobody can guess.
        language: of `LANGUAGES`.
    """
    made, attempt = None, 0
    # A few words stand in both lists; nine such would read as another codename.
    while made is None or _readings(str(made)) != [made]:
        drawn = _expanded(seed, b"words/%d" % attempt, 2 * WORDS)
        # 2048 divides 65536, so that every word is equally likely.
        pairs = (int.from_bytes(drawn[2 * place : 2 * place + 2], "big") for place in range(WORDS))
        made = Codename(language=language, places=tuple(pair % 2**LIST_BITS for pair in pairs))
        attempt += 1
    return made


def read_codename(text: str) -> Codename:
    """Return the codename that a person typed: any case, accents or not, each word cut after four letters or not.

    Raises:
        InputError: `codename-unreadable`, without repeating what was typed.
    """
    readings = _readings(text)
    if len(readings) != 1:
        raise InputError(
            "codename-unreadable",
            f"This is no codename: a codename is {WORDS} words from one list.",
            "Look for a missing or misspelled word; four letters of each are enough.",
        )
    return readings[0]


def derive_root(codename: Codename, salt: bytes) -> bytes:
    """Return the 32 bytes that every key of a source comes from. This is the slow step.

    Args:
        codename: what the source typed, read.
        salt: `SALT_BYTES` bytes of this drop.
    """
    kdf = Argon2id(salt=salt, length=32, iterations=PASSES, lanes=_LANES, memory_cost=MEMORY_KIB)
    return kdf.derive(codename.packed())


def source_keys(root: bytes) -> SourceKeys:
    """Return the mailbox and the reply key of a root; fast."""
    identity = encode(PREFIX.removesuffix("1").lower(), _expanded(root, b"identity", 32)).upper()
    return SourceKeys(
        mailbox=_expanded(root, b"mailbox", 16).hex(), identity=identity, recipient=recipient_of(identity)
    )


def _expanded(root: bytes, purpose: bytes, length: int) -> bytes:
    return HKDFExpand(algorithm=hashes.SHA256(), length=length, info=_DOMAIN + purpose).derive(root)


def _readings(text: str) -> list[Codename]:
    """Return what a text can mean: one codename for each language whose list has all its words."""
    typed = [word for word in _BETWEEN_WORDS.split(text.strip()) if word]
    if len(typed) != WORDS:
        return []
    found = []
    for language in LANGUAGES:
        places = [word_list(language).place(word) for word in typed]
        known = tuple(place for place in places if place is not None)
        if len(known) == WORDS:
            found.append(Codename(language=language, places=known))
    return found
