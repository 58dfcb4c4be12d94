"""The analysis itself, from a list of files to findings.

Order, each step on the floor below: read the files, read each report on its own (in parallel, cached), add what the
outlets say in their own voice, apply the editor's decisions, trace statements to origins, weigh claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from secondsource.actions.cache import Cache, versions
from secondsource.actions.progress import Progress, Stopwatch
from secondsource.actions.workers import read_reports
from secondsource.analysis.claims.own_voice import own_voice
from secondsource.analysis.claims.weigh import Weighed, weigh
from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing.trace import dated, trace
from secondsource.core.vetting import decided
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.finding import Findings
from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.core.vetting.statement import Reading, State, Statement
from secondsource.core.vetting.tracing import Tracing
from secondsource.documents import read_files, refuse_unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be analysed, and with what means."""

    root: Path
    digests: Mapping[Path, str | None]
    """SHA-256 of each file below `root`; None for one that could not be opened."""
    cache: Cache
    workers: int
    """Processes to read with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What reading the folder gave: reports, their readings, and what was skipped, in file order."""

    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    skipped: tuple[SkippedReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Reports that were read before, and what people made of them: what a desk has in its rows."""

    reports: tuple[Report, ...]
    skipped: tuple[SkippedReport, ...]
    decisions: Decisions
    kept: tuple[Statement, ...]
    """Statements that people added or accepted: they count whether or not this version proposes them."""
    cache: Cache
    workers: int
    """Processes to read with; 1 keeps the models in this one."""
    embedder: Embedder
    """Kept by a process that analyses more than once, so that its model is loaded once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """A result, and every statement by id as it was before the decisions were applied to it."""

    findings: Findings
    proposed: Mapping[str, Statement]


def analyse_given(given: Given, told: Progress, clock: Stopwatch) -> Analysed:
    """Read the statements of what changed among reports at hand, and trace and weigh everything."""
    done: dict[str, tuple[Report, Reading]] = {}
    changed: list[Report] = []
    for report in given.reports:
        hit = given.cache.reading(report.file, report.sha256)
        if hit is None:
            changed.append(report)
        else:
            done[report.file] = hit
    clock.stage("cache")
    skipped = [*given.skipped]
    _find_statements(changed, given.cache, given.workers, done, skipped, told)
    clock.stage("finding statements")
    read = _in_file_order(done, skipped)
    proposed = {one.id: one for one in _proposals(read, given.embedder, given.kept, told, clock)}
    findings = _weigh(given.embedder, read, tuple(proposed.values()), given.decisions, told, clock)
    return Analysed(findings=findings, proposed=proposed)


def analyse(job: Job, decisions: Decisions, told: Progress, clock: Stopwatch) -> Findings:
    """Read what changed, and trace and weigh everything.

    Raises:
        InputError: no report could be read.
    """
    read = _read(job, told, clock)
    embedder = Embedder(None if job.cache.folder is None else job.cache.folder / "embeddings")
    return _weigh(embedder, read, _proposals(read, embedder, (), told, clock), decisions, told, clock)


def _read(job: Job, told: Progress, clock: Stopwatch) -> _Read:
    done: dict[str, tuple[Report, Reading]] = {}
    changed: list[Path] = []
    for path, digest in job.digests.items():
        file = path.relative_to(job.root).as_posix()
        hit = job.cache.reading(file, digest) if digest else None
        if hit is None:
            changed.append(path)
        else:
            done[file] = hit
    clock.stage("cache")
    reports, skipped = read_files(job.root, changed, progress=lambda n, total, _name: told("reading files", n, total))
    clock.stage("reading files")
    _find_statements(reports, job.cache, job.workers, done, skipped, told)
    clock.stage("finding statements")
    refuse_unread(job.root, [report for report, _ in done.values()], skipped)
    return _in_file_order(done, skipped)


def _find_statements(
    reports: Sequence[Report],
    cache: Cache,
    workers: int,
    done: dict[str, tuple[Report, Reading]],
    skipped: list[SkippedReport],
    told: Progress,
) -> None:
    """Read each report on its own into `done`; one that fails goes into `skipped`."""
    for number, outcome in enumerate(read_reports(reports, workers=workers), start=1):
        if isinstance(outcome, SkippedReport):
            skipped.append(outcome)
        else:
            done[outcome[0].file] = outcome
            cache.keep_reading(*outcome)
        told("finding statements", number, len(reports))


def _in_file_order(done: Mapping[str, tuple[Report, Reading]], skipped: Sequence[SkippedReport]) -> _Read:
    ordered = [done[file] for file in sorted(done)]
    return _Read(
        reports=tuple(report for report, _ in ordered),
        readings=tuple(reading for _, reading in ordered),
        skipped=tuple(sorted(skipped, key=lambda item: item.file)),
    )


def _proposals(
    read: _Read, embedder: Embedder, kept: Sequence[Statement], told: Progress, clock: Stopwatch
) -> tuple[Statement, ...]:
    """Return every statement found, what the outlets say in their own voice, and what people keep besides."""
    told("tracing origins", 0, 1)
    proposed = [statement for reading in read.readings for statement in reading.statements]
    proposed += own_voice(read.reports, read.readings, embedder)
    known = {statement.id for statement in proposed}
    files = {report.file for report in read.reports}
    proposed += [statement for statement in kept if statement.id not in known and statement.report in files]
    clock.stage("own voice")
    return tuple(proposed)


def _weigh(
    embedder: Embedder,
    read: _Read,
    proposed: tuple[Statement, ...],
    decisions: Decisions,
    told: Progress,
    clock: Stopwatch,
) -> Findings:
    statements = decided.apply(proposed, decisions)
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
