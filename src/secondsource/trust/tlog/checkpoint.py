"""Checkpoints: what a log says of itself, signed (C2SP tlog-checkpoint, https://c2sp.org/tlog-checkpoint).

    <log origin>
    <number of entries, decimal>
    <base64 of the root hash>
    [extension lines]

A log must never sign two checkpoints of which neither is a prefix of the other; two such are proof of a fork.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from secondsource.errors import IntegrityError
from secondsource.trust.tlog import merkle, note

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class CheckpointError(IntegrityError):
    """The checkpoint is malformed."""


def _malformed(why: str) -> CheckpointError:
    return CheckpointError("checkpoint-malformed", f"This is not a checkpoint: {why}.", "Get it again from the log.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The size and root of a log at one moment."""

    log_origin: str
    """The log's own name (its first line); not an origin in the sense of vetting."""
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the note text."""
        if not self.log_origin or "\n" in self.log_origin or any("\n" in line or not line for line in self.extensions):
            raise _malformed("a line of it is empty or holds a newline")
        lines = (self.log_origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read a note text strictly; `parse(c.text()) == c`.

        Raises:
            CheckpointError: `checkpoint-malformed`; `checkpoint-root-wrong` for an empty log with another root.
        """
        if not text.endswith("\n"):
            raise _malformed("it does not end in a newline")
        lines = text[:-1].split("\n")
        if len(lines) < 3 or any(not line for line in lines):
            raise _malformed("it has fewer than three lines, or an empty one")
        if not _SIZE.fullmatch(lines[1]):
            raise _malformed("its second line is not a number of entries")
        try:
            root = note.decode_base64(lines[2])
        except note.NoteError:
            raise _malformed("its third line is not a hash") from None
        if len(root) != merkle.HASH_BYTES:
            raise _malformed("its root hash is not 32 bytes long")
        size = int(lines[1])
        if size >= 1 << 63:
            raise _malformed("it has more entries than a log can have")
        if size == 0 and root != merkle.EMPTY_ROOT:
            raise CheckpointError(
                "checkpoint-root-wrong",
                "This checkpoint speaks of an empty log and has another root.",
                "Do not rely on it. Get it again from the log.",
            )
        return cls(log_origin=lines[0], size=size, root=root, extensions=tuple(lines[3:]))


def open_signed(data: bytes, log_key: note.Verifier) -> tuple[Checkpoint, note.Note]:
    """Read a signed checkpoint and check the log's own line.

    Raises:
        NoteError, CheckpointError: it is malformed, or not signed by this log, or of another log.
    """
    parsed = note.parse(data)
    checkpoint = Checkpoint.parse(parsed.text)
    if checkpoint.log_origin != log_key.name:
        raise _malformed(f"it speaks for {checkpoint.log_origin!r}, not for {log_key.name!r}")
    if not note.verify(parsed, [log_key]):
        raise note.NoteError(
            "note-unsigned",
            "The log itself has not signed this checkpoint.",
            "Treat it as not said; ask the log's keepers.",
        )
    return checkpoint, parsed
