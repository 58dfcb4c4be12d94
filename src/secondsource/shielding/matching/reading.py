"""One text in one view, with the questions that matching asks of the text around a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from secondsource.shielding.matching.index.names import BETWEEN, TITLES
from secondsource.shielding.matching.sightings import MOST_BETWEEN
from secondsource.shielding.matching.views.view import View
from secondsource.shielding.matching.words import Words

MOST_INITIALS: Final = 5
"""Initials in a row beside a name."""
FARTHEST: Final = 60
"""Characters of the text between two parts of one name."""
_SENTENCE_END: Final = re.compile(r"[^\W\d_]{3}[.!?…]+[\"'”’»)\]]*\s")
_JOINTS: Final = ("", ".", "_", "-")
"""Between a small initial and a surname in an account."""
_REPEAT: Final = re.compile(r"(.)\1+")
_FAR: Final = re.compile(r"\n\s*\n\s*\n")


class Reading:
    """A text, one view of it, and the words of the view."""

    def __init__(self, text: str, view: View, words: Words) -> None:
        """Keep the three, and the view's places in a form that is quick to ask one by one."""
        self.text = text
        self.view = view
        self.words = words
        self._first = memoryview(view.first.data)
        self._last = memoryview(view.last.data)
        self._upper = view.upper.tobytes()

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return the span of the text for letters `begin` to `end` of the view."""
        return self._first[begin], self._last[end - 1]

    def between(self, end: int, begin: int) -> str:
        """Return what the text has between two letters of the view."""
        return self.text[self._last[end - 1] : self._first[begin]]

    def word_at(self, letter: int) -> int:
        """Return which word holds a letter."""
        return bisect_right(self.words.starts, letter) - 1

    def inner_starts(self, begin: int, end: int) -> memoryview:
        """Return where words begin inside a stretch."""
        starts = self.words.starts
        return starts[bisect_right(starts, begin) : bisect_left(starts, end)]

    def linked(self, end: int, begin: int) -> bool:
        """Say whether a name may go on from `end` at `begin`: nothing but marks, small words and initials between."""
        if begin - end > MOST_BETWEEN:
            return False
        gap = self.between(end, begin)
        if len(gap) > FARTHEST or _FAR.search(gap):
            return False
        if _SENTENCE_END.search(self.text[max(0, self._last[end - 1] - 3) : self._first[begin]]):
            return False
        if begin == end:
            return True
        inside = self._words_between(end, begin)
        if inside is None:
            return False
        known = [_REPEAT.sub(r"\1", word) in BETWEEN or len(word) == 1 for word in inside]
        # A slip in a small word beside another: `dw la Vega`.
        return all(known) or (any(known) and all(one or len(word) < 4 for one, word in zip(known, inside, strict=True)))

    def _words_between(self, end: int, begin: int) -> list[str] | None:
        """Return the words between two letters, or None where they are not whole words."""
        starts = self.words.starts
        low, high = bisect_left(starts, end), bisect_left(starts, begin)
        if low >= len(starts) or starts[low] != end or (high < len(starts) and starts[high] != begin):
            return None
        return self.words.texts.between(low, high)

    def credible_gaps(self, begin: int, end: int) -> bool:
        """Say whether a word may have been torn apart at its inner gaps.

        It may at anything but white space, at a hyphen with a line break, between single letters, and at a bare line
        break; words that merely stand side by side are two words.
        """
        inner = self.inner_starts(begin, end)
        if len(inner) == end - begin - 1:
            return True
        gaps = [self.between(at, at) for at in inner]
        return all(not re.search(r"\s", gap) or re.search(r"[-\u00ad‐‑>]\s*\n|\n", gap) for gap in gaps)

    def titled(self, letter: int) -> bool:
        """Say whether a title stands before the word at a letter."""
        place = self.word_at(letter)
        return place > 0 and self.words.texts[place - 1] in TITLES and self.linked(self.words.ends[place - 1], letter)

    def signed(self, letter: int) -> bool:
        """Say whether a letter belongs to an account, tag, path or variable."""
        return bool(self.view.tagged[letter])

    def opens_sentence(self, letter: int) -> bool:
        """Say whether a word stands where any word has a capital, or in a line of capitals."""
        first = self._first[letter]
        before = self.text[max(0, first - 6) : first].rstrip(" \t\"'“‘«¿¡([*_-–—")
        if not before or before[-1] in ".!?:…\n\r":
            return True
        return self.text[first : first + 12].isupper()

    def lone_letters_before(self, begin: int) -> tuple[str, int]:
        """Return initials written just before a place, in written order, and where they begin.

        `J. L.`, `J.L.` and `JL` all count; so does what is joined to the name in an account.
        """
        place = self.word_at(begin)
        if place and self.words.starts[place] == begin and len(self.words.texts[place - 1]) > 3:
            return "", begin
        if self.words.starts[place] < begin:
            joined = self.words.texts[place][: begin - self.words.starts[place]]
            return (joined, self.words.starts[place]) if len(joined) <= 3 and joined.isalpha() else ("", begin)
        letters, at = "", begin
        while place > 0 and len(letters) < MOST_INITIALS:
            word, start = self.words.texts[place - 1], self.words.starts[place - 1]
            upper = all(self._upper[start : start + len(word)])
            if not (len(word) == 1 or (len(word) <= 3 and upper)) or not word.isalpha():
                break
            gap = self.between(self.words.ends[place - 1], at)
            if len(gap) > 3 or not (upper or gap in _JOINTS):
                break
            letters, at, place = word + letters, start, place - 1
        return letters, at

    def lone_letters_after(self, end: int) -> tuple[str, int]:
        """Return initials written just after a place and where they end."""
        starts = self.words.starts
        place = bisect_left(starts, end)
        if place >= len(starts):
            return "", end
        if starts[place] > end:
            last = self.words.ends[place - 1]
            joined = self.words.texts[place - 1][-(last - end) :]
            return (joined, last) if len(joined) <= 2 and joined.isalpha() else ("", end)
        letters, at = "", end
        while place < len(starts) and len(letters) < MOST_INITIALS:
            word, start = self.words.texts[place], starts[place]
            upper = all(self._upper[start : start + len(word)])
            dotted = len(word) == 1 and self.text[self._last[start] :][:1] == "."
            if len(word) > 2 or not (upper or dotted) or not word.isalpha():
                break
            if len(self.between(at, start)) > 3:
                break
            letters, at, place = letters + word, self.words.ends[place], place + 1
        return letters, at
