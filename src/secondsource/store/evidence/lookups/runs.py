"""Runs of the vetting, newest first."""

from __future__ import annotations

from secondsource.store.evidence.models import RunRow
from secondsource.store.evidence.values import Run, RunState

UNFINISHED = (RunState.WAITING.value, RunState.RUNNING.value)


def newest(case: str, *states: RunState) -> Run | None:
    """Return a case's newest run, or its newest in one of these states."""
    rows = RunRow.objects.filter(case__key=case).select_related("case")
    if states:
        rows = rows.filter(state__in=[state.value for state in states])
    row = rows.first()
    return None if row is None else value_of(row)


def run(key: str) -> Run | None:
    """Return one run by its key, or None when there is none; for the worker."""
    row = RunRow.objects.filter(key=key).select_related("case").first()
    return None if row is None else value_of(row)


def unfinished() -> tuple[Run, ...]:
    """Return the runs of every case that are still to be done, oldest first; for the worker."""
    rows = RunRow.objects.filter(state__in=UNFINISHED).select_related("case").order_by("id")
    return tuple(value_of(row) for row in rows)


def value_of(row: RunRow) -> Run:
    """Return the frozen value of a run's row."""
    return Run(
        key=row.key,
        case=row.case.key,
        state=RunState(row.state),
        stage=row.stage,
        done=row.done,
        total=row.total,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        attempts=row.attempts,
        refusal=(row.refusal_code, row.refusal) if row.refusal_code else None,
        notes=tuple(row.notes),
        versions=dict(row.versions),
        timings=dict(row.timings),
    )
