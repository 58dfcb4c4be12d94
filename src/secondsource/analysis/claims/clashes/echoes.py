"""Each pair of positions once: what tells a line again that is listed already stands behind all that do not.

An editor reads the first lines. A hundred relays of one quarrel would fill them, so that a line is put back whose two
sides say what both sides of an earlier line say, and so is one more line about a statement or two speakers that have
had their share. Pairs that cannot clash at all are left out here too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from secondsource.analysis.claims.clashes.clash import holds, says_something
from secondsource.analysis.claims.evidence import Evidence
from secondsource.core.vetting.finding import Contradiction
from secondsource.core.vetting.folding import fold

_NO = re.compile(r"\b(?:not|no|never|nobody|none|nothing|nunca|jamas|nadie|nada|ningun\w*|ni|nor)\b|n't\b")
_ECHO = 0.75
"""Cosine from which both sides of two lines say the same."""
_MOST_FOR_ONE, _MOST_FOR_TWO = 6, 4
"""Lines in which one statement stands, and about the same two speakers, before the others are listed."""
_REPEATED = 0.70
"""Cosine from which two contents say the same, up to what figures and a no change."""


def without_echoes(
    evidence: Evidence, ranked: Sequence[tuple[float, Contradiction]], most: int
) -> tuple[Contradiction, ...]:
    """Put each pair of positions once, and behind all of them the pairs that only tell one of these again.

    Args:
        evidence: what the pairs are about.
        ranked: the pairs, most telling first.
        most: how many are wanted; whatever comes after so many different ones is not looked at.
    """
    place = {s.id: i for i, s in enumerate(evidence.statements)}
    seen: set[frozenset[str]] = set()
    first: list[Contradiction] = []
    echoes: list[Contradiction] = []
    shown: list[tuple[int, int]] = []
    voices: Counter[frozenset[str]] = Counter()
    lines: Counter[int] = Counter()
    for _, item in ranked:
        if len(first) == most:
            break
        pair = frozenset((item.a, item.b))
        i, j = place[item.a], place[item.b]
        if pair in seen or len(pair) < 2 or not _comparable(evidence, i, j):
            continue
        seen.add(pair)
        both = frozenset((evidence.speaker_key(i), evidence.speaker_key(j)))
        told = voices[both] >= _MOST_FOR_TWO or any(_echoes(evidence, (i, j), other) for other in shown)
        told = told or max(lines[i], lines[j]) >= _MOST_FOR_ONE
        voices[both] += 1
        lines.update((i, j))
        (echoes if told else first).append(item)
        shown.extend([] if told else [(i, j)])
    return tuple((first + echoes)[:most])


def _echoes(evidence: Evidence, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two pairs hold the same two positions against each other."""
    return any(_same(evidence, one[0], k) and _same(evidence, one[1], m) for k, m in (other, other[::-1]))


def _same(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether two statements say the same, or are cut from the same words."""
    return i == j or evidence.cosine(i, j) >= _ECHO or holds(evidence, i, j) or holds(evidence, j, i)


def _comparable(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether two statements can clash at all: each says something, and not both the same thing."""
    a, b = evidence.statements[i], evidence.statements[j]
    if a.report == b.report and a.content.span.overlaps(b.content.span):
        return False  # cut from the same words: a sentence does not contradict itself
    if not (says_something(a.content.text) and says_something(b.content.text)):
        return False
    return not _repeated(evidence, i, j)


def _repeated(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether two statements repeat one another: nearly the same content, with a no in both or in neither."""
    a, b = evidence.facets[i], evidence.facets[j]
    same_turn = len({bool(_NO.search(fold(evidence.statements[k].content.text))) for k in (i, j)}) == 1
    same_figures = a.numbers == b.numbers
    return evidence.cosine(i, j) >= _REPEATED and same_turn and same_figures and a.act is b.act
