"""One run of the vetting, as the worker does it: exhibits made ready, statements found, everything weighed and kept.

Loaded by the worker alone: it brings the models. They are loaded once in the worker's life and kept.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from secondsource.actions.analyse import Given, analyse_given
from secondsource.actions.cache import Cache
from secondsource.actions.desk.evidence import decisions, preparing
from secondsource.actions.progress import Stopwatch
from secondsource.analysis.embeddings import Embedder
from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.core.vetting.statement import State
from secondsource.errors import SecondSourceError
from secondsource.store.evidence.changes import proposals
from secondsource.store.evidence.changes import runs as changes
from secondsource.store.evidence.changes.runs import Ended
from secondsource.store.evidence.lookups import exhibits, reports, runs, statements
from secondsource.store.evidence.values import Run
from secondsource.store.team import journal

CACHE = "cache"
"""In the desk's folder: readings by content, safe to delete at any time."""
MOST_ATTEMPTS = 3
"""A run that ended its worker so often is given up, so that one bad file does not stop the desk for good."""
SECONDS_BETWEEN = 0.5
"""Between two notes of progress: each is a write to the database."""
BROKEN = "Vetting this case failed inside the program ({kind})."


@cache
def _embedder() -> Embedder:
    return Embedder(Path(settings.DESK) / CACHE / "embeddings")


def do(key: str) -> str:
    """Do one run and return how it ended: `done`, `failed`, or `over` when there is nothing left to do."""
    run = runs.run(key)
    if run is None or not changes.begin(key, _now()):
        return "over"
    try:
        ended = _given_up(run) or _vet(run)
    except SecondSourceError as refusal:
        ended = Ended(refusal=(refusal.code, str(refusal)))
    except Exception as error:  # noqa: BLE001 - whatever breaks is kept on the case's page, without words of a source
        ended = Ended(refusal=("vetting-failed", BROKEN.format(kind=type(error).__name__)))
    changes.end(key, ended, _now())
    return "failed" if ended.refusal else "done"


def _given_up(run: Run) -> Ended | None:
    if run.attempts < MOST_ATTEMPTS:
        return None
    sentence = f"Vetting this case ended the worker {run.attempts} times; it was given up."
    return Ended(refusal=("vetting-given-up", sentence))


def _vet(run: Run) -> Ended:
    told = _Told(run.key)
    preparing.prepare(run.case, exhibits.waiting(run.case), told, _now())
    clock = Stopwatch()
    held = reports.reports(run.case)
    given = Given(
        reports=tuple(one.report for one in held if isinstance(one.report, Report)),
        skipped=tuple(one.report for one in held if isinstance(one.report, SkippedReport)),
        decisions=decisions.standing(run.case),
        kept=tuple(
            one.proposed
            for one in statements.statements(run.case)
            if one.statement.state in {State.ACCEPTED, State.EDITED} or one.added_by
        ),
        cache=Cache(Path(settings.DESK) / CACHE),
        workers=1,
        embedder=_embedder(),
    )
    if not given.reports:
        return Ended(notes=("There is no report in this case yet that could be read.",))
    analysed = analyse_given(given, told, clock)
    findings = analysed.findings
    told("keeping the results", 0, 1)
    counts = {"statements": len(findings.statements), "claims": len(findings.claims)}
    with journal.entry(actor="", verb="vetting.keep", now=_now(), case=run.case, about={"run": run.key, **counts}):
        proposals.put_findings(run.case, findings, analysed.proposed)
    return Ended(notes=findings.notes, versions=findings.versions, timings=findings.timings)


class _Told:
    """Keeps a run's progress, not more often than somebody can read."""

    def __init__(self, run: str) -> None:
        """Begin with nothing told."""
        self._run = run
        self._stage = ""
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take one note of progress."""
        now = time.monotonic()
        if stage != self._stage or now - self._last >= SECONDS_BETWEEN:
            self._stage, self._last = stage, now
            changes.progress(self._run, stage, done, total)


def _now() -> datetime:
    return datetime.now(UTC)
