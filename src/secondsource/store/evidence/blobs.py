"""The bytes of exhibits: one file a blob, named at random, readable by the desk alone.

Names are random and not digests, so that somebody who sees the folder cannot tell whether a file they know is in it;
the digest stands in the database. A blob is written once, whole, and never changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from secondsource.errors import IntegrityError, StorageError

FOLDER = "blobs"
PIECE = 1 << 16
_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """What was kept."""

    id: str
    sha256: str
    size: int


def keep(pieces: Iterable[bytes]) -> Blob:
    """Keep the bytes that `pieces` give, piece by piece, and wait until the disk has them.

    Raises:
        StorageError: `blob-unwritable`; nothing is left behind then.
    """
    name = secrets.token_hex(16)
    path = path_of(name)
    digest, size = hashlib.sha256(), 0
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            try:
                for piece in pieces:
                    out.write(piece)
                    digest.update(piece)
                    size += len(piece)
                out.flush()
                os.fsync(out.fileno())
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise StorageError(
            "blob-unwritable",
            f"The desk could not keep the file: {error.strerror or type(error).__name__}.",
            "Nothing was taken in. Ask whoever keeps the machine to free some space, then try again.",
        ) from error
    return Blob(id=name, sha256=digest.hexdigest(), size=size)


def size_of(blob: str) -> int:
    """Return how many bytes a blob has.

    Raises:
        IntegrityError: `blob-missing`.
    """
    try:
        return path_of(blob).stat().st_size
    except OSError as error:
        raise _missing() from error


def open_blob(blob: str) -> BinaryIO:
    """Open a blob for reading.

    Raises:
        IntegrityError: `blob-missing`.
    """
    try:
        return path_of(blob).open("rb")
    except OSError as error:
        raise _missing() from error


def pieces(blob: str) -> Iterator[bytes]:
    """Give a blob's bytes piece by piece; its file is opened with the first one.

    Raises:
        IntegrityError: `blob-missing`.
    """
    with open_blob(blob) as stream:
        while piece := stream.read(PIECE):
            yield piece


def read(blob: str) -> bytes:
    """Return a blob's bytes.

    Raises:
        IntegrityError: `blob-missing`.
    """
    return b"".join(pieces(blob))


def _missing() -> IntegrityError:
    return IntegrityError(
        "blob-missing",
        "The bytes of this exhibit are not where the desk keeps them.",
        "Run `secondsource desk doctor`, and compare with a backup.",
    )


def erase(blob: str) -> None:
    """Remove a blob that nothing refers to any more; one that is gone already is none of our business."""
    path_of(blob).unlink(missing_ok=True)


def path_of(blob: str) -> Path:
    """Return where a blob lies; a name that is none never reaches the disk."""
    if not _NAME.fullmatch(blob):
        message = "not the name of a blob"
        raise ValueError(message)
    return Path(settings.DESK) / FOLDER / blob[:2] / blob
