"""Passages taken over in one language with some words changed: `held up` for `delayed`, a clause left out.

Copying is found by equal words; a paraphrase of one sentence has few in a row. It is told from a second account of the
same event as a translation is: by nearly every word having its counterpart. Only whole sentences of what is said are
compared, and the bar is higher than between languages, where the words themselves cannot be equal.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from rapidfuzz.distance import LCSseq

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing.reuse.matching import (
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
from secondsource.core.vetting.tracing import Reuse, ReuseKind

LEAST_COSINE = 0.65
LEAST_MATCH = 0.66
"""Mean of the weighted shares of words matched on either side, 0-1."""
LEAST_ORDERED = 0.65
"""Share of the shorter side's words that both have in the same order: two accounts of one thing arrange it anew."""
BEST_KEPT = 5
"""Candidates looked at for one passage, by cosine."""
_CHUNK = 1024
_REWORDED = "say one thing in nearly the same words"


def reworded_reuse(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    embedder: Embedder,
    known: Collection[tuple[str, str]],
) -> list[Reuse]:
    """Return the pairs of reports that hold one sentence in other words, ordered by file, without direction.

    Args:
        reports: the folder.
        statements: what is said in them; only their contents are compared.
        embedder: must be a model of meaning (`cross_lingual`), else nothing is found.
        known: pairs of files, in order, whose shared text is known already.
    """
    if not embedder.cross_lingual:
        return []
    texts = {report.file: report.text for report in reports}
    units = units_of(statements, texts, clauses=False)
    near = [(a, b, cosine) for a, b, cosine in _near(units, embedder) if (a.report, b.report) not in known]
    rarity, vectors = rarity_of(units), word_vectors(near, embedder)
    by_reports: dict[tuple[str, str], list[WordedPair]] = {}
    for a, b, cosine in near:
        match = match_of(a, b, rarity, vectors)
        if match >= LEAST_MATCH and _ordered(a, b) >= LEAST_ORDERED:
            by_reports.setdefault((a.report, b.report), []).append(WordedPair(a, b, cosine, match))
    found = []
    for (first, second), pairs in sorted(by_reports.items()):
        passages = passages_of(pairs)
        best = max(pairs, key=lambda pair: (pair.match, pair.cosine))
        words = sum(passage.words for passage in passages)
        shares = [round(min(1.0, words / max(1, len(WORD.findall(texts[file])))), 4) for file in (first, second)]
        said = (
            f"“{best.a.text.strip()}” and “{best.b.text.strip()}” {_REWORDED}"
            f" ({round(best.match * 100)} % of the weight, likeness {best.cosine:.2f})."
        )
        found.append(
            Reuse(
                a=first,
                b=second,
                derived=None,
                kind=ReuseKind.VERBATIM,
                passages=passages,
                containment=(shares[0], shares[1]),
                evidence=(said,),
            )
        )
    return found


def is_reworded(pair: Reuse) -> bool:
    """Say whether a pair was found here: it shows dependence, and not by itself that the speakers are one."""
    return _REWORDED in pair.evidence[0]


def _ordered(a: Unit, b: Unit) -> float:
    """Return the share of the shorter unit's words found in the other in the same order, 0-1."""
    one, two = ([word.casefold() for word in WORD.findall(unit.text)] for unit in (a, b))
    return LCSseq.similarity(one, two) / max(1, min(len(one), len(two)))


def _near(units: Sequence[Unit], embedder: Embedder) -> list[tuple[Unit, Unit, float]]:
    """Return near units of one language and two reports, about `BEST_KEPT` a unit, ordered by file inside a pair."""
    found: dict[tuple[int, int], float] = {}
    for language in sorted({unit.language for unit in units}):
        mine = [number for number, unit in enumerate(units) if unit.language == language]
        vectors = embedder.embed([units[number].text for number in mine])
        homes = np.unique([units[number].report for number in mine], return_inverse=True)[1]
        for start in range(0, len(mine), _CHUNK):
            cosines = vectors[start : start + _CHUNK] @ vectors.T
            cosines[homes[start : start + _CHUNK, None] == homes[None, :]] = -1.0
            keep = min(BEST_KEPT, len(mine))
            border = np.partition(cosines, len(mine) - keep, axis=1)[:, len(mine) - keep]
            for row, column in np.argwhere((cosines >= border[:, None]) & (cosines >= LEAST_COSINE)).tolist():
                one, two = mine[start + row], mine[column]
                if comparable(units[one], units[two]):
                    found[min(one, two), max(one, two)] = float(cosines[row, column])
    pairs = []
    for (a, b), cosine in sorted(found.items()):
        first, second = sorted((units[a], units[b]), key=lambda unit: unit.report)
        pairs.append((first, second, cosine))
    return pairs
