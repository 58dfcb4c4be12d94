"""From text to what the tagger reads: word pieces with their places, and windows over them.

The encoder is uncased and knows nothing of quotation marks that opened long before. Both are given back to it
as one of eight token types: how the word is written (lower, Title, UPPER, no letter), and whether it stands
inside double quotation marks. Training and run time share this module, so that they cannot drift apart.
"""

from __future__ import annotations

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


def cut_windows(length: int, step: int) -> list[Window]:
    """Cover `length` pieces with windows of at most WINDOW that move on by `step`.

    Of the pieces two windows share, each window answers for the half nearer its own middle, so every piece is
    judged once and with the most context there is.
    """
    if length == 0:
        return []
    begins = [0]
    while begins[-1] + WINDOW < length:
        begins.append(min(begins[-1] + step, length - WINDOW))
    windows = []
    keep_from = 0
    for i, begin in enumerate(begins):
        end = min(begin + WINDOW, length)
        keep_to = length if i == len(begins) - 1 else (begins[i + 1] + end) // 2
        windows.append(Window(begin, end, keep_from, keep_to))
        keep_from = keep_to
    return windows


def fill_batch(pieces: Pieces, windows: Sequence[Window]) -> tuple[Ints, Ints, Ints]:
    """Return ids, types and mask of the windows, each padded to the longest: int64 of shape [windows, longest + 2]."""
    longest = max(window.end - window.start for window in windows) + 2
    ids = np.full((len(windows), longest), PAD, dtype=np.int64)
    types = np.zeros_like(ids)
    mask = np.zeros_like(ids)
    for row, window in enumerate(windows):
        size = window.end - window.start
        ids[row, 0] = CLS
        ids[row, 1 : size + 1] = pieces.ids[window.start : window.end]
        ids[row, size + 1] = SEP
        types[row, 1 : size + 1] = pieces.types[window.start : window.end]
        mask[row, : size + 2] = 1
    return ids, types, mask
