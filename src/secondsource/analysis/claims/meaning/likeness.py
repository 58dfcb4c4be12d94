"""How alike two statements are: the cosine of their vectors, corrected by what vectors do not see.

The same predicate, number or name brings two statements together, another predicate or number parts them. Two acts
upon a plan are alike when they are the same act in the same story, whatever the words; two different acts never are.
All weights were set on one development case and stay round on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.claims.meaning.facets import Act, Facets
from secondsource.core.vetting.statement import Position, Statement

_SAME_ACT, _OTHER_ACT, _ONE_ACT = 0.40, -1.0, -0.16
_WARNED_ALIKE, _ONE_WARNS = 0.16, -0.08
_SHARED_PREDICATE, _NO_SHARED_PREDICATE = 0.14, -0.12
_SHARED_NUMBER, _ONE_NUMBER, _SHARED_NAME = 0.08, -0.16, 0.03
_HARM = frozenset({"dead", "hurt", "attacked"})
_OTHER_STORY, _ONE_STORY = 0.25, 0.40
"""Closeness of two reports up to which they tell different stories, and from which they tell the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """A statement with its facets."""

    statement: Statement
    facets: Facets


class Stories:
    """Which reports tell one story, by the mean vector of what each quotes."""

    def __init__(self, statements: Sequence[Statement], vectors: NDArray[np.float32]) -> None:
        """Average the vectors of each report.

        Args:
            statements: of the whole folder.
            vectors: array (n, d) of unit rows, one a statement.
        """
        number = {file: k for k, file in enumerate(sorted({s.report for s in statements}))}
        self._report = np.array([number[s.report] for s in statements], dtype=np.int64)
        means = np.zeros((max(1, len(number)), vectors.shape[1]), dtype=np.float32)
        np.add.at(means, self._report, vectors)
        self._means = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)

    def of_all(self, block: Sequence[int]) -> NDArray[np.float32]:
        """Return how surely each two statements of `block` belong to one story, array (n, n), 0 to 1."""
        rows = self._means[self._report[list(block)]]
        return _sureness(rows @ rows.T)

    def of(self, i: int, j: int) -> float:
        """Return how surely statements `i` and `j` belong to one story, 0 to 1."""
        rows = self._means[self._report[[i, j]]]
        return float(_sureness(rows @ rows.T)[0, 1])


def corrected(
    asserted: Sequence[Asserted], vectors: NDArray[np.float32], stories: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the corrected likeness of all pairs, array (n, n), -1 on the diagonal.

    Args:
        asserted: n statements.
        vectors: array (n, d) of unit rows.
        stories: array (n, n) of how surely two belong to one story, 0 to 1.
    """
    facets = [a.facets for a in asserted]
    likeness = (vectors @ vectors.T).astype(np.float32)
    acts = np.array([0 if f.act is None else 1 + list(Act).index(f.act) for f in facets])
    both = (acts[:, None] > 0) & (acts[None, :] > 0)
    same = acts[:, None] == acts[None, :]
    likeness += np.where(both & same, _SAME_ACT * stories, np.where(both, _OTHER_ACT, np.where(same, 0.0, _ONE_ACT)))
    warns = np.array([a.statement.position is Position.WARNS for a in asserted])
    likeness += np.where(warns[:, None] & warns[None, :], _WARNED_ALIKE * stories, 0.0)
    likeness += np.where(warns[:, None] != warns[None, :], _ONE_WARNS, 0.0)
    predicates = _incidence([_kinds(f) for f in facets])
    said = predicates.sum(axis=1) > 0
    spoken = said[:, None] & said[None, :] & ~(both & same)
    likeness += np.where(spoken, np.where(predicates @ predicates.T > 0, _SHARED_PREDICATE, _NO_SHARED_PREDICATE), 0.0)
    counted = np.array([bool(f.numbers) for f in facets], dtype=bool)
    likeness += np.where(counted[:, None] != counted[None, :], _ONE_NUMBER, 0.0)
    for sets, bonus in (([f.numbers for f in facets], _SHARED_NUMBER), ([f.names for f in facets], _SHARED_NAME)):
        rows = _incidence(sets)
        likeness += np.where(rows @ rows.T > 0, bonus, 0.0)
    np.fill_diagonal(likeness, -1.0)
    return likeness


def _kinds(facets: Facets) -> frozenset[str]:
    """Return the predicates spoken of, with bodily harm as one kind: a killing answers to `violence`."""
    spoken = frozenset(d for d, _ in facets.signs)
    return spoken | {"harm"} if spoken & _HARM else spoken


def _sureness(cosine: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the cosine of two reports into 0 (different stories) to 1 (one story)."""
    sureness: NDArray[np.float32] = np.clip((cosine - _OTHER_STORY) / (_ONE_STORY - _OTHER_STORY), 0.0, 1.0)
    return sureness


def _incidence(sets: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """Return which set holds which item, array (n, items)."""
    column = {item: c for c, item in enumerate(sorted(frozenset().union(*sets)))}
    rows = np.zeros((len(sets), max(1, len(column))), dtype=np.float32)
    for row, items in zip(rows, sets, strict=True):
        for item in items:
            row[column[item]] = 1.0
    return rows
