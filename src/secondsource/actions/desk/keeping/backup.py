"""One file with the whole desk in it: the database at one moment and every file of the folder, sealed with age.

The tar inside is never on a disk unsealed. Its last member lists every file's SHA-256; restoring checks them all.
Opened by hand: `age -d -i key.txt desk.age | tar x`.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pyrage

from secondsource import __version__
from secondsource.errors import InputError, StorageError
from secondsource.store.team.snapshot import SQLITE_NAME, snapshot
from secondsource.trust.custody.keys.age import check_recipient

LISTING = "backup.json"
ASIDE = ".snapshot-"
LEFT_OUT = (SQLITE_NAME, f"{SQLITE_NAME}-wal", f"{SQLITE_NAME}-shm", "worker.lock")
"""Living files: the snapshot stands for the first three."""


def back_up(desk: Path, target: Path, recipients: Sequence[str]) -> int:
    """Write a sealed backup of the desk into the new file `target` and return how many files it holds.

    Args:
        desk: the desk's folder.
        target: must not exist; never overwritten.
        recipients: age recipients; whoever has the identity of one opens it.

    Raises:
        InputError: `backup-exists`, `recipient-unreadable`, `backup-inside`.
        StorageError: `snapshot-failed`, `pg-dump-missing`, `backup-failed`; nothing is left behind then.
    """
    keys = [pyrage.x25519.Recipient.from_str(check_recipient(one)) for one in recipients]
    if target.resolve().is_relative_to(desk.resolve()):
        raise InputError("backup-inside", "A backup inside the desk's own folder is none.", "Choose another place.")
    part = target.with_name(f"{target.name}.part")
    if target.exists() or part.exists():
        raise InputError("backup-exists", f"{target} is already there.", "Choose another name; nothing is overwritten.")
    try:
        with tempfile.TemporaryDirectory(prefix=ASIDE, dir=desk) as aside:
            taken = snapshot(Path(aside))
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                number = _seal(desk, taken, out, keys)
                out.flush()
                os.fsync(out.fileno())
        # A link fails where another has the name by now; a rename would replace it.
        os.link(part, target)
    except OSError as error:
        raise StorageError(
            "backup-failed",
            f"The backup could not be written: {error.strerror or type(error).__name__}.",
            "Nothing was kept. Free some space or choose another place, then run it again.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return number


def _seal(desk: Path, taken: Path, out: io.BufferedWriter, keys: list[pyrage.x25519.Recipient]) -> int:
    """Seal the tar as it is made: one thread packs, this one seals what comes through the pipe."""
    reading, writing = os.pipe()
    told: list[int | OSError] = []

    def pack() -> None:
        try:
            with os.fdopen(writing, "wb") as pipe:
                told.append(_pack(desk, taken, pipe))
        except OSError as error:
            told.append(error)

    packer = threading.Thread(target=pack, daemon=True)
    packer.start()
    with os.fdopen(reading, "rb") as pipe:
        try:
            pyrage.encrypt_io(pipe, out, keys)
        except pyrage.EncryptError as error:
            raise OSError(str(error)) from error
    packer.join()
    if isinstance(told[0], OSError):
        raise told[0]
    return told[0]


def _pack(desk: Path, taken: Path, pipe: io.BufferedWriter) -> int:
    digests: dict[str, str] = {}
    with tarfile.open(mode="w|", fileobj=pipe, format=tarfile.PAX_FORMAT) as tar:
        for name, path in [(taken.name, taken), *_files(desk)]:
            with path.open("rb") as file:
                read = Hashing(file)
                tar.addfile(_member(name, os.fstat(file.fileno()).st_size), read)
                digests[name] = read.digest.hexdigest()
        listing = json.dumps({"secondsource": __version__, "files": digests}, indent=1, sort_keys=True).encode()
        tar.addfile(_member(LISTING, len(listing)), io.BytesIO(listing))
    return len(digests)


class Hashing(io.RawIOBase):
    """Reads a file and hashes exactly what was read of it, so that a file that grows meanwhile still matches."""

    def __init__(self, file: BinaryIO) -> None:
        """Read from `file`."""
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self.file.read(size)
        self.digest.update(data)
        return data


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600  # no owner, no time: neither is needed to restore
    return member


def _files(desk: Path) -> Iterator[tuple[str, Path]]:
    """Return every regular file of the desk, by its name inside it; a snapshot being taken is no part of it."""
    for path in sorted(desk.rglob("*")):
        name = path.relative_to(desk).as_posix()
        living = name in LEFT_OUT or name.startswith(ASIDE)
        if path.is_file() and not path.is_symlink() and not living:
            yield name, path
