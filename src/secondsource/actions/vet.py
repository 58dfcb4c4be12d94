"""Vet a folder of reports: the main job, from files to findings.

Order, each step on the floor below: read the files, read each report on its own (in parallel, cached), add what the
outlets say in their own voice, apply the editor's decisions, trace statements to origins, weigh claims.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secondsource.actions.cache import Cache, versions
from secondsource.actions.workers import read_reports
from secondsource.analysis.claims.own_voice import own_voice
from secondsource.analysis.claims.weigh import Weighed, weigh
from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing.trace import dated, trace
from secondsource.core.vetting import decided, decisions_file
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.finding import Findings
from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.core.vetting.statement import Reading, State, Statement
from secondsource.core.vetting.tracing import Tracing
from secondsource.documents import file_digest, list_files, read_files, refuse_unread
from secondsource.errors import AccessError

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What reading the folder gave: reports, their readings, and what was skipped, in file order."""

    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    skipped: tuple[SkippedReport, ...]


class _Stopwatch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def stage(self, name: str) -> None:
        """Book the time since the last call under `name`."""
        now = time.perf_counter()
        self.seconds[name] = round(self.seconds.get(name, 0.0) + now - self._last, 3)
        self._last = now


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
    clock = _Stopwatch()
    parsed = decisions_file.parse(decisions, name=decisions_name)
    root = Path(folder)
    digests = {path: _digest(path) for path in list_files(root, exclude=exclude)}
    kept = Cache(cache)
    files = [(path.relative_to(root).as_posix(), digest or "unreadable") for path, digest in digests.items()]
    known = kept.findings(files, decisions)
    if known is not None:
        clock.stage("nothing changed")
        return replace(known, timings=clock.seconds)
    read = _read(root, digests, kept, workers or os.cpu_count() or 1, told, clock)
    findings = _weigh(read, parsed, cache, told, clock)
    kept.keep_findings(files, decisions, findings)
    return findings


def _digest(path: Path) -> str | None:
    try:
        return file_digest(path)
    except AccessError:
        return None  # reading it will say why


def _read(
    root: Path, digests: dict[Path, str | None], cache: Cache, workers: int, told: Progress, clock: _Stopwatch
) -> _Read:
    done: dict[str, tuple[Report, Reading]] = {}
    changed: list[Path] = []
    for path, digest in digests.items():
        file = path.relative_to(root).as_posix()
        hit = cache.reading(file, digest) if digest else None
        if hit is None:
            changed.append(path)
        else:
            done[file] = hit
    clock.stage("cache")
    reports, skipped = read_files(root, changed, progress=lambda n, total, _name: told("reading files", n, total))
    clock.stage("reading files")
    for number, outcome in enumerate(read_reports(reports, workers=workers), start=1):
        if isinstance(outcome, SkippedReport):
            skipped.append(outcome)
        else:
            done[outcome[0].file] = outcome
            cache.keep_reading(*outcome)
        told("finding statements", number, len(reports))
    clock.stage("finding statements")
    refuse_unread(root, [report for report, _ in done.values()], skipped)
    ordered = [done[file] for file in sorted(done)]
    return _Read(
        reports=tuple(report for report, _ in ordered),
        readings=tuple(reading for _, reading in ordered),
        skipped=tuple(sorted(skipped, key=lambda item: item.file)),
    )


def _weigh(read: _Read, decisions: Decisions, cache: Path | None, told: Progress, clock: _Stopwatch) -> Findings:
    embedder = Embedder(None if cache is None else cache / "embeddings")
    told("tracing origins", 0, 1)
    proposed = [statement for reading in read.readings for statement in reading.statements]
    proposed += own_voice(read.reports, read.readings, embedder)
    clock.stage("own voice")
    statements = decided.apply(tuple(proposed), decisions)
    live = [statement for statement in statements if statement.state is not State.REJECTED]
    tracing = trace(read.reports, live, decisions=decisions, embedder=embedder)
    live = list(dated(live, tracing))
    clock.stage("tracing origins")
    told("weighing claims", 0, 1)
    weighed = weigh(read.reports, read.readings, live, tracing, decisions=decisions, embedder=embedder)
    embedder.save()
    clock.stage("weighing claims")
    unmatched = _unmatched(decisions, statements, tracing, weighed, read)
    return Findings(
        reports=tuple(sorted((*read.reports, *read.skipped), key=lambda item: item.file)),
        statements=_in_order(statements, live),
        reuse=tracing.reuse,
        origins=tracing.origins,
        claims=weighed.claims,
        contradictions=weighed.contradictions,
        timeline=weighed.timeline,
        people=weighed.people,
        notes=_notes(read, [*tracing.notes, *weighed.notes, *unmatched]),
        timings=clock.seconds,
        versions=versions() | {method.split("/")[0]: method for reading in read.readings for method in reading.methods},
    )


def _unmatched(
    decisions: Decisions, statements: Sequence[Statement], tracing: Tracing, weighed: Weighed, read: _Read
) -> tuple[str, ...]:
    """Say which decisions fit nothing here. Ids of origins and claims that were merged away are not asked about."""
    merged = frozenset().union(*decisions.merged_origins, *decisions.merged_claims)
    names = {link.name for item in statements for link in item.chain} | {person.name for person in weighed.people}
    return decided.unmatched(
        decisions,
        statement_ids={item.id for item in statements},
        origin_ids={item.id for item in tracing.origins} | {name for name in merged if name.startswith("o-")},
        claim_ids={item.id for item in weighed.claims} | {name for name in merged if name.startswith("c-")},
        speakers=names,
        files={item.file for item in read.reports},
    )


def _in_order(statements: Sequence[Statement], live: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return all statements, rejected ones too, with what the case added to the live ones, in reading order."""
    newest = {item.id: item for item in live}
    found = [newest.get(item.id, item) for item in statements]
    return tuple(sorted(found, key=lambda item: (item.report, item.content.start, item.content.end, item.id)))


def _notes(read: _Read, others: list[str]) -> tuple[str, ...]:
    """Return what the editor must know, each sentence once, with the number of reports it holds for."""
    counts: dict[str, int] = {}
    for reading in read.readings:
        for note in reading.notes:
            counts[note] = counts.get(note, 0) + 1
    undated = sum(report.published is None for report in read.reports)
    notes = [f"{note} ({count} of {len(read.reports)} reports)" for note, count in counts.items()]
    if undated:
        notes.append(
            f"{undated} of {len(read.reports)} reports carry no date; what they say is dated only where they say when."
        )
    return tuple(dict.fromkeys([*notes, *others]))
