"""Reading members' answers to the gate and their waivers."""

from __future__ import annotations

from secondsource.core.release.gate.records import HandAnswer, Waiver
from secondsource.store.judgement.models import AnswerRow, WaiverRow


def answers(case: str, digest: str) -> tuple[HandAnswer, ...]:
    """Return each member's newest answer on each fact of a frozen content."""
    rows = AnswerRow.objects.filter(case__key=case, digest=digest)
    newest = {(row.fact, row.about, row.by): row for row in rows}
    return tuple(
        HandAnswer(fact=row.fact, value=row.value, by=row.by, at=row.at, about=row.about, why=row.why)
        for row in newest.values()
    )


def waivers(case: str, digest: str) -> tuple[Waiver, ...]:
    """Return every waiver given for a frozen content."""
    return tuple(
        Waiver(fact=row.fact, by=row.by, role=row.role, why=row.why, at=row.at)
        for row in WaiverRow.objects.filter(case__key=case, digest=digest)
    )
