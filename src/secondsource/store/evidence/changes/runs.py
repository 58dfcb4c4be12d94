"""Runs of the vetting: asked for, under way, done or failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django_tasks_db.models import DBTaskResult

from secondsource.store.evidence.models import RunRow
from secondsource.store.evidence.values import RunState
from secondsource.store.team.models import CaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended."""

    refusal: tuple[str, str] | None = None
    """Code and sentence; None when it was done."""
    notes: tuple[str, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)


def ask(*, case: str, member: str, now: datetime) -> tuple[str, bool]:
    """Ask for a run; one that waits already will do. Return its key and whether it is new."""
    found = CaseRow.objects.get(key=case)
    row, new = RunRow.objects.get_or_create(
        case=found, state=RunState.WAITING.value, defaults={"asked_by": member, "asked_at": now}
    )
    return row.key, new


def begin(run: str, now: datetime) -> bool:
    """Note that a run is under way, again or for the first time. Return False when it is over already."""
    row = RunRow.objects.filter(key=run, state__in=[RunState.WAITING.value, RunState.RUNNING.value]).first()
    if row is None:
        return False
    row.state, row.started_at, row.attempts = RunState.RUNNING.value, now, row.attempts + 1
    row.stage, row.done, row.total = "", 0, 0
    row.save()
    return True


def progress(run: str, stage: str, done: int, total: int) -> None:
    """Keep how far a run is."""
    RunRow.objects.filter(key=run).update(stage=stage[:40], done=done, total=total)


def end(run: str, ended: Ended, now: datetime) -> None:
    """Keep how a run ended."""
    RunRow.objects.filter(key=run).update(
        state=(RunState.FAILED if ended.refusal else RunState.DONE).value,
        ended_at=now,
        stage="",
        refusal_code=ended.refusal[0] if ended.refusal else "",
        refusal=ended.refusal[1] if ended.refusal else "",
        notes=list(ended.notes),
        versions=ended.versions,
        timings=ended.timings,
    )


def forget_queue() -> None:
    """Empty the queue, what it remembers of past tasks too. Only the worker may, which queues anew what is left."""
    DBTaskResult.objects.all().delete()
