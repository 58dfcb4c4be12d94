"""A private key in a file, sealed by a passphrase: Argon2id (RFC 9106) and ChaCha20-Poly1305 (RFC 8439).

    secondsource key v1
    public: <vkey>                        name, use (type 1 signs notes, type 4 cosigns as a witness) and public key
    kdf: argon2id m=65536 t=3 p=4         KiB of memory, passes, lanes
    salt: <base64, 16 bytes>
    nonce: <base64, 12 bytes>
    sealed: <base64: the 32-byte seed and its 16-byte tag>

All lines above the last are bound into the seal, so nobody can lower the cost or change the name unnoticed. The cost
is bounded on reading: too little would be weak, too much would stall the machine that opens it. The public key is
checked against the opened seed, which also makes the seal committing: no file opens under two passphrases.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from secondsource.core.release.lines import title
from secondsource.errors import AccessError, InputError, RuleError, StorageError
from secondsource.trust.signing.passphrases import USUAL_COST, Cost, chosen, damaged, derive, normal
from secondsource.trust.signing.signer import KeySigner
from secondsource.trust.tlog import note

HEADER = title("key")
MOST_BYTES = 4096
_FIELDS = ("public", "kdf", "salt", "nonce", "sealed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    """A key file, read but not opened."""

    public: note.VerifierKey
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    def head(self) -> str:
        """Return the lines that are bound into the seal."""
        return (
            f"{HEADER}\npublic: {self.public.encode()}\nkdf: {self.cost.line()}\n"
            f"salt: {note.encode_base64(self.salt)}\nnonce: {note.encode_base64(self.nonce)}\n"
        )

    def text(self) -> str:
        """Return the whole file."""
        return f"{self.head()}sealed: {note.encode_base64(self.sealed)}\n"


def create(path: Path, name: str, passphrase: str, kind: int = note.ED25519, cost: Cost = USUAL_COST) -> KeySigner:
    """Make a fresh key, seal it into a new file that only its owner can read, and return it opened.

    Args:
        path: where to; there must be nothing yet.
        name: the name in signature lines, such as `desk.example/seat-3`.
        passphrase: at least 12 characters.
        kind: `note.ED25519` for seats and logs, `note.COSIGNATURE_ED25519` for witnesses.
        cost: what one guess costs.

    Raises:
        RuleError: `passphrase-short`, or `key-file-exists`.
        StorageError: `key-file-unwritable`.
    """
    words = chosen(passphrase)
    private = Ed25519PrivateKey.generate()
    public = note.VerifierKey(name=name, kind=kind, key=private.public_key().public_bytes_raw())
    draft = _Sealed(public=public, cost=cost, salt=os.urandom(16), nonce=os.urandom(12), sealed=b"")
    sealed = _cipher(draft, words).encrypt(draft.nonce, private.private_bytes_raw(), draft.head().encode())
    whole = _Sealed(public=public, cost=cost, salt=draft.salt, nonce=draft.nonce, sealed=sealed)
    write_new(path, whole.text().encode())
    return KeySigner(name=name, private=private)


def public_of(path: Path) -> note.VerifierKey:
    """Return the public key of a key file without opening it.

    Raises:
        StorageError, IntegrityError: as in `open_key`.
    """
    return _read(path).public


def open_key(path: Path, passphrase: str, kind: int = note.ED25519) -> KeySigner:
    """Open a key file.

    Args:
        path: the file.
        passphrase: as it was given when the file was made; Unicode forms do not matter.
        kind: what the key is to be used for; a witness's key never signs notes and a seat's key never cosigns.

    Raises:
        StorageError: `key-file-unreadable`. IntegrityError: `key-file-damaged`.
        InputError: `key-file-use`, when the key is for another use.
        AccessError: `passphrase-wrong`.
    """
    found = _read(path)
    if found.public.kind != kind:
        raise other_use(path)
    try:
        seed = _cipher(found, normal(passphrase)).decrypt(found.nonce, found.sealed, found.head().encode())
    except InvalidTag:
        raise AccessError(
            "passphrase-wrong",
            f"The passphrase does not open {path}, or the file was changed.",
            "Try again; if it never opens, take the copy you keep elsewhere.",
        ) from None
    signer = KeySigner(name=found.public.name, private=Ed25519PrivateKey.from_private_bytes(seed))
    if signer.key != found.public.key:
        raise damaged("the key inside is not the one it names")
    return signer


def other_use(path: Path) -> InputError:
    """Return the refusal of a key that is meant for another use."""
    return InputError(
        "key-file-use",
        f"The key in {path} is meant for another use.",
        "Seats and logs sign with one kind of key and witnesses with another: name the right file.",
    )


def _cipher(file: _Sealed, words: str) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(derive(words, file.salt, file.cost))


def _read(path: Path) -> _Sealed:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise StorageError(
            "key-file-unreadable",
            f"The key file {path} could not be read: {error.strerror or error}.",
            "Check the path and whose file it is.",
        ) from error
    try:
        lines = data.decode("ascii").split("\n")
        values = [line.removeprefix(f"{field}: ") for line, field in zip(lines[1:], _FIELDS, strict=False)]
        found = _Sealed(
            public=note.VerifierKey.parse(values[0]),
            cost=Cost.parse(values[1]),
            salt=note.decode_base64(values[2]),
            nonce=note.decode_base64(values[3]),
            sealed=note.decode_base64(values[4]),
        )
    except (UnicodeDecodeError, IndexError, note.NoteError):
        raise damaged("it is not laid out as one") from None
    if found.text().encode() != data or (len(found.salt), len(found.nonce), len(found.sealed)) != (16, 12, 48):
        raise damaged("it is not laid out as one")
    return found


def write_new(path: Path, data: bytes) -> None:
    """Write a file aside, flush it, and give it its name, which is taken first so that no key is ever replaced.

    Raises:
        RuleError: `key-file-exists`. StorageError: `key-file-unwritable`.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700)
        _flushed(path, b"", os.O_EXCL)
        try:
            _flushed(aside, data, os.O_TRUNC)
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():
            raise RuleError(
                "key-file-exists", f"{path} exists already.", "A key is never overwritten: choose another name."
            ) from None
        raise StorageError(
            "key-file-unwritable",
            f"The key file {path} could not be written: {error.strerror or error}.",
            "Free some space or check the folder's permissions, then try again.",
        ) from error


def _flushed(path: Path, data: bytes, how: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
