"""The passages two reports share, word by word, as an editor would mark them.

Runs of equal words are found in any order (paragraphs are moved around), runs close together in both texts are
joined across small edits, and rapidfuzz counts the words that really agree inside the joined passage.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from secondsource.analysis.tracing.reuse.shingles import GROUP, Words, groups
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.tracing import Passage

LEAST_WORDS = 11
"""Words a passage shares before it counts as taken over; eight or ten in a row are often the name of an office."""
LEAST_QUOTED_WORDS = 7
"""The same inside quotation marks on both sides, where wording is kept on purpose."""
GAP = 4
"""Words that may differ between two runs of one passage (`[in the plan]`, `thus`, a changed verb)."""
LEAST_PLAIN_WORDS = 3
"""Uncapitalised words of four letters or more: a long title or a name of an office is not a copied passage."""
REPEATS = 8
"""Places at which one group of words may stand in a text; beyond, it is a refrain and would cost quadratic time."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Equal words: from word `a` of one text and word `b` of the other, `length` on."""

    a: int
    b: int
    length: int


def shared_passages(
    first: tuple[str, Words], second: tuple[str, Words], quoted: tuple[tuple[Span, ...], tuple[Span, ...]]
) -> tuple[Passage, ...]:
    """Return what two texts share, ordered by place in the first.

    Args:
        first: text and its words.
        second: the other text and its words, numbered by the same table.
        quoted: places inside quotation marks, of the first and of the second text.
    """
    passages: list[Passage] = []
    for chain in _joined(_runs(first[1], second[1])):
        passage = _passage(chain, first[1], second[1])
        needed = LEAST_WORDS
        if _inside(passage.a, quoted[0]) and _inside(passage.b, quoted[1]):
            needed = LEAST_QUOTED_WORDS
        if passage.words >= needed and _plain_words(passage.a.of(first[0])) >= LEAST_PLAIN_WORDS:
            passages.append(passage)
    return tuple(_apart(passages))


def containment(passages: tuple[Passage, ...], first: Words, second: Words) -> tuple[float, float]:
    """Return the shares of each text's words that lie in shared passages, 0-1 each."""
    shared = sum(passage.words for passage in passages)
    return (
        round(min(1.0, shared / max(1, len(first.spans))), 4),
        round(min(1.0, shared / max(1, len(second.spans))), 4),
    )


def _runs(first: Words, second: Words) -> list[_Run]:
    """Return the longest runs of equal words, at least a group long, ordered by place."""
    mine, theirs = groups(first.codes), groups(second.codes)
    order = np.argsort(theirs, kind="stable")
    low = np.searchsorted(theirs[order], mine, side="left")
    high = np.searchsorted(theirs[order], mine, side="right")
    count = np.minimum(high - low, REPEATS)
    if not count.any():
        return []
    a = np.repeat(np.arange(len(mine)), count)
    b = order[np.repeat(low, count) + np.arange(len(a)) - np.repeat(np.cumsum(count) - count, count)]
    # Groups that follow one another on one diagonal (b - a) are one run.
    line = np.lexsort((a, b - a))
    a, b = a[line], b[line]
    starts = np.flatnonzero(np.r_[True, (np.diff(b - a) != 0) | (np.diff(a) != 1)])
    lengths = np.diff(np.r_[starts, len(a)]) + GROUP - 1
    found = zip(a[starts].tolist(), b[starts].tolist(), lengths.tolist(), strict=True)
    return sorted((_Run(*run) for run in found), key=lambda run: (run.a, run.b))


def _joined(runs: list[_Run]) -> list[list[_Run]]:
    """Chain runs that follow one another closely in both texts."""
    chains: list[list[_Run]] = []
    for run in runs:
        for chain in reversed(chains[-REPEATS:]):
            last = chain[-1]
            step_a, step_b = run.a - (last.a + last.length), run.b - (last.b + last.length)
            if -GROUP < step_a <= GAP and -GROUP < step_b <= GAP and run.a > last.a and run.b > last.b:
                chain.append(run)
                break
        else:
            chains.append([run])
    return chains


def _passage(chain: list[_Run], first: Words, second: Words) -> Passage:
    """Return the stretch a chain covers and the words that agree in it."""
    a_from, b_from = chain[0].a, chain[0].b
    a_to = max(run.a + run.length for run in chain)
    b_to = max(run.b + run.length for run in chain)
    if len(chain) == 1:
        words = chain[0].length
    else:
        words = LCSseq.similarity(first.codes[a_from:a_to].tolist(), second.codes[b_from:b_to].tolist())
    return Passage(
        a=Span(first.spans[a_from].start, first.spans[a_to - 1].end),
        b=Span(second.spans[b_from].start, second.spans[b_to - 1].end),
        words=words,
    )


def _apart(passages: list[Passage]) -> list[Passage]:
    """Keep the longest of passages that overlap in either text, ordered by place in the first."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (-p.words, p.a, p.b)):
        if not any(passage.a.overlaps(other.a) or passage.b.overlaps(other.b) for other in kept):
            kept.append(passage)
    return sorted(kept, key=lambda p: (p.a, p.b))


def _inside(span: Span, places: tuple[Span, ...]) -> bool:
    """Say whether `span` lies in one of `places`."""
    return any(place.contains(span) for place in places)


def _plain_words(text: str) -> int:
    """Count the words of four letters or more that begin with a small letter."""
    return sum(1 for word in text.split() if len(word) >= 4 and word[0].islower())
