"""Writing details, traces, promises and warnings."""

from __future__ import annotations

from datetime import datetime

from secondsource.core.release.harm.sources import Promise, Trace, Treatment
from secondsource.errors import AccessError
from secondsource.store.judgement.changes.own_work import case_row, refused_by_the_table
from secondsource.store.judgement.models import DetailRow, PromiseRow, TraceRow, WarningRow


def add_detail(*, case: str, source: str, what: str, could_know: int | None, by: str, now: datetime) -> str:
    """Keep a revealing detail and return its key."""
    row = DetailRow.objects.create(case=case_row(case), source=source, what=what, could_know=could_know, by=by, at=now)
    return row.key


def treat_detail(
    *, case: str, detail: str, treatment: Treatment, could_know_after: int | None, by: str, now: datetime
) -> None:
    """Keep what was done about a detail.

    Raises:
        AccessError: `detail-unknown`.
    """
    changed = DetailRow.objects.filter(case__key=case, key=detail).update(
        treatment=treatment.value, could_know_after=could_know_after, by=by, at=now
    )
    if not changed:
        raise AccessError("detail-unknown", "There is no such detail here.", "Go back to the page of sources.")


def add_trace(*, case: str, digest: str, trace: Trace, clear: bool | None, by: str, now: datetime) -> None:
    """Keep a member's answer on one kind of trace."""
    TraceRow.objects.create(case=case_row(case), digest=digest, trace=trace.value, clear=clear, by=by, at=now)


def add_promise(*, case: str, source: str, kind: str, words: str, by: str, now: datetime) -> str:
    """Keep a promise and return its key."""
    row = PromiseRow.objects.create(case=case_row(case), source=source, kind=kind, words=words, by=by, at=now)
    return row.key


def judge_promise(*, case: str, promise: Promise, kept: bool, by: str) -> None:
    """Keep whether a promise is kept.

    Raises:
        RuleError: `own-work`, from the table itself.
    """
    with refused_by_the_table():
        PromiseRow.objects.filter(case__key=case, key=promise.id).update(kept=kept, kept_by=by)


def add_warning(*, case: str, source: str, warned: bool, why_not: str, by: str, now: datetime) -> None:
    """Keep whether a source was warned."""
    WarningRow.objects.create(case=case_row(case), source=source, warned=warned, why_not=why_not, by=by, at=now)
