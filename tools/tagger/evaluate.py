"""Strict scores on annotated documents: a span counts when its first and last word and its role are right."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch
from batches import fill_batch
from corpus import IGNORED, LABELS, ROLES, Document, label_pieces, line_paragraphs
from model import Network, forbidden_transitions
from tokenizers import Tokenizer

from secondsource.analysis.reading.english.pieces import Ints, Pieces, cut_pieces, cut_windows

BATCH = 16


def network_scores(network: Network, pieces: Pieces, shared: int = 0) -> np.ndarray:
    """Return the emissions of all pieces, float32 [pieces, 7]."""
    out = np.zeros((len(pieces), len(LABELS)), dtype=np.float32)
    windows = cut_windows(len(pieces), shared)
    with torch.no_grad():
        for first in range(0, len(windows), BATCH):
            part = windows[first : first + BATCH]
            scores = network(*map(torch.from_numpy, fill_batch(pieces, part))).float().numpy()
            for row, window in enumerate(part):
                keep = slice(window.keep_from - window.start + 1, window.keep_to - window.start + 1)
                out[window.keep_from : window.keep_to] = scores[row, keep]
    return out


def best_labels(emissions: np.ndarray, transitions: np.ndarray) -> Ints:
    """Return the likeliest label sequence of one paragraph (Viterbi), which begins after an O."""
    best = emissions[0] + transitions[0]
    back = []
    for row in emissions[1:]:
        ways = best[:, None] + transitions
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    labels = [int(best.argmax())]
    for choice in reversed(back):
        labels.append(int(choice[labels[-1]]))
    return np.array(labels[::-1])


def spans(labels: Ints) -> set[tuple[int, int, int]]:
    """Return (role, first, last) of each span in a sequence of labels."""
    found = set()
    for i, label in enumerate(labels):
        if label % 2 == 1:
            end = i
            while end + 1 < len(labels) and labels[end + 1] == label + 1:
                end += 1
            found.add((int(label) // 2, i, end))
    return found


def strict_scores(
    network: Network,
    documents: list[Document],
    tokenizer: Tokenizer,
) -> str:
    """Return F1 in per cent by role, as one line."""
    table = (network.transitions.detach() + forbidden_transitions()).numpy()
    hits, found, wanted = Counter[int](), Counter[int](), Counter[int]()
    for document in documents:
        pieces = cut_pieces(document.text, line_paragraphs(document.text), tokenizer)
        gold = label_pieces(pieces, document.events)
        scores = network_scores(network, pieces)
        for number in range(int(pieces.paragraphs.max(initial=-1)) + 1):
            words = (pieces.paragraphs == number) & (gold != IGNORED)
            if not words.any():
                continue
            a, b = spans(best_labels(scores[words], table)), spans(gold[words])
            hits.update(role for role, _, _ in a & b)
            found.update(role for role, _, _ in a)
            wanted.update(role for role, _, _ in b)
    return "  ".join(f"{role} {200 * hits[i] / max(1, found[i] + wanted[i]):.1f}" for i, role in enumerate(ROLES))
