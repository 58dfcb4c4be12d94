"""Cuts annotated documents into windows and makes batches of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from corpus import IGNORED, LABELS, Document, label_pieces, line_paragraphs
from model import FORBIDDEN
from tokenizers import Tokenizer
from torch import Tensor

from secondsource.analysis.reading.english.pieces import CLS, PAD, SEP, WINDOW, Ints, Pieces, Window, cut_pieces

MASK = 103
PIECES_PER_BATCH = 8 * (WINDOW + 2)

Row = tuple[Pieces, Ints, Window]


@dataclass(frozen=True)
class Batch:
    """What one training step needs; tensors of [rows, length] and, for words, [rows, words]."""

    ids: Tensor
    types: Tensor
    mask: Tensor
    where: Tensor
    """Place in the row of each labelled piece."""
    labels: Tensor
    present: Tensor
    fixed: Tensor
    """Added to the emissions, [rows, words, 7]: holds paragraph borders to the label O."""


def cut_examples(document: Document, tokenizer: Tokenizer) -> tuple[Pieces, Ints]:
    """Return a document's pieces and their labels."""
    pieces = cut_pieces(document.text, line_paragraphs(document.text), tokenizer)
    return pieces, label_pieces(pieces, document.events)


def group(examples: list[tuple[Pieces, Ints]], chance: random.Random) -> list[list[Row]]:
    """Cut every document anew from a random place, and batch windows of like length.

    The random place shows the network each word with other neighbours in every epoch; like lengths waste no padding.
    """
    rows: list[Row] = []
    for pieces, labels in examples:
        first = chance.randint(WINDOW // 4, WINDOW)
        borders = [0, *range(first, len(pieces), WINDOW), len(pieces)]
        for start, end in pairwise(borders):
            if (labels[start:end] != IGNORED).sum() > 2:
                rows.append((pieces, labels, Window(start, end, start, end)))
    chance.shuffle(rows)
    rows.sort(key=lambda row: (row[2].end - row[2].start) // 16)
    batches: list[list[Row]] = []
    longest = 0
    for row in rows:
        longest = max(longest, row[2].end - row[2].start + 2)
        if not batches or (len(batches[-1]) + 1) * longest > PIECES_PER_BATCH:
            batches.append([])
            longest = row[2].end - row[2].start + 2
        batches[-1].append(row)
    chance.shuffle(batches)
    return batches


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


def collate(rows: list[Row], chance: np.random.Generator, masked: float) -> Batch:
    """Make tensors; hides a share of `masked` pieces (word dropout), never a paragraph border."""
    parts = [fill_batch(pieces, [window]) for pieces, _, window in rows]
    length = max(ids.shape[1] for ids, _, _ in parts)
    ids, types, mask = (
        np.concatenate([np.pad(part[i], ((0, 0), (0, length - part[i].shape[1]))) for part in parts]) for i in range(3)
    )
    borders = [np.flatnonzero(labels[w.start : w.end] != IGNORED) for _, labels, w in rows]
    words = max(map(len, borders))
    where = np.zeros((len(rows), words), dtype=np.int64)
    targets = np.full((len(rows), words), IGNORED, dtype=np.int64)
    fixed = np.zeros((len(rows), words, len(LABELS)), dtype=np.float32)
    for row, ((pieces, labels, window), places) in enumerate(zip(rows, borders, strict=True)):
        where[row, : len(places)] = places + 1
        targets[row, : len(places)] = labels[window.start : window.end][places]
        fixed[row, : len(places), 1:][pieces.paragraphs[window.start : window.end][places] < 0] = FORBIDDEN
    hide = (chance.random(ids.shape) < masked) & (mask == 1) & (ids != SEP)
    hide[:, 0] = False
    ids[hide] = MASK
    to = torch.from_numpy
    return Batch(to(ids), to(types), to(mask), to(where), to(targets), to(targets != IGNORED), to(fixed))
