"""Clean copies of files, each beside its untouched original."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from secondsource.actions.files import write_whole
from secondsource.documents.cleaning.cleaned import Cleaned
from secondsource.documents.cleaning.legacy import convert_legacy
from secondsource.documents.cleaning.task import LIMITS, TASK, from_answer
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import UnreadableError
from secondsource.documents.kinds import Kind, kind_of
from secondsource.documents.opening import read_bytes
from secondsource.errors import InputError

Progress = Callable[[int, int], None]
_NO_TIME = 946_684_800
"""1 January 2000, UTC: the time every clean copy bears."""
_PREFIX = "clean-"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanCopy:
    """What became of one file."""

    original: Path
    copy: Path | None
    """The clean copy, or None where it was refused."""
    cleaned: Cleaned | None
    refusal: tuple[str, str] | None
    """Code and sentence of the refusal."""


def clean_files(
    files: Sequence[Path], *, out: Path | None = None, pixels: bool = False, progress: Progress | None = None
) -> tuple[CleanCopy, ...]:
    """Make a clean copy of each file, with a name and a time that tell nothing.

    Args:
        files: files, or folders whose files are taken.
        out: where the copies go; beside each original where None.
        pixels: rebuild PDFs from pictures of their pages.
        progress: told after each file how many are done, and of how many.

    Returns:
        One value for each file, in the order given.

    Raises:
        InputError: code `nothing-to-clean`, if no file was named or found.
        StorageError: if a copy cannot be written.
    """
    paths = list(_files_of(files))
    if not paths:
        raise InputError(
            "nothing-to-clean", "There is no file to clean.", "Name one or more files, or a folder of them."
        )
    done: list[CleanCopy] = []
    with Sandbox(LIMITS) as sandbox:
        for path in paths:
            done.append(_clean_one(path, out, sandbox, pixels=pixels))
            if progress is not None:
                progress(len(done), len(paths))
    return tuple(done)


def _files_of(files: Sequence[Path]) -> Iterator[Path]:
    """Yield files; of a folder those inside it that are no clean copies themselves."""
    for path in files:
        if path.is_dir():
            inside = sorted(entry for entry in path.rglob("*") if entry.is_file() and not entry.is_symlink())
            yield from (entry for entry in inside if not entry.name.startswith((_PREFIX, ".")))
        else:
            yield path


def _clean_one(path: Path, out: Path | None, sandbox: Sandbox, *, pixels: bool) -> CleanCopy:
    try:
        original = read_bytes(path.parent, path, LIMITS).data
    except UnreadableError as refusal:
        return CleanCopy(original=path, copy=None, cleaned=None, refusal=(refusal.code, refusal.sentence))
    return clean_bytes(original, path, out or path.parent, sandbox, pixels=pixels)


def clean_bytes(original: bytes, path: Path, out: Path, sandbox: Sandbox, *, pixels: bool) -> CleanCopy:
    """Make a clean copy of bytes that need not lie on the disk.

    Args:
        original: the bytes.
        path: what they are called; only its name is used.
        out: where the copy goes.
        sandbox: with the limits of cleaning.
        pixels: rebuild PDFs from pictures of their pages.

    Raises:
        StorageError: if the copy cannot be written.
    """
    try:
        name = path.name
        if kind_of(original, name) is Kind.LEGACY:
            original, suffix = convert_legacy(original, path.suffix.lower())
            name = f"converted{suffix}"
        found, data = sandbox.run(TASK, original, {"name": name, "pixels": pixels})
        cleaned = from_answer(found, data)
    except UnreadableError as refusal:
        return CleanCopy(original=path, copy=None, cleaned=None, refusal=(refusal.code, refusal.sentence))
    except (ValueError, KeyError, TypeError):
        why = ("damaged", "Reading the file gave an answer that makes no sense.")
        return CleanCopy(original=path, copy=None, cleaned=None, refusal=why)
    # Named by its own bytes: the name tells nothing of the original, and the same copy is not written twice.
    neutral = f"{_PREFIX}{hashlib.sha256(cleaned.data).hexdigest()[:12]}{cleaned.suffix}"
    copy = out / neutral
    write_whole(copy, cleaned.data)
    os.utime(copy, (_NO_TIME, _NO_TIME))
    return CleanCopy(original=path, copy=copy, cleaned=cleaned, refusal=None)
