"""Numbers that stand for stretches of letters, made for all words of a text at once without cutting one out.

A polynomial hash modulo 2**64 (Karp and Rabin 1987) of which sums are kept along the text, so that a stretch costs one
subtraction and one multiplication. Base and letter values are drawn anew in every process: whoever writes a text cannot
know which words would share a number, and so cannot hide a name behind another word.
"""

from __future__ import annotations

import secrets
from typing import Final

import numpy as np
from numpy.typing import NDArray

_BEGIN: Final = 1 << 16
"""Powers made at first; more follow where a text is longer."""


class Fingerprints:
    """Makes fingerprints; those of two makers cannot be compared."""

    def __init__(self) -> None:
        """Draw the base and the value of each letter."""
        base = secrets.randbits(64) | 1
        self._base, self._back = np.uint64(base), np.uint64(pow(base, -1, 1 << 64))
        self._values = np.frombuffer(secrets.token_bytes(256 * 8), np.uint64)
        self._make_powers(_BEGIN)

    def of(self, letters: bytes, first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return the fingerprints of stretches.

        Args:
            letters: of one view.
            first: where each stretch begins.
            last: one past its end.
        """
        if len(letters) > len(self._powers):
            self._make_powers(2 * len(letters))
        sums = np.zeros(len(letters) + 1, np.uint64)
        terms = self._values.take(np.frombuffer(letters, np.uint8)) * self._powers[: len(letters)]
        np.cumsum(terms, out=sums[1:])
        found: NDArray[np.uint64] = (sums.take(last) - sums.take(first)) * self._backwards.take(first)
        return found

    def _make_powers(self, count: int) -> None:
        """Keep the first powers of the base, and of what undoes it."""
        steps = np.full(count, self._base)
        steps[0] = 1
        self._powers = np.cumprod(steps)
        steps[1:] = self._back
        self._backwards = np.cumprod(steps)
