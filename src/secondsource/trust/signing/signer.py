"""The one thing all ways of signing have in common: a name, a public key, and a signature over bytes.

What signs is replaceable (a key file, an agent, a token behind an agent); what is signed is not: always the text of a
note, which a person can read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.errors import IntegrityError
from secondsource.trust.tlog import cosignature, note


class Signer(Protocol):
    """Anything that signs with one Ed25519 key under one name."""

    @property
    def name(self) -> str:
        """The name in the signature line, such as `desk.example/seat-3`."""

    @property
    def key(self) -> bytes:
        """The raw public key, 32 bytes."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature over `message`, 64 bytes.

        Raises:
            SecondSourceError: the key is not there, or whoever keeps it refuses.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySigner:
    """Signs with a private key in this process's memory."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)

    @property
    def key(self) -> bytes:
        """The raw public key."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature over `message`."""
        return self.private.sign(message)


def verifier_of(signer: Signer) -> note.VerifierKey:
    """Return the public key as notes name it (a vkey of type 0x01)."""
    return note.VerifierKey(name=signer.name, kind=note.ED25519, key=signer.key)


def witness_of(signer: Signer) -> cosignature.WitnessKey:
    """Return the public key as cosignatures name it (a vkey of type 0x04)."""
    return cosignature.WitnessKey(name=signer.name, key=signer.key)


def sign_text(text: str, signer: Signer) -> note.Signature:
    """Sign a note's text and return the signature line, checked before it is handed out.

    Raises:
        NoteError: no note may carry this text.
        IntegrityError: `signer-wrong`, when the signature does not fit the signer's own public key.
    """
    note.check_text(text)
    line = note.Signature(name=signer.name, key_id=verifier_of(signer).key_id, data=signer.sign(text.encode()))
    if not verifier_of(signer).verify(text, line):
        raise _wrong(signer)
    return line


def cosign_text(text: str, signer: Signer, seconds: int) -> note.Signature:
    """Cosign a checkpoint's text as a witness at `seconds` (POSIX); the line is checked before it is handed out.

    Raises:
        NoteError, IntegrityError: as in `sign_text`.
    """
    note.check_text(text)
    witness = witness_of(signer)
    data = seconds.to_bytes(8, "big") + signer.sign(cosignature.message(text, seconds))
    line = note.Signature(name=signer.name, key_id=witness.key_id, data=data)
    if not witness.verify(text, line):
        raise _wrong(signer)
    return line


def _wrong(signer: Signer) -> IntegrityError:
    return IntegrityError(
        "signer-wrong",
        f"What should sign for {signer.name} gave a signature that does not fit its key.",
        "Check that the right key or token is in use; nothing was signed.",
    )
