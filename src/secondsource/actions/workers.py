"""Reading many reports at once, in as many processes as the machine has cores."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
import types
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from secondsource.analysis.reading import language
from secondsource.analysis.reading.read import Reader
from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.core.vetting.statement import Reading

CHUNK = {"es": 64, "en": 8}
"""Reports handed to a process at once. Spanish in large pieces, so that few processes load the parser (170 MB)."""

Outcome = tuple[Report, Reading] | SkippedReport

_reader = Reader()
"""One a process: models are loaded once and kept."""


def read_reports(reports: Sequence[Report], *, workers: int) -> Iterator[Outcome]:
    """Yield each report with its reading as they are finished; a report that fails is skipped with a reason."""
    if workers <= 1 or len(reports) < 4:
        for report in reports:
            yield _read_one(report)
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["secondsource.actions.workers"])
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        with _caller_left_alone():
            waiting: dict[Future[list[Outcome]], list[Report]] = {
                pool.submit(_read_chunk, chunk): chunk for chunk in _chunks(reports, workers)
            }
        for done in as_completed(waiting):
            try:
                yield from done.result()
            except BrokenProcessPool:
                yield from (_skipped(report, "its reading process was ended by the system") for report in waiting[done])


@contextlib.contextmanager
def _caller_left_alone() -> Iterator[None]:
    """Start processes without running the caller's own script again in each of them.

    multiprocessing imports `__main__` anew in every child, so that a script without its `if __name__` guard would
    vet the folder once more in each. Our workers need nothing from it: while they start, it is hidden.
    """
    caller = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = caller


def _chunks(reports: Sequence[Report], workers: int) -> list[list[Report]]:
    by_language: dict[str, list[Report]] = {}
    for report in reports:
        spoken = report.language or language.detect(report.text) or "en"
        by_language.setdefault("es" if spoken == "es" else "en", []).append(report)
    chunks: list[list[Report]] = []
    for spoken in ("es", "en"):
        group = sorted(by_language.get(spoken, []), key=lambda item: (-len(item.text), item.file))
        only_one = len(by_language) == 1
        size = min(CHUNK[spoken], max(1, -(-len(group) // (workers * 2)))) if only_one else CHUNK[spoken]
        chunks += [group[start : start + size] for start in range(0, len(group), size)]
    return chunks


def _read_chunk(reports: list[Report]) -> list[Outcome]:
    return [_read_one(report) for report in reports]


def _read_one(report: Report) -> Outcome:
    try:
        return _reader.read(report)
    except (ArithmeticError, LookupError, MemoryError, RecursionError, RuntimeError, TypeError, ValueError) as error:
        # One report that breaks a rule of ours must not take the other reports down with it.
        return _skipped(report, f"it could not be analysed ({type(error).__name__})")


def _skipped(report: Report, reason: str) -> SkippedReport:
    return SkippedReport(
        file=report.file,
        sha256=report.sha256,
        code="report-not-analysed",
        reason=f"Read, but {reason}. Please send its outline to the project, not the report itself.",
    )
