"""What a log asks of a witness (C2SP tlog-witness, https://c2sp.org/tlog-witness, `add-checkpoint`).

    old <size of the checkpoint that the witness signed last, 0 for none>
    <base64 hash>             consistency proof from there, at most 63 lines
    (an empty line)
    <the signed checkpoint>

The same bytes travel as the body of a request or as a file on a stick.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondsource.errors import RuleError
from secondsource.trust.tlog import merkle, note

MOST_HASHES = 63
MOST_BYTES = 65_536
"""Far above 63 hashes and a checkpoint with a hundred signatures."""
_OLD = re.compile(rb"old (0|[1-9][0-9]{0,18})")


class RefusedError(RuleError):
    """A witness does not sign, with the HTTP status that says so to programs."""

    def __init__(self, code: str, sentence: str, next_step: str, *, status: int, size: int | None = None) -> None:
        """Keep the refusal.

        Args:
            code: as in `SecondSourceError`.
            sentence: as in `SecondSourceError`.
            next_step: as in `SecondSourceError`.
            status: 400, 403, 404, 409 or 422, as the specification gives them.
            size: of the last checkpoint this witness signed; only with 409.
        """
        super().__init__(code, sentence, next_step)
        self.status = status
        self.size = size


def malformed(why: str) -> RefusedError:
    """Return the refusal of what is no request."""
    return RefusedError(
        "witness-request-malformed",
        f"This is not a request to a witness: {why}.",
        "Make the request again.",
        status=400,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A checkpoint to be cosigned, with the proof that it continues what the witness signed last."""

    old: int
    """Entries of the checkpoint that the witness signed last; 0 for none."""
    proof: tuple[bytes, ...]
    checkpoint: bytes
    """The signed checkpoint note."""

    def encode(self) -> bytes:
        """Return the canonical bytes."""
        hashes = "".join(f"{note.encode_base64(item)}\n" for item in self.proof)
        return f"old {self.old}\n{hashes}\n".encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> Request:
        """Read a request strictly; `Request.parse(r.encode()) == r`.

        Raises:
            RefusedError: `witness-request-malformed`, status 400.
        """
        if len(data) > MOST_BYTES:
            raise malformed(f"it is longer than {MOST_BYTES:,} bytes")
        head, empty, checkpoint = data.partition(b"\n\n")
        lines = head.split(b"\n")
        old = _OLD.fullmatch(lines[0])
        if old is None or int(old[1]) >= 2**63:
            raise malformed("its first line does not say the old size")
        if not empty or not checkpoint:
            raise malformed("no checkpoint follows")
        if len(lines) > MOST_HASHES + 1:
            raise malformed(f"it has more than {MOST_HASHES} hashes")
        try:
            proof = tuple(note.decode_base64(line.decode("ascii")) for line in lines[1:])
        except (UnicodeDecodeError, note.NoteError):
            raise malformed("a line of its proof cannot be read") from None
        if any(len(item) != merkle.HASH_BYTES for item in proof):
            raise malformed("a hash of its proof is not 32 bytes long")
        return cls(old=int(old[1]), proof=proof, checkpoint=checkpoint)
