"""Whether two passages answer one another word by word, in one language or in two.

A sentence vector alone proposes; it puts every report of one event close together. What tells a passage taken over
from a second account is that nearly every word has its counterpart. Words are matched by their own vectors or by their
common root (*administrators*, *administradores*), rare words weigh more (Robertson's inverse document frequency), and
both sides must be covered, as BERTScore does (Zhang et al., ICLR 2020).
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
from secondsource.analysis.tracing.reuse.quotations import quoted_spans
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Statement
from secondsource.core.vetting.tracing import Passage

LEAST_WORDS = 10
"""Words of the shorter side; two short sentences on one event are alike without either being a translation."""
LEAST_PLAIN_WORDS = 6
"""Distinct words on each side that are neither function words nor names: names agree in any account."""
LEAST_QUOTED_WORDS = 6
"""Words of the shorter side where both stand in quotation marks: what is quoted is kept or translated on purpose."""
LEAST_PLAIN_QUOTED = 3
LEAST_SIDE = 0.4
"""The smaller of the two shares: an excerpt of a longer sentence covers one side only."""
LENGTH_RATIO = 0.5
"""Shorter over longer, in words."""

WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+[”\"»’)]*(?=\s|$)|\n|$|[.!?…]+)")
_CUT = re.compile(r"[,;:][”\"»’]?\s+|[”»]\s+")
MOST_CUTS = 4
"""Places at which one sentence is cut."""
_ROOT = 4


@dataclass(frozen=True, slots=True)
class Unit:
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
    quoted: bool = False
    """Whether it stands in quotation marks."""


@dataclass(frozen=True, slots=True)
class WordedPair:
    """Two units that may be one passage."""

    a: Unit
    b: Unit
    cosine: float
    """Of their vectors."""
    match: float
    """How far their words answer one another, 0-1."""


def units_of(statements: Sequence[Statement], texts: Mapping[str, str], *, clauses: bool = True) -> list[Unit]:
    """Cut contents into sentences, and with `clauses` these at their commas, long enough to tell apart, each once."""
    seen: set[tuple[str, Span]] = set()
    units: list[Unit] = []
    quoted = {file: quoted_spans(texts[file]) for file in {statement.report for statement in statements}}
    for statement in sorted(statements, key=lambda s: (s.report, s.content.start, -s.content.end)):
        for match in _SENTENCE.finditer(statement.content.text):
            start = statement.content.start + match.start()
            sentence = Span(start, start + len(match.group().rstrip()))
            for span in _clauses(sentence, texts[statement.report]) if clauses else [sentence]:
                unit = _unit(statement, span, texts[statement.report], quoted[statement.report])
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


def _unit(statement: Statement, span: Span, text: str, quoted: Sequence[Span]) -> Unit | None:
    """Return the unit at `span`, None when it is too short or mostly names."""
    inside = any(place.start <= span.start + 2 and span.end - 2 <= place.end for place in quoted)
    found = WORD.findall(span.of(text))
    words = [w for w in found if w.casefold() not in FUNCTION_WORDS and (len(w) > 2 or w.isdigit())]
    names = {w.casefold() for w in words if w[0].isupper() and w != found[0]}
    plain = {w.casefold() for w in words} - names
    least, least_plain = (LEAST_QUOTED_WORDS, LEAST_PLAIN_QUOTED) if inside else (LEAST_WORDS, LEAST_PLAIN_WORDS)
    if len(found) < least or len(plain) < least_plain:
        return None
    folded = tuple(w.casefold() for w in words)
    return Unit(statement.report, statement.language, span, span.of(text), folded, frozenset(names), len(found), inside)


def rarity_of(units: Sequence[Unit]) -> dict[str, float]:
    """Return each word's weight, 0.1 or more: words in every passage tell nothing."""
    count = Counter(word for unit in units for word in set(unit.words))
    return {word: max(0.1, math.log(len(units) / number)) for word, number in count.items()}


def comparable(a: Unit, b: Unit) -> bool:
    """Say whether two units can be translations by report, length and numbers alone."""
    figures_a = {word for word in a.words if word.isdigit()}
    figures_b = {word for word in b.words if word.isdigit()}
    clash = bool(figures_a) and bool(figures_b) and not figures_a & figures_b
    both = a.quoted and b.quoted
    long = both or (
        min(a.length, b.length) >= LEAST_WORDS and min(_plain_count(a), _plain_count(b)) >= LEAST_PLAIN_WORDS
    )
    return (
        long
        and a.report != b.report
        and min(a.length, b.length) >= LENGTH_RATIO * max(a.length, b.length)
        and not clash
    )


def _plain_count(unit: Unit) -> int:
    return len(set(unit.words) - unit.names)


def word_vectors(near: Sequence[tuple[Unit, Unit, float]], embedder: Embedder) -> dict[str, NDArray[np.float32]]:
    """Return the vectors of all words of the candidates."""
    vocabulary = sorted({word for a, b, _ in near for word in (*a.words, *b.words)})
    return dict(zip(vocabulary, embedder.embed(vocabulary), strict=True))


def match_of(a: Unit, b: Unit, rarity: Mapping[str, float], vectors: Mapping[str, NDArray[np.float32]]) -> float:
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


def _plain(unit: Unit) -> list[str]:
    """Return the words that are no names: names agree in any two accounts of one event."""
    return [word for word in unit.words if word not in unit.names]


def passages_of(pairs: Sequence[WordedPair]) -> tuple[Passage, ...]:
    """Return the best pairs that do not overlap, by place in the first report."""
    kept: list[Passage] = []
    for pair in sorted(pairs, key=lambda p: (-p.match, p.a.span, p.b.span)):
        if not any(pair.a.span.overlaps(k.a) or pair.b.span.overlaps(k.b) for k in kept):
            kept.append(Passage(a=pair.a.span, b=pair.b.span, words=min(pair.a.length, pair.b.length)))
    return tuple(sorted(kept, key=lambda passage: (passage.a, passage.b)))
