"""A log with three witnesses, as others get it: the public folder, and proofs beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.trust.log_folder import LogWriter
from secondsource.trust.signing.signer import KeySigner, cosign_text, sign_text, verifier_of, witness_of
from secondsource.trust.tlog import note

LOG = KeySigner(name="desk.example/log", private=Ed25519PrivateKey.from_private_bytes(b"\x61" * 32))
WITNESSES = [
    KeySigner(name=f"witness.example/w{n}", private=Ed25519PrivateKey.from_private_bytes(bytes([0x62 + n]) * 32))
    for n in range(3)
]
SECONDS = 1_900_000_000


@dataclass(frozen=True)
class Site:
    folder: Path
    entries: list[bytes]

    @property
    def proofs(self) -> Path:
        return self.folder.parent / "proofs"


def made(place: Path, size: int, witnesses: int = 3) -> Site:
    """Write a log of `size` entries below `place`, cosigned, with proofs of some entries and of growth."""
    folder = place / "site"
    entries = [f"entry {number} — ñ".encode() * (number % 5) for number in range(size)]
    with LogWriter(folder, verifier_of(LOG), lambda text: sign_text(text, LOG)) as log:
        for at in range(0, size, 9_999):
            log.append(entries[at : at + 9_999])
        text = log.reader.checkpoint().text()
        lines = [cosign_text(text, witness, SECONDS) for witness in WITNESSES[:witnesses]]
        (folder / "checkpoint").write_bytes(note.join(text, [sign_text(text, LOG), *lines]))
        proofs = place / "proofs"
        proofs.mkdir()
        for index in {*range(0, size, 1 + size // 23), size - 1}:
            (proofs / f"{index}.tlog-proof").write_bytes(log.reader.proof(index).encode())
        for old in {*range(1, size + 1, 1 + size // 23), size}:
            hashes = [note.encode_base64(item) for item in log.reader.consistency(old)]
            (proofs / f"{old}.growth").write_text("".join(f"{line}\n" for line in hashes), encoding="ascii")
    return Site(folder, entries)


def vkeys() -> list[str]:
    """Return the public key of the log, then those of the witnesses."""
    return [verifier_of(LOG).encode(), *(witness_of(witness).vkey.encode() for witness in WITNESSES)]
