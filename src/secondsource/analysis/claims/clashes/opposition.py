"""Statements of different reports that answer one question in opposite ways, whatever claims they were grouped into.

Vectors of a denial and of what it denies are seldom close, so claims are not enough: here every two statements that
speak of the same predicate with opposite signs are held against each other, and every denial by somebody against what
others say about that very person or body. Of all relays of two utterances the one that stands side by side in a report
is taken, else the earliest; the most telling come first.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from secondsource.analysis.claims.clashes.clash import clash, corrected
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.meaning.plain import ASKED
from secondsource.analysis.claims.meaning.stance import asserted_sign
from secondsource.core.vetting.finding import Contradiction
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Form, Position, SpeakerKind, Statement

_ABOUT_CLAIMS = frozenset({"confirmed", "final", "knew", "published"})
"""Dimensions too general to be held against each other between reports."""
_TRUTH = frozenset({"genuine", "happened"})
_OF_WHAT = 0.12
"""Less for what is true or false of anything: two statements may well speak of different things."""
_SIDE = 150
"""Statements of one side that are compared, of a dimension or of one denial; beyond that they relay each other."""
_LEAST = 0.28
"""Weight from which two opposite statements are worth a line."""
_SHARED_NAME, _SHARED_STEM, _SAME_REPORT, _BOTH_TURNED = 0.08, 0.05, 0.10, 0.12
_MOST_BESIDE_COSINE = 0.2 + 0.15 + _SAME_REPORT + _BOTH_TURNED + 0.12 + 0.10 + 1e-6
"""All that `_alike` can add to a cosine, so that pairs that cannot reach `_LEAST` need not be weighed."""
_OPEN = frozenset({Position.ASKS, Position.SPECULATES})
_UNSURE = frozenset({Position.DOUBTS, Position.CANNOT_CONFIRM})
_FOREBODING = frozenset({Position.WARNS, Position.ANNOUNCES_THREAT})
_FIRST_PERSON_NO = re.compile(
    r"\b(?:i|we) (?:\w+ ){0,2}(?:not|never|no)\b|\b(?:i|we) \w+n't\b|\bmy \w+ (?:\w+ )?not\b|"
    r"\b(?:nunca|jamas|no) (?:he|hemos|tengo|tenemos|recibi|conozco|hice|soy|somos|cobre|fui|estuve)\b|"
    r"\bnothing to do with\b"
)
_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑ][^\W\d_]{2,}")
_KIN = re.compile(
    r"\b(?:mother|father|wife|husband|widow|sister|brother|daughter|parents|madre|padre|esposa|esposo|marido|viuda|"
    r"hermana|hermano|hija|hijo)\b"
)
_NOT_CHARGING = _UNSURE | _OPEN | {Position.DENIES, Position.RETRACTS}
_OWN = 0.10
_MOST_FOR_ONE = 7
"""Lines in which one statement may stand."""
_SECOND_SHOWING = 0.10
_FEW, _EVERYWHERE = 6, 0.12
"""Statements, or share of statements, from which a name or stem tells nothing: it is the story's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two opposite statements with the weight they have as a contradiction."""

    weight: float
    i: int
    j: int
    """`i` is the one that says no."""
    why: str


def oppositions(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Yield opposite statements with their weight: the earliest of each two speakers, and those side by side."""
    answers: dict[tuple[str, str, str], list[_Pair]] = defaultdict(list)
    for pair in [*_opposite_signs(evidence), *_own_denials(evidence)]:
        answers[evidence.speaker_key(pair.i), evidence.speaker_key(pair.j), pair.why].append(pair)
    used: Counter[int] = Counter()
    for pairs in sorted(answers.values(), key=lambda ps: (-max(p.weight for p in ps), ps[0].i, ps[0].j)):
        for weight, pair in _told(evidence, pairs):
            if max(used[pair.i], used[pair.j]) < _MOST_FOR_ONE:
                used.update((pair.i, pair.j))
                yield weight, _worded(evidence, pair)


def _told(evidence: Evidence, pairs: Sequence[_Pair]) -> Iterable[tuple[float, _Pair]]:
    """Choose the relays to show: those that appeared first, and the clearest that stand side by side in one report."""
    best = max(p.weight for p in pairs)
    earliest = min(pairs, key=lambda p: (evidence.standing(p.i)[:2], evidence.standing(p.j)[:2], -p.weight, p.i, p.j))
    beside = [p for p in pairs if evidence.statements[p.i].report == evidence.statements[p.j].report]
    yield best, earliest
    if beside:
        clearest = max(beside, key=lambda p: (p.weight, -p.i, -p.j))
        if clearest is not earliest:
            yield best - _SECOND_SHOWING, clearest


def _root(evidence: Evidence, i: int) -> str:
    """Return the utterance a statement relays."""
    origin = evidence.origins[i]
    return origin.id if origin else evidence.statements[i].id


def _opposite_signs(evidence: Evidence) -> Iterable[_Pair]:
    """Hold every yes to a predicate against every no to it."""
    yes: dict[str, list[int]] = defaultdict(list)
    no: dict[str, list[int]] = defaultdict(list)
    for i, statement in enumerate(evidence.statements):
        if statement.position in _OPEN or ASKED.match(fold(statement.content.text)):
            continue
        for dimension, _ in evidence.facets[i].signs:
            if dimension in _ABOUT_CLAIMS:
                continue
            sign = -1 if statement.position in _UNSURE else asserted_sign(statement, evidence.facets[i], dimension)
            (yes if sign > 0 else no)[dimension].append(i)
    spread = _spread(evidence)
    for dimension in sorted(set(yes) & set(no)):
        sides = [sorted(side[dimension], key=evidence.standing)[:_SIDE] for side in (no, yes)]
        cosines = evidence.vectors[sides[0]] @ evidence.vectors[sides[1]].T
        # What everybody speaks of tells less: two statements on a rare question are sooner about one event.
        rarity = 0.10 * max(0.0, 2.0 - math.log10(len(sides[0]) * len(sides[1]) + 1.0))
        for row, column in np.argwhere(cosines >= _LEAST - rarity - _MOST_BESIDE_COSINE).tolist():
            i, j = sides[0][row], sides[1][column]
            weight = rarity + _alike(evidence, i, j, float(cosines[row, column]), spread)
            weight -= _OF_WHAT * (dimension in _TRUTH)
            if weight >= _LEAST and not _one_utterance(evidence, i, j):
                yield _Pair(weight=weight, i=i, j=j, why=f"Opposite answers ({dimension}: no and yes)")


def _alike(evidence: Evidence, i: int, j: int, cosine: float, spread: dict[str, float]) -> float:
    """Weigh how surely two statements are about one thing and meant as facts."""
    a, b = evidence.facets[i], evidence.facets[j]
    one, other = evidence.statements[i], evidence.statements[j]
    names = sum(spread.get(n, 0.0) for n in a.names & b.names)
    stems = sum(spread.get(s, 0.0) for s in a.words & b.words)
    weight = cosine + min(0.2, _SHARED_NAME * names) + min(0.15, _SHARED_STEM * stems)
    weight += _SAME_REPORT * (one.report == other.report)
    weight += _BOTH_TURNED * (len({d for d, s in a.signs if b.sign(d) == -s}) > 1)
    weight += 0.12 * (one.position is Position.DENIES)
    weight += 0.05 * sum(evidence.speaker_kind(k) in {SpeakerKind.PERSON, SpeakerKind.ORGANISATION} for k in (i, j))
    weight -= 0.05 * sum(s.position in _FOREBODING for s in (one, other))
    weight -= 0.10 * (one.position in _UNSURE)
    weight -= 0.10 * sum(evidence.facets[k].act is not None for k in (i, j))
    return weight - 0.05 * sum(s.form is Form.OWN_VOICE for s in (one, other))


def _spread(evidence: Evidence) -> dict[str, float]:
    """Return how telling each name and stem is: 0 when it runs through the folder, 1 when few use it."""
    counts: Counter[str] = Counter()
    for facets in evidence.facets:
        counts.update(facets.names | facets.words)
    many = max(_FEW, _EVERYWHERE * len(evidence.facets))
    return {item: max(0.0, 1.0 - n / many) for item, n in counts.items()}


def _one_utterance(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether two statements are one utterance told twice, or one speaker on one day in one report."""
    if _root(evidence, i) == _root(evidence, j):
        return True
    one, other = evidence.statements[i], evidence.statements[j]
    same = evidence.speaker_key(i) == evidence.speaker_key(j)
    return same and (one.report == other.report or evidence.date_of(i) == evidence.date_of(j))


def _own_denials(evidence: Evidence) -> Iterable[_Pair]:
    """Hold what somebody denies of themselves against what others say of them."""
    spread = _spread(evidence)
    naming: dict[str, list[int]] = defaultdict(list)
    for j, facets in enumerate(evidence.facets):
        for name in facets.names:
            naming[name].append(j)
    for i, statement in enumerate(evidence.statements):
        if evidence.facets[i].act is not None or not _denies_of_itself(statement):
            continue
        names = {fold(n) for n in _NAME.findall(f"{evidence.speaker_name(i)} {statement.speaker.name}")}
        about = {j for n in names if spread.get(n, 0.0) > 0.0 for j in naming[n]}
        about |= _kin(evidence, i)
        for j in _nearest(evidence, i, sorted(about)):
            other = evidence.statements[j]
            same = evidence.speaker_key(i) == evidence.speaker_key(j) or _root(evidence, i) == _root(evidence, j)
            if same or evidence.facets[j].negative or other.position in _NOT_CHARGING:
                continue
            told = max((spread.get(n, 0.0) for n in names & evidence.facets[j].names), default=1.0)
            weight = _OWN * told + _alike(evidence, i, j, evidence.cosine(i, j), spread)
            yield _Pair(weight=weight, i=i, j=j, why="One denies what the other says of it")


def _nearest(evidence: Evidence, i: int, others: list[int]) -> list[int]:
    """Return the `_SIDE` others most like statement `i`, in their own order; all where there are no more."""
    if len(others) <= _SIDE:
        return others
    cosines = evidence.vectors[others] @ evidence.vectors[i]
    return [others[place] for place in sorted(np.argpartition(-cosines, _SIDE)[:_SIDE].tolist())]


def _denies_of_itself(statement: Statement) -> bool:
    """Say whether somebody denies something, or says no in the first person."""
    if statement.position is Position.DENIES:
        return True
    return bool(_FIRST_PERSON_NO.search(fold(statement.content.text)))


def _kin(evidence: Evidence, i: int) -> set[int]:
    """Return the statements of the same report that speak of somebody as the speaker of `i` is described there."""
    statement = evidence.statements[i]
    described = _KIN.search(fold(statement.speaker.name))
    if not described:
        return set()
    same = (j for j, other in enumerate(evidence.statements) if other.report == statement.report)
    return {j for j in same if j != i and described[0] in fold(evidence.statements[j].content.text)}


def _worded(evidence: Evidence, pair: _Pair) -> Contradiction:
    """Word a pair: a correction where the outlet or speaker of the claim carries the later denial, else contradicts."""
    return corrected(evidence, pair.i, pair.j, pair.why) or clash(evidence, pair.i, pair.j, pair.why)
