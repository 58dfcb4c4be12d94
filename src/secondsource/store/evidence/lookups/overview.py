"""What a case's first page shows: how much it holds and what is still open, in as few questions as can be."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Max, Q

from secondsource.store.evidence.lookups.runs import newest
from secondsource.store.evidence.models import ContradictionRow, DecisionRow, ResolutionRow, TieRow
from secondsource.store.evidence.values import Outcome, Run, RunState, Tally


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


_COUNTS = """
SELECT
  (SELECT count(*) FROM evidence_exhibit e WHERE e.case_id = c.id),
  (SELECT count(*) FROM evidence_exhibit e WHERE e.case_id = c.id AND e.state = 'waiting'),
  (SELECT count(*) FROM evidence_exhibit e WHERE e.case_id = c.id AND e.state = 'refused'),
  (SELECT count(*) FROM evidence_report r WHERE r.case_id = c.id),
  (SELECT count(*) FROM evidence_report r WHERE r.case_id = c.id AND r.skipped_code <> ''),
  (SELECT count(*) FROM evidence_statement s WHERE s.case_id = c.id AND s.state = 'proposed'),
  (SELECT count(*) FROM evidence_statement s WHERE s.case_id = c.id AND s.state = 'accepted'),
  (SELECT count(*) FROM evidence_statement s WHERE s.case_id = c.id AND s.state = 'edited'),
  (SELECT count(*) FROM evidence_statement s WHERE s.case_id = c.id AND s.state = 'rejected'),
  (SELECT count(*) FROM evidence_claim k WHERE k.case_id = c.id AND k.live),
  (SELECT count(*) FROM evidence_contradiction x WHERE x.case_id = c.id AND x.live),
  (SELECT count(*) FROM evidence_person p WHERE p.case_id = c.id AND p.live)
FROM team_case c WHERE c.key = %s
"""
"""One question instead of nine: this page is the one that is opened most."""


def overview(case: str) -> Overview:
    """Count what one case holds, in one question."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [case])
        row = cursor.fetchone() or (0,) * 12
    run = newest(case)
    last = run if run is None or run.state is RunState.DONE else newest(case, RunState.DONE)
    return Overview(
        exhibits=row[0],
        waiting=row[1],
        refused=row[2],
        reports=row[3] - row[4],
        skipped=row[4],
        tally=Tally(proposed=row[5], accepted=row[6], edited=row[7], rejected=row[8]),
        claims=row[9],
        contradictions=row[10],
        open_contradictions=_open(case) if row[10] else 0,
        people=row[11],
        run=run,
        last=last,
        since=_since(case, last),
    )


def _open(case: str) -> int:
    rows = ContradictionRow.objects.filter(case__key=case, live=True)
    return rows.exclude(contradiction__in=settled(case)).count()


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
