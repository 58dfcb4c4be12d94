"""Reading and writing the folders in which a release leaves."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from secondsource.actions.files import write_whole
from secondsource.core.release.letting_out.release import Release, release_of
from secondsource.errors import InputError, StorageError
from secondsource.publishing.dossier.archive import LIMITS
from secondsource.trust.verifying.reading import read_some

MOST_RELEASE_BYTES = 64_000_000


def read_release(path: Path) -> Release:
    """Read a release from its JSON file.

    Raises:
        InputError: `evidence-missing`, `evidence-too-long`, `release-unfit`.
    """
    data = read_some(path, MOST_RELEASE_BYTES)
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(
            "release-unfit", f"The file {path} is no JSON.", "Begin with a draft: secondsource dossier draft."
        ) from error
    return release_of(plain)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path with forward slashes, hidden ones too.

    Raises:
        InputError: `folder-missing`; `folder-strange`: it holds a link or a device, or a file beyond any limit.
    """
    if not folder.is_dir():
        raise InputError("folder-missing", f"There is no folder {folder}.", "Check the path and try again.")
    files: dict[str, bytes] = {}
    left = LIMITS.archive_bytes
    for place, folders, names in os.walk(folder):
        for name in sorted((*folders, *names)):
            path = Path(place) / name
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise InputError(
                    "folder-strange",
                    f"{path} is a link or a device and no file.",
                    "Leave only files in the folder.",
                )
            if path.is_file():
                files[path.relative_to(folder).as_posix()] = read_some(path, left)
                left -= len(files[path.relative_to(folder).as_posix()])
    return files


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files as a new folder, whole or not at all.

    Raises:
        InputError: `output-exists`: the folder is there and not empty.
        StorageError: `output-unwritable`.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "output-exists", f"{folder} is there already.", "Name a new folder; what was made before stays as it is."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            for path, data in files.items():
                write_whole(aside / path, data)
            if folder.is_dir():
                folder.rmdir()
            aside.replace(folder)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    except OSError as error:
        raise StorageError(
            "output-unwritable",
            f"{folder} could not be written: {error.strerror or error}.",
            "Nothing was left half-written. Free some space or choose another folder with --out.",
        ) from error
