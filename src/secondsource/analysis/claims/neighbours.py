"""Who says nearly the same in another claim: nobody counts them for sure, but the best case must allow for them.

Grouping errs on the side of small claims, because a wrong join counts too many origins. The other error is told here:
statements that answer the claim's own question the same way and lie close to it, though they were not joined. Their
speakers raise the upper figure of the range and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.grouping import Group
from secondsource.analysis.claims.meaning.plain import ASKED
from secondsource.analysis.claims.meaning.stance import Stance, asserted_sign
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Form, Position

_NEAR, _NEAR_IF_RARE, _NEAR_UNASKED = 0.26, 0.10, 0.34
"""Cosine to the middle of a claim from which a statement is nearly the same: with a common question, with one that few
statements of the folder speak of, and where the claim turns on none that the lexicon knows."""
_FEW, _RARE = 6, 0.12
"""Statements, or share of a folder's statements up to which a question is rare."""
_MOST = 60
"""Statements kept for one claim, the nearest: in a large folder of many stories hundreds lie near by chance."""
_JUDGED = frozenset({Position.DOUBTS, Position.CANNOT_CONFIRM, Position.ASKS, Position.DENIES, Position.RETRACTS})
_ABOUT_CLAIMS = frozenset({"confirmed", "genuine", "happened", "final", "published"})


def neighbours(groups: Sequence[Group], evidence: Evidence) -> list[tuple[int, ...]]:
    """Return for each group the statements elsewhere that nearly support it, nearest first.

    Args:
        groups: the claims.
        evidence: all statements with their stances.
    """
    answers = [_answers(evidence, i) for i in range(len(evidence.statements))]
    answering: dict[tuple[str, int], list[int]] = defaultdict(list)
    unasked = []
    for i in range(len(evidence.statements)):
        if not _tells_a_fact(evidence, i):
            continue
        for answer in answers[i]:
            answering[answer].append(i)
        if not answers[i]:
            unasked.append(i)
    open_to = _Open(answers=answers, answering=answering, unasked=unasked, vectors=evidence.vectors[unasked])
    return [_near(group, open_to, evidence) for group in groups]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """What every group is held against, worked out once."""

    answers: Sequence[Sequence[tuple[str, int]]]
    """For each statement the questions it answers, with their signs."""
    answering: Mapping[tuple[str, int], Sequence[int]]
    unasked: Sequence[int]
    """Statements of fact that answer no question the lexicon knows."""
    vectors: NDArray[np.float32]
    """Theirs, in that order."""


def _near(group: Group, open_to: _Open, evidence: Evidence) -> tuple[int, ...]:
    """Return the statements that nearly support one group."""
    supporting = [i for i in group.members if evidence.stances[i] is Stance.SUPPORTS]
    if not supporting or any(evidence.facets[i].act is not None for i in supporting):
        return ()
    middle = evidence.vectors[supporting].mean(axis=0)
    middle = middle / max(float(np.linalg.norm(middle)), 1e-9)
    inside = set(group.members)
    votes = Counter(answer for i in supporting for answer in open_to.answers[i])
    turning_on = [answer for answer, n in votes.items() if 2 * n >= len(supporting)]
    if not turning_on:
        cosines = open_to.vectors @ middle
        places = np.flatnonzero(cosines >= _NEAR_UNASKED).tolist()
        near = [(float(cosines[place]), open_to.unasked[place]) for place in places]
        return tuple(i for _, i in sorted(near, reverse=True) if i not in inside)[:_MOST]
    needed: dict[int, float] = {}
    for answer in turning_on:
        found = open_to.answering.get(answer, ())
        rare = len(found) <= max(_FEW, _RARE * len(evidence.statements))
        for i in found:
            needed[i] = min(needed.get(i, 1.0), _NEAR_IF_RARE if rare else _NEAR)
    others = [i for i in needed if i not in inside]
    ranked = sorted(zip((evidence.vectors[others] @ middle).tolist(), others, strict=True), reverse=True)
    return tuple(i for cosine, i in ranked if cosine >= needed[i])[:_MOST]


def _tells_a_fact(evidence: Evidence, i: int) -> bool:
    """Say whether a statement is somebody's word on what is so, rather than an act, a judgement or an outlet's own."""
    statement = evidence.statements[i]
    plain = statement.position not in _JUDGED and statement.form is not Form.OWN_VOICE
    return plain and evidence.facets[i].act is None and not ASKED.match(fold(statement.content.text))


def _answers(evidence: Evidence, i: int) -> list[tuple[str, int]]:
    """Return the questions a statement answers, with the sign of its answer."""
    facets = evidence.facets[i]
    return [(d, asserted_sign(evidence.statements[i], facets, d)) for d, _ in facets.signs if d not in _ABOUT_CLAIMS]
