"""Build one contradiction: its two statements in order, their dates, and the sentence that says why."""

from __future__ import annotations

import re

from secondsource.analysis.claims.evidence import Evidence
from secondsource.core.vetting.finding import Contradiction, ContradictionKind
from secondsource.core.vetting.folding import fold

_OWNING_UP = re.compile(
    r"\b(?:we (?:wrongly|mistakenly|incorrectly)|(?:we|the (?:paper|editors?)) apologi[sz]e|"
    r"(?:story|report|article) was (?:wrong|false|inaccurate|in error)|we (?:retract|withdraw)|"
    r"correction:|erratum|rectificaci|fe de erratas|the correct (?:figure|number|name|date)|we regret the error|"
    r"an earlier version of this|(?:story|report|article) (?:has been|was) corrected|lamentamos el error|"
    r"la cifra correcta|version anterior de est[ae]|est[ae] (?:nota|noticia|informacion) (?:ha sido|fue) corregida|"
    r"informacion era (?:erronea|falsa|incorrecta)|pedimos disculpas|nos retractamos)"
)
"""Words with which an outlet takes its own report back."""
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 4
"""Words from which a content says something of something: `forged` and `the suspension` only name it."""


def says_something(text: str) -> bool:
    """Say whether a content is more than a name for something, so that it can be held against another."""
    return len(_WORD.findall(text)) >= _FEWEST_WORDS


def holds(evidence: Evidence, outer: int, inner: int) -> bool:
    """Say whether statement `inner` is cut out of the words of `outer`: one of two things said in one breath."""
    one, other = evidence.statements[outer], evidence.statements[inner]
    inside = one.content.start <= other.content.start and other.content.end <= one.content.end
    return one.report == other.report and inside and len(other.content.text) < len(one.content.text)


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


def corrected(evidence: Evidence, i: int, j: int, why: str) -> Contradiction | None:
    """Build a correction when the speaker of `j`, or its outlet owning up to an error, later says `i`."""
    when = [evidence.date_of(k) or evidence.published(k) for k in (i, j)]
    reports = [evidence.published(k) for k in (i, j)]
    outlets = [fold(evidence.statements[k].chain[0].name) for k in (i, j)]
    same_outlet = outlets[0] == outlets[1] and reports[0] > reports[1] and owns_up(evidence, i)
    same_speaker = evidence.speaker_key(i) == evidence.speaker_key(j) and when[0] > when[1]
    if not (same_outlet or same_speaker):
        return None
    voices = f": {evidence.speaker_name(i)} / {evidence.speaker_name(j)}"
    return made(evidence, i, j, ContradictionKind.CORRECTS, f"Taken back later. {why}{voices}{dates(evidence, i, j)}.")


def owns_up(evidence: Evidence, i: int) -> bool:
    """Say whether the report of statement `i` takes an earlier report of its outlet back."""
    report = evidence.reports.get(evidence.statements[i].report)
    return bool(report and _OWNING_UP.search(fold(report.text)))
