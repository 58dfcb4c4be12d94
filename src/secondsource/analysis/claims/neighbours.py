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


_AT_ONCE = 256
"""Claims held against statements in one product of matrices: one by one each would read all vectors from memory."""

_Question = tuple[str, int] | None
"""A question with the sign of its answer; None where a claim turns on none that the lexicon knows."""


def neighbours(groups: Sequence[Group], evidence: Evidence) -> list[tuple[int, ...]]:
    """Return for each group the statements elsewhere that nearly support it, nearest first.

    Args:
        groups: the claims.
        evidence: all statements with their stances.
    """
    answers = [_answers(evidence, i) for i in range(len(evidence.statements))]
    answering: dict[_Question, list[int]] = defaultdict(list)
    for i in range(len(evidence.statements)):
        if _tells_a_fact(evidence, i):
            asked: list[_Question] = [*answers[i]] or [None]
            for question in asked:
                answering[question].append(i)
    turning: dict[_Question, list[int]] = defaultdict(list)
    middles = np.zeros((len(groups), evidence.vectors.shape[1]), dtype=np.float32)
    for number, group in enumerate(groups):
        supporting = [i for i in group.members if evidence.stances[i] is Stance.SUPPORTS]
        if not supporting or any(evidence.facets[i].act is not None for i in supporting):
            continue
        middle = evidence.vectors[supporting].mean(axis=0)
        middles[number] = middle / max(float(np.linalg.norm(middle)), 1e-9)
        votes = Counter(answer for i in supporting for answer in answers[i])
        common: list[_Question] = [answer for answer, n in votes.items() if 2 * n >= len(supporting)]
        for question in common or [None]:
            turning[question].append(number)
    found: list[dict[int, float]] = [{} for _ in groups]
    for question, numbers in turning.items():
        others = answering.get(question, [])
        limit = _limit(question, len(others), len(evidence.statements))
        vectors = evidence.vectors[others].T
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            cosines = middles[some] @ vectors
            for row, place in np.argwhere(cosines >= limit).tolist():
                found[some[row]][others[place]] = float(cosines[row, place])
    return [_nearest(group, near) for group, near in zip(groups, found, strict=True)]


def _limit(question: _Question, answering: int, statements: int) -> float:
    """Return the cosine from which a statement that answers this question is near."""
    if question is None:
        return _NEAR_UNASKED
    return _NEAR_IF_RARE if answering <= max(_FEW, _RARE * statements) else _NEAR


def _nearest(group: Group, near: Mapping[int, float]) -> tuple[int, ...]:
    """Return the statements outside the group, nearest first."""
    inside = set(group.members)
    ranked = sorted(((cosine, i) for i, cosine in near.items() if i not in inside), reverse=True)
    return tuple(i for _, i in ranked)[:_MOST]


def _tells_a_fact(evidence: Evidence, i: int) -> bool:
    """Say whether a statement is somebody's word on what is so, rather than an act, a judgement or an outlet's own."""
    statement = evidence.statements[i]
    plain = statement.position not in _JUDGED and statement.form is not Form.OWN_VOICE
    return plain and evidence.facets[i].act is None and not ASKED.match(fold(statement.content.text))


def _answers(evidence: Evidence, i: int) -> list[tuple[str, int]]:
    """Return the questions a statement answers, with the sign of its answer."""
    facets = evidence.facets[i]
    return [(d, asserted_sign(evidence.statements[i], facets, d)) for d, _ in facets.signs if d not in _ABOUT_CLAIMS]
