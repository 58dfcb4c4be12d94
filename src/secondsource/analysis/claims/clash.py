"""Build one contradiction: its two statements in order, their dates, and the sentence that says why."""

from __future__ import annotations

from secondsource.analysis.claims.evidence import Evidence
from secondsource.core.vetting.finding import Contradiction, ContradictionKind


def clash(evidence: Evidence, i: int, j: int, why: str) -> Contradiction:
    """Build a contradiction between two voices, or two readings of one."""
    voices = f": {evidence.speaker_name(i)} / {evidence.speaker_name(j)}"
    return made(evidence, i, j, ContradictionKind.CONTRADICTS, f"{why}{voices}{dates(evidence, i, j)}.")


def later_first(evidence: Evidence, i: int, j: int) -> tuple[int, int]:
    """Put the later of two statements first: by date said, then by publication, then as given."""
    first, second = ((evidence.date_of(k) or evidence.published(k)) for k in (i, j))
    return (j, i) if second > first else (i, j)


def dates(evidence: Evidence, i: int, j: int) -> str:
    """Word the two dates, in the order of the statements."""
    said = [d.isoformat() if (d := evidence.date_of(k)) else "undated" for k in (i, j)]
    return f" ({said[0]} / {said[1]})"


def made(evidence: Evidence, i: int, j: int, kind: ContradictionKind, why: str) -> Contradiction:
    """Build a contradiction between statements `i` and `j`; for supersedes and corrects `i` is the later."""
    return Contradiction(a=evidence.statements[i].id, b=evidence.statements[j].id, kind=kind, why=why)
