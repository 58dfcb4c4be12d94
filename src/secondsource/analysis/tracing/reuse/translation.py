"""Passages taken over in translation: statements in two languages that say the same thing word for word.

Sentence vectors propose, words decide (`matching`).
Thresholds were set on an English and Spanish case of 32 reports and hold for contents of a sentence's length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing.reuse.matching import (
    LEAST_WORDS,
    WORD,
    Unit,
    WordedPair,
    comparable,
    match_of,
    passages_of,
    rarity_of,
    units_of,
    word_vectors,
)
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Statement
from secondsource.core.vetting.tracing import Passage, Reuse, ReuseKind

LEAST_COSINE = 0.53
LEAST_MATCH = 0.52
"""Mean of the weighted shares of words matched on either side, 0-1, for passages of `LONG_WORDS`."""
LEAST_SHORT_MATCH = 0.6
"""The same for shorter ones, which agree by chance more easily."""
LEAST_QUOTED_COSINE = 0.6
LEAST_QUOTED_MATCH = 0.45
"""The same where both stand in quotation marks: on four cases of other authors every such pair was one quotation."""
LONG_WORDS = 16
BEST_KEPT = 5
"""Candidates looked at for one passage, by cosine."""

_CHUNK = 1024


def translated_reuse(reports: Sequence[Report], statements: Sequence[Statement], embedder: Embedder) -> list[Reuse]:
    """Return the pairs of reports that hold one passage in two languages, ordered by file, without direction.

    Args:
        reports: the folder.
        statements: what is said in them; only their contents are compared.
        embedder: must compare languages (`cross_lingual`), else nothing is found.
    """
    texts = {report.file: report.text for report in reports}
    units = units_of(statements, texts)
    if not embedder.cross_lingual or len({unit.language for unit in units}) < 2:
        return []
    rarity = rarity_of(units)
    near = _near(units, embedder)
    vectors = word_vectors(near, embedder)
    checked = [WordedPair(a, b, cosine, match_of(a, b, rarity, vectors)) for a, b, cosine in near]
    by_reports: dict[tuple[str, str], list[WordedPair]] = {}
    for pair in checked:
        if _answers(pair):
            by_reports.setdefault((pair.a.report, pair.b.report), []).append(pair)
    found = []
    for (first, second), pairs in sorted(by_reports.items()):
        passages = passages_of(pairs)
        if passages:
            found.append(_reuse(first, second, passages, pairs, texts))
    return found


def _answers(pair: WordedPair) -> bool:
    """Say whether the words of a pair answer one another well enough for its length and its quotation marks."""
    if pair.a.quoted and pair.b.quoted and pair.cosine >= LEAST_QUOTED_COSINE and pair.match >= LEAST_QUOTED_MATCH:
        return True
    long = min(pair.a.length, pair.b.length) >= LONG_WORDS
    enough = min(pair.a.length, pair.b.length) >= LEAST_WORDS
    return enough and pair.match >= (LEAST_MATCH if long else LEAST_SHORT_MATCH)


def _near(units: Sequence[Unit], embedder: Embedder) -> list[tuple[Unit, Unit, float]]:
    """Return near units of different languages and reports, about `BEST_KEPT` a unit, ordered by file inside a pair."""
    vectors = embedder.embed([unit.text for unit in units])
    languages = sorted({unit.language for unit in units})
    found: dict[tuple[int, int], float] = {}
    for place, language in enumerate(languages):
        mine = np.array([n for n, unit in enumerate(units) if unit.language == language])
        for other in languages[place + 1 :]:
            theirs = np.array([n for n, unit in enumerate(units) if unit.language == other])
            for one, two in ((mine, theirs), (theirs, mine)):
                for a, b, cosine in _nearest(vectors, one, two):
                    if comparable(units[a], units[b]):
                        found[min(a, b), max(a, b)] = cosine
    pairs = []
    for (a, b), cosine in sorted(found.items()):
        first, second = sorted((units[a], units[b]), key=lambda unit: unit.report)
        pairs.append((first, second, cosine))
    return pairs


def _nearest(
    vectors: NDArray[np.float32], one: NDArray[np.int64], two: NDArray[np.int64]
) -> list[tuple[int, int, float]]:
    """Return for each of `one` its nearest of `two` above the least cosine; ties at the border are all kept."""
    found: list[tuple[int, int, float]] = []
    for start in range(0, len(one), _CHUNK):
        rows = one[start : start + _CHUNK]
        cosines = vectors[rows] @ vectors[two].T
        keep = min(BEST_KEPT, len(two))
        border = np.partition(cosines, len(two) - keep, axis=1)[:, len(two) - keep]
        for row, column in np.argwhere((cosines >= border[:, None] - 1e-6) & (cosines >= LEAST_COSINE)).tolist():
            found.append((int(rows[row]), int(two[column]), float(cosines[row, column])))
    return found


def _reuse(
    first: str, second: str, passages: tuple[Passage, ...], pairs: Sequence[WordedPair], texts: Mapping[str, str]
) -> Reuse:
    """Put the value together, with the best pair as evidence."""
    best = max(pairs, key=lambda pair: (pair.match, pair.cosine))
    words = sum(passage.words for passage in passages)
    shares = tuple(round(min(1.0, words / max(1, len(WORD.findall(texts[f])))), 4) for f in (first, second))
    anchors = sorted(set(best.a.words) & set(best.b.words))
    common = f"; both have {', '.join(anchors[:4])}" if anchors else ""
    said = (
        f"“{best.a.text.strip()}” and “{best.b.text.strip()}” answer one another word by word"
        f" ({round(best.match * 100)} % of the weight, likeness {best.cosine:.2f}){common}."
    )
    return Reuse(
        a=first,
        b=second,
        derived=None,
        kind=ReuseKind.TRANSLATION,
        passages=passages,
        containment=(shares[0], shares[1]),
        evidence=(said,),
    )
