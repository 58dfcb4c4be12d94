"""Making exhibits ready: each is read, cleaned and sealed, in the confined processes that documents have for it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings

from secondsource.actions.desk.evidence.exhibits import RECIPIENTS
from secondsource.actions.progress import Progress
from secondsource.actions.shielding.cleaning import CleanCopy as MadeCopy
from secondsource.actions.shielding.cleaning import clean_files
from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.documents import read_files
from secondsource.documents.kinds import Kind, kind_of
from secondsource.store.evidence import blobs
from secondsource.store.evidence.changes import exhibits as changes
from secondsource.store.evidence.changes.exhibits import MadeReady
from secondsource.store.evidence.values import CleanCopy, Exhibit
from secondsource.store.team import journal
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.sealing.identities import read_recipients

WORK = "work"
AT_ONCE = 16
"""Exhibits prepared together: the confined processes take a second to start, and what is done is kept after each."""
SENSITIVE = frozenset({Kind.IMAGE, Kind.MEDIA})


def recipients() -> tuple[str, ...]:
    """Return whom originals are sealed to; none where the desk has no such file.

    Raises:
        InputError: as `read_recipients`.
    """
    path = Path(settings.DESK) / RECIPIENTS
    return read_recipients(path.read_text(encoding="utf-8")) if path.is_file() else ()


def sweep() -> None:
    """Remove what a worker that was killed left lying in plain."""
    shutil.rmtree(Path(settings.DESK) / WORK, ignore_errors=True)


def prepare(case: str, exhibits: Sequence[Exhibit], told: Progress, now: datetime) -> None:
    """Make exhibits ready and keep what came of each.

    Args:
        case: the case's key.
        exhibits: those that wait.
        told: of how many are done.
        now: the moment that custody notes.
    """
    sealed_for = recipients()
    for first in range(0, len(exhibits), AT_ONCE):
        told("reading files", first, len(exhibits))
        _prepare_some(case, exhibits[first : first + AT_ONCE], sealed_for, now)


def _prepare_some(case: str, exhibits: Sequence[Exhibit], sealed_for: tuple[str, ...], now: datetime) -> None:
    room = Path(settings.DESK) / WORK
    room.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=room) as name:
        folder, copies = Path(name) / "in", Path(name) / "out"
        folder.mkdir()
        paths = [folder / exhibit.name for exhibit in exhibits]
        for exhibit, path in zip(exhibits, paths, strict=True):
            path.write_bytes(blobs.read(exhibit.original))
        reports, skipped = read_files(folder, paths)
        by_file: dict[str, Report | SkippedReport] = {one.file: one for one in reports}
        by_file |= {one.file: one for one in skipped}
        for exhibit, path, copy in zip(exhibits, paths, clean_files(paths, out=copies), strict=True):
            _keep(case, exhibit, path, copy, by_file[exhibit.name], sealed_for, now)


def _keep(
    case: str,
    exhibit: Exhibit,
    path: Path,
    copy: MadeCopy,
    report: Report | SkippedReport,
    sealed_for: tuple[str, ...],
    now: datetime,
) -> None:
    data = path.read_bytes()
    kept: list[str] = []
    try:
        clean = _copy(copy, kept)
        sealed = ""
        if sealed_for:
            sealed = blobs.keep([age.seal(data, sealed_for)]).id
            kept.append(sealed)
        kind = kind_of(data, exhibit.name)
        made = MadeReady(
            kind=kind.value,
            sensitive=kind in SENSITIVE,
            clean=clean,
            refusal=copy.refusal,
            sealed=sealed,
            report=report,
        )
        with journal.entry(
            actor="",
            verb="exhibit.make-ready",
            now=now,
            case=case,
            about={"exhibit": exhibit.key, "sealed": bool(sealed)},
        ):
            changes.make_ready(exhibit=exhibit.key, made=made, now=now)
    except BaseException:
        for blob in kept:
            blobs.erase(blob)
        raise
    if sealed:
        blobs.erase(exhibit.original)


def _copy(made: MadeCopy, kept: list[str]) -> CleanCopy | None:
    if made.copy is None or made.cleaned is None:
        return None
    blob = blobs.keep([made.copy.read_bytes()])
    kept.append(blob.id)
    return CleanCopy(
        blob=blob.id,
        sha256=blob.sha256,
        size=blob.size,
        suffix=made.cleaned.suffix,
        removals=tuple((removal.what, removal.count) for removal in made.cleaned.removals),
        notes=made.cleaned.notes,
    )
