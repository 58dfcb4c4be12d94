"""How alike the contents of statements are, worked out only where it can decide something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing.utterances import Utterance

_CHUNK = 512
NEIGHBOURS = 6
"""Nearest statements looked at for each one."""


class Likeness:
    """Cosines between the contents of statements; vectors are made at first need and kept as half floats."""

    def __init__(self, embedder: Embedder) -> None:
        """Keep the embedder; nothing is embedded yet."""
        self._embedder = embedder
        self._rows: dict[str, NDArray[np.float16]] = {}

    def prepare(self, utterances: Iterable[Utterance]) -> None:
        """Make the vectors of many at once, which is faster than one by one."""
        missing = {u.id: u.statement.content.text for u in utterances if u.id not in self._rows}
        if missing:
            rows = self._embedder.embed(list(missing.values())).astype(np.float16)
            self._rows.update(zip(missing, rows, strict=True))

    def rows(self, utterances: Sequence[Utterance]) -> NDArray[np.float32]:
        """Return the vectors, (n, 512) unit rows."""
        try:
            found = [self._rows[u.id] for u in utterances]
        except KeyError:
            self.prepare(utterances)
            found = [self._rows[u.id] for u in utterances]
        return np.array(found, dtype=np.float32)

    def between(self, one: Sequence[Utterance], two: Sequence[Utterance]) -> float:
        """Return the best cosine between any of `one` and any of `two`, -1 to 1."""
        return float((self.rows(one) @ self.rows(two).T).max())

    def best(self, groups: Sequence[Sequence[Utterance]]) -> Iterator[NDArray[np.float32]]:
        """Yield for each group the best cosine between any of it and any of each group, -1 to 1; none may be empty."""
        if not groups:
            return
        vectors = self.rows([utterance for group in groups for utterance in group])
        starts = np.cumsum([0, *map(len, groups)])
        for start, end in pairwise(starts):
            yield np.maximum.reduceat((vectors[start:end] @ vectors.T).max(axis=0), starts[:-1])

    def near(self, utterances: Sequence[Utterance], least: float) -> list[tuple[Utterance, Utterance, float]]:
        """Return pairs of different reports at least `least` alike, each statement with its nearest few."""
        if len(utterances) < 2:
            return []
        vectors = self.rows(utterances)
        homes = np.unique([u.statement.report for u in utterances], return_inverse=True)[1]
        pairs: dict[tuple[int, int], float] = {}
        for start in range(0, len(utterances), _CHUNK):
            cosines = vectors[start : start + _CHUNK] @ vectors.T
            cosines[homes[start : start + _CHUNK, None] == homes[None, :]] = -1.0
            keep = min(NEIGHBOURS, len(utterances))
            border = np.partition(cosines, len(utterances) - keep, axis=1)[:, len(utterances) - keep]
            near = (cosines >= border[:, None]) & (cosines >= least)
            for row, column in np.argwhere(near).tolist():
                one, two = min(start + row, column), max(start + row, column)
                pairs[one, two] = float(cosines[row, column])
        return [(utterances[a], utterances[b], cosine) for (a, b), cosine in sorted(pairs.items())]

    def close(
        self, some: Sequence[Utterance], every: Sequence[Utterance], least: float
    ) -> dict[str, list[tuple[Utterance, float]]]:
        """Return for each of `some`, by id, those of `every` at least `least` alike with their cosine, the likest few.

        Statements of its own report are left out.
        """
        found: dict[str, list[tuple[Utterance, float]]] = {}
        if not some or len(every) < 2:
            return found
        vectors = self.rows(every)
        for start in range(0, len(some), _CHUNK):
            chunk = some[start : start + _CHUNK]
            cosines = self.rows(chunk) @ vectors.T
            for row, utterance in enumerate(chunk):
                order = np.argsort(-cosines[row], kind="stable")[: 4 * NEIGHBOURS]
                found[utterance.id] = [
                    (every[place], float(cosines[row, place]))
                    for place in order.tolist()
                    if cosines[row, place] >= least and every[place].statement.report != utterance.statement.report
                ]
        return found
