"""Who says nearly the same in another claim: nobody counts them for sure, but the best case must allow for them.

Grouping errs on the side of small claims, because a wrong join counts too many origins. The other error is told here:
statements that answer the claim's own question the same way and lie close to it, though they were not joined. Their
speakers raise the upper figure of the range and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.grouping import Group
from secondsource.analysis.claims.meaning.facets import fold
from secondsource.analysis.claims.meaning.plain import ASKED
from secondsource.analysis.claims.meaning.stance import Stance, asserted_sign
from secondsource.core.vetting.statement import Form, Position

_NEAR, _NEAR_IF_RARE, _NEAR_UNASKED = 0.26, 0.10, 0.34
"""Cosine to the middle of a claim from which a statement is nearly the same: with a common question, with one that few
statements of the folder speak of, and where the claim turns on none that the lexicon knows."""
_FEW, _RARE = 6, 0.12
"""Statements, or share of a folder's statements up to which a question is rare."""
_JUDGED = frozenset({Position.DOUBTS, Position.CANNOT_CONFIRM, Position.ASKS, Position.DENIES, Position.RETRACTS})
_ABOUT_CLAIMS = frozenset({"confirmed", "genuine", "happened", "final", "published"})


def neighbours(groups: Sequence[Group], evidence: Evidence) -> list[tuple[int, ...]]:
    """Return for each group the statements elsewhere that nearly support it, nearest first.

    Args:
        groups: the claims.
        evidence: all statements with their stances.
    """
    answering: dict[tuple[str, int], list[int]] = defaultdict(list)
    open_to = [i for i in range(len(evidence.statements)) if _tells_a_fact(evidence, i)]
    for i in open_to:
        for answer in _answers(evidence, i):
            answering[answer].append(i)
    return [_near(group, open_to, answering, evidence) for group in groups]


def _near(
    group: Group, open_to: Sequence[int], answering: Mapping[tuple[str, int], Sequence[int]], evidence: Evidence
) -> tuple[int, ...]:
    """Return the statements that nearly support one group."""
    supporting = [i for i in group.members if evidence.stances[i] is Stance.SUPPORTS]
    if not supporting or any(evidence.facets[i].act is not None for i in supporting):
        return ()
    votes = Counter(answer for i in supporting for answer in _answers(evidence, i))
    turning_on = [answer for answer, n in votes.items() if 2 * n >= len(supporting)]
    needed: dict[int, float] = {}
    for answer in turning_on:
        rare = len(answering.get(answer, ())) <= max(_FEW, _RARE * len(evidence.statements))
        for i in answering.get(answer, ()):
            needed[i] = min(needed.get(i, 1.0), _NEAR_IF_RARE if rare else _NEAR)
    if not turning_on:
        needed = dict.fromkeys((i for i in open_to if not _answers(evidence, i)), _NEAR_UNASKED)
    inside = set(group.members)
    middle = evidence.vectors[supporting].mean(axis=0)
    middle = middle / max(float(np.linalg.norm(middle)), 1e-9)
    others = [i for i in needed if i not in inside]
    ranked = sorted(zip((evidence.vectors[others] @ middle).tolist(), others, strict=True), reverse=True)
    return tuple(i for cosine, i in ranked if cosine >= needed[i])


def _tells_a_fact(evidence: Evidence, i: int) -> bool:
    """Say whether a statement is somebody's word on what is so, rather than an act, a judgement or an outlet's own."""
    statement = evidence.statements[i]
    plain = statement.position not in _JUDGED and statement.form is not Form.OWN_VOICE
    return plain and evidence.facets[i].act is None and not ASKED.match(fold(statement.content.text))


def _answers(evidence: Evidence, i: int) -> list[tuple[str, int]]:
    """Return the questions a statement answers, with the sign of its answer."""
    facets = evidence.facets[i]
    return [(d, asserted_sign(evidence.statements[i], facets, d)) for d, _ in facets.signs if d not in _ABOUT_CLAIMS]
