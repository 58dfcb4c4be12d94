"""Signed notes: readable text with signature lines (C2SP signed-note v1.0.0, https://c2sp.org/signed-note).

    text, UTF-8, ending in a newline, no control characters but newlines
    (an empty line)
    — <name> <base64(4-byte key id || signature)>        one line or more

Rules kept here, in order: the note is split at its last empty line; names are not empty and hold neither white space
nor "+"; an unknown (name, key id) is passed over; **a known key whose signature fails rejects the whole note**; keys
are counted by their raw bytes, never by name, so that one key enrolled twice is one voice.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from secondsource.errors import IntegrityError

ED25519 = 0x01
COSIGNATURE_ED25519 = 0x04
KEY_BYTES = 32
SIGNATURE_BYTES = 64
MOST_SIGNATURES = 100
"""The limit of golang.org/x/mod/sumdb/note; the specification asks for at least 16."""
MOST_BYTES = 1_000_000
"""Longer notes are refused before they are parsed."""
_MARK = "— "


_WEAK_KEYS = frozenset(
    bytes.fromhex(key)
    for key in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
"""The points of small order, all encodings, sign bit cleared: under such a key anybody can sign (RFC 8032, 5.1)."""


_PRIME = 2**255 - 19
_COORDINATE = 2**255 - 1
"""A point is written as a coordinate below the prime and one bit of sign (RFC 8032, 5.1.2)."""


class NoteError(IntegrityError):
    """The note is malformed, or a known key's signature does not fit it."""


def _malformed(why: str) -> NoteError:
    return NoteError("note-malformed", f"This is not a signed note: {why}.", "Get the file again; do not rely on it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature line."""

    name: str
    key_id: bytes
    """4 bytes."""
    data: bytes
    """What follows the key id; for Ed25519, 64 bytes."""

    def line(self) -> str:
        """Return the line as it stands in a note."""
        return f"{_MARK}{self.name} {base64.b64encode(self.key_id + self.data).decode()}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text and its signature lines, parsed but not yet verified."""

    text: str
    """Ends in a newline."""
    signatures: tuple[Signature, ...]

    def encode(self) -> bytes:
        """Return the canonical bytes."""
        check_text(self.text)
        if not self.signatures:
            raise _malformed("it has no signature line")
        return (self.text + "\n" + "".join(item.line() for item in self.signatures)).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public key as notes name it (`vkey`): name, type, raw key."""

    name: str
    kind: int
    key: bytes

    def __post_init__(self) -> None:
        """Refuse names and keys that no note could carry."""
        check_name(self.name)
        if self.kind in {ED25519, COSIGNATURE_ED25519}:
            check_key(self.key)

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256(name || newline || type || key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.key).digest()[:4]

    def encode(self) -> str:
        """Return `name+hex id+base64(type || key)`."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.key).decode()}"

    @classmethod
    def parse(cls, vkey: str) -> VerifierKey:
        """Read a vkey string; a newline may end it.

        Raises:
            NoteError: it is malformed, or its id is not that of its key.
        """
        name, plus, rest = vkey.removesuffix("\n").partition("+")
        key_id, second, encoded = rest.partition("+")
        if not plus or not second:
            raise _malformed("a verifier key has three parts joined by +")
        raw = decode_base64(encoded)
        if len(raw) < 2:
            raise _malformed("the verifier key is too short")
        key = cls(name=name, kind=raw[0], key=raw[1:])
        if key_id != key.key_id.hex():
            raise _malformed("the verifier key's id is not that of its key")
        return key

    def verify(self, text: str, signature: Signature) -> bool:
        """Say whether `signature` over `text` is this key's (plain Ed25519 only)."""
        if self.kind != ED25519 or len(signature.data) != SIGNATURE_BYTES:
            return False
        return ed25519_fits(self.key, signature.data, text.encode())


class Verifier(Protocol):
    """Anything that can judge a signature line over a note's text."""

    @property
    def name(self) -> str:
        """The name in the signature line."""

    @property
    def key(self) -> bytes:
        """The raw public key."""

    @property
    def key_id(self) -> bytes:
        """The four bytes in the signature line."""

    def verify(self, text: str, signature: Signature) -> bool:
        """Say whether the signature fits."""


def ed25519_fits(key: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether `signature` is `key`'s over `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign(text: str, name: str, key: Ed25519PrivateKey) -> Signature:
    """Sign a note's text with an Ed25519 key."""
    check_text(text)
    verifier = VerifierKey(name=name, kind=ED25519, key=key.public_key().public_bytes_raw())
    return Signature(name=name, key_id=verifier.key_id, data=key.sign(text.encode()))


def parse(data: bytes) -> Note:
    """Read a note strictly.

    Raises:
        NoteError: `note-malformed`, with what is wrong.
    """
    if len(data) > MOST_BYTES:
        raise _malformed(f"it is longer than {MOST_BYTES:,} bytes")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _malformed("it is not UTF-8") from None
    at = whole.rfind("\n\n")
    if at < 0:
        raise _malformed("no empty line stands before the signatures")
    text, lines = whole[: at + 1], whole[at + 2 :]
    check_text(text)
    if not lines.endswith("\n"):
        raise _malformed("the last signature line is cut off")
    signatures = tuple(_parse_line(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise _malformed(f"it has more than {MOST_SIGNATURES} signatures")
    return Note(text=text, signatures=signatures)


def _parse_line(line: str) -> Signature:
    if not line.startswith(_MARK):
        raise _malformed("a signature line does not begin with an em dash")
    name, space, encoded = line.removeprefix(_MARK).partition(" ")
    if not space:
        raise _malformed("a signature line has no signature")
    check_name(name)
    raw = decode_base64(encoded)
    if len(raw) < 5:
        raise _malformed("a signature is too short")
    return Signature(name=name, key_id=raw[:4], data=raw[4:])


def verify(note: Note, known: Sequence[Verifier]) -> tuple[Verifier, ...]:
    """Return the known keys that signed `note`, each raw key once.

    Raises:
        NoteError: `note-signature-wrong` when a known key's line does not fit the text. One bad line spoils the
            note: a reader must never have to guess which half to believe.
    """
    fitting: dict[bytes, Verifier] = {}
    for signature in note.signatures:
        for verifier in known:
            if (verifier.name, verifier.key_id) != (signature.name, signature.key_id):
                continue
            if not verifier.verify(note.text, signature):
                raise NoteError(
                    "note-signature-wrong",
                    f"The line of {signature.name} does not fit this text, so the whole note is refused.",
                    "Treat it as not said. Somebody changed the text or forged the line.",
                )
            fitting.setdefault(verifier.key, verifier)
    return tuple(fitting.values())


def join(text: str, signatures: Iterable[Signature]) -> bytes:
    """Return the canonical bytes of a text and its signature lines."""
    return Note(text=text, signatures=tuple(signatures)).encode()


def check_text(text: str) -> None:
    """Refuse a text no note may carry: control characters, no newline at its end, not Unicode."""
    if not text.endswith("\n"):
        raise _malformed("its text does not end in a newline")
    if any((ord(char) < 0x20 and char != "\n") for char in text):
        raise _malformed("its text holds control characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise _malformed("its text is not Unicode") from None


def check_name(name: str) -> None:
    """Refuse a key name no signature line may carry."""
    if not name:
        raise _malformed("a key has no name")
    if "+" in name or any(char.isspace() or unicodedata.category(char) == "Cc" for char in name):
        raise _malformed("a key's name holds white space, a control character or +")


def encode_base64(raw: bytes) -> str:
    """Return standard base64, padded."""
    return base64.b64encode(raw).decode()


def check_key(key: bytes) -> None:
    """Refuse what is no Ed25519 key, or one under which anybody can sign."""
    if len(key) != KEY_BYTES:
        raise _malformed("the key is not 32 bytes long")
    if key[:-1] + bytes([key[-1] & 0x7F]) in _WEAK_KEYS:
        raise _malformed("the key is one under which anybody can sign")
    if int.from_bytes(key, "little") & _COORDINATE >= _PRIME:
        raise _malformed("the key is not in its canonical form, so that one key could be listed twice")


def decode_base64(encoded: str) -> bytes:
    """Read standard base64, padded, canonical: what it encodes to again must be the same text."""
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise _malformed("a base64 part cannot be read") from None
    if base64.b64encode(raw).decode() != encoded:
        raise _malformed("a base64 part is not in its canonical form")
    return raw
