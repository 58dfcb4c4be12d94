"""Single words of registered names, seen in a view: exact wherever they stand, others by spelling, sound and bones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from secondsource.shielding.matching.index import neighbours
from secondsource.shielding.matching.index.lexicon import FEWEST_BONES, Lexicon
from secondsource.shielding.matching.views.folding import LATIN
from secondsource.shielding.matching.views.sound import bones, sounds
from secondsource.shielding.matching.views.view import View

MOST_REMEMBERED: Final = 500_000
"""Words whose likeness is remembered from text to text."""
LONG: Final = 8
"""Letters from which a word is looked at even inside another."""
HALF: Final = 5
"""Letters from which a word is looked at where only one of its ends is a word's end."""
_S: Final = np.uint8(ord("s"))


class Rank(IntEnum):
    """How a word was recognised, the surest first."""

    EXACT = 0
    SLIP = 1
    """One or two letters differ."""
    SOUND = 2
    """It sounds alike."""
    BONES = 3
    """Its consonants agree."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One word seen."""

    begin: int
    """First letter in the view."""
    end: int
    """One past the last."""
    words: tuple[int, ...]
    """Which words of the lexicon it may be."""
    rank: Rank
    opens: bool
    """A word of the text begins with it."""
    closes: bool
    """A word of the text ends with it; a plural ending may follow."""
    capital: bool
    foreign: bool
    """Written in another script than Latin."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a view."""

    starts: list[int]
    ends: list[int]
    texts: list[str]


class Recogniser:
    """Recognises words; remembers what a word was like, so that a folder of texts is looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Keep the lexicon."""
        self.lexicon = lexicon
        self._spelt: dict[str, tuple[int, ...]] = {}
        self._heard: dict[tuple[str, int], tuple[Rank, tuple[int, ...]] | None] = {}

    def sightings(self, view: View, words: Words) -> tuple[list[Sighting], list[tuple[int, int, int]]]:
        """Return the words of names seen, in order, and the details seen as `(number, begin, end)`."""
        exact, details = self._exact(view)
        seen = {(one.begin, one.end) for one in exact if one.opens and one.closes}
        found = exact + [one for one in self._alike(view, words) if (one.begin, one.end) not in seen]
        found.sort(key=lambda one: (one.begin, -one.end, one.rank))
        return found, details

    def _exact(self, view: View) -> tuple[list[Sighting], list[tuple[int, int, int]]]:
        """Find exact words and details anywhere, then keep those whose ends are credible."""
        if self.lexicon.automaton is None or not len(view):
            return [], []
        raw = self.lexicon.automaton.find_matches_as_indexes(view.letters, overlapping=True)
        hits = np.fromiter(chain.from_iterable(raw), np.int64, len(raw) * 3).reshape(-1, 3)
        number, begin, end = hits[:, 0], hits[:, 1], hits[:, 2]
        names = number < len(self.lexicon.words)
        details = hits[~names]
        number, begin, end = number[names], begin[names], end[names]
        opens = view.begins[begin]
        closes, plural = _closes(view, end)
        closed = closes | plural
        length = end - begin
        credible = (opens & closed) | ((opens | closed) & (length >= HALF)) | (length >= LONG)
        joined = (opens | np.isin(begin, end)) & (closed | np.isin(end, begin)) & (length > 2)
        kept = np.flatnonzero(credible | joined)
        columns = (number, begin, end, opens, closed, view.upper[begin] if len(begin) else begin, view.script[begin])
        rows = zip(*(column[kept].tolist() for column in columns), strict=True)
        sightings = [
            Sighting(first, last, (word,), Rank.EXACT, bool(left), bool(right), bool(capital), script != LATIN)
            for word, first, last, left, right, capital, script in rows
        ]
        return sightings, [(int(one) - len(self.lexicon.words), int(a), int(b)) for one, a, b in details]

    def _alike(self, view: View, words: Words) -> list[Sighting]:
        """Find words that are spelt nearly like, sound like, or have the consonants of a registered one."""
        capital = view.upper[words.starts] if words.starts else np.empty(0, np.bool_)
        script = view.script[words.starts] if words.starts else np.empty(0, np.uint8)
        self._learn_spelling(set(words.texts))
        spoken = np.flatnonzero(capital | (script != LATIN)).tolist()
        scripts = script.tolist()
        found = []
        spelt, heard = self._spelt, self._heard
        for place, text in enumerate(words.texts):
            if spelt[text]:
                found.append(self._seen(words, place, spelt[text], Rank.SLIP, bool(capital[place]), scripts[place]))
        for place in spoken:
            key = (words.texts[place], scripts[place])
            if key not in heard:
                self._listen(*key)
            kin = heard[key]
            if kin is not None:
                found.append(self._seen(words, place, kin[1], kin[0], bool(capital[place]), scripts[place]))
        return found

    @staticmethod
    def _seen(words: Words, place: int, kin: tuple[int, ...], rank: Rank, capital: bool, script: int) -> Sighting:  # noqa: FBT001 - a row of columns
        return Sighting(words.starts[place], words.ends[place], kin, rank, True, True, capital, script != LATIN)

    def _learn_spelling(self, texts: set[str]) -> None:
        if len(self._spelt) > MOST_REMEMBERED:
            self._spelt.clear()
        new = sorted(texts - self._spelt.keys())
        if new:
            self._spelt.update(dict.fromkeys(new, ()))
            self._spelt.update(neighbours.near(self.lexicon.neighbours, new))

    def _listen(self, text: str, script: int) -> None:
        """Remember what registered words a word sounds like."""
        if len(self._heard) > MOST_REMEMBERED:
            self._heard.clear()
        kin: tuple[Rank, tuple[int, ...]] | None = None
        if len(text) > 2 and text.isalpha():
            same = [word for key in sounds(text) for word in self.lexicon.by_sound.get(key, ())]
            rank = Rank.SOUND
            if not same:
                keys = (key for key in bones(text, script) if len(key) >= FEWEST_BONES)
                same = [word for key in keys for word in self.lexicon.by_bones.get(key, ())]
                rank = Rank.BONES
            kin = (rank, tuple(dict.fromkeys(same))) if same else None
        self._heard[text, script] = kin


def words_of(view: View) -> Words:
    """Return the words of a view."""
    starts = np.flatnonzero(view.begins)
    ends = np.append(starts[1:], len(view)) if len(starts) else starts
    text = view.letters.decode("ascii")
    first, last = starts.tolist(), ends.tolist()
    return Words(first, last, [text[a:b] for a, b in zip(first, last, strict=True)])


def _closes(view: View, end: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say of each end whether a word of the text ends there, and whether it does after a plural s or es."""
    ends = np.append(view.begins[1:], [True, True, True])
    ends = np.concatenate([ends, [True]])
    letters = np.frombuffer(view.letters + b"   ", np.uint8)
    at_end = end - 1
    with_s = (letters[end] == _S) & ends[end]
    with_es = (letters[end] == np.uint8(ord("e"))) & (letters[end + 1] == _S) & ends[end + 1]
    inside = end < len(view)
    begun = np.append(view.begins, [True, True])[end]
    return ends[at_end], inside & ~begun & (with_s | with_es)
