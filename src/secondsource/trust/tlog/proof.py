"""Proofs a reader can carry offline (C2SP tlog-proof, https://c2sp.org/tlog-proof).

c2sp.org/tlog-proof@v1
[extra <base64>]          not authenticated
index <n>
<base64 hash>             leaf's sibling first, none for a log of one entry
(an empty line)
<the cosigned checkpoint>
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from secondsource.errors import IntegrityError
from secondsource.trust.tlog import merkle, note
from secondsource.trust.tlog.checkpoint import Checkpoint

HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


class ProofError(IntegrityError):
    """The proof is malformed."""


def _malformed(why: str) -> ProofError:
    return ProofError("proof-malformed", f"This is not a log proof: {why}.", "Get the file again; do not rely on it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An entry's place in a log, with the checkpoint it leads to."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    """The signed checkpoint note, cosignatures included, as published."""
    extra: bytes | None = None
    """Not authenticated by anything here."""

    def encode(self) -> bytes:
        """Return the canonical bytes."""
        extra = [] if self.extra is None else [f"extra {base64.b64encode(self.extra).decode()}"]
        hashes = [base64.b64encode(item).decode() for item in self.hashes]
        return "\n".join([HEADER, *extra, f"index {self.index}", *hashes, "", ""]).encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> Proof:
        """Read a proof strictly; `Proof.parse(p.encode()) == p`.

        Raises:
            ProofError: `proof-malformed`.
        """
        if len(data) > note.MOST_BYTES:
            raise _malformed("it is too long")
        head, empty, checkpoint = data.partition(b"\n\n")
        if not empty or not checkpoint:
            raise _malformed("no checkpoint follows it")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise _malformed("its head is not ASCII") from None
        if lines[0] != HEADER:
            raise _malformed("its first line is another")
        rest = lines[1:]
        extra = None
        if rest and rest[0].startswith("extra "):
            extra = _decode(rest.pop(0).removeprefix("extra "))
        match = _INDEX.fullmatch(rest[0]) if rest else None
        if match is None:
            raise _malformed("it does not say which entry it speaks of")
        hashes = tuple(_decode(line) for line in rest[1:])
        if len(hashes) > MOST_HASHES or any(len(item) != merkle.HASH_BYTES for item in hashes):
            raise _malformed("it has too many hashes, or one that is not 32 bytes long")
        return cls(index=int(match[1]), hashes=hashes, checkpoint=checkpoint, extra=extra)

    def verify(self, entry: bytes, checkpoint: Checkpoint) -> None:
        """Check that `entry` stands at `index` in the log of `checkpoint` (whose signatures the caller has checked).

        Raises:
            IntegrityError: `log-proof-wrong`.
        """
        merkle.verify_inclusion(self.index, checkpoint.size, merkle.leaf_hash(entry), self.hashes, checkpoint.root)


def _decode(encoded: str) -> bytes:
    try:
        return note.decode_base64(encoded)
    except note.NoteError:
        raise _malformed("a base64 part cannot be read") from None
