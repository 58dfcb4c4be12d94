"""Decoding: legal sequences, the likeliest one, and probabilities that are probabilities."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.analysis.reading.english.decoding import (
    NUMBER_OF_LABELS,
    OUTSIDE,
    Floats,
    Role,
    best_labels,
    constrained,
    cut_spans,
    posteriors,
)


def scores(seed: int, *lengths: int) -> list[Floats]:
    chance = np.random.default_rng(seed)
    return [chance.normal(0, 3, (length, NUMBER_OF_LABELS)) for length in lengths]


def table(seed: int) -> Floats:
    return constrained(np.random.default_rng(seed + 1).normal(0, 1, (NUMBER_OF_LABELS, NUMBER_OF_LABELS)))


def value(path: tuple[int, ...], rows: Floats, transitions: Floats) -> float:
    before = (OUTSIDE, *path)
    return sum(float(transitions[a, b] + row[b]) for a, b, row in zip(before, path, rows, strict=False))


@given(st.integers(0, 10_000), st.lists(st.integers(1, 40), min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_no_span_goes_on_without_having_begun(seed: int, lengths: list[int]) -> None:
    for labels, length in zip(best_labels(scores(seed, *lengths), table(seed)), lengths, strict=True):
        assert len(labels) == length
        before = OUTSIDE
        for label in labels:
            if label and label % 2 == 0:
                assert before in (label, label - 1)
            before = int(label)


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=10)
def test_the_best_sequence_beats_every_other(seed: int) -> None:
    rows, transitions = scores(seed, 4)[0], table(seed)
    best = best_labels([rows], transitions)[0]
    most = max(value(path, rows, transitions) for path in product(range(NUMBER_OF_LABELS), repeat=4))
    assert np.isclose(value(tuple(int(x) for x in best), rows, transitions), most)


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=10)
def test_posteriors_equal_the_sum_over_all_sequences(seed: int) -> None:
    rows, transitions = scores(seed, 3)[0], table(seed)
    wanted = np.zeros((3, NUMBER_OF_LABELS))
    for path in product(range(NUMBER_OF_LABELS), repeat=3):
        weight = np.exp(value(path, rows, transitions))
        for word, label in enumerate(path):
            wanted[word, label] += weight
    wanted /= wanted.sum(axis=1, keepdims=True)
    assert np.allclose(posteriors([rows], transitions)[0], wanted, atol=1e-9)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 30), min_size=2, max_size=6))
@settings(deadline=None, max_examples=30)
def test_a_paragraph_is_decoded_the_same_alone_and_among_others(seed: int, lengths: list[int]) -> None:
    rows, transitions = scores(seed, *lengths), table(seed)
    together = best_labels(rows, transitions)
    chances = posteriors(rows, transitions)
    for i, part in enumerate(rows):
        assert np.array_equal(together[i], best_labels([part], transitions)[0])
        assert np.allclose(chances[i], posteriors([part], transitions)[0])


def test_extreme_scores_leave_probabilities_finite() -> None:
    rows = np.full((50, NUMBER_OF_LABELS), -5000.0)
    rows[:, 6] = 5000.0
    chances = posteriors([rows], table(0))[0]
    assert np.isfinite(chances).all()
    assert np.allclose(chances.sum(axis=1), 1)


def test_spans_are_cut_where_a_new_one_begins() -> None:
    labels = np.array([1, 2, 0, 3, 5, 6, 5, 6, 6])
    chances = np.full((9, NUMBER_OF_LABELS), 0.1)
    found = cut_spans(labels, chances)
    assert [(s.role, s.first, s.last) for s in found] == [
        (Role.SOURCE, 0, 1),
        (Role.CUE, 3, 3),
        (Role.CONTENT, 4, 5),
        (Role.CONTENT, 6, 8),
    ]
    assert all(np.isclose(s.confidence, 0.2) for s in found)


def test_nothing_to_decode() -> None:
    assert best_labels([], table(0)) == []
    assert posteriors([], table(0)) == []
