"""Building and checking dossiers on disk."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

from secondsource.actions.attacking.attack import attack_files
from secondsource.actions.files import write_whole
from secondsource.actions.letting_out.folders import read_tree, write_tree
from secondsource.core.codec import to_plain
from secondsource.core.release.letting_out.release import Release
from secondsource.errors import InputError, RuleError
from secondsource.publishing.dossier.archive import LIMITS, pack, unpack
from secondsource.publishing.dossier.build import Papers, contents, dossier_files
from secondsource.publishing.dossier.check import Checked, check_files
from secondsource.publishing.dossier.manifest import listing
from secondsource.publishing.guard import Guard, strings_of
from secondsource.shielding.register.entry import Register
from secondsource.trust.verifying.reading import read_some

ARCHIVE = ".zip"


def binding_line(release: Release, copies: Mapping[str, bytes]) -> str:
    """Return the line that the text to be signed has to hold.

    Raises:
        IntegrityError: `exhibit-foreign`.
    """
    return listing(contents(release, copies)).binding


def build_dossier(
    release: Release,
    copies: Mapping[str, bytes],
    papers: Papers | None,
    *,
    register: Register,
    out: Path,
    accepted: Collection[str] = (),
) -> dict[str, bytes]:
    """Write a dossier as a folder, or as one archive where `out` ends in `.zip`; whole or not at all.

    With a register the words are searched and the copies attacked first; any leak stops it, and whatever nobody looked
    into.

    Args:
        release: what goes out.
        copies: its clean copies by name.
        papers: the desk's statement, where there is one.
        register: who is protected; empty searches for nobody.
        out: where to.
        accepted: words of what the attack did not check and a person takes upon themselves.

    Raises:
        IntegrityError: `exhibit-foreign`.
        RuleError: `dossier-unbound`, `release-names-protected`, `dossier-leaks`.
        InputError: `output-exists`.
        StorageError: `output-unwritable`.
    """
    files = dossier_files(release, copies, papers)
    if len(register):
        Guard(register).check(strings_of(to_plain(release)))
        _attack(copies, register, accepted)
    if out.suffix.lower() != ARCHIVE:
        write_tree(out, files)
    elif out.exists():
        raise InputError("output-exists", f"{out} is there already.", "Name a new file; what was made before stays.")
    else:
        write_whole(out, pack(files))
    return files


def open_dossier(path: Path) -> dict[str, bytes]:
    """Return the files of a dossier, folder or archive.

    Raises:
        IntegrityError: `dossier-changed`.
        InputError: `folder-missing`, `folder-strange`, `evidence-missing`, `evidence-too-long`.
    """
    return read_tree(path) if path.is_dir() else unpack(read_some(path, LIMITS.file_bytes))


def check_dossier(path: Path, *, now: datetime, pin: str | None = None) -> Checked:
    """Check a dossier offline; `check_files` says how.

    Raises:
        IntegrityError: `dossier-changed`, or a code of the statement's own.
    """
    return check_files(open_dossier(path), now=now, pin=pin)


def _attack(copies: Mapping[str, bytes], register: Register, accepted: Collection[str]) -> None:
    """Attack the copies as somebody would who wants to find people in them.

    Raises:
        RuleError: `dossier-leaks`.
    """
    if not copies:
        return
    aside = Path(tempfile.mkdtemp(prefix="secondsource-"))
    try:
        for name, data in copies.items():
            write_whole(aside / name, data, durable=False)
        report = attack_files([aside], register)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    if report.blocks or report.unopened or report.unseen(accepted):
        raise RuleError(
            "dossier-leaks",
            "Protected people can be found in the copies, or a copy could not be looked into. Nothing was made.",
            "Run secondsource attack on the copies with the same register to see where, and redact again.",
        )
