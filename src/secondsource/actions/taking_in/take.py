"""An export of another system, taken in and laid out as a folder that `vet` reads.

reports/    texts with front matter, and files that `vet` reads as they are
exhibits/   every other file, byte for byte
taken.json  where each came from, what the peer said of it, and what was not taken and why
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from secondsource.actions.letting_out.folders import write_tree
from secondsource.core.codec import to_plain
from secondsource.documents.extract import UnreadableError
from secondsource.documents.folder import PLAIN_READERS, SANDBOXED_SUFFIXES
from secondsource.documents.imports.taken import LIMITS, LeftOut, Match, Peer, TakenExhibit, TakenIn, TakenReport
from secondsource.documents.imports.task import take_confined
from secondsource.documents.listing import list_files, relative_name
from secondsource.documents.opening import read_bytes
from secondsource.errors import InputError

SCHEMA: Final = "secondsource/taken/1"
REPORTS: Final = "reports"
EXHIBITS: Final = "exhibits"
TAKEN: Final = "taken.json"
_UNSAFE: Final = re.compile(r"[^a-z0-9.]+")
_LONGEST: Final = 60
_LONGEST_VALUE: Final = 1000
_FRONT: Final = ("title", "published", "language", "author", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """What was written."""

    taken: TakenIn
    files: tuple[str, ...]
    """Paths below the folder."""


def read_export(path: Path) -> tuple[dict[str, bytes], tuple[LeftOut, ...]]:
    """Return the files of an export on disk: one file, or everything below a folder; and what could not be read.

    Raises:
        InputError: `export-unreadable`; `folder-missing`, `folder-unreadable`.
    """
    if path.is_file():
        try:
            return {path.name: read_bytes(path.parent, path, LIMITS).data}, ()
        except UnreadableError as refusal:
            raise _unreadable(path, refusal.sentence) from refusal
    files: dict[str, bytes] = {}
    left_out = _hidden(path)
    left = LIMITS.archive_bytes
    for place in list_files(path):
        name = relative_name(path, place)
        try:
            files[name] = read_bytes(path, place, LIMITS).data
        except UnreadableError as refusal:
            left_out.append(LeftOut(path=name, code=refusal.code, reason=refusal.sentence))
            continue
        left -= len(files[name])
        if left < 0:
            raise _unreadable(path, "It holds more than is taken in at once.")
    return files, tuple(left_out)


def _hidden(folder: Path) -> list[LeftOut]:
    """Return what lies hidden in a folder: it is not read, and not passed over in silence either."""
    found = [place for place in sorted(folder.rglob("*")) if place.is_file() and not place.is_symlink()]
    listed = set(list_files(folder))
    return [
        LeftOut(
            path=relative_name(folder, place),
            code="hidden",
            reason="It is hidden, or an editor or a system left it behind.",
        )
        for place in found
        if place not in listed
    ]


def import_export(path: Path, *, out: Path, peer: Peer | None = None) -> LaidOut:
    """Take an export in and write it as a new folder, whole or not at all.

    Args:
        path: a file or a folder.
        out: a new folder.
        peer: whose export it is; None to judge by what lies in it.

    Raises:
        InputError: `export-unreadable`, `export-empty`, `output-exists`.
        StorageError: `output-unwritable`.
    """
    files, unread = read_export(path)
    try:
        taken = take_confined(files, peer)
    except UnreadableError as refusal:
        raise _unreadable(path, refusal.sentence) from refusal
    if not (taken.exhibits or taken.reports or taken.claims):
        reasons = " ".join(f"{one.path}: {one.reason}" for one in (*unread, *taken.left_out)[:3])
        raise InputError(
            "export-empty",
            f"Nothing in {path} could be taken in. {reasons}".strip(),
            "Check that it is the whole export, decrypted.",
        )
    laid = laid_out(taken, unread)
    write_tree(out, laid)
    return LaidOut(taken=taken, files=tuple(sorted(laid)))


def laid_out(taken: TakenIn, unread: tuple[LeftOut, ...] = ()) -> dict[str, bytes]:
    """Return what was taken in as files by path."""
    files: dict[str, bytes] = {}
    reports, exhibits = [], []
    for number, report in enumerate(taken.reports, start=1):
        path = f"{REPORTS}/{number:04d}-{_slug(report.name)}.md"
        files[path] = report_bytes(report)
        reports.append({"file": path, **_described(report)})
    for number, exhibit in enumerate(taken.exhibits, start=1):
        suffix = PurePosixPath(exhibit.name).suffix.lower()
        read = suffix in PLAIN_READERS or suffix in SANDBOXED_SUFFIXES
        # What is not what the export says of it is kept as evidence of that, and not read as a report.
        folder = REPORTS if read and exhibit.match is not Match.DIFFERS else EXHIBITS
        path = f"{folder}/{len(taken.reports) + number:04d}-{_slug(exhibit.name)}"
        files[path] = exhibit.data
        exhibits.append({"file": path, **_of_exhibit(exhibit)})
    told = {
        "schema": SCHEMA,
        "peer": taken.peer.value,
        "reports": reports,
        "exhibits": exhibits,
        "claims": to_plain(taken.claims),
        "notes": list(taken.notes),
        "left_out": to_plain((*unread, *taken.left_out)),
    }
    return {**files, TAKEN: f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")}


def report_bytes(report: TakenReport) -> bytes:
    """Return a report as Markdown with front matter; its text follows unchanged."""
    says = [(name, value) for name in _FRONT if (value := getattr(report, name))]
    lines = [
        f"{name}: {json.dumps(' '.join(value.split())[:_LONGEST_VALUE], ensure_ascii=False)}" for name, value in says
    ]
    # Front matter always stands first, so that a text beginning with its own cannot speak for the file.
    return "\n".join(["---", *lines, "---", report.text]).encode("utf-8", "replace")


def _described(report: TakenReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in ("name", *_FRONT)} | {"about": dict(report.about)}


def _of_exhibit(exhibit: TakenExhibit) -> dict[str, Any]:
    return {
        "name": exhibit.name,
        "path": exhibit.path,
        "sha256": hashlib.sha256(exhibit.data).hexdigest(),
        "size": len(exhibit.data),
        "given": exhibit.given,
        "match": exhibit.match.value,
        "about": dict(exhibit.about),
    }


def _slug(name: str) -> str:
    """Return a harmless file name: small letters a-z, digits, dots and hyphens, its type kept."""
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    plain = unicodedata.normalize("NFKD", f"{stem[:_LONGEST]}{dot}{suffix[:8]}").encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain.lower()).strip("-.") or "file"


def _unreadable(path: Path, why: str) -> InputError:
    return InputError(
        "export-unreadable", f"{path} cannot be taken in: {why}", "Export it anew, or give its parts one by one."
    )
