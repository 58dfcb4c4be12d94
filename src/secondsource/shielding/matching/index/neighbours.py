"""Words within one or two slips of a registered word: a deletion neighbourhood in arrays, checked exactly.

Two words one slip apart (a letter lost, added, changed, or two swapped) share a word that comes of each by deleting at
most one letter; two slips apart, at most two (Mor and Fraenkel 1982; Garbe's symmetric delete). Deletions are hashed
by position without making the words: a polynomial hash over random letter values, one multiplication a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

SHORTEST: Final = 4
"""Letters; shorter words have too many neighbours to mean anything."""
TWO_SLIPS: Final = 8
"""Letters from which two slips are forgiven."""
LONGEST: Final = 24
_BITS: Final = 22
"""Size of the filter asked before the exact table, as a power of two."""
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_VALUES: Final = np.random.default_rng(20310305).integers(1, 2**63, 256, dtype=np.uint64)
_POWERS: Final = _BASE ** np.arange(LONGEST + 4, dtype=np.uint64)
_BACK: Final = np.uint64(pow(int(_BASE), -1, 2**64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The index of one register."""

    words: tuple[str, ...]
    keys: NDArray[np.uint64]
    """Hashes of all words with letters deleted, sorted."""
    owners: NDArray[np.int32]
    """Index into `words` of each key."""
    filter: NDArray[np.bool_]


def build(words: Sequence[str]) -> Neighbours:
    """Index distinct words; those outside the lengths are kept in the list and never found."""
    keys, owners = _deletions(words)
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    bits = np.zeros(1 << _BITS, np.bool_)
    bits[_slot(keys)] = True
    return Neighbours(words=tuple(words), keys=keys, owners=owners, filter=bits)


def near(index: Neighbours, words: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return those of `words` that are within reach of registered words, which are named by their index.

    One slip is allowed from `SHORTEST` letters on, two where both words have `TWO_SLIPS` or more.
    """
    keys, askers = _deletions(words)
    likely = np.flatnonzero(index.filter[_slot(keys)])
    keys, askers = keys[likely], askers[likely]
    left = np.searchsorted(index.keys, keys, side="left")
    right = np.searchsorted(index.keys, keys, side="right")
    pairs = {
        (asker, int(owner))
        for asker, low, high in zip(askers.tolist(), left.tolist(), right.tolist(), strict=True)
        if high > low
        for owner in index.owners[low:high]
    }
    found: dict[str, list[int]] = {}
    for asker, owner in sorted(pairs):
        word, known = words[asker], index.words[owner]
        reach = slips(word, known)
        if word != known and OSA.distance(word, known, score_cutoff=reach) <= reach:
            found.setdefault(word, []).append(owner)
    return {word: tuple(owners) for word, owners in found.items()}


def slips(word: str, known: str) -> int:
    """Return how many slips are forgiven between two words."""
    shorter = min(len(word), len(known))
    return 0 if shorter < SHORTEST - 1 else 2 if shorter >= TWO_SLIPS - 1 and len(known) >= TWO_SLIPS else 1


def _deletions(words: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return the hashes of all words with none, one or two letters deleted, and the index of the word of each."""
    by_length: dict[int, list[int]] = {}
    for place, word in enumerate(words):
        if SHORTEST - 1 <= len(word) <= LONGEST:
            by_length.setdefault(len(word), []).append(place)
    keys, owners = [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
    for length, places in sorted(by_length.items()):
        block = np.frombuffer("".join(words[place] for place in places).encode("ascii"), np.uint8)
        for hashes in _hashes(_VALUES[block.reshape(len(places), length)]):
            keys.append(hashes.ravel())
            owners.append(np.repeat(np.array(places, np.int32), hashes.shape[1]))
    return np.concatenate(keys), np.concatenate(owners)


def _hashes(values: NDArray[np.uint64]) -> Iterable[NDArray[np.uint64]]:
    """Yield the hashes of rows of letter values: whole, one deleted, and two deleted where long enough."""
    rows, length = values.shape
    sums = np.zeros((rows, length + 1), np.uint64)
    np.cumsum(values * _POWERS[:length], axis=1, out=sums[:, 1:])
    total = sums[:, -1:]
    yield total
    yield sums[:, :-1] + (total - sums[:, 1:]) * _BACK
    if length >= TWO_SLIPS - 1:
        one, two = np.triu_indices(length, k=1)
        middle = (sums[:, two] - sums[:, one + 1]) * _BACK
        yield sums[:, one] + middle + (total - sums[:, two + 1]) * _BACK * _BACK


def _slot(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    return ((keys ^ (keys >> np.uint64(29))) * _BASE >> np.uint64(64 - _BITS)).astype(np.int64)
