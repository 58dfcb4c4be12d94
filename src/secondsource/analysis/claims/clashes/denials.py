"""A plain `no` to what another says, whether or not the lexicon knows what it is about.

Somebody says no; who said yes? What is refused is compared with what others say once the no is taken off it, because
a vector sees the subject and hardly the negation. Closeness alone finds too much, so signs of an answer are added:
standing beside it in one report, as news sets one voice against another; opposite predicates; a rare word that stands
under the no here and outside it there; the same name. Weights were set by logistic regression on four development
cases and rounded; they order the lines and are no probabilities.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from secondsource.analysis.claims.clashes.clash import clash, corrected, later_first, says_something
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.meaning.figures import figures_of
from secondsource.analysis.claims.meaning.plain import ASKED, UNWANTED
from secondsource.analysis.claims.meaning.refusal import refused_stems, says_no, stems_of
from secondsource.analysis.claims.meaning.stance import asserted_sign
from secondsource.core.vetting.finding import Contradiction
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Position

_NOT_FIGURE = re.compile(
    r"\b(?:not|never \w+|no|nunca \w+|jamas \w+) (\d[\d.,]*\d|\d)(?! (?:de )?[a-z]+ (?:ago|later))"
)
_NEAR_BY_FIGURE, _MOST_FIGURES = 0.28, 3
"""Cosine from which a figure said no to is the same figure, and in how many reports it is looked for."""
_BESIDE, _BESIDE_REACH, _SAME_REPORT = 0.6, 600, 0.1
"""Weight of standing side by side, the characters over which it fades, and of one report."""
_OPPOSED, _TRUTH, _REFUSED, _NAMES = 0.6, 0.3, 0.25, 0.3
_DENIES, _DOUBTS, _ONE_SPEAKER, _OWN_ACT, _MIXED = 0.15, -0.05, -0.1, -0.1, -0.15
_WITHIN, _MOST = 0.15, 2
"""How far behind the likeliest others are still listed, and how many for one denial in its report and elsewhere."""
_AS_WELL = 0.10
_SAME_REFUSAL = 0.45
"""Cosine of two refusals from which they refuse the same thing."""
_LEAST = 0.70
"""Weight from which a line is worth proposing."""
_CLOSE = 0.15
"""Less likeness than this is no common subject, whatever else speaks for it."""
_CANDIDATES = 40
"""Statements of other reports looked at for each denial: the nearest."""
_CHUNK = 256
"""Denials compared at once."""
_FIRST_RANK, _RANK = 0.8, 2.2
_OPEN = frozenset({Position.ASKS, Position.SPECULATES, Position.DOUBTS, Position.CANNOT_CONFIRM})
_AGAINST = frozenset({Position.DENIES, Position.RETRACTS, Position.CORRECTS})
_OF_TRUTH = frozenset({"genuine", "happened", "confirmed", "final", "published"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The folder's contents, folded, with their stems and how rare each stem and name is."""

    folded: Sequence[str]
    stems: Sequence[frozenset[str]]
    refused: Sequence[frozenset[str]]
    denies: Sequence[bool]
    """Whether each says no, by its words or by what its speaker does."""
    rarity: dict[str, float]


def denials(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Yield each denial with what it answers, in its own report and elsewhere, with their rank."""
    words = _read(evidence)
    by_report: dict[str, list[int]] = {}
    for i, statement in enumerate(evidence.statements):
        by_report.setdefault(statement.report, []).append(i)
    answering = [
        i
        for i, text in enumerate(words.folded)
        if words.denies[i] and not UNWANTED.search(text) and says_something(text)
    ]
    for start in range(0, len(answering), _CHUNK):
        chunk = answering[start : start + _CHUNK]
        refused = np.stack([evidence.refused.get(i, evidence.vectors[i]) for i in chunk])
        likeness = np.maximum(refused @ evidence.vectors.T, evidence.vectors[chunk] @ evidence.vectors.T)
        for i, row in zip(chunk, likeness, strict=True):
            inside = by_report[evidence.statements[i].report]
            keep = min(len(row), _CANDIDATES + len(inside))
            nearest = np.argpartition(-row, keep - 1)[:keep].tolist()
            outside = sorted(j for j in nearest if evidence.statements[j].report != evidence.statements[i].report)
            for candidates in (inside, outside):
                yield from _best(evidence, words, i, [(j, float(row[j])) for j in candidates])
    yield from _figures(evidence, words.folded)


def _best(
    evidence: Evidence, words: _Words, i: int, candidates: Sequence[tuple[int, float]]
) -> Iterable[tuple[float, Contradiction]]:
    """Yield the likeliest statements among `candidates` that `i` answers, one a speaker, if any is likely enough."""
    voices: dict[str, list[tuple[float, int]]] = {}
    for j, alike in candidates:
        if alike >= _CLOSE and _comparable(evidence, i, j) and not _both_refuse(evidence, words, i, j):
            voices.setdefault(evidence.speaker_key(j), []).append((_weight(evidence, words, i, j, alike), j))
    likeliest = sorted(((max(said)[0], key) for key, said in voices.items()), reverse=True)
    for weight, key in likeliest[:_MOST]:
        if weight < max(_LEAST, likeliest[0][0] - _WITHIN):
            break
        # Of one speaker's words that answer as well, those that appeared first.
        j = min((j for near, j in voices[key] if near >= weight - _AS_WELL), key=evidence.standing)
        why = "One says no to it"
        item = corrected(evidence, *later_first(evidence, i, j), why) or clash(evidence, i, j, why)
        yield max(_FIRST_RANK, _RANK - weight), item


def _both_refuse(evidence: Evidence, words: _Words, i: int, j: int) -> bool:
    """Say whether two statements say no to the same thing, or `j` says nothing but no."""
    if not words.denies[j]:
        return False
    if evidence.statements[j].position in _AGAINST or j not in evidence.refused or i not in evidence.refused:
        return True
    return float(evidence.refused[i] @ evidence.refused[j]) >= _SAME_REFUSAL


def _weight(evidence: Evidence, words: _Words, i: int, j: int, alike: float) -> float:
    """Weigh how likely `i` is a no to `j`."""
    one, other = evidence.statements[i], evidence.statements[j]
    a, b = evidence.facets[i], evidence.facets[j]
    weight = alike
    if one.report == other.report:
        gap = abs(one.content.start - other.content.start)
        weight += _SAME_REPORT + _BESIDE * math.exp(-gap / _BESIDE_REACH)
    opposed = {
        d
        for d in {d for d, _ in a.signs} & {d for d, _ in b.signs}
        if asserted_sign(one, a, d) != asserted_sign(other, b, d)
    }
    weight += _OPPOSED * bool(opposed - _OF_TRUTH) + _TRUTH * bool(opposed & _OF_TRUTH)
    under = words.refused[i] & (words.stems[j] - words.refused[j])
    weight += _REFUSED * min(2.0, sum(words.rarity[stem] for stem in under))
    weight += _NAMES * min(2.0, sum(words.rarity[name] for name in a.names & b.names))
    weight += _DENIES * (one.position in _AGAINST) + _DOUBTS * (one.position in _OPEN)
    weight += _ONE_SPEAKER * (evidence.speaker_key(i) == evidence.speaker_key(j))
    return weight + _OWN_ACT * ((a.act is None) != (b.act is None)) + _MIXED * words.denies[j]


def _read(evidence: Evidence) -> _Words:
    """Fold every content and count its stems and names."""
    folded = [fold(s.content.text) for s in evidence.statements]
    stems = [stems_of(text) for text in folded]
    counts: Counter[str] = Counter()
    for own, facets in zip(stems, evidence.facets, strict=True):
        counts.update(own | facets.names)
    many = math.log(max(3.0, 0.25 * len(folded)))
    return _Words(
        folded=folded,
        stems=stems,
        refused=[refused_stems(text) for text in folded],
        denies=[
            says_no(text) or s.position in _AGAINST | {Position.DOUBTS}
            for text, s in zip(folded, evidence.statements, strict=True)
        ],
        rarity={item: max(0.0, 1.0 - math.log(n) / many) for item, n in counts.items()},
    )


def _figures(evidence: Evidence, folded: Sequence[str]) -> Iterable[tuple[float, Contradiction]]:
    """Hold `2.6, not 26` against the earliest statements, one a report, that give the figure said no to."""
    for i, text in enumerate(folded):
        wrong = {f for hit in _NOT_FIGURE.finditer(text) for f in figures_of(hit[1])}
        if not wrong:
            continue
        giving = sorted(
            (
                j
                for j in range(len(folded))
                if wrong & evidence.facets[j].numbers
                and not _NOT_FIGURE.search(folded[j])
                and _comparable(evidence, i, j)
                and evidence.cosine(i, j) >= _NEAR_BY_FIGURE
            ),
            key=evidence.standing,
        )
        first = {evidence.statements[j].report: j for j in reversed(giving)}
        for j in sorted(first.values(), key=evidence.standing)[:_MOST_FIGURES]:
            why = "One says that the other's figure is not right"
            yield _FIRST_RANK, corrected(evidence, i, j, why) or clash(evidence, i, j, why)


def _comparable(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether two statements are two utterances, and the other one states something."""
    other = evidence.statements[j]
    first, second = evidence.origins[i], evidence.origins[j]
    same_report = evidence.statements[i].report == other.report
    # Beside each other in one report even what was joined may be two voices; elsewhere it is one utterance retold.
    one_utterance = i == j or (not same_report and first is not None and second is not None and first.id == second.id)
    states = other.position not in _OPEN and says_something(other.content.text)
    return states and not one_utterance and not ASKED.match(fold(other.content.text))
