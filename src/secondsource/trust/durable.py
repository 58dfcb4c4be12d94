"""Files that are whole and on the disk before anybody is told, and reading nothing but files.

Written aside, flushed, renamed, and the folders flushed that list them. Many at once cost little more than one: all
are handed to the system before the first is waited for.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


def open_file(path: Path) -> BinaryIO:
    """Open what is a file and nothing else: in a folder from a stranger a pipe would let its reader wait for ever.

    Raises:
        OSError: it is not there, may not be read, or is no file.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    return os.fdopen(handle, "rb")


def write_all(files: Iterable[tuple[Path, bytes]], *, below: Path) -> None:
    """Replace files; when this returns the disk has all of them, and each is the old one or the new one at any time.

    Args:
        files: where to, and the whole content. Missing folders are made.
        below: a folder that exists and holds them all; folders between are flushed as well, and it is too.

    Raises:
        OSError: some may have been replaced; none is half-written.
    """
    waiting: list[tuple[Path, Path]] = []
    folders: set[Path] = set()
    try:
        for path, data in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((aside_of(path), path))
            aside_of(path).write_bytes(data)
            depth = len(path.relative_to(below).parents)
            folders.update(list(path.parents)[:depth])
        for aside, _ in waiting:
            flush(aside)
        for aside, path in waiting:
            aside.replace(path)
    except BaseException:
        for aside, _ in waiting:
            aside.unlink(missing_ok=True)
        raise
    for folder in sorted(folders):
        flush(folder)


def aside_of(path: Path) -> Path:
    """Return where a file is written before it gets its name."""
    return path.with_name(f".{path.name}.part")


def flush(path: Path) -> None:
    """Wait until the disk has a file's content, or a folder's list.

    Raises:
        OSError: the disk did not confirm it.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
