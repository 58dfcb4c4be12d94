"""Words within one or two slips of a registered word: a deletion neighbourhood in arrays, checked exactly.

Two words one slip apart (a letter lost, added, changed, or two swapped) share a word that comes of each by deleting at
most one letter; two slips apart, at most two (Mor and Fraenkel 1982; Garbe's symmetric delete). Deletions are hashed
by position without making the words: a polynomial hash over random letter values, one multiplication a letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST: Final = 4
"""Letters; shorter words have too many neighbours to mean anything."""
TWO_SLIPS: Final = 8
"""Letters from which two slips are forgiven."""
LONGEST: Final = 24
AT_ONCE: Final = 2048
"""Words of one length hashed together: few enough that the hashes stay near the processor."""
MOST_WAITING: Final = 60_000
"""Hashes looked up together."""
_BITS: Final = 22
"""Bytes of the filter asked before the exact table, as a power of two; each byte has eight places."""
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_VALUES: Final = np.random.default_rng(20310305).integers(1, 2**63, 256, dtype=np.uint64)
_POWERS: Final = _BASE ** np.arange(LONGEST + 4, dtype=np.uint64)
_BACK: Final = np.uint64(pow(int(_BASE), -1, 2**64))
_BACK_TWICE: Final = np.uint64(pow(int(_BASE), -2, 2**64))
_PAIRS: Final = [np.triu_indices(length, k=1) for length in range(LONGEST + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The index of one register."""

    words: tuple[str, ...]
    keys: NDArray[np.uint64]
    """Hashes of all words with letters deleted, sorted."""
    owners: NDArray[np.int32]
    """Index into `words` of each key."""
    lengths: NDArray[np.int64]
    """Letters of each of `words`."""
    filter: NDArray[np.uint8]


def build(words: Sequence[str]) -> Neighbours:
    """Index distinct words; those outside the lengths are kept in the list and never found."""
    parts = list(_deletions(words))
    keys = np.concatenate([np.empty(0, np.uint64), *(hashes for hashes, _ in parts)])
    owners = np.concatenate([np.empty(0, np.int32), *(owners for _, owners in parts)])
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    bits = np.zeros(1 << _BITS, np.uint8)
    np.bitwise_or.at(bits, _slot(keys), _bit(keys))
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return Neighbours(words=tuple(words), keys=keys, owners=owners, lengths=lengths, filter=bits)


def near(index: Neighbours, words: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return those of `words` that are within reach of registered words, which are named by their index.

    One slip is allowed from `SHORTEST` letters on, two where both words have `TWO_SLIPS` or more.
    """
    asker, owner = _sharing(index, words)
    if not len(asker):
        return {}
    length = np.fromiter(map(len, words), np.int64, len(words))[asker]
    reach = slips(length, index.lengths[owner])
    asked = [words[place] for place in asker.tolist()]
    known = [index.words[place] for place in owner.tolist()]
    apart = process.cpdist(asked, known, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    found: dict[str, list[int]] = {}
    for place in np.flatnonzero((apart > 0) & (apart <= reach)).tolist():
        found.setdefault(asked[place], []).append(int(owner[place]))
    return {word: tuple(owners) for word, owners in found.items()}


def slips(length: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many slips are forgiven between words and registered words of these lengths."""
    shorter = np.minimum(length, known)
    two = (shorter >= TWO_SLIPS - 1) & (known >= TWO_SLIPS)
    return np.where(shorter < SHORTEST - 1, 0, np.where(two, 2, 1))


def _sharing(index: Neighbours, words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of words and registered words that share a hash, each pair once."""
    pairs = [np.empty(0, np.int64)]
    if not len(index.keys):
        return pairs[0], pairs[0]
    for hashes, words_of in _deletions(words):
        likely = np.flatnonzero(index.filter.take(_slot(hashes)) & _bit(hashes))
        keys, askers = hashes[likely], words_of[likely].astype(np.int64)
        left = np.searchsorted(index.keys, keys)
        there = np.flatnonzero(index.keys.take(left, mode="clip") == keys)
        left, askers = left[there], askers[there]
        counts = np.searchsorted(index.keys, keys[there], side="right") - left
        rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        owners = index.owners[np.repeat(left, counts) + rank]
        pairs.append(np.repeat(askers, counts) * len(index.words) + owners)
    distinct = np.unique(np.concatenate(pairs))
    return distinct // len(index.words), distinct % len(index.words)


def _deletions(words: Sequence[str]) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int32]]]:
    """Yield, some words at a time, their hashes with none, one or two letters deleted, and the word of each hash."""
    by_length: dict[int, list[int]] = {}
    for place, word in enumerate(words):
        if SHORTEST - 1 <= len(word) <= LONGEST:
            by_length.setdefault(len(word), []).append(place)
    keys: list[NDArray[np.uint64]] = []
    owners: list[NDArray[np.int32]] = []
    waiting = 0
    for length, places in sorted(by_length.items()):
        for begin in range(0, len(places), AT_ONCE):
            some = places[begin : begin + AT_ONCE]
            block = np.frombuffer("".join(words[place] for place in some).encode("ascii"), np.uint8)
            hashes = _hashes(_VALUES[block.reshape(len(some), length).T])
            keys.append(hashes.ravel())
            owners.append(np.tile(np.array(some, np.int32), len(hashes)))
            waiting += hashes.size
            if waiting > MOST_WAITING:
                yield np.concatenate(keys), np.concatenate(owners)
                keys, owners, waiting = [], [], 0
    if keys:
        yield np.concatenate(keys), np.concatenate(owners)


def _hashes(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the hashes of columns of letter values: whole, one deleted, and two deleted where long enough.

    With letters i and j deleted, what stands before i keeps its powers, what stands between loses one, and the rest
    two; so each hash is a sum of one term for i and one for j.
    """
    length, columns = values.shape
    sums = np.zeros((length + 1, columns), np.uint64)
    np.cumsum(values * _POWERS[:length, None], axis=0, out=sums[1:])
    rest = sums[-1] - sums[1:]
    one = sums[:-1] + rest * _BACK
    if length < TWO_SLIPS - 1:
        return np.concatenate([sums[-1:], one])
    before = sums[:-1] - sums[1:] * _BACK
    after = sums[:-1] * _BACK + rest * _BACK_TWICE
    first, second = _PAIRS[length]
    return np.concatenate([sums[-1:], one, before[first] + after[second]])


def _slot(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    return (keys >> np.uint64(64 - _BITS)).view(np.int64)


def _bit(keys: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return the place within a byte of the filter, by bits that the slot does not use."""
    place: NDArray[np.uint8] = (keys >> np.uint64(64 - _BITS - 3)).astype(np.uint8) & np.uint8(7)
    return np.left_shift(np.uint8(1), place)
