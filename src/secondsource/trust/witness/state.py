"""What a witness remembers: one cosigned checkpoint a log, on the disk before anybody hears of it.

    <folder>/<hex SHA-256 of the log's name>/checkpoint     text, the log's line, this witness's line
    <folder>/<the same>/evidence/<hex>.request              what the log signed and this witness refused, one request
                                                            for each checkpoint, named by the hash of its text

The names are those under which C2SP tlog-witness serves checkpoints to monitors, so that a plain web server can do it.
Checking and storing happen under one lock, held across threads and processes. A folder must never be put back from an
older copy: the witness would forget what it signed. Move it, do not copy it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secondsource.errors import IntegrityError, StorageError
from secondsource.trust.tlog import cosignature, note
from secondsource.trust.tlog.checkpoint import Checkpoint

CHECKPOINT = "checkpoint"
MOST_EVIDENCE = 64
"""Files kept a log; one is enough to show a fork, and nobody may fill the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """The last checkpoint signed of a log."""

    checkpoint: Checkpoint
    seconds: int
    """POSIX time at which it was signed."""


class State:
    """A witness's memory on disk."""

    def __init__(self, folder: Path, witness: cosignature.WitnessKey) -> None:
        """Remember in `folder`, what was signed by `witness`."""
        self.folder = folder
        self._witness = witness

    @contextlib.contextmanager
    def locked(self, log_name: str) -> Iterator[None]:
        """Hold the one lock of a log: what is checked inside is still so when it is stored inside."""
        place = self.place(log_name)
        with _storage(place):
            place.mkdir(parents=True, exist_ok=True)
            lock = (place / ".lock").open("a")
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def place(self, log_name: str) -> Path:
        """Return the folder of a log."""
        return self.folder / hashlib.sha256(log_name.encode()).hexdigest()

    def published(self, name_hash: str) -> bytes | None:
        """Return the cosigned checkpoint of the log whose name has this hash, None where there is none."""
        try:
            return (self.folder / name_hash / CHECKPOINT).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreadable(self.folder / name_hash, error.strerror or str(error)) from error

    def last(self, log_name: str) -> Remembered | None:
        """Return what was signed last of a log; None only where nothing ever was.

        Raises:
            StorageError: `witness-state-damaged`, `witness-state-unreadable`. A damaged memory never counts as none:
                then the witness could be led to sign a second story.
        """
        data = self.published(self.place(log_name).name)
        if data is None:
            return None
        try:
            parsed = note.parse(data)
            checkpoint = Checkpoint.parse(parsed.text)
            own = [
                one for one in parsed.signatures if (one.name, one.key_id) == (self._witness.name, self._witness.key_id)
            ]
            if checkpoint.log_origin != log_name or not note.verify(parsed, [self._witness]):
                raise _damaged(self.place(log_name))
        except IntegrityError:
            raise _damaged(self.place(log_name)) from None
        return Remembered(checkpoint=checkpoint, seconds=max(cosignature.time_of(line) for line in own))

    def store(self, log_name: str, data: bytes) -> None:
        """Replace what is remembered of a log; when this returns the disk has it.

        Raises:
            StorageError: `witness-state-unwritable`; what was remembered before stands.
        """
        _write(self.place(log_name) / CHECKPOINT, data)

    def keep_evidence(self, log_name: str, text: str, request: bytes) -> None:
        """Keep what a log signed and this witness refused: with what was signed before it shows the fork.

        One request a checkpoint: anybody can send an honest log's checkpoint with proofs that do not fit, again and
        again, and must not fill the place of a real fork.

        Args:
            log_name: the log.
            text: the checkpoint's.
            request: the whole.
        """
        path = self._evidence(log_name, text)
        folder = path.parent
        with _storage(folder):
            folder.mkdir(exist_ok=True)
            full = len(list(folder.iterdir())) >= MOST_EVIDENCE
        if not full and not path.exists():
            _write(path, request)

    def drop_evidence(self, log_name: str, text: str) -> None:
        """Forget the evidence against a checkpoint that proved to be honest: only the request was wrong."""
        path = self._evidence(log_name, text)
        with _storage(path):
            path.unlink(missing_ok=True)

    def _evidence(self, log_name: str, text: str) -> Path:
        return self.place(log_name) / "evidence" / f"{hashlib.sha256(text.encode()).hexdigest()}.request"


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.part")
    with _storage(path):
        with aside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(path)
        for folder in (path.parent, path.parent.parent):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextlib.contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            "witness-state-unwritable",
            f"{path} could not be written: {error.strerror or error}. Nothing was signed.",
            "Free some space or check the folder's permissions, then ask again.",
        ) from error


def _unreadable(place: Path, why: str) -> StorageError:
    return StorageError(
        "witness-state-unreadable",
        f"What this witness signed last, in {place}, could not be read: {why}.",
        "Check the disk and the folder's permissions. It signs nothing until this is mended.",
    )


def _damaged(place: Path) -> StorageError:
    return StorageError(
        "witness-state-damaged",
        f"What this witness signed last, in {place}, is damaged.",
        "Ask the log and the other witnesses for the newest checkpoint with this witness's line, and put it there.",
    )
