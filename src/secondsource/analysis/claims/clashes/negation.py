"""A plain `no` to what another says in the same words: a negated rare word, or a figure that is not the right one.

The lexicon knows common predicates only. Where it knows none, the words themselves still tell: one speaker says that no
such thing exists or was done, another speaks of that thing as there. Only words that few statements of the folder use
are held against each other, and only near statements, because a negation turns one clause and not the whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from secondsource.analysis.claims.clashes.clash import clash, corrected
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.meaning.facets import figures_of, fold
from secondsource.analysis.claims.meaning.plain import ASKED, UNWANTED
from secondsource.core.vetting.finding import Contradiction
from secondsource.core.vetting.statement import Position

_STEM, _SHORTEST = 5, 5
"""Letters of a stem, and of the shortest word that has one."""
_NO = re.compile(r"\b(?:no|not|never|nunca|jamas|ningun[ao]?)\b|n't\b")
_EMPTY = re.compile(r"(?:nadie|ningun\w*|nunca|jamas|nobody|nothing|never|about|there|their|which|desde|sobre|entre)$")
"""Words that name nothing."""
_REACH = re.compile(r"[^,.;:!?«»\"“”]{0,60}")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_FIGURE = re.compile(
    r"\b(?:not|never \w+|no|nunca \w+|jamas \w+) (\d[\d.,]*\d|\d)(?! (?:de )?[a-z]+ (?:ago|later))"
)
_FEW = 6
"""Statements up to which a word is rare."""
_NEAR, _NEAR_BY_TWO, _NEAR_BY_FIGURE = 0.34, 0.26, 0.28
"""Cosine from which two statements are about one thing: by one shared rare word, by two, by the figure said no to."""
_FIRST_RANK, _FAINT_RANK = 1.0, 1.9
_OPEN = frozenset({Position.ASKS, Position.SPECULATES, Position.DOUBTS, Position.CANNOT_CONFIRM})


def negations(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Yield pairs of statements of which one says no to a rare word or a figure of the other, with their rank."""
    folded = [fold(s.content.text) for s in evidence.statements]
    refused = [_refused(text) for text in folded]
    holding: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(folded):
        for stem in _stems(text):
            holding[stem].append(i)
    for i, text in enumerate(folded):
        if evidence.statements[i].position in _OPEN or UNWANTED.search(text) or evidence.facets[i].act is not None:
            continue
        shared: dict[int, int] = defaultdict(int)
        for stem in sorted(refused[i]):
            if len(holding[stem]) <= _FEW:
                for j in holding[stem]:
                    shared[j] += stem not in refused[j]
        near = [
            j
            for j, n in shared.items()
            if n
            and evidence.speaker_key(i) != evidence.speaker_key(j)
            and _comparable(evidence, i, j)
            and _close(evidence, i, j, n)
        ]
        if near:
            best = max(near, key=lambda j: (evidence.cosine(i, j), -j))
            yield _FAINT_RANK - evidence.cosine(i, best), _worded(evidence, i, best, "One says no to it")
    yield from _figures(evidence, folded)


def _figures(evidence: Evidence, folded: list[str]) -> Iterable[tuple[float, Contradiction]]:
    """Hold `2.6, not 26` against the earliest statement that gives the figure said no to."""
    for i, text in enumerate(folded):
        wrong = {f for hit in _NOT_FIGURE.finditer(text) for f in figures_of(hit[1])}
        if not wrong:
            continue
        giving = [
            j
            for j in range(len(folded))
            if wrong & evidence.facets[j].numbers
            and not _NOT_FIGURE.search(folded[j])
            and _comparable(evidence, i, j)
            and evidence.cosine(i, j) >= _NEAR_BY_FIGURE
        ]
        if giving:
            first = min(giving, key=evidence.standing)
            yield _FIRST_RANK, _worded(evidence, i, first, "One says that the other's figure is not right")


def _refused(text: str) -> frozenset[str]:
    """Return the stems a negation of `text` governs, up to the end of its clause."""
    return frozenset(
        s for hit in _NO.finditer(text) if (reach := _REACH.match(text, hit.end())) for s in _stems(reach[0])
    )


def _stems(text: str) -> frozenset[str]:
    """Return the stems of the longer words of `text`."""
    return frozenset(w[:_STEM] for w in _WORD.findall(text) if len(w) >= _SHORTEST and not _EMPTY.match(w))


def _comparable(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether two statements are two utterances, and the other one states something."""
    other = evidence.statements[j]
    first, second = evidence.origins[i], evidence.origins[j]
    one_utterance = i == j or (first is not None and second is not None and first.id == second.id)
    return not (one_utterance or other.position in _OPEN or ASKED.match(fold(other.content.text)))


def _close(evidence: Evidence, i: int, j: int, shared: int) -> bool:
    """Say whether two statements lie as close as their shared words ask for."""
    return evidence.cosine(i, j) >= (_NEAR if shared == 1 else _NEAR_BY_TWO)


def _worded(evidence: Evidence, i: int, j: int, why: str) -> Contradiction:
    """Word a pair as a correction where the same voice says it later, else as a contradiction."""
    return corrected(evidence, i, j, why) or clash(evidence, i, j, why)
