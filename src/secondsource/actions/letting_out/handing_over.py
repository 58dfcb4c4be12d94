"""Handing files over to a partner: searched, sealed, written, recorded."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from secondsource.actions.attacking.attack import attack_files
from secondsource.actions.files import write_whole
from secondsource.actions.letting_out.folders import read_tree
from secondsource.errors import InputError, RuleError
from secondsource.publishing.dossier.archive import LIMITS
from secondsource.publishing.handover.package import HandedOver, hand_over
from secondsource.shielding.register.entry import Register
from secondsource.trust.verifying.reading import read_some

RECORDS = "records"
_RECIPIENT = re.compile(r"age1[a-z0-9]{10,}")
_MOST_RECIPIENTS_BYTES = 100_000


def hand_over_files(
    paths: Sequence[Path],
    recipients: Sequence[str],
    *,
    partner: str,
    day: date,
    out: Path,
    register: Register,
    accepted: Collection[str] = (),
) -> HandedOver:
    """Seal files, or a whole folder such as a dossier, to a partner, and keep a record.

    Args:
        paths: files; or one folder, whose names are kept below it.
        recipients: `age1...`, or the path of a file with one a line.
        partner: whom they belong to.
        day: of the hand-over.
        out: folder for the sealed file; its record goes into `records` beside it and stays with the desk.
        register: attacked with before anything is sealed; empty attacks nothing.
        accepted: words of what the attack did not check and a person takes upon themselves.

    Raises:
        InputError: a file cannot be read, or a recipient is none.
        RuleError: `hand-over-leaks`.
        StorageError: `output-unwritable`.
    """
    report = attack_files(paths, register) if len(register) else None
    if report is not None and (report.blocks or report.unopened or report.unseen(accepted)):
        raise RuleError(
            "hand-over-leaks",
            "Protected people can be found in these files, or a file could not be looked into. Nothing was sealed.",
            "Run secondsource attack on them with the same register to see where, and redact again.",
        )
    made = hand_over(_files(paths), _recipients(recipients), partner=partner, day=day)
    write_whole(out / made.name, made.data)
    write_whole(out / RECORDS / f"{made.name}.json", made.record.encode())
    return made


def _files(paths: Sequence[Path]) -> dict[str, bytes]:
    """Read what is handed over.

    Raises:
        InputError: `hand-over-twice`: two files of one name.
    """
    if len(paths) == 1 and paths[0].is_dir():
        return read_tree(paths[0])
    files: dict[str, bytes] = {}
    for path in paths:
        if path.name in files:
            raise InputError("hand-over-twice", f"Two files are called {path.name}.", "Hand them over one by one.")
        files[path.name] = read_some(path, LIMITS.file_bytes)
    return files


def _recipients(given: Sequence[str]) -> tuple[str, ...]:
    """Return recipients, those out of files too, each once."""
    found: list[str] = []
    for one in given:
        if _RECIPIENT.fullmatch(one):
            found.append(one)
        else:
            text = read_some(Path(one), _MOST_RECIPIENTS_BYTES).decode("utf-8", "replace")
            found += [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(dict.fromkeys(found))
