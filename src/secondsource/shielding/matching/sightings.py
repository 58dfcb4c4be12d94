"""Single words of registered names, seen in a view: exact wherever they stand, others by spelling, sound and bones.

Everything that can be said of all words at once is said in arrays; only what may still become a hit is looked at one
by one afterwards.
"""

from __future__ import annotations

from itertools import chain
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from secondsource.shielding.matching.index.lexicon import Lexicon
from secondsource.shielding.matching.views.folding import LATIN
from secondsource.shielding.matching.views.view import View
from secondsource.shielding.matching.vocabulary import NONE, Rank, Vocabulary
from secondsource.shielding.matching.words import Words, compounds_of

MOST_BETWEEN: Final = 16
"""Letters between two parts of one name: small words and initials."""
MOST_INITIALS: Final = 3
"""Letters that may be joined before a surname in an account: `jlg...`."""
FARTHEST_INITIAL: Final = 3
"""Characters of the text between a name and an initial."""
BEGIN, END, KIN, RANK, OPENS, CLOSES, CAPITAL, FOREIGN, LONELY, TITLED = range(10)
COLUMNS: Final = 10
"""Columns of the table that sightings are kept in until few are left."""
LONG: Final = 8
"""Letters from which a word is looked at even inside another."""
HALF: Final = 5
"""Letters from which a word is looked at where only one of its ends is a word's end."""
HALF_NAME: Final = 4
"""Letters of a word that is worth a question for its likeness alone."""
RANKS: Final = tuple(Rank)
_S: Final = np.uint8(ord("s"))
_A: Final = np.uint8(ord("a"))


class Sighting(NamedTuple):
    """One word seen; a plain tuple because a large text has very many."""

    begin: int
    """First letter in the view."""
    end: int
    """One past the last."""
    words: tuple[int, ...]
    """Which words of the lexicon it may be."""
    owners: frozenset[int]
    """All whose name holds one of them."""
    rank: Rank
    opens: bool
    """A word of the text begins with it."""
    closes: bool
    """A word of the text ends with it; a plural ending may follow."""
    capital: bool
    foreign: bool
    """Written in another script than Latin."""
    titled: bool
    """A title may stand before it."""
    followed: bool
    """Another sighting of somebody so named stands just after it."""
    beside_initials: bool
    """Letters that may be initials stand beside it."""


class Recogniser:
    """Recognises words; remembers what a word was like, so that a folder of texts is looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Keep the lexicon."""
        self.lexicon = lexicon
        self._vocabulary = Vocabulary(lexicon)

    def sightings(self, view: View, words: Words) -> tuple[list[Sighting], list[tuple[int, int, int]]]:
        """Return the words of names seen, in order, and the details seen as `(number, begin, end)`.

        What could only count beside another part of the same name is left out where none stands beside it.
        """
        compounds, places = compounds_of(view, words)
        first = np.concatenate([words.first, compounds.first])
        numbers = self._vocabulary.numbers(view.letters, first, np.concatenate([words.last, compounds.last]))
        numbers, compound_numbers = numbers[: len(words.first)], numbers[len(words.first) :]
        led = np.zeros((2, len(numbers)), np.bool_)
        led[:, 1:] = self._vocabulary.title[numbers[:-1]], self._vocabulary.particle[numbers[:-1]]
        exact, details = self._exact(view, words, led[0])
        alike = self._alike(view, words, numbers, led, exact)
        # A small word vouches for a short word after it, but not for a pair such as `can't`.
        joined = self._alike(view, compounds, compound_numbers, led[:, places] & [[True], [False]], exact)
        table = np.concatenate([exact, alike, joined])
        table = table[np.lexsort((table[:, RANK], -table[:, END], table[:, BEGIN]))]
        return self._left(table[_in_company(table)], view, words), details

    def _exact(
        self, view: View, words: Words, led: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], list[tuple[int, int, int]]]:
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
        titled = led[place[kept]]
        common = self._vocabulary.kinships.common[number]
        lonely = np.where(whole, common & ~capital, common | (length[kept] < HALF)) & ~titled & ~view.signed(begin)
        foreign = view.script[begin] != LATIN
        rank = np.zeros_like(begin)
        table = np.column_stack([begin, end, number, rank, opens, closed, capital, foreign, lonely, titled])
        return table, [(int(one) - len(self.lexicon.words), int(a), int(b)) for one, a, b in details]

    def _alike(
        self,
        view: View,
        words: Words,
        numbers: NDArray[np.int64],
        led: NDArray[np.bool_],
        exact: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Find words that are spelt nearly like, sound like, or have the consonants of a registered one.

        Args:
            view: the letters.
            words: words, or pairs of words, of the view.
            numbers: of each, its number in the vocabulary.
            led: shape (2, words): a title, a small word stands before it.
            exact: what was found exactly.
        """
        unknown = np.ones(len(view) + 1, np.bool_)
        unknown[exact[(exact[:, OPENS] & exact[:, CLOSES]) == 1, BEGIN]] = False
        free = unknown[words.first]
        spelt = np.flatnonzero((self._vocabulary.spelt[numbers] != NONE) & free)
        listened = np.flatnonzero((view.upper[words.first] | (view.script[words.first] != LATIN)) & free)
        heard, how = self._vocabulary.heard(numbers[listened], view.script[words.first[listened]])
        like = np.flatnonzero(heard != NONE)
        places = np.concatenate([spelt, listened[like]])
        number = np.concatenate([self._vocabulary.spelt[numbers[spelt]], heard[like]])
        rank = np.concatenate([np.full(len(spelt), Rank.SLIP, np.int64), how[like]])
        begin, end = words.first[places], words.last[places]
        capital, foreign, signed = view.upper[begin], view.script[begin] != LATIN, view.signed(begin)
        titled, after_particle = led[0, places], led[1, places]
        short = (rank == Rank.SLIP) & ~capital & (end - begin < HALF) & ~signed & ~after_particle & ~foreign
        surname = self._vocabulary.kinships.surname[number]
        lonely = (rank == Rank.BONES) | ~(titled | signed | (capital & surname))
        yes = np.ones_like(begin)
        table = np.column_stack([begin, end, number, rank, yes, yes, capital, foreign, lonely, titled])
        found: NDArray[np.int64] = table[~short]
        return found

    def _left(self, table: NDArray[np.int64], view: View, words: Words) -> list[Sighting]:
        """Return what stands beside a part of the same name or may count alone."""
        followed, led = self._related(table)
        beside = _beside_initials(table, view, words)
        begin, rank, number = table[:, BEGIN], table[:, RANK], table[:, KIN]
        length = table[:, END] - begin
        common, surname = self._vocabulary.kinships.common[number], self._vocabulary.kinships.surname[number]
        capital, whole = table[:, CAPITAL] == 1, (table[:, OPENS] & table[:, CLOSES]) == 1
        signed = view.signed(begin)
        supported = signed | (table[:, TITLED] == 1)
        exactly = np.where(whole, ~common | capital | supported, ~common & ((length >= LONG) | signed))
        likely = (rank != Rank.BONES) & (length >= HALF_NAME) & (supported | (capital & surname))
        alone = np.where(rank == Rank.EXACT, exactly, likely) | (beside & (rank != Rank.BONES))
        kept = np.flatnonzero(followed | led | (alone & (table[:, LONELY] == 0)))
        kin, owners = self._vocabulary.kinships.words, self._vocabulary.kinships.owners
        facts = zip(table[kept].tolist(), followed[kept].tolist(), beside[kept].tolist(), strict=True)
        return [
            Sighting(a, b, kin[n], owners[n], RANKS[r], bool(o), bool(c), bool(cap), bool(f), bool(t), after, initials)
            for (a, b, n, r, o, c, cap, f, _, t), after, initials in facts
        ]

    def _related(self, table: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Say of each row whether one of the same people begins just after it, and whether one ends just before it."""
        begins = table[:, BEGIN]
        low = np.searchsorted(begins, table[:, END])
        count = np.searchsorted(begins, table[:, END] + MOST_BETWEEN, side="right") - low
        one = np.repeat(np.arange(len(table)), count)
        other = np.arange(len(one)) + np.repeat(low - (np.cumsum(count) - count), count)
        shared = self._vocabulary.kinships.share(table[one, KIN], table[other, KIN])
        followed, led = np.zeros(len(table), np.bool_), np.zeros(len(table), np.bool_)
        followed[one[shared]] = True
        led[other[shared]] = True
        return followed, led


def _beside_initials(table: NDArray[np.int64], view: View, words: Words) -> NDArray[np.bool_]:
    """Say of each row whether letters stand beside it that may be initials; too often rather than too seldom."""
    if not len(table):
        return np.zeros(0, np.bool_)
    begin, end = table[:, BEGIN], table[:, END]
    first = np.append(words.first, len(view))
    length = np.append(words.last - words.first, LONG)
    alpha = np.append(np.frombuffer(view.letters, np.uint8)[words.first] >= _A, [False])
    single = alpha & ((length == 1) | (np.append(view.upper[words.first], [False]) & (length <= MOST_INITIALS)))
    place = np.searchsorted(words.first, begin, side="right") - 1
    joined = begin - first[place]
    near = view.first[begin] - view.last[np.maximum(begin - 1, 0)] <= FARTHEST_INITIAL
    before = np.where(joined > 0, joined <= MOST_INITIALS, (place > 0) & single[place - 1] & near)
    place = np.searchsorted(words.first, end)
    at = np.minimum(end, len(view) - 1)
    near = (end < len(view)) & (view.first[at] - view.last[end - 1] <= FARTHEST_INITIAL)
    after = np.where(first[place] > end, words.last[place - 1] > end, single[place] & near)
    return np.asarray(before | after)


def _in_company(table: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows that can stand alone or have a row near them that is exact, a capital, or long like them."""
    lonely = table[:, LONELY] == 1
    strong = (table[:, RANK] == Rank.EXACT) | (table[:, CAPITAL] == 1)
    long = table[:, END] - table[:, BEGIN] >= HALF + 1
    near_strong = _near(table, table[strong])
    near_long = long & _near(table, table[long])
    near_any = strong & _near(table, table)
    return np.flatnonzero(~lonely | near_strong | near_long | near_any)


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
