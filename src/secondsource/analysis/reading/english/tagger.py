"""Finds English attributions with a small transformer: source, cue and content, word by word.

MiniLM (Wang et al., NeurIPS 2020), fine-tuned on attribution relations in political news (PolNeAR, Newell et al.,
LREC 2018), in 8-bit integers. It needs no parser and no network, and every find is a proposal with offsets.
`weights/PROVENANCE.md` says how it was trained.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from secondsource.analysis.reading.english.decoding import (
    Floats,
    Ints,
    Role,
    WordSpan,
    best_labels,
    cut_spans,
    posteriors,
)
from secondsource.analysis.reading.english.linker import Link
from secondsource.analysis.reading.english.pieces import Pieces, cut_pieces, cut_windows, fill_window
from secondsource.analysis.reading.english.trained import SHIPPED, Weights, read_weights
from secondsource.analysis.reading.quotation import quotations
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form

SHARED = 40
"""Pieces that neighbouring windows share; more of them give more context and cost more time."""

_MOSTLY = 0.9


class Tagger:
    """A loaded model. Safe to use from several threads; loading takes some tenths of a second."""

    def __init__(self, weights: Weights, threads: int = 1) -> None:
        """Make a session; see `load`."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph is written as it shall run; fusing its additions and norms would make it slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._weights = weights
        self._session = onnxruntime.InferenceSession(weights.model, options, providers=["CPUExecutionProvider"])

    @classmethod
    def load(cls, weights: Path | None = None, threads: int = 1) -> Tagger:
        """Load trained weights.

        Args:
            weights: a folder with a manifest; None for those shipped with the package.
            threads: processor cores that one report may use.

        Raises:
            InputError: `tagger-weights-missing`.
            IntegrityError: `tagger-weights-changed`.
        """
        return cls(read_weights(SHIPPED if weights is None else weights), threads)

    @property
    def version(self) -> str:
        """First digits of the hash over all trained files; changes when any of them does."""
        return self._weights.version

    def attributions(self, text: str, paragraphs: Sequence[Span]) -> list[Attribution]:
        """Return the attributions found in a report, in the order of their contents.

        Args:
            text: the report's text.
            paragraphs: its paragraphs in order; no attribution runs over a paragraph's end.
        """
        pieces = cut_pieces(text, paragraphs, self._weights.tokenizer)
        if len(pieces) == 0:
            return []
        emissions = self._emissions(pieces)
        firsts = np.flatnonzero(pieces.word_starts)
        # A word ends where the last of its pieces ends: the one before the next word or the next paragraph.
        lasts = np.flatnonzero(np.append(pieces.word_starts[1:] | (pieces.paragraphs[1:] < 0), True))
        starts, ends = pieces.starts[firsts], pieces.ends[lasts[pieces.paragraphs[lasts] >= 0]]
        borders = np.flatnonzero(np.diff(pieces.paragraphs[firsts])) + 1
        by_paragraph = np.split(emissions, borders)
        labels = best_labels(by_paragraph, self._weights.transitions)
        heat = self._weights.temperature
        chances = posteriors([rows / heat for rows in by_paragraph], self._weights.transitions / heat)
        quoted = _quoted(text, paragraphs)
        found: list[Attribution] = []
        offset = 0
        for choice, chance in zip(labels, chances, strict=True):
            here = slice(offset, offset + len(choice))
            spans = cut_spans(choice, chance)
            if any(span.role is Role.CONTENT for span in spans):
                words = [text[start:end] for start, end in zip(starts[here], ends[here], strict=True)]
                for link in self._weights.linker.link(words, spans):
                    found += _attributions(link, starts[here], ends[here], quoted)
            offset += len(choice)
        return found

    def _emissions(self, pieces: Pieces) -> Floats:
        """Score every word for every label, [words, 7]."""
        scores = []
        for window in cut_windows(len(pieces), SHARED):
            # One window at a time: padding a batch costs more than it saves, and the results stay in the cache.
            ids, types, judged = fill_window(pieces, window)
            (answer,) = self._session.run(None, {"ids": ids, "types": types, "kept": judged})
            scores.append(answer[0])
        return np.concatenate(scores).astype(np.float64)


def _quoted(text: str, paragraphs: Sequence[Span]) -> Ints:
    """Count, up to each code point, how many stand inside quotation marks; length of the text + 1."""
    inside = np.zeros(len(text) + 1, dtype=np.int64)
    for span in quotations(text, paragraphs):
        inside[span.start + 1 : span.end + 1] = 1
    return np.cumsum(inside)


def _attributions(link: Link, starts: Ints, ends: Ints, quoted: Ints) -> list[Attribution]:
    """Turn one link into attributions: one, or several where its contents lie too far apart to be one stretch."""
    return [
        Attribution(
            content=_place(part[0].first, part[-1].last, starts, ends),
            cue=None if link.cue is None else _place(link.cue.first, link.cue.last, starts, ends),
            source=None if link.source is None else _place(link.source.first, link.source.last, starts, ends),
            form=_form(part, starts, ends, quoted),
            fired=("tagger",),
            confidence=min(span.confidence for span in (*part, link.cue, link.source) if span is not None),
        )
        for part in _stretches(link)
    ]


def _stretches(link: Link) -> list[tuple[WordSpan, ...]]:
    """Join the contents of one cue into one stretch, unless most of it would be words of others.

    `"A," she said, "B."` is one statement that runs around its cue and source; two far-off pieces are two.
    """
    own = [span for span in (*link.contents, link.cue, link.source) if span is not None]
    low, high = link.contents[0].first, link.contents[-1].last
    covered = sum(max(0, min(span.last, high) - max(span.first, low) + 1) for span in own)
    if 2 * covered >= high - low + 1:
        return [link.contents]
    return [(content,) for content in link.contents]


def _place(first: int, last: int, starts: Ints, ends: Ints) -> Span:
    """Return where words `first` to `last` stand in the text."""
    return Span(int(starts[first]), int(ends[last]))


def _form(contents: Sequence[WordSpan], starts: Ints, ends: Ints, quoted: Ints) -> Form:
    """Say whether the words stand inside quotation marks: all, none, or some."""
    places = [_place(span.first, span.last, starts, ends) for span in contents]
    inside = sum(int(quoted[place.end] - quoted[place.start]) for place in places)
    if inside == 0:
        return Form.INDIRECT
    return Form.DIRECT if inside >= _MOSTLY * sum(map(len, places)) else Form.MIXED
