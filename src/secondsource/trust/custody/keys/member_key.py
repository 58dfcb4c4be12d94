"""A member's key file: two slots that look alike, each for a passphrase of its own.

    secondsource member v1
    name: seat-3                          a pseudonym
    kdf: argon2id m=65536 t=3 p=4
    salt: <base64, 16 bytes>
    slot: <base64: nonce 12, then 160 bytes and their tag 16>
    slot: <the same>

A slot holds an age identity and the seed of two signing keys: one for check-ins, one for what the member writes to the
desk. It never holds the key of the member's seat. One slot is the member's own. The other belongs to the duress
passphrase, with an identity and keys of its own; where none was chosen it is random bytes, and nobody can tell. Both
are always tried, in the order of the file, which is drawn by lot: one derivation, two openings, whichever fits.

The plain text of a slot begins with 32 zero bytes: without them a crafted slot could open under two passphrases
(Albertini and others, How to abuse and fix authenticated encryption without key commitment, 2022).
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from secondsource.core.release import lines
from secondsource.errors import AccessError, RuleError, SecondSourceError, StorageError
from secondsource.trust import durable
from secondsource.trust.custody.keys import age
from secondsource.trust.signing.key_file import MOST_BYTES, write_new
from secondsource.trust.signing.passphrases import USUAL_COST, Cost, chosen, damaged, derive, normal
from secondsource.trust.signing.signer import KeySigner
from secondsource.trust.tlog import note

HEADER = lines.title("member")
_FIELDS = ("name", "kdf", "salt", "slot", "slot")
_ZEROS = bytes(32)
_SEED = 32
_CONTENT = 160
_SLOT = 12 + _CONTENT + 16


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberKey:
    """An unlocked key."""

    name: str
    identity: str = field(repr=False)
    """The age identity."""
    seed: bytes = field(repr=False)
    """32 bytes, independent of the identity: whoever finds a recovery sheet must not be able to check in."""

    @property
    def recipient(self) -> str:
        """What others seal to."""
        return age.recipient_of(self.identity)

    @property
    def checking_in(self) -> KeySigner:
        """What signs check-ins; its public half is known to the watch alone."""
        return self._signer("check-in")

    @property
    def voice(self) -> KeySigner:
        """What signs labels, notes, reasons and a revocation; its public half stands on the member's card."""
        return self._signer("voice")

    def _signer(self, use: str) -> KeySigner:
        derived = HKDF(SHA256(), 32, None, b"secondsource/member/v1\0" + use.encode()).derive(self.seed)
        return KeySigner(name=f"{self.name}/{use}", private=Ed25519PrivateKey.from_private_bytes(derived))


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A key file, read but not opened."""

    name: str
    cost: Cost
    salt: bytes
    slots: tuple[bytes, bytes]

    def head(self) -> str:
        """Return the lines that are bound into each slot."""
        return f"{HEADER}\nname: {self.name}\nkdf: {self.cost.line()}\nsalt: {note.encode_base64(self.salt)}\n"

    def data(self) -> bytes:
        """Return the whole file."""
        return (self.head() + "".join(f"slot: {note.encode_base64(slot)}\n" for slot in self.slots)).encode()


def fresh(name: str, identity: str | None = None) -> MemberKey:
    """Return a new key; with `identity` given, one recovered from a sheet, whose signing keys are new."""
    return MemberKey(
        name=lines.identifier(name), identity=identity or age.new_identity(), seed=secrets.token_bytes(_SEED)
    )


def create(
    path: Path, key: MemberKey, passphrase: str, duress: str | None = None, cost: Cost = USUAL_COST
) -> MemberKey | None:
    """Seal a key into a new file that only its owner can read; return the key of the duress slot, if one was asked for.

    Args:
        path: where to; there must be nothing yet.
        key: from `fresh`.
        passphrase: at least 12 characters.
        duress: a second passphrase, for a workspace that holds nothing but decoys.
        cost: what one guess costs.

    Raises:
        RuleError: `passphrase-short`, `duress-same`, `key-file-exists`. StorageError: `key-file-unwritable`.
    """
    words, others = chosen(passphrase), None if duress is None else chosen(duress)
    if words == others:
        raise _same()
    salt = os.urandom(16)
    blank = _File(name=key.name, cost=cost, salt=salt, slots=(b"", b""))
    decoy = fresh(key.name)
    own = _sealed(blank, key, derive(words, salt, cost))
    other = _sealed(blank, decoy, os.urandom(32) if others is None else derive(others, salt, cost))
    slots = (own, other) if secrets.randbits(1) else (other, own)
    write_new(path, _File(name=key.name, cost=cost, salt=salt, slots=slots).data())
    return None if others is None else decoy


def name_of(path: Path) -> str:
    """Return whose key file this is, without opening it.

    Raises:
        StorageError: `key-file-unreadable`. IntegrityError: `key-file-damaged`.
    """
    return _read(path).name


def unlock(path: Path, passphrase: str) -> MemberKey:
    """Open whichever slot the passphrase opens.

    Raises:
        StorageError: `key-file-unreadable`. IntegrityError: `key-file-damaged`. AccessError: `passphrase-wrong`.
    """
    found = _read(path)
    return _opened(path, found, derive(normal(passphrase), found.salt, found.cost))[1]


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Seal the slot that `old` opens under `new`; the other slot stays as it is.

    Raises:
        As in `unlock` and `create`.
    """
    found = _read(path)
    derived = derive(chosen(new), found.salt, found.cost)
    place, key = _opened(path, found, derive(normal(old), found.salt, found.cost))
    if any(_try(found, slot, derived) is not None for slot in found.slots):
        raise _same()
    sealed = _sealed(found, key, derived)
    slots = (sealed, found.slots[1]) if place == 0 else (found.slots[0], sealed)
    whole = _File(name=found.name, cost=found.cost, salt=found.salt, slots=slots)
    try:
        durable.write_all([(path.resolve(), whole.data())], below=path.resolve().parent)
        path.chmod(0o600)
    except OSError as error:
        raise StorageError(
            "key-file-unwritable",
            f"The key file {path} could not be written: {error.strerror or error}.",
            "Free some space or check the folder's permissions, then try again.",
        ) from error


def _same() -> RuleError:
    return RuleError(
        "duress-same",
        "The two passphrases of a key must differ.",
        "Choose another; take care that no slip of the fingers turns one into the other.",
    )


def _sealed(file: _File, key: MemberKey, derived: bytes) -> bytes:
    content = (_ZEROS + key.identity.encode() + key.seed).ljust(_CONTENT, b"\0")
    nonce = os.urandom(12)
    return nonce + ChaCha20Poly1305(derived).encrypt(nonce, content, file.head().encode())


def _opened(path: Path, file: _File, derived: bytes) -> tuple[int, MemberKey]:
    """Return which slot opens, and its key; both are tried in any case."""
    tried = [_try(file, slot, derived) for slot in file.slots]
    for place, key in enumerate(tried):
        if key is not None:
            return place, key
    raise AccessError(
        "passphrase-wrong",
        f"The passphrase does not open {path}, or the file was changed.",
        "Try again; if it never opens, take the copy you keep elsewhere.",
    )


def _try(file: _File, slot: bytes, derived: bytes) -> MemberKey | None:
    try:
        content = ChaCha20Poly1305(derived).decrypt(slot[:12], slot[12:], file.head().encode())
    except InvalidTag:
        return None
    end = len(_ZEROS) + age.IDENTITY_CHARACTERS
    if not content.startswith(_ZEROS):
        return None
    return MemberKey(
        name=file.name,
        identity=content[len(_ZEROS) : end].decode("ascii", "replace"),
        seed=content[end : end + _SEED],
    )


def _read(path: Path) -> _File:
    try:
        with durable.open_file(path) as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise StorageError(
            "key-file-unreadable",
            f"The key file {path} could not be read: {error.strerror or error}.",
            "Check the path and whose file it is.",
        ) from error
    try:
        rows = data.decode("ascii").split("\n")
        values = [row.removeprefix(f"{field}: ") for row, field in zip(rows[1:], _FIELDS, strict=False)]
        found = _File(
            name=lines.identifier(values[0]),
            cost=Cost.parse(values[1]),
            salt=note.decode_base64(values[2]),
            slots=(note.decode_base64(values[3]), note.decode_base64(values[4])),
        )
    except (UnicodeDecodeError, IndexError, SecondSourceError):
        raise damaged("it is not laid out as one") from None
    if found.data() != data or len(found.salt) != 16 or any(len(slot) != _SLOT for slot in found.slots):
        raise damaged("it is not laid out as one")
    return found
