"""What an outlet or a speaker takes back: corrections, retractions and apologies, tied to what was said before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from secondsource.analysis.claims.clashes.clash import dates, made, owns_up
from secondsource.analysis.claims.evidence import Evidence
from secondsource.core.vetting.finding import Contradiction, ContradictionKind
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Position

_TAKING_BACK = re.compile(
    r"\b(?:mistak\w*|mistook|confus\w*|hearsay|in error|erroneous\w*|was wrong|were wrong|withdr[ae]w\w*|retract\w*|"
    r"no (?:evidence|proof)|without (?:evidence|proof)|confundi\w*|equivoc\w*|de oidas|erroneo|erronea|retir[ao]\w*|"
    r"retract\w*|desdij\w*|sin pruebas?|carece\w* de pruebas?|ningun\w* prueba|prueba alguna)\b"
)
"""Words with which an error is owned."""
_BY_NAME = 0.2
_LEAST = 0.12
_ANSWERED = 2
"""Earlier statements one retraction is held against."""


def owned_up(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Pair what an outlet's correction takes back with what the same outlet carried before, most alike first."""
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for i, statement in enumerate(evidence.statements):
        by_outlet[fold(statement.chain[0].name)].append(i)
    for i, statement in enumerate(evidence.statements):
        taken_back = statement.position in {Position.RETRACTS, Position.CORRECTS, Position.DENIES}
        if not (taken_back or _TAKING_BACK.search(fold(statement.content.text))) or not owns_up(evidence, i):
            continue
        before = [
            j
            for j in by_outlet[fold(statement.chain[0].name)]
            if evidence.published(j) < evidence.published(i) and evidence.facets[j].act is None
        ]
        likeness = {j: _likeness(evidence, i, j) for j in before}
        near = sorted((j for j in before if likeness[j] >= _LEAST), key=lambda j: (-likeness[j], j))
        for rank, j in enumerate(near[:_ANSWERED]):
            why = f"The outlet takes back what it carried{dates(evidence, i, j)}."
            yield 0.4 + 0.6 * rank, made(evidence, i, j, ContradictionKind.CORRECTS, why)


def _likeness(evidence: Evidence, i: int, j: int) -> float:
    """Return the cosine of two contents, raised by a name they share."""
    return evidence.cosine(i, j) + _BY_NAME * bool(evidence.facets[i].names & evidence.facets[j].names)
