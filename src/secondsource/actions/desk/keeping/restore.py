"""A backup becomes a desk again: in a new folder, every file checked, or nothing."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import threading
from pathlib import Path
from typing import BinaryIO, cast

import pyrage

from secondsource.actions.desk.keeping.backup import LISTING, Hashing
from secondsource.errors import AccessError, InputError, IntegrityError, StorageError
from secondsource.store.team.snapshot import DUMP_NAME, put_back

PIECE = 1 << 20
"""Bytes held at once."""


def restore(backup: Path, desk: Path, identities: str, address: str = "") -> int:
    """Open a backup into the new folder `desk` and return how many files it held.

    Args:
        backup: as `back_up` wrote it.
        desk: must not exist; its parent must.
        identities: content of an age identity file.
        address: of an empty PostgreSQL database, for a backup of a desk that used one.

    Raises:
        InputError: `desk-exists`, `identity-unreadable`, `backup-unreadable`, `database-needed`.
        AccessError: `sealed-for-others`.
        IntegrityError: `backup-damaged`; nothing is left behind then.
        StorageError: `restore-failed`, `snapshot-failed`, `pg-dump-missing`.
    """
    keys = _keys(identities)
    try:
        sealed = backup.open("rb")
    except OSError as error:
        raise InputError(
            "backup-unreadable", f"{backup} could not be read.", "Check the path and try again."
        ) from error
    if desk.exists():
        raise InputError("desk-exists", f"{desk} is already there.", "Choose a new folder; nothing is overwritten.")
    aside = desk.with_name(f".{desk.name}.restoring")
    try:
        aside.mkdir(mode=0o700)
    except OSError as error:
        raise StorageError(
            "restore-failed", f"{aside} cannot be made.", "Remove what is left of an earlier try, or choose a folder."
        ) from error
    try:
        with sealed:
            files = _open(sealed, aside, keys)
        _database(aside / DUMP_NAME, address)
        aside.rename(desk)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return files


def _database(dump: Path, address: str) -> None:
    """Bring a PostgreSQL dump into its new database; SQLite's file is already where it belongs."""
    if not dump.exists():
        return
    if not address:
        raise InputError(
            "database-needed",
            "This desk used PostgreSQL.",
            "Make an empty database and name it in SECONDSOURCE_DATABASE, then run it again.",
        )
    put_back(dump, address)
    dump.unlink()


def _open(sealed: BinaryIO, folder: Path, keys: list[pyrage.x25519.Identity]) -> int:
    """Unseal in one thread and unpack in this one; every digest is compared with the list at the end."""
    reading, writing = os.pipe()
    wrong: list[Exception] = []

    def unseal() -> None:
        with os.fdopen(writing, "wb") as pipe:
            try:
                pyrage.decrypt_io(sealed, pipe, keys)
            except (pyrage.DecryptError, OSError) as error:
                wrong.append(error)

    opener = threading.Thread(target=unseal, daemon=True)
    opener.start()
    found: dict[str, str] = {}
    listing = b""
    with os.fdopen(reading, "rb") as pipe:
        try:
            with tarfile.open(mode="r|", fileobj=pipe) as tar:
                for member in tar:
                    read = Hashing(_content(tar, member))
                    if member.name == LISTING:
                        listing = read.read()
                    else:
                        _write(folder, member.name, read)
                        found[member.name] = read.digest.hexdigest()
        except tarfile.TarError:
            wrong.append(_damaged())
        while pipe.read(PIECE):
            pass  # so that the other thread comes to its end and can say what it found
    opener.join()
    if wrong:
        raise _refusal(wrong[0])
    if not listing or json.loads(listing).get("files") != found:
        raise _damaged()
    return len(found)


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    content = tar.extractfile(member) if member.isreg() else None
    if content is None:
        raise _damaged()
    return cast(BinaryIO, content)


def _write(folder: Path, name: str, read: Hashing) -> None:
    """Write one file inside the folder; a name that leads out of it is refused."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or name.startswith("/"):
        raise _damaged()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while piece := read.read(PIECE):
            out.write(piece)


def _keys(identities: str) -> list[pyrage.x25519.Identity]:
    lines = (line.strip() for line in identities.splitlines())
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError:
        keys = []
    if not keys:
        raise InputError(
            "identity-unreadable",
            "This file holds no age identity.",
            "Give the file that age-keygen wrote when the recipient was made.",
        )
    return keys


def _refusal(wrong: Exception) -> Exception:
    if isinstance(wrong, pyrage.DecryptError) and "No matching keys" in str(wrong):
        return AccessError(
            "sealed-for-others",
            "This key does not open it: it is sealed for others.",
            "Ask a member it is sealed for, or unlock another key.",
        )
    return wrong if isinstance(wrong, IntegrityError) else _damaged()


def _damaged() -> IntegrityError:
    return IntegrityError(
        "backup-damaged",
        "The backup is damaged or was changed; nothing was restored.",
        "Take another copy of it, or an older backup.",
    )
