"""What an outlet or a speaker takes back: corrections, retractions and apologies, tied to what was said before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from secondsource.analysis.claims.clashes.clash import dates, holds, made, owns_up
from secondsource.analysis.claims.evidence import Evidence
from secondsource.core.vetting.finding import Contradiction, ContradictionKind
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Form, Position, SpeakerKind

_TAKING_BACK = re.compile(
    r"\b(?:mistak\w*|mistook|confus\w*|hearsay|in error|erroneous\w*|was wrong|were wrong|withdr[ae]w\w*|retract\w*|"
    r"no (?:evidence|proof)|without (?:evidence|proof)|confundi\w*|equivoc\w*|de oidas|erroneo|erronea|retir[ao]\w*|"
    r"retract\w*|desdij\w*|sin pruebas?|carece\w* de pruebas?|ningun\w* prueba|prueba alguna|"
    r"(?:was|were|is|era|eran|es|fue) (?:false|untrue|incorrect|inaccurate|fals[ao]s?|incorrect[ao]s?|inexact[ao]s?)|"
    r"the correct (?:figure|number|name|date)|should have (?:read|said)|la cifra correcta|debio decir)\b"
)
"""Words with which an error is owned."""
_BY_NAME = 0.2
_LEAST = 0.12
_AS_WELL = 0.05
"""How far behind the most alike others are as likely."""
_TOLD_AGAIN = 1.0
_SHORTLY_ABOVE = 120
"""Characters between what is told again and the outlet's own word on it."""
_ABOVE = 500
"""Characters above an outlet's own words in which it says what they are about."""
_ANSWERED = 2
"""Earlier statements one retraction is held against."""


def owned_up(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Pair what an outlet's correction takes back with what the same outlet carried before, most alike first."""
    by_outlet: dict[str, list[int]] = defaultdict(list)
    by_report: dict[str, list[int]] = defaultdict(list)
    for i, statement in enumerate(evidence.statements):
        by_outlet[fold(statement.chain[0].name)].append(i)
        by_report[statement.report].append(i)
    taking_back = [i for i in range(len(evidence.statements)) if _takes_back(evidence, i) and owns_up(evidence, i)]
    for i in taking_back:
        statement = evidence.statements[i]
        if any(holds(evidence, k, i) for k in taking_back):
            continue
        context = _context(evidence, i, by_report[statement.report])
        likeness = {
            j: _likeness(evidence, i, j, context)
            for j in by_outlet[fold(statement.chain[0].name)]
            if evidence.facets[j].act is None and _before(evidence, i, j)
        }
        for rank, j in enumerate(_answered(evidence, likeness)):
            why = f"The outlet takes back what it carried{dates(evidence, i, j)}."
            yield 0.4 + 0.6 * rank, made(evidence, i, j, ContradictionKind.CORRECTS, why)


def _answered(evidence: Evidence, likeness: Mapping[int, float]) -> list[int]:
    """Return what is most likely taken back: of what is as alike, what stood first."""
    near = sorted((j for j in likeness if likeness[j] >= _LEAST), key=lambda j: (-likeness[j], j))
    found: list[int] = []
    while near and len(found) < _ANSWERED:
        found.append(min((j for j in near if likeness[j] >= likeness[near[0]] - _AS_WELL), key=evidence.standing))
        near = [j for j in near if j not in found and j != near[0]]
    return found


def _takes_back(evidence: Evidence, i: int) -> bool:
    """Say whether a statement takes something back: by its position, or the outlet or its source in words."""
    statement = evidence.statements[i]
    if statement.position in {Position.RETRACTS, Position.CORRECTS}:
        return True
    ours = statement.form is Form.OWN_VOICE or evidence.speaker_kind(i) is SpeakerKind.UNNAMED
    return ours and bool(_TAKING_BACK.search(fold(statement.content.text)))


def _before(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether `j` was carried before `i`: in an earlier report, or told again right above it as of earlier."""
    one, other = evidence.statements[i], evidence.statements[j]
    if one.report != other.report:
        return evidence.published(j) < evidence.published(i)
    told_again = other.said_on is not None and other.said_on < evidence.published(i)
    above = 0 <= one.content.start - other.content.end <= _SHORTLY_ABOVE
    return told_again and above and one.form is Form.OWN_VOICE and other.form is not Form.OWN_VOICE


def _context(evidence: Evidence, i: int, members: Sequence[int]) -> list[int]:
    """Return the outlet's own words and what stands shortly above them: `that was wrong` says nothing of what was."""
    start = evidence.statements[i].content.start
    above = [j for j in members if 0 < start - evidence.statements[j].content.start <= _ABOVE]
    return [i, *above] if evidence.statements[i].form is Form.OWN_VOICE else [i]


def _likeness(evidence: Evidence, i: int, j: int, context: Sequence[int]) -> float:
    """Return the greatest cosine of `j` with a context, raised by a name or a figure they share."""
    if j in context and j != i:
        return _TOLD_AGAIN
    told = evidence.facets[j]
    names = frozenset().union(*(evidence.facets[k].names for k in context))
    figures = frozenset().union(*(evidence.facets[k].numbers for k in context)) - evidence.facets[i].numbers
    alike = max(evidence.cosine(k, j) for k in context)
    return alike + _BY_NAME * bool(names & told.names) + _BY_NAME * bool(figures & told.numbers)
