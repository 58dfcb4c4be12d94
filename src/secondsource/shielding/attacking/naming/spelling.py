"""Folding: one spelling for all that looks or sounds the same, with the way back to the source.

Two foldings exist, because a foreign letter can stand for a Latin one by its look (a Cyrillic `er` drawn like `p`) or
by its sound (the same letter read as `r`). Decomposition follows Unicode Standard Annex 15, NFKD.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

_LOOKS: Final = dict(
    zip(
        "авекмнорстухѕіјһԁɡӏԛԝαβγεηικνορτυχωⅼ｜",
        "abekmhopctyxsijhdglqwabyenikvoptuxwll",
        strict=True,
    )
)
_SOUNDS: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґαβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "i",
            "i",
            "e",
            "g",
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_LIGATURES: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
_RUN: Final = re.compile(r"[^\W_]+|\0")
HARD_STOP: Final = "\0"
"""Parts of a text that must not be read across this sign."""


class _Folding(dict[str, str]):
    """What each character becomes, worked out when it is first met."""

    def __init__(self, table: dict[str, str]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, character: str) -> str:
        whole = unicodedata.normalize("NFKD", character).casefold()
        kept = (one for one in whole if one == HARD_STOP or unicodedata.category(one) not in {"Mn", "Cf", "Me", "Cc"})
        folded = "".join(self._table.get(one, _LIGATURES.get(one, one)) for one in kept)
        if not folded and character in "\t\n\r\v\f\x85":
            folded = " "
        self[character] = folded
        return folded


BY_LOOK: Final = _Folding(_LOOKS)
BY_SOUND: Final = _Folding(_SOUNDS)


class Folded:
    """A text in one spelling."""

    def __init__(self, source: str, *, by_sound: bool = False) -> None:
        """Fold `source`; the way back is worked out only when it is asked for."""
        self.source = source
        self._table = BY_SOUND if by_sound else BY_LOOK
        self.text = "".join(map(self._table.__getitem__, source))
        self._ends: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that gave the span `start:end` of the folded text."""
        if self._ends is None:
            self._ends = list(accumulate(len(self._table[character]) for character in self.source))
        return _bisect(self._ends, start), min(_bisect(self._ends, end - 1) + 1, len(self.source))


def fold(text: str, *, by_sound: bool = False) -> str:
    """Return `text` in one spelling."""
    return Folded(text, by_sound=by_sound).text


def squash(folded: str) -> tuple[str, npt.NDArray[np.int64]]:
    """Return the letters and digits of a folded text alone, and the place of each; a hard stop is kept."""
    runs = [(match[0], match.start()) for match in _RUN.finditer(folded)]
    if not runs:
        return "", np.zeros(0, dtype=np.int64)
    lengths = np.fromiter((len(run) for run, _ in runs), dtype=np.int64, count=len(runs))
    starts = np.fromiter((start for _, start in runs), dtype=np.int64, count=len(runs))
    shift = starts - np.concatenate(([0], np.cumsum(lengths)[:-1]))
    return "".join(run for run, _ in runs), np.repeat(shift, lengths) + np.arange(int(lengths.sum()))


def has_foreign_letters(text: str) -> bool:
    """Say whether Greek or Cyrillic letters stand in a text, so that it must be folded by sound as well."""
    return not text.isascii() and any("\u0370" <= one <= "\u052f" for one in set(text))


def _bisect(ends: list[int], place: int) -> int:
    """Return the first source character whose folded form ends after `place`."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if ends[middle] > place:
            high = middle
        else:
            low = middle + 1
    return low
