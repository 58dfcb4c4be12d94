"""What a case's first page shows: how much it holds and what is still open, in as few questions as can be."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from secondsource.store.evidence.lookups.reports import tally
from secondsource.store.evidence.lookups.runs import newest
from secondsource.store.evidence.models import (
    ClaimRow,
    ContradictionRow,
    DecisionRow,
    ExhibitRow,
    PersonRow,
    ReportRow,
    ResolutionRow,
    TieRow,
)
from secondsource.store.evidence.values import ExhibitState, Outcome, Run, RunState, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures of a case."""

    exhibits: int
    waiting: int
    """Exhibits not yet read."""
    refused: int
    """Exhibits without a clean copy."""
    reports: int
    skipped: int
    tally: Tally
    claims: int
    contradictions: int
    open_contradictions: int
    people: int
    run: Run | None
    """The newest run."""
    last: Run | None
    """The newest run that was done: what the figures stand on."""
    since: int
    """Decisions taken after that run began, which its claims do not know of."""


def overview(case: str) -> Overview:
    """Count what one case holds."""
    exhibits = ExhibitRow.objects.filter(case__key=case).aggregate(
        all=Count("id"),
        waiting=Count("id", filter=Q(state=ExhibitState.WAITING.value)),
        refused=Count("id", filter=Q(state=ExhibitState.REFUSED.value)),
    )
    reports = ReportRow.objects.filter(case__key=case).aggregate(
        read=Count("id", filter=Q(skipped_code="")), skipped=Count("id", filter=~Q(skipped_code=""))
    )
    run = newest(case)
    last = run if run is None or run.state is RunState.DONE else newest(case, RunState.DONE)
    contradictions = ContradictionRow.objects.filter(case__key=case, live=True)
    return Overview(
        exhibits=exhibits["all"],
        waiting=exhibits["waiting"],
        refused=exhibits["refused"],
        reports=reports["read"],
        skipped=reports["skipped"],
        tally=tally(case),
        claims=ClaimRow.objects.filter(case__key=case, live=True).count(),
        contradictions=contradictions.count(),
        open_contradictions=contradictions.exclude(contradiction__in=settled(case)).count(),
        people=PersonRow.objects.filter(case__key=case, live=True).count(),
        run=run,
        last=last,
        since=_since(case, last),
    )


def settled(case: str) -> list[str]:
    """Return the contradictions of a case whose newest resolution is not that they stay open."""
    newest_versions = (
        ResolutionRow.objects.filter(case__key=case).values("contradiction").annotate(newest=Max("version"))
    )
    versions = {row["contradiction"]: row["newest"] for row in newest_versions}
    rows = ResolutionRow.objects.filter(case__key=case).exclude(outcome=Outcome.OPEN.value)
    return [key for key, version in rows.values_list("contradiction", "version") if versions.get(key) == version]


def _since(case: str, last: Run | None) -> int:
    if last is None or last.started_at is None:
        return 0
    decided = DecisionRow.objects.filter(case__key=case, at__gt=last.started_at).count()
    tied = TieRow.objects.filter(case__key=case)
    return decided + tied.filter(Q(at__gt=last.started_at) | Q(withdrawn_at__gt=last.started_at)).count()
