"""Words and groups of five neighbouring words as 64-bit numbers, the same on every machine and every run.

A shared group of five words is rarely chance; many of them in a row are a copied passage (Broder 1997 on
shingling; Smith, Cordell and Mullen 2015, `passim`, on newspapers). Words are numbered by a polynomial over their
bytes (Karp and Rabin 1987), worked out for a whole batch of texts at once: looking at each word in Python would take
most of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
_BASE = 0xD1342543DE82EF95
_INVERSE = pow(_BASE, -1, 2**64)
# Bytes that belong to words in case-folded UTF-8: letters, digits, and whatever is not ASCII.
_OF_WORDS = np.array([chr(byte).isalnum() if byte < 128 else True for byte in range(256)])
_PUNCTUATION_LEAD, _SIGN_LEAD, _SECOND = 0xE2, 0xC2, 0x80


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one text with their places."""

    codes: NDArray[np.uint64]
    """(n,) numbers of the case-folded words."""
    spans: tuple[Span, ...]
    """(n,) where each word stands."""


def words_of(text: str) -> Words:
    """Return the words of `text`; punctuation, quotation marks and dashes do not count."""
    found = list(_WORD.finditer(text))
    folded = " ".join(match.group().casefold() for match in found)
    codes = numbered_words([folded])[1]
    if len(codes) != len(found):
        # A letter of another script that folds to several words or to a sign: number the words one by one.
        one_each = [numbered_words([match.group().casefold()])[1] for match in found]
        codes = np.array([int(one.sum(dtype=np.uint64)) for one in one_each], dtype=np.uint64)
    return Words(codes=codes, spans=tuple(Span(*match.span()) for match in found))


def numbered_words(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """Return the words of many texts at once, in order: text number and word number, (m,) each.

    Args:
        texts: any; case is folded here.
    """
    encoded = [text.casefold().encode("utf-8", "replace") + b" " for text in texts]
    raw = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    if len(raw) == 0:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint64)
    inside = _OF_WORDS[raw]
    _mark_signs(raw, inside)
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, ends = edges[0::2], edges[1::2]
    powers = _powers(_BASE, len(raw))[: len(raw)]
    sums = np.zeros(len(raw) + 1, dtype=np.uint64)
    np.cumsum((raw.astype(np.uint64) + np.uint64(1)) * powers, out=sums[1:])
    # The sum over a word, shifted back to its beginning, so that a word has one number wherever it stands.
    codes = (sums[ends] - sums[starts]) * _powers(_INVERSE, len(raw))[starts]
    borders = np.cumsum([len(text) for text in encoded])
    owner = np.searchsorted(borders, starts, side="right").astype(np.uint32)
    return owner, _mixed(codes)


def _mark_signs(raw: NDArray[np.uint8], inside: NDArray[np.bool_]) -> None:
    """Take typographic marks out of words: U+0080-U+00BF (« » ¿ ¡) and U+2000-U+203F (“ ” ’ — …)."""
    signs = np.flatnonzero(raw == _SIGN_LEAD)
    inside[signs] = inside[signs + 1] = False
    leads = np.flatnonzero(raw == _PUNCTUATION_LEAD)
    marks = leads[raw[leads + 1] == _SECOND]
    inside[marks] = inside[marks + 1] = inside[marks + 2] = False


def _powers(base: int, count: int) -> NDArray[np.uint64]:
    """Return at least `count` powers of `base` from 0 on, modulo 2**64."""
    return _table(base, 1 << max(12, (count - 1).bit_length()))


@lru_cache(maxsize=8)
def _table(base: int, count: int) -> NDArray[np.uint64]:
    """Return the first `count` powers of `base`, modulo 2**64; kept, since every batch needs the same."""
    factors = np.full(count, base, dtype=np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread the bits of each number over all 64 places (splitmix64's finish)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _PLACES[1]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _PLACES[2]
    return numbers ^ (numbers >> np.uint64(31))


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
    total = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_PLACES):
        total += codes[place : place + count] * factor
    return _mixed(total)


def groups_of_many(texts: Sequence[str], fraction: int) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """Return the sampled groups of many texts at once.

    Args:
        texts: the texts.
        fraction: keep one group in so many, chosen by its number (FracMinHash), so that a group shared by two texts
            is kept in both or in neither. 1 keeps all.

    Returns:
        Text number and group number, (m,) each. Groups repeated within a text stay repeated.
    """
    owner, codes = numbered_words(texts)
    numbers = groups(codes)
    if len(numbers) == 0:
        return np.zeros(0, dtype=np.uint32), numbers
    first, last = owner[: len(numbers)], owner[GROUP - 1 :]
    keep = first == last
    if fraction > 1:
        keep &= numbers % np.uint64(fraction) == 0
    return first[keep], numbers[keep]


def batches(texts: Iterable[str], size: int) -> Iterable[list[str]]:
    """Cut a stream of texts into lists of about `size` characters, so that memory stays flat."""
    batch: list[str] = []
    held = 0
    for text in texts:
        batch.append(text)
        held += len(text)
        if held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
