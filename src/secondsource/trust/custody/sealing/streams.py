"""Seal a file of any length while it arrives, in little memory; open it again.

age reads what it seals, and an upload is handed over piece by piece. A pipe of the system turns one into the other: its
64 KiB are all that waits between them, and they are memory, not disk.
"""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

import pyrage

from secondsource.errors import IntegrityError, StorageError
from secondsource.trust.custody.keys.age import check_recipient
from secondsource.trust.custody.sealing.messages import Part
from secondsource.trust.custody.sealing.padding import Unpadder, padding

_BUFFER = 65_536
"""Bytes taken out of the pipe at once; age asks for far fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What went into a sealed file."""

    size: int
    """Bytes before padding."""
    sha256: str
    """Hex, of the bytes before padding."""


class SealingStream:
    """Seals what is written to it into a new file, which is worthless until `finish` has returned."""

    def __init__(self, path: Path, recipient: str) -> None:
        """Start sealing into `path`, which must not exist, readable by its owner only.

        Raises:
            StorageError: `spool-full` where it cannot be made. InputError: `recipient-unreadable`.
        """
        key = pyrage.x25519.Recipient.from_str(check_recipient(recipient))
        try:
            self._out = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb", 0)
        except OSError as error:
            raise not_kept() from error
        reading, self._pipe = os.pipe()
        self._size = 0
        self._digest = hashlib.sha256()
        self._failed = False
        self._sealer = threading.Thread(target=self._seal, args=(os.fdopen(reading, "rb", _BUFFER), key), daemon=True)
        self._sealer.start()

    def __enter__(self) -> Self:
        """Return the stream; leaving without `finish` ends it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End what was not finished."""
        self.abort()

    @property
    def size(self) -> int:
        """Bytes taken so far."""
        return self._size

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Seal the next bytes; returns once they are on their way.

        Raises:
            StorageError: `spool-full`.
        """
        self._digest.update(data)
        self._size += len(data)
        self._push(data)

    def finish(self) -> Sealed:
        """Pad, seal to the end, and wait until the disk has it.

        Raises:
            StorageError: `spool-full`.
        """
        for piece in padding(self._size):
            self._push(piece)
        self._end()
        if self._failed:
            raise not_kept()
        try:
            os.fsync(self._out.fileno())
        except OSError as error:
            raise not_kept() from error
        finally:
            self._out.close()
        return Sealed(size=self._size, sha256=self._digest.hexdigest())

    def abort(self) -> None:
        """Stop; the file is left for its folder to be thrown away, and nobody has its key."""
        self._end()
        self._out.close()

    def _push(self, data: bytes | bytearray | memoryview) -> None:
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._pipe, view) :]
        except BrokenPipeError as error:
            raise not_kept() from error

    def _end(self) -> None:
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1
            self._sealer.join()

    def _seal(self, reading: BinaryIO, key: pyrage.x25519.Recipient) -> None:
        # Closing the pipe at this end makes the other end's next write fail, so a full disk is known at once.
        with reading:
            try:
                pyrage.encrypt_io(reading, self._out, [key])
            except (pyrage.EncryptError, OSError):
                self._failed = True


class _Unsealing:
    """What age writes to while it opens a file: takes the padding off and counts."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.size = 0
        self.digest = hashlib.sha256()
        self.unpadder = Unpadder()

    def write(self, data: bytes) -> int:
        for piece in self.unpadder.feed(data):
            self.out.write(piece)
            self.size += len(piece)
            self.digest.update(piece)
        return len(data)

    def flush(self) -> None:
        self.out.flush()


def open_sealed_file(path: Path, identity: str, out: BinaryIO, *, part: Part | None = None) -> Sealed:
    """Open a sealed file into `out`; only once this has returned is anything in it to be used.

    Args:
        path: the sealed file.
        identity: of its item.
        out: where the bytes go, piece by piece.
        part: what the message says about this file; checked where given.

    Raises:
        IntegrityError: `sealed-damaged`, `padding-damaged`, `file-differs`. OSError: reading or writing failed.
    """
    from_message = (part.size, part.sha256) if part else None
    unsealing = _Unsealing(out)
    try:
        with path.open("rb") as sealed:
            pyrage.decrypt_io(sealed, unsealing, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, OSError) as error:
        # age reports a damaged piece as an error without a number; numbers come from the disk.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise IntegrityError(
            "sealed-damaged",
            "This sealed file was cut or changed: it does not open to its end.",
            "Take another copy; nothing of it was used.",
        ) from error
    unsealing.unpadder.finish()
    found = Sealed(size=unsealing.size, sha256=unsealing.digest.hexdigest())
    if from_message not in {None, (found.size, found.sha256)}:
        raise IntegrityError(
            "file-differs",
            "This file is not the one that its message lists.",
            "Keep both as they are and ask whoever runs the drop; do not use it.",
        )
    return found


def not_kept() -> StorageError:
    """Return the refusal of a spool that takes no more."""
    return StorageError(
        "spool-full", "What was sent could not be kept, so none of it was.", "Make room on the disk of the drop."
    )
