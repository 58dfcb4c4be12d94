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
from secondsource.shielding.matching.index.names import PARTICLES, TITLES
from secondsource.shielding.matching.views.folding import LATIN
from secondsource.shielding.matching.views.sound import bones, ink, sounds
from secondsource.shielding.matching.views.view import View
from secondsource.shielding.matching.words import Words, compounds_of

MOST_REMEMBERED: Final = 500_000
"""Words whose likeness is remembered from text to text."""
MOST_BETWEEN: Final = 16
"""Letters between two parts of one name: small words and initials."""
MOST_LOOKED_AT: Final = 12
"""Rows on either side that are asked whether they are of the same name."""
MOST_INITIALS: Final = 3
"""Letters that may be joined before a surname in an account: `jlg...`."""
BEGIN, END, KIN, RANK, OPENS, CLOSES, CAPITAL, FOREIGN, LONELY = range(9)
COLUMNS: Final = 9
"""Columns of the table that sightings are kept in until few are left."""
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


RANKS: Final = tuple(Rank)


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


class Recogniser:
    """Recognises words; remembers what a word was like, so that a folder of texts is looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Keep the lexicon."""
        self.lexicon = lexicon
        self._met: set[str] = set()
        self._spelt: dict[str, int] = {}
        self._heard: dict[tuple[str, int], tuple[Rank, int] | None] = {}
        # Sets of words that one word of a text may be, by number; the first are the single words themselves.
        self._kin: list[tuple[int, ...]] = [(place,) for place in range(len(lexicon.words))]
        self._owners: list[frozenset[int]] = [word.owners for word in lexicon.words]
        self._numbers: dict[tuple[int, ...], int] = {kin: number for number, kin in enumerate(self._kin)}
        self._common = np.array([word.common for word in lexicon.words], np.bool_)
        self._surname = np.array([bool(word.surname_owners) for word in lexicon.words], np.bool_)

    def sightings(self, view: View, words: Words) -> tuple[list[Sighting], list[tuple[int, int, int]]]:
        """Return the words of names seen, in order, and the details seen as `(number, begin, end)`.

        What could only count beside another part of the same name is left out where none stands beside it.
        """
        exact, details = self._exact(view, words)
        compounds = compounds_of(view, words)
        table = np.concatenate([exact, self._alike(view, words, exact), self._alike(view, compounds, exact)])
        table = table[np.lexsort((table[:, RANK], -table[:, END], table[:, BEGIN]))]
        rows = self._related(table[_in_company(table)].tolist())
        kin, ranks = self._kin, RANKS
        return [
            Sighting(begin, end, kin[number], ranks[rank], bool(opens), bool(closes), bool(capital), bool(foreign))
            for begin, end, number, rank, opens, closes, capital, foreign, _ in rows
        ], details

    def _exact(self, view: View, words: Words) -> tuple[NDArray[np.int64], list[tuple[int, int, int]]]:
        """Find exact words and details anywhere, then keep those whose ends are credible."""
        if self.lexicon.automaton is None or not len(view):
            return np.empty((0, COLUMNS), np.int64), []
        raw = self.lexicon.automaton.find_matches_as_indexes(view.letters, overlapping=True)
        hits = np.fromiter(chain.from_iterable(raw), np.int64, len(raw) * 3).reshape(-1, 3)
        names = hits[:, 0] < len(self.lexicon.words)
        details = hits[~names]
        hits = hits[names]
        number, begin, end = hits[:, 0], hits[:, 1], hits[:, 2]
        opens = view.begins[begin]
        closes, plural = _closes(view, end)
        closed = closes | plural
        length = end - begin
        place = np.searchsorted(words.first, begin, side="right") - 1
        near_start = begin - words.first[place] <= MOST_INITIALS
        credible = (opens & closed) | (closed & near_start & (length >= HALF)) | (length >= HALF) & view.signed(begin)
        joined = (np.isin(begin, end) | np.isin(end, begin)) & (length > 2)
        kept: NDArray[np.int64] = np.flatnonzero(credible | joined | (length >= LONG))
        number, begin, end, opens, closed = number[kept], begin[kept], end[kept], opens[kept], closed[kept]
        capital = view.upper[begin]
        whole = opens & closed
        titled = words.after(place[kept], TITLES) | view.signed(begin)
        lonely = ~titled & np.where(
            whole, self._common[number] & ~capital, self._common[number] | (length[kept] < HALF)
        )
        foreign = view.script[begin] != LATIN
        table = np.column_stack([begin, end, number, np.zeros_like(begin), opens, closed, capital, foreign, lonely])
        return table, [(int(one) - len(self.lexicon.words), int(a), int(b)) for one, a, b in details]

    def _alike(self, view: View, words: Words, exact: NDArray[np.int64]) -> NDArray[np.int64]:
        """Find words that are spelt nearly like, sound like, or have the consonants of a registered one."""
        if not words.texts:
            return np.empty((0, COLUMNS), np.int64)
        capital = view.upper[words.first]
        script = view.script[words.first]
        known = set(exact[(exact[:, OPENS] & exact[:, CLOSES]) == 1, BEGIN].tolist())
        self._learn_spelling(set(words.texts))
        spelt, heard = self._spelt, self._heard
        rows = [(place, spelt[text], Rank.SLIP) for place, text in enumerate(words.texts) if text in spelt]
        scripts = script.tolist()
        for place in np.flatnonzero(capital | (script != LATIN)).tolist():
            key = (words.texts[place], scripts[place])
            if key not in heard:
                self._listen(*key)
            kin = heard[key]
            if kin is not None:
                rows.append((place, kin[1], kin[0]))
        rows = [row for row in rows if words.starts[row[0]] not in known]
        if not rows:
            return np.empty((0, COLUMNS), np.int64)
        columns: NDArray[np.int64] = np.array(rows, np.int64)
        places, number, rank = columns[:, 0], columns[:, 1], columns[:, 2]
        begin = words.first[places]
        titled = words.after(places, TITLES) | view.signed(begin)
        short = (rank == Rank.SLIP) & ~capital[places] & (words.last[places] - begin < HALF) & ~view.signed(begin)
        short &= ~words.after(places, PARTICLES)
        lonely = (rank == Rank.BONES) | ~titled & ~(capital[places] & self._surname[number])
        yes = np.ones_like(begin)
        foreign = script[places] != LATIN
        ends = words.last[places]
        table = np.column_stack([begin, ends, number, rank, yes, yes, capital[places], foreign, lonely])
        found: NDArray[np.int64] = table[~short | foreign]
        return found

    def _related(self, rows: list[list[int]]) -> list[list[int]]:
        """Leave out what needs company and has nobody of its own name beside it."""
        owners = self._owners
        people = [owners[row[KIN]] for row in rows]
        return [row for place, row in enumerate(rows) if not row[LONELY] or _has_kin(place, rows, people)]

    def _number(self, words: tuple[int, ...]) -> int:
        """Return the number of a set of words that one word of a text may be."""
        number = self._numbers.get(words)
        if number is None:
            number = self._numbers[words] = len(self._kin)
            self._kin.append(words)
            self._owners.append(self.lexicon.owners(words))
            self._common = np.append(self._common, all(self.lexicon.words[word].common for word in words))
            self._surname = np.append(self._surname, bool(self.lexicon.surname_owners(words)))
        return number

    def _learn_spelling(self, texts: set[str]) -> None:
        if len(self._met) > MOST_REMEMBERED:
            self._met.clear()
            self._spelt.clear()
        new = sorted(texts - self._met)
        if new:
            self._met.update(new)
            for word, kin in neighbours.near(self.lexicon.neighbours, new).items():
                self._spelt[word] = self._number(kin)

    def _listen(self, text: str, script: int) -> None:
        """Remember what registered words a word sounds like."""
        if len(self._heard) > MOST_REMEMBERED:
            self._heard.clear()
        kin: tuple[Rank, int] | None = None
        if len(text) > 2 and text.isalpha():
            same, rank = list(self.lexicon.by_ink.get(ink(text), ())), Rank.SLIP
            if not same:
                same, rank = [word for key in sounds(text) for word in self.lexicon.by_sound.get(key, ())], Rank.SOUND
            if not same:
                keys = (key for key in bones(text, script) if len(key) >= FEWEST_BONES)
                same = [word for key in keys for word in self.lexicon.by_bones.get(key, ())]
                rank = Rank.BONES
            kin = (rank, self._number(tuple(dict.fromkeys(same)))) if same else None
        self._heard[text, script] = kin


def _in_company(table: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows that can stand alone or have a row near them that is exact, a capital, or long like them."""
    lonely = table[:, LONELY] == 1
    strong = (table[:, RANK] == Rank.EXACT) | (table[:, CAPITAL] == 1)
    long = table[:, END] - table[:, BEGIN] >= HALF + 1
    near_strong = _near(table, table[strong])
    near_long = long & _near(table, table[long])
    near_any = strong & _near(table, table)
    return np.flatnonzero(~lonely | near_strong | near_long | near_any)


def _has_kin(place: int, rows: list[list[int]], people: list[frozenset[int]]) -> bool:
    """Say whether a row near one on either side shares people with it."""
    begin, end = rows[place][BEGIN], rows[place][END]
    mine = people[place]
    for other in range(place + 1, min(place + MOST_LOOKED_AT, len(rows))):
        gap = rows[other][BEGIN] - end
        if gap > MOST_BETWEEN:
            break
        if gap >= 0 and not mine.isdisjoint(people[other]):
            return True
    for other in range(place - 1, max(place - MOST_LOOKED_AT, -1), -1):
        gap = begin - rows[other][END]
        if gap > MOST_BETWEEN:
            break
        if gap >= 0 and not mine.isdisjoint(people[other]):
            return True
    return False


def _near(table: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of each row whether one of `others` begins just after it or ends just before it."""
    if not len(others):
        return np.zeros(len(table), np.bool_)
    begins, ends = np.sort(others[:, BEGIN]), np.sort(others[:, END])
    after = np.searchsorted(begins, table[:, END])
    follows = (after < len(begins)) & (begins[np.minimum(after, len(begins) - 1)] - table[:, END] <= MOST_BETWEEN)
    before = np.searchsorted(ends, table[:, BEGIN], side="right") - 1
    leads = (before >= 0) & (table[:, BEGIN] - ends[np.maximum(before, 0)] <= MOST_BETWEEN)
    return np.asarray(follows | leads)


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
