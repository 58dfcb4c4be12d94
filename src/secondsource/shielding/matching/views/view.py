"""The letters of a text in a row, with the place in the text that each letter stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.shielding.matching.views.folding import (
    BLANK,
    CASELESS,
    DIGIT,
    INVISIBLE,
    KIND_AT,
    LATIN,
    LOWER,
    SCRIPT_AT,
    SEPARATOR,
    SEVERAL,
    SIGN,
    THREE_BITS,
    TIE,
    UPPER,
    Table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Characters to be folded, each standing for a span of the text."""

    codes: NDArray[np.uint32]
    first: NDArray[np.int64]
    """Where in the text each character's span begins; never falls."""
    last: NDArray[np.int64]
    """Where it ends, exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Letters of a stream; all arrays have one element a letter."""

    letters: bytes
    """`a-z0-9` only, ASCII."""
    first: NDArray[np.int64]
    """Begin of the letter's span in the text; never falls."""
    last: NDArray[np.int64]
    """End of the letter's span, exclusive; greater than `first`."""
    begins: NDArray[np.bool_]
    """A word begins here: after a separator, at a hump as in camelCase, between letters and digits."""
    apart: NDArray[np.bool_]
    """A separator stands before this letter; a subset of `begins`."""
    upper: NDArray[np.bool_]
    """The letter was a capital."""
    script: NDArray[np.uint8]

    tied: NDArray[np.bool_]
    """An apostrophe or a hyphen stands just before this letter."""
    tagged: NDArray[np.bool_]
    """The letter belongs to a stretch without white space that has one of `@#_/\\=` in it."""

    def signed(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say of letters whether they belong to an account, tag, path or variable."""
        return self.tagged[places]

    def __len__(self) -> int:
        """Count the letters."""
        return len(self.letters)


def stream_of(text: str) -> Stream:
    """Return the characters of `text`, each standing for itself."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    places = np.arange(len(codes), dtype=np.int64)
    return Stream(codes=codes, first=places, last=places + 1)


def fold(stream: Stream, table: Table) -> View:
    """Return the letters of a stream by one of the tables."""
    whole = table.marks_of(stream.codes.astype(np.intp))
    seen, kind = np.arange(len(whole)), _kind(whole)
    if (kind == INVISIBLE).any():
        seen = np.flatnonzero(kind != INVISIBLE)
        kind = kind.take(seen)
    before = np.empty_like(kind)
    before[:1], before[1:] = SEPARATOR, kind[:-1]
    after = np.empty_like(kind)
    after[-1:], after[:-1] = SEPARATOR, kind[1:]
    apart = before == SEPARATOR
    hump = (kind == UPPER) & ((before == LOWER) | ((before == UPPER) & (after == LOWER)))
    begins = apart | hump | ((kind == DIGIT) != (before == DIGIT))
    kept = np.flatnonzero(kind != SEPARATOR)
    source, kind, begins, apart = seen.take(kept), kind.take(kept), begins.take(kept), apart.take(kept)
    marks = whole.take(source)
    script = ((marks >> SCRIPT_AT) & THREE_BITS).astype(np.uint8)
    upper = (kind == UPPER) | ((kind == CASELESS) & (script != LATIN))
    if (marks & SEVERAL).any():
        # The first letter of a character carries its marks; `rank` counts the letters of one character.
        codes = stream.codes[source]
        counts = table.count[codes]
        rows = np.repeat(np.arange(len(kept)), counts)
        rank = np.arange(len(rows)) - np.repeat(np.cumsum(counts, dtype=np.int64) - counts, counts)
        head = rank == 0
        letters = table.letters[codes[rows], rank]
        begins, apart, upper = begins[rows] & head, apart[rows] & head, upper[rows] & head
        source, script = source[rows], script[rows]
    else:
        letters = marks.astype(np.uint8)  # the lowest eight bits
    return View(
        letters=letters.tobytes(),
        first=stream.first.take(source),
        last=stream.last.take(source),
        begins=begins,
        apart=apart,
        upper=upper,
        script=script,
        tied=((whole & TIE) != 0).take(np.maximum(source - 1, 0)),
        tagged=_tagged(whole).take(source),
    )


def _kind(marks: NDArray[np.uint32]) -> NDArray[np.uint8]:
    kind: NDArray[np.uint8] = (marks >> KIND_AT).astype(np.uint8) & np.uint8(THREE_BITS)
    return kind


def _tagged(marks: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Say of characters whether the stretch between white space that holds them has a sign of an account in it."""
    tagged = np.zeros(len(marks), np.bool_)
    signs = np.flatnonzero((marks & SIGN) != 0)
    if not len(signs):
        return tagged
    blanks = np.flatnonzero((marks & BLANK) != 0)
    edges = np.concatenate([[0], blanks, [len(marks)]])
    stretch = np.unique(np.searchsorted(blanks, signs))
    for begin, end in zip(edges[stretch].tolist(), edges[stretch + 1].tolist(), strict=True):
        tagged[begin:end] = True
    return tagged
