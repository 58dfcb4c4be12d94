"""Vet a folder of reports: the main job, from files to findings.

What is done before anything is read: the editor's decisions are parsed, the files hashed, and the answer of the last
run given again if nothing changed. That path loads no model, no parser and no table library, so that looking again
takes a moment; `actions.analyse` is loaded only when there is something to analyse.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from secondsource.actions.cache import Cache
from secondsource.actions.progress import Progress, Stopwatch
from secondsource.core.vetting import decisions_file
from secondsource.core.vetting.finding import Findings
from secondsource.documents.listing import list_files
from secondsource.documents.opening import file_digest
from secondsource.errors import AccessError


def vet(
    folder: Path | str,
    *,
    decisions: str = "",
    decisions_name: str = "decisions",
    workers: int | None = None,
    cache: Path | None = None,
    exclude: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Findings:
    """Vet a folder of reports on one story.

    Args:
        folder: the folder; sub-folders are read as well.
        decisions: the editor's decisions in plain text (see `core.vetting.decisions_file`).
        decisions_name: what to call that text in error messages.
        workers: processes to read with; None for one a core.
        cache: folder for the content-hash cache; None to keep nothing on disk.
        exclude: files or folders inside `folder` that are no reports, such as an earlier run's results.
        progress: told about long work.

    Returns:
        Everything proposed, with evidence. Nothing in it is accepted but what the decisions accept.

    Raises:
        InputError: no usable folder or report, or a decisions text with errors (listed by line).
    """
    told = progress or (lambda _stage, _done, _total: None)
    clock = Stopwatch()
    parsed = decisions_file.parse(decisions, name=decisions_name)
    root = Path(folder)
    digests = {path: _digest(path) for path in list_files(root, exclude=exclude)}
    kept = Cache(cache)
    files = [(path.relative_to(root).as_posix(), digest or "unreadable") for path, digest in digests.items()]
    known = kept.findings(files, decisions)
    if known is not None:
        clock.stage("nothing changed")
        return replace(known, timings=clock.seconds)
    # Loaded here and not above: it brings half a second of libraries that an unchanged folder does not need.
    from secondsource.actions.analyse import Job, analyse  # noqa: PLC0415

    job = Job(root=root, digests=digests, cache=kept, workers=workers or os.cpu_count() or 1)
    findings = analyse(job, parsed, told, clock)
    kept.keep_findings(files, decisions, findings)
    return findings


def _digest(path: Path) -> str | None:
    try:
        return file_digest(path)
    except AccessError:
        return None  # reading it will say why
