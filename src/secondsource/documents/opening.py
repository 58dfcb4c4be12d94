"""The bytes of one file and their digest: regular files only, inside the folder only, never more than allowed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from secondsource.documents.extract import UnreadableError
from secondsource.documents.limits import Limits
from secondsource.errors import AccessError

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBytes:
    """What one file held at the moment it was opened."""

    data: bytes
    sha256: str


def file_digest(path: Path) -> str:
    """Return the hex SHA-256 of a file's bytes, read in pieces.

    Raises:
        AccessError: code `file-unreadable`, if it is no regular file or cannot be opened.
    """
    digest = hashlib.sha256()
    try:
        with os.fdopen(_open_regular(path), "rb", buffering=0) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except UnreadableError as refusal:
        raise AccessError(
            "file-unreadable", f"{path}: {refusal.sentence}", "It is skipped; the rest goes on."
        ) from None
    except OSError as error:
        sentence = f"{path}: {_why(error)[1]}"
        raise AccessError("file-unreadable", sentence, "It is skipped; the rest goes on.") from error
    return digest.hexdigest()


def read_bytes(root: Path, path: Path, limits: Limits) -> FileBytes:
    """Return the bytes of a report, opened once, so that what is hashed is what is read.

    Raises:
        UnreadableError: if the file leads out of the folder, is no regular file, is too large, or stays closed.
    """
    try:
        _refuse_outside(root, path)
        with os.fdopen(_open_regular(path), "rb", buffering=0) as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limits.file_bytes:
                raise too_large(size, limits)
            data = _read_up_to(stream.fileno(), limits.file_bytes + 1)
    except OSError as error:
        raise UnreadableError(*_why(error)) from error
    if len(data) > limits.file_bytes:
        raise too_large(len(data), limits)
    return FileBytes(data=data, sha256=hashlib.sha256(data).hexdigest())


def _refuse_outside(root: Path, path: Path) -> None:
    try:
        target = path.resolve(strict=True)
    except RuntimeError as error:
        # What `pathlib` raises for a link that leads in a circle.
        raise UnreadableError("link-loop", "The file is a link that leads in a circle.") from error
    except FileNotFoundError as error:
        if path.is_symlink():
            raise UnreadableError("link-broken", "The file is a link to something that is not there.") from error
        raise
    if not target.is_relative_to(root.resolve()):
        raise UnreadableError(
            "outside-folder", "The file is a link that leaves the folder; links out are not followed."
        )
    if target.is_dir():
        if path.is_symlink():
            raise UnreadableError("link-to-folder", "It is a link to a folder; links to folders are not followed.")
        raise UnreadableError("permission-denied", "The sub-folder cannot be opened.")


def _open_regular(path: Path) -> int:
    """Open a regular file; a named pipe or device is refused without waiting on it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError("not-a-file", "It is a device, a pipe or a folder, not a file.")
    return descriptor


def _read_up_to(descriptor: int, count: int) -> bytes:
    pieces, remaining = [], count
    while remaining and (chunk := os.read(descriptor, min(_CHUNK, remaining))):
        pieces.append(chunk)
        remaining -= len(chunk)
    return b"".join(pieces)


def too_large(size: int, limits: Limits) -> UnreadableError:
    """Return the refusal of a file that is larger than what is read."""
    mebibyte = 1024 * 1024
    sentence = f"The file has {size / mebibyte:.1f} MiB; at most {limits.file_bytes / mebibyte:.1f} MiB are read."
    return UnreadableError("too-large", sentence)


def _why(error: OSError) -> tuple[str, str]:
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "permission-denied", "The file cannot be opened: permission denied."
    if error.errno == errno.ENOENT:
        return "vanished", "The file was there when the folder was listed and is gone now."
    if error.errno == errno.ELOOP:
        return "link-loop", "The file is a link that leads in a circle."
    if error.errno == errno.ENXIO:
        return "not-a-file", "It is a device, a pipe or a socket, not a file."
    return "unopened", f"The file cannot be opened: {error.strerror or type(error).__name__}."
