"""From text to what the tagger reads: word pieces with their places, and windows over them.

The encoder is uncased and knows nothing of quotation marks that opened long before. Both are given back to it
as one of eight token types: how the word is written (lower, Title, UPPER, no letter), and whether it stands
inside double quotation marks. Training and run time share this module, so that they cannot drift apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer as PieceTokenizer

from secondsource.core.vetting.report import Span

CLS, SEP, PAD = 101, 102, 0
"""Ids of the special pieces in BERT's uncased vocabulary."""

WINDOW = 254
"""Most pieces in one window; with `[CLS]` and `[SEP]` the encoder sees 256."""

LOWER, TITLE, UPPER, NO_LETTER = range(4)
QUOTED = 4
"""Added to the type of a word inside double quotation marks."""
NUMBER_OF_TYPES = 8

_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
_EITHER = '"＂'

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """All word pieces of a report in order, with one `[SEP]` between paragraphs; arrays of equal length."""

    ids: Ints
    """Vocabulary ids."""
    types: Ints
    """Token types, 0-7."""
    starts: Ints
    """First code point of the piece in the report's text; -1 for `[SEP]`."""
    ends: Ints
    """Code point after the piece; -1 for `[SEP]`."""
    word_starts: NDArray[np.bool_]
    """True for the first piece of a word, which alone carries a label."""
    paragraphs: Ints
    """Number of the paragraph, from 0; -1 for `[SEP]`."""

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self.ids)


def word_shape(word: str) -> int:
    """Say how a word is written: LOWER, TITLE, UPPER or NO_LETTER. A single capital counts as TITLE."""
    if not any(map(str.isalpha, word)):
        return NO_LETTER
    if len(word) > 1 and word.isupper():
        return UPPER
    return TITLE if word[0].isupper() else LOWER


def _paragraph_types(words: Sequence[str]) -> list[int]:
    """Return each word's type; marks themselves count as inside. The state starts afresh in each paragraph."""
    types: list[int] = []
    inside = False
    for word in words:
        closes = False
        if word in _OPENING:
            inside = True
        elif word in _CLOSING:
            closes = True
        elif word in _EITHER:
            closes, inside = inside, True
        types.append(word_shape(word) + (QUOTED if inside or closes else 0))
        if closes:
            inside = False
    return types


def cut_pieces(text: str, paragraphs: Sequence[Span], tokenizer: PieceTokenizer) -> Pieces:
    """Cut the `paragraphs` of `text` into word pieces.

    Args:
        text: a report's text.
        paragraphs: its paragraphs in order; text outside them is not read.
        tokenizer: BERT's uncased word-piece tokenizer without special pieces, truncation or padding.
    """
    encodings = tokenizer.encode_batch([span.of(text) for span in paragraphs], add_special_tokens=False)
    ids: list[int] = []
    types: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    firsts: list[bool] = []
    numbers: list[int] = []
    for number, (paragraph, encoding) in enumerate(zip(paragraphs, encodings, strict=True)):
        if not encoding.ids:
            continue
        if ids:
            ids.append(SEP)
            types.append(LOWER)
            starts.append(-1)
            ends.append(-1)
            firsts.append(False)
            numbers.append(-1)
        # Only special pieces belong to no word, and none are added here.
        word_ids = [-1 if word is None else word for word in encoding.word_ids]
        first_pieces = [i == 0 or word != word_ids[i - 1] for i, word in enumerate(word_ids)]
        word_ends: dict[int, int] = dict(zip(word_ids, (end for _, end in encoding.offsets), strict=True))
        words = [
            text[paragraph.start + start : paragraph.start + word_ends[word]]
            for (start, _), word, first in zip(encoding.offsets, word_ids, first_pieces, strict=True)
            if first
        ]
        word_types = _paragraph_types(words)
        which = np.cumsum(first_pieces) - 1
        ids += encoding.ids
        types += [word_types[i] for i in which]
        starts += [paragraph.start + start for start, _ in encoding.offsets]
        ends += [paragraph.start + end for _, end in encoding.offsets]
        firsts += first_pieces
        numbers += [number] * len(word_ids)
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        types=np.array(types, dtype=np.int64),
        starts=np.array(starts, dtype=np.int64),
        ends=np.array(ends, dtype=np.int64),
        word_starts=np.array(firsts, dtype=np.bool_),
        paragraphs=np.array(numbers, dtype=np.int64),
    )


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `end` are read together; the answers for `keep_from` to `keep_to` are kept."""

    start: int
    end: int
    keep_from: int
    keep_to: int


def cut_windows(length: int, shared: int) -> list[Window]:
    """Cover `length` pieces with as few windows of at most WINDOW as there need be, all about as long.

    Neighbours have `shared` pieces in common. Of these, each answers for the half nearer its own middle, so every
    piece is judged once and with the most context there is.
    """
    if length == 0:
        return []
    count = max(1, -(-(length - shared) // (WINDOW - shared)))
    # Where the windows would border each other if they shared nothing but half their common pieces.
    inner = [shared // 2 + (length - shared) * i // count for i in range(1, count)]
    borders = [0, *inner, length]
    return [
        Window(
            start=max(0, keep_from - shared // 2),
            end=min(length, keep_to + shared - shared // 2),
            keep_from=keep_from,
            keep_to=keep_to,
        )
        for keep_from, keep_to in itertools.pairwise(borders)
    ]


def fill_window(pieces: Pieces, window: Window) -> tuple[Ints, Ints, Ints]:
    """Return what the tagger reads of one window: ids and types, int64 [1, size + 2], and whom it shall judge.

    Judged are the first pieces of words between `keep_from` and `keep_to`, as places in the ids, int64 [words].
    """
    size = window.end - window.start
    ids = np.full((1, size + 2), SEP, dtype=np.int64)
    types = np.zeros_like(ids)
    ids[0, 0] = CLS
    ids[0, 1:-1] = pieces.ids[window.start : window.end]
    types[0, 1:-1] = pieces.types[window.start : window.end]
    judged = np.flatnonzero(pieces.word_starts[window.keep_from : window.keep_to])
    # The ids begin with [CLS], hence the 1.
    return ids, types, judged + (window.keep_from - window.start + 1)
