"""Passages taken over in translation: statements in two languages that say the same thing word for word.

A sentence vector alone proposes; it puts every report of one event close together. What tells a translation from a
second account is that nearly every word has its counterpart. So each candidate is checked word by word: words are
matched by their own vectors or by their common root (*administrators*, *administradores*), rare words weigh more
(Robertson's inverse document frequency), and both sides must be covered, as BERTScore does (Zhang et al., ICLR 2020).
Thresholds were set on an English and Spanish case of 32 reports and hold for contents of a sentence's length.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing.function_words import FUNCTION_WORDS
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Statement
from secondsource.core.vetting.tracing import Passage, Reuse, ReuseKind

LEAST_WORDS = 10
"""Words of the shorter side; two short sentences on one event are alike without either being a translation."""
LEAST_PLAIN_WORDS = 6
"""Distinct words on each side that are neither function words nor names: names agree in any account."""
LEAST_COSINE = 0.53
LEAST_MATCH = 0.52
"""Mean of the weighted shares of words matched on either side, 0-1, for passages of `LONG_WORDS`."""
LEAST_SHORT_MATCH = 0.6
"""The same for shorter ones, which agree by chance more easily."""
LONG_WORDS = 16
LEAST_SIDE = 0.4
"""The smaller of the two shares: an excerpt of a longer sentence covers one side only."""
LENGTH_RATIO = 0.5
"""Shorter over longer, in words."""
BEST_KEPT = 5
"""Candidates looked at for one passage, by cosine."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+[”\"»’)]*(?=\s|$)|\n|$|[.!?…]+)")
_CUT = re.compile(r"[,;:][”\"»’]?\s+|[”»]\s+")
MOST_CUTS = 4
"""Places at which one sentence is cut."""
_CHUNK = 1024
_ROOT = 4


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence of a statement's content."""

    report: str
    language: str
    span: Span
    text: str
    words: tuple[str, ...]
    """Content words, folded."""
    names: frozenset[str]
    """Those of `words` written with a capital inside the sentence."""
    length: int


@dataclass(frozen=True, slots=True)
class _Pair:
    a: _Unit
    b: _Unit
    cosine: float
    match: float


def translated_reuse(reports: Sequence[Report], statements: Sequence[Statement], embedder: Embedder) -> list[Reuse]:
    """Return the pairs of reports that hold one passage in two languages, ordered by file, without direction.

    Args:
        reports: the folder.
        statements: what is said in them; only their contents are compared.
        embedder: must compare languages (`cross_lingual`), else nothing is found.
    """
    texts = {report.file: report.text for report in reports}
    units = _units(statements, texts)
    if not embedder.cross_lingual or len({unit.language for unit in units}) < 2:
        return []
    rarity = _rarity(units)
    near = _near(units, embedder)
    vectors = _word_vectors(near, embedder)
    checked = [_Pair(a, b, cosine, _match(a, b, rarity, vectors)) for a, b, cosine in near]
    by_reports: dict[tuple[str, str], list[_Pair]] = {}
    for pair in checked:
        long = min(pair.a.length, pair.b.length) >= LONG_WORDS
        if pair.match >= (LEAST_MATCH if long else LEAST_SHORT_MATCH):
            by_reports.setdefault((pair.a.report, pair.b.report), []).append(pair)
    found = []
    for (first, second), pairs in sorted(by_reports.items()):
        passages = _passages(pairs)
        if passages:
            found.append(_reuse(first, second, passages, pairs, texts))
    return found


def _units(statements: Sequence[Statement], texts: Mapping[str, str]) -> list[_Unit]:
    """Cut contents into sentences, and these at their commas, long enough to be told apart, each once."""
    seen: set[tuple[str, Span]] = set()
    units: list[_Unit] = []
    for statement in sorted(statements, key=lambda s: (s.report, s.content.start, -s.content.end)):
        for match in _SENTENCE.finditer(statement.content.text):
            start = statement.content.start + match.start()
            sentence = Span(start, start + len(match.group().rstrip()))
            for span in _clauses(sentence, texts[statement.report]):
                unit = _unit(statement, span, texts[statement.report])
                if (statement.report, span) not in seen and unit is not None:
                    seen.add((statement.report, span))
                    units.append(unit)
    return units


def _clauses(sentence: Span, text: str) -> list[Span]:
    """Return a sentence, its beginnings and its ends, cut at commas and closing quotation marks.

    One report quotes the whole sentence, the other leaves out the half that was told before.
    """
    cuts = [sentence.start + match.end() for match in _CUT.finditer(sentence.of(text))][:MOST_CUTS]
    ends = [Span(cut, sentence.end) for cut in cuts if cut < sentence.end]
    beginnings = [Span(sentence.start, sentence.start + len(text[sentence.start : cut].rstrip())) for cut in cuts]
    return [sentence, *ends, *beginnings]


def _unit(statement: Statement, span: Span, text: str) -> _Unit | None:
    """Return the unit at `span`, None when it is too short or mostly names."""
    found = _WORD.findall(span.of(text))
    words = [w for w in found if w.casefold() not in FUNCTION_WORDS and (len(w) > 2 or w.isdigit())]
    names = {w.casefold() for w in words if w[0].isupper() and w != found[0]}
    plain = {w.casefold() for w in words} - names
    if len(found) < LEAST_WORDS or len(plain) < LEAST_PLAIN_WORDS:
        return None
    folded = tuple(w.casefold() for w in words)
    return _Unit(statement.report, statement.language, span, span.of(text), folded, frozenset(names), len(found))


def _rarity(units: Sequence[_Unit]) -> dict[str, float]:
    """Return each word's weight, 0.1 or more: words in every passage tell nothing."""
    count = Counter(word for unit in units for word in set(unit.words))
    return {word: max(0.1, math.log(len(units) / number)) for word, number in count.items()}


def _near(units: Sequence[_Unit], embedder: Embedder) -> list[tuple[_Unit, _Unit, float]]:
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
                    if _comparable(units[a], units[b]):
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


def _comparable(a: _Unit, b: _Unit) -> bool:
    """Say whether two units can be translations by report, length and numbers alone."""
    figures_a = {word for word in a.words if word.isdigit()}
    figures_b = {word for word in b.words if word.isdigit()}
    clash = bool(figures_a) and bool(figures_b) and not figures_a & figures_b
    return a.report != b.report and min(a.length, b.length) >= LENGTH_RATIO * max(a.length, b.length) and not clash


def _word_vectors(near: Sequence[tuple[_Unit, _Unit, float]], embedder: Embedder) -> dict[str, NDArray[np.float32]]:
    """Return the vectors of all words of the candidates."""
    vocabulary = sorted({word for a, b, _ in near for word in (*a.words, *b.words)})
    return dict(zip(vocabulary, embedder.embed(vocabulary), strict=True))


def _match(a: _Unit, b: _Unit, rarity: Mapping[str, float], vectors: Mapping[str, NDArray[np.float32]]) -> float:
    """Return how far the words of two units answer one another, 0-1; 0 when one side is not covered."""
    plain_a, plain_b = _plain(a), _plain(b)
    likeness = np.stack([vectors[word] for word in plain_a]) @ np.stack([vectors[word] for word in plain_b]).T
    # Cosines of single words run from about .45 (unrelated) to .8 (a dictionary's first entry).
    likeness = np.clip((likeness - 0.45) / 0.35, 0, 1)
    for i, word in enumerate(plain_a):
        for j, other in enumerate(plain_b):
            if word == other or (len(word) > _ROOT and len(other) > _ROOT and word[:_ROOT] == other[:_ROOT]):
                likeness[i, j] = 1.0
    weight_a = np.array([rarity[word] for word in plain_a])
    weight_b = np.array([rarity[word] for word in plain_b])
    side_a = float((likeness.max(axis=1) * weight_a).sum() / weight_a.sum())
    side_b = float((likeness.max(axis=0) * weight_b).sum() / weight_b.sum())
    return (side_a + side_b) / 2 if min(side_a, side_b) >= LEAST_SIDE else 0.0


def _plain(unit: _Unit) -> list[str]:
    """Return the words that are no names: names agree in any two accounts of one event."""
    return [word for word in unit.words if word not in unit.names]


def _passages(pairs: Sequence[_Pair]) -> tuple[Passage, ...]:
    """Return the best pairs that do not overlap, by place in the first report."""
    kept: list[Passage] = []
    for pair in sorted(pairs, key=lambda p: (-p.match, p.a.span, p.b.span)):
        if not any(pair.a.span.overlaps(k.a) or pair.b.span.overlaps(k.b) for k in kept):
            kept.append(Passage(a=pair.a.span, b=pair.b.span, words=min(pair.a.length, pair.b.length)))
    return tuple(sorted(kept, key=lambda passage: (passage.a, passage.b)))


def _reuse(
    first: str, second: str, passages: tuple[Passage, ...], pairs: Sequence[_Pair], texts: Mapping[str, str]
) -> Reuse:
    """Put the value together, with the best pair as evidence."""
    best = max(pairs, key=lambda pair: (pair.match, pair.cosine))
    words = sum(passage.words for passage in passages)
    shares = tuple(round(min(1.0, words / max(1, len(_WORD.findall(texts[f])))), 4) for f in (first, second))
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
