"""Cosignatures: a witness says what it saw, and when (C2SP tlog-cosignature, https://c2sp.org/tlog-cosignature).

The line's payload is the POSIX time (8 bytes, big-endian) and an Ed25519 signature over

    cosignature/v1
    time <decimal POSIX time>
    <the whole checkpoint text>

It means: at that time, this was the largest tree I had seen of this log, and it contains every earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.trust.tlog import note

LATEST = 2**63 - 1
"""No cosignature is later; and none is at 0, which would mean that the time was left out."""
_TIME_BYTES = 8


def message(text: str, seconds: int) -> bytes:
    """Return the bytes a witness signs."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessKey:
    """A witness's public key."""

    name: str
    key: bytes

    def __post_init__(self) -> None:
        """Refuse names and keys that no cosignature could carry."""
        note.check_name(self.name)
        note.check_key(self.key)

    @property
    def vkey(self) -> note.VerifierKey:
        """The key as notes name it."""
        return note.VerifierKey(name=self.name, kind=note.COSIGNATURE_ED25519, key=self.key)

    @property
    def key_id(self) -> bytes:
        """The four bytes in the signature line."""
        return self.vkey.key_id

    @classmethod
    def parse(cls, vkey: str) -> WitnessKey:
        """Read a vkey of type 0x04.

        Raises:
            NoteError: it is malformed or of another type.
        """
        key = note.VerifierKey.parse(vkey)
        if key.kind != note.COSIGNATURE_ED25519:
            raise note.NoteError("note-malformed", f"{key.name} is not a witness key.", "A witness key has type 4.")
        return cls(name=key.name, key=key.key)

    def verify(self, text: str, signature: note.Signature) -> bool:
        """Say whether the cosignature fits the checkpoint text."""
        if len(signature.data) != _TIME_BYTES + note.SIGNATURE_BYTES or not 0 < time_of(signature) <= LATEST:
            return False
        return note.ed25519_fits(self.key, signature.data[_TIME_BYTES:], message(text, time_of(signature)))


def time_of(signature: note.Signature) -> int:
    """Return the POSIX seconds a cosignature line carries."""
    return int.from_bytes(signature.data[:_TIME_BYTES], "big")


def cosign(text: str, name: str, key: Ed25519PrivateKey, seconds: int) -> note.Signature:
    """Sign a checkpoint text as a witness at `seconds` (POSIX)."""
    note.check_text(text)
    witness = WitnessKey(name=name, key=key.public_key().public_bytes_raw())
    data = seconds.to_bytes(_TIME_BYTES, "big") + key.sign(message(text, seconds))
    return note.Signature(name=name, key_id=witness.key_id, data=data)
