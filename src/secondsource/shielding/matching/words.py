"""The words of a view, and pairs of words that are one name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from secondsource.shielding.matching.views.view import View

MOST_PREFIX: Final = 4
"""Letters of the shorter piece of a name in two pieces."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What the words are, each cut out when it is asked for: of most nobody asks."""

    letters: str
    starts: memoryview
    ends: memoryview

    def __len__(self) -> int:
        """Count the words."""
        return len(self.starts)

    def __getitem__(self, place: int) -> str:
        """Return one word."""
        return self.letters[self.starts[place] : self.ends[place]]

    def between(self, low: int, high: int) -> list[str]:
        """Return words in a row."""
        return [self[place] for place in range(low, high)]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a view."""

    first: NDArray[np.int64]
    """First letter of each."""
    last: NDArray[np.int64]
    """One past the last letter."""
    starts: memoryview
    """`first` in a form that is quick to ask one by one."""
    ends: memoryview
    texts: Texts


def words_of(view: View) -> Words:
    """Return the words of a view."""
    first = np.flatnonzero(view.begins)
    return _words(view, first, np.append(first[1:], len(view)) if len(first) else first)


def compounds_of(view: View, words: Words) -> tuple[Words, NDArray[np.int64]]:
    """Return pairs of words that nothing but a hump, an apostrophe or a hyphen parts: `McAllister`, `O'Rourke`.

    A slip in such a name is only seen when its pieces are looked at together.

    Returns:
        The pairs, and which word each begins with.
    """
    if len(words.first) < 2:
        return _words(view, words.first[:0], words.last[:0]), np.empty(0, np.int64)
    second = words.first[1:]
    gap = view.first[second] - view.last[second - 1]
    close = (gap == 0) | ((gap == 1) & view.tied[second])
    short = (words.last[:-1] - words.first[:-1] <= MOST_PREFIX) | (words.last[1:] - words.first[1:] <= MOST_PREFIX)
    digits = np.frombuffer(view.letters, np.uint8) < ord("a")
    place = np.flatnonzero(close & short & ~digits[second] & ~digits[second - 1])
    return _words(view, words.first[place], words.last[place + 1]), place


def _words(view: View, first: NDArray[np.int64], last: NDArray[np.int64]) -> Words:
    starts, ends = memoryview(first.data), memoryview(last.data)
    return Words(first, last, starts, ends, Texts(view.letters.decode("ascii"), starts, ends))
