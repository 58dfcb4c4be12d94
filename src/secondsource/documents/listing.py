"""Which files of a folder are offered to be read: sub-folders too, droppings left out, no link followed into a loop."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from secondsource.errors import InputError

_DROPPING_SUFFIXES = ("~", ".bak", ".swp", ".swo", ".tmp", ".part", ".crdownload")
_DROPPING_PREFIXES = (".", "~$", "#")
_DROPPING_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def list_files(folder: Path, *, exclude: Sequence[Path] = ()) -> list[Path]:
    """Return every file under `folder`, sorted by its path, as `folder / relative`.

    Hidden files, editors' droppings and system leavings are left out. Links to folders are listed, not
    followed, so that no loop can arise; reading them says why they were skipped.

    Args:
        folder: the folder of reports.
        exclude: files or folders to leave out, such as an output folder inside the folder of reports.

    Raises:
        InputError: code `folder-missing` or `folder-unreadable`.
    """
    _refuse_missing(folder)
    left_out = {_absolute(path) for path in exclude}
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = list(os.scandir(current))
        except OSError as error:
            if current == folder:
                raise _unreadable(folder, error) from error
            # Listed as it is: reading it reports the closed sub-folder instead of passing it over.
            found.append(current)
            continue
        for entry in entries:
            path = current / entry.name
            if is_dropping(entry.name) or _absolute(path) in left_out:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                found.append(path)
    return sorted(found, key=lambda path: relative_name(folder, path))


def is_dropping(name: str) -> bool:
    """Say whether a name is hidden or left behind by an editor or a system."""
    lowered = name.lower()
    return lowered.startswith(_DROPPING_PREFIXES) or lowered.endswith(_DROPPING_SUFFIXES) or lowered in _DROPPING_NAMES


def relative_name(root: Path, path: Path) -> str:
    """Return `path` below `root` with forward slashes; bytes that are no UTF-8 are written as escapes."""
    try:
        relative = path.relative_to(root)
    except ValueError:
        relative = path
    return os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  # `Path.resolve` would follow links, which are compared as they are


def _refuse_missing(folder: Path) -> None:
    try:
        is_folder = folder.is_dir()
        exists = is_folder or folder.exists()
    except OSError as error:
        raise _unreadable(folder, error) from error
    if not exists:
        raise InputError("folder-missing", f"There is no folder {folder}.", "Check the path and try again.")
    if not is_folder:
        sentence = f"{folder} is a file, not a folder."
        raise InputError("folder-missing", sentence, "Put the reports into a folder and name that folder.")


def _unreadable(folder: Path, error: OSError) -> InputError:
    if error.errno == errno.ELOOP:
        return InputError("folder-unreadable", f"{folder} is a link that leads in a circle.", "Name the folder itself.")
    reason = error.strerror or type(error).__name__
    return InputError(
        "folder-unreadable", f"The folder {folder} cannot be opened: {reason}.", "Ask for permission to read it."
    )
