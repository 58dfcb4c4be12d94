"""From one score per word and label to the likeliest spans, and how sure the model is of them.

A linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001): the scores of neighbouring words
hang together through a table of transitions, in which a span can only go on where it has begun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OUTSIDE = 0
FORBIDDEN = -1e4


class Role(IntEnum):
    """What a span is in an attribution; the labels of role r are 2r + 1 (begins) and 2r + 2 (goes on)."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


NUMBER_OF_LABELS = 2 * len(Role) + 1


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words `first` to `last` of a paragraph, both included."""

    role: Role
    first: int
    last: int
    confidence: float
    """Lowest posterior of the role among its words, 0-1."""


def constrained(transitions: Floats) -> Floats:
    """Return the transition scores with those forbidden by which a span would go on without having begun."""
    table = np.array(transitions, dtype=np.float64)
    for inside in range(2, NUMBER_OF_LABELS, 2):
        for before in range(NUMBER_OF_LABELS):
            if before not in (inside, inside - 1):
                table[before, inside] = FORBIDDEN
    return table


def _pad(emissions: Sequence[Floats]) -> tuple[Ints, Floats]:
    """Return the paragraphs' order, longest first, and their scores as [words, paragraphs, labels]."""
    order = np.argsort([-len(rows) for rows in emissions], kind="stable")
    padded = np.zeros((len(emissions[order[0]]), len(emissions), NUMBER_OF_LABELS))
    for column, which in enumerate(order):
        padded[: len(emissions[which]), column] = emissions[which]
    return order, padded


def best_labels(emissions: Sequence[Floats], transitions: Floats) -> list[Ints]:
    """Return the likeliest label sequence of each paragraph (Viterbi).

    Args:
        emissions: one array [words, 7] a paragraph, each with at least one word.
        transitions: scores from label (row) to label (column), with forbidden ones very low, [7, 7].
    """
    if not emissions:
        return []
    order, padded = _pad(emissions)
    lengths = np.array([len(emissions[which]) for which in order])
    best = transitions[OUTSIDE] + padded[0]
    back = np.zeros(padded.shape, dtype=np.int64)
    for t in range(1, len(padded)):
        # Longest first: the paragraphs that still go on are the first ones.
        active = int((lengths > t).sum())
        ways = best[:active, :, None] + transitions
        back[t, :active] = ways.argmax(axis=1)
        best[:active] = ways.max(axis=1) + padded[t, :active]
    found: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(emissions)
    for column, which in enumerate(order):
        labels = np.empty(lengths[column], dtype=np.int64)
        labels[-1] = best[column].argmax()
        for t in range(lengths[column] - 1, 0, -1):
            labels[t - 1] = back[t, column, labels[t]]
        found[which] = labels
    return found


def posteriors(emissions: Sequence[Floats], transitions: Floats) -> list[Floats]:
    """Return each word's label probabilities given its whole paragraph (forward-backward), [words, 7] each."""
    if not emissions:
        return []
    order, padded = _pad(emissions)
    lengths = np.array([len(emissions[which]) for which in order])
    weights = np.exp(padded - padded.max(axis=2, keepdims=True))
    links = np.exp(transitions - transitions.max())
    forward = np.zeros_like(padded)
    backward = np.ones_like(padded)
    forward[0] = _normalised(links[OUTSIDE] * weights[0])
    for t in range(1, len(padded)):
        active = int((lengths > t).sum())
        forward[t, :active] = _normalised((forward[t - 1, :active] @ links) * weights[t, :active])
    for t in range(len(padded) - 2, -1, -1):
        active = int((lengths > t + 1).sum())
        backward[t, :active] = _normalised((backward[t + 1, :active] * weights[t + 1, :active]) @ links.T)
    both = forward * backward
    found: list[Floats] = [np.zeros((0, NUMBER_OF_LABELS))] * len(emissions)
    for column, which in enumerate(order):
        found[which] = _normalised(both[: lengths[column], column])
    return found


def _normalised(rows: Floats) -> Floats:
    """Scale rows to sum 1; the tiny floor keeps a row of zeros (far beyond any real score) a number."""
    rows = rows + 1e-300
    scaled: Floats = rows / rows.sum(axis=-1, keepdims=True)
    return scaled


def cut_spans(labels: Ints, probabilities: Floats) -> list[WordSpan]:
    """Return the spans of one paragraph's labels in order."""
    spans = []
    begins = np.flatnonzero(labels % 2 == 1)
    for first in begins:
        last = int(first)
        while last + 1 < len(labels) and labels[last + 1] == labels[first] + 1:
            last += 1
        role = Role(int(labels[first]) // 2)
        # Begins or goes on: what counts is whether the word belongs to the role at all.
        sure = probabilities[first : last + 1, 2 * role + 1 : 2 * role + 3].sum(axis=1)
        spans.append(WordSpan(role, int(first), last, float(min(1.0, sure.min()))))
    return spans
