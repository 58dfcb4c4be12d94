"""Words and groups of five neighbouring words as 64-bit numbers, the same on every machine and every run.

A shared group of five words is rarely chance; many of them in a row are a copied passage (Broder 1997 on
shingling; Smith, Cordell and Mullen 2015, `passim`, on newspapers).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.core.vetting.report import Span

GROUP = 5
"""Words in a group. Below five, ordinary phrases dominate; above, light editing breaks every group."""

_WORD = re.compile(r"[^\W_]+")
# Odd multipliers, one a place, so that the same words in another order give another number (splitmix64's constants).
_PLACES = np.array(
    [0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=np.uint64,
)


class WordCodes(dict[str, int]):
    """A word to its stable 64-bit number, worked out at first sight. Python's own `hash` differs from run to run."""

    def __missing__(self, word: str) -> int:
        """Compute and keep the number of a word not seen before."""
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        code = int.from_bytes(digest, "big")
        self[word] = code
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one text with their places."""

    codes: NDArray[np.uint64]
    """(n,) numbers of the case-folded words."""
    spans: tuple[Span, ...]
    """(n,) where each word stands."""


def words_of(text: str, codes: WordCodes) -> Words:
    """Return the words of `text`; punctuation, quotation marks and dashes do not count."""
    found = list(_WORD.finditer(text))
    return Words(
        codes=np.array([codes[match.group().casefold()] for match in found], dtype=np.uint64),
        spans=tuple(Span(*match.span()) for match in found),
    )


def folded_words(text: str) -> list[str]:
    """Return the case-folded words of `text`, for comparing wording only."""
    return _WORD.findall(text.casefold())


def groups(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the numbers of the groups starting at each word.

    Args:
        codes: (n,) word numbers.

    Returns:
        (max(0, n - GROUP + 1),) group numbers, well mixed in every bit.
    """
    count = len(codes) - GROUP + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_PLACES):
        mixed += codes[place : place + count] * factor
    # The product leaves low bits weak: fold the high half in, twice (splitmix64's finish).
    mixed ^= mixed >> np.uint64(31)
    mixed *= _PLACES[1]
    mixed ^= mixed >> np.uint64(29)
    return mixed


def groups_of_many(
    texts: Sequence[str], codes: WordCodes, fraction: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint64], NDArray[np.uint32]]:
    """Return the sampled groups of many texts at once.

    Args:
        texts: the texts.
        codes: the word table; grows with the vocabulary.
        fraction: keep one group in so many, chosen by its number (FracMinHash), so that a group shared by two texts
            is kept in both or in neither. 1 keeps all.

    Returns:
        Text number and group number, (m,) each, and the count of words of each text, (len(texts),). Groups
        repeated within a text stay repeated.
    """
    lists = [folded_words(text) for text in texts]
    lengths = np.array([len(words) for words in lists], dtype=np.int64)
    flat = np.fromiter((codes[word] for words in lists for word in words), dtype=np.uint64, count=int(lengths.sum()))
    numbers = groups(flat)
    owner = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths)
    if len(numbers) == 0:
        return np.zeros(0, dtype=np.uint32), numbers, lengths.astype(np.uint32)
    first, last = owner[: len(numbers)], owner[GROUP - 1 :]
    keep = first == last
    if fraction > 1:
        keep &= numbers % np.uint64(fraction) == 0
    return first[keep], numbers[keep], lengths.astype(np.uint32)


def batches(texts: Iterable[str], size: int) -> Iterable[list[str]]:
    """Cut a stream of texts into lists of at most `size`, so that memory stays flat."""
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
