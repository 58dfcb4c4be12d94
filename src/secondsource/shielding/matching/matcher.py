"""The door of this room: a register made ready once, then asked about one text after another.

    matcher = Matcher(register)
    hits = matcher.find(text)

Each text is read in up to three views: by sound (letters of other scripts romanised), with codes such as `%C3%A9`
decoded, and by looks (look-alike letters and digits) around what looks alike. Hits are spans of the text given.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np
from numpy.typing import NDArray

from secondsource.shielding.matching import particulars, runs
from secondsource.shielding.matching.hit import Hit, How, Strength
from secondsource.shielding.matching.index.lexicon import build
from secondsource.shielding.matching.reading import Reading
from secondsource.shielding.matching.runs import Match
from secondsource.shielding.matching.sightings import Recogniser
from secondsource.shielding.matching.views.escapes import decoded, windows
from secondsource.shielding.matching.views.folding import LOOKS, Table, new_table
from secondsource.shielding.matching.views.view import Stream, View, fold, stream_of
from secondsource.shielding.matching.words import words_of
from secondsource.shielding.register.entry import Level, Register

PIECE: Final = 50_000
"""Characters looked at together: few enough that all that is known of them stays near the processor."""
OVERLAP: Final = 500
"""Characters on either side of a piece that are read with it; longer than anything that is found."""
MARGIN: Final = 64
"""Characters around look-alikes that are read with them."""
_MOST_SURE: Final = list(How)
MOST_LETTERS: Final = 6
"""Initials in a row."""
_DOT: Final = re.compile(r"\.?\s?|\s?-")
_YEAR: Final = re.compile(r"[._-]?\d{1,4}(?![^\W_])")
"""A year or number joined to a name in an account: it leads to the same person."""
_ONE: Final = np.uint32(ord("1"))
_Named = tuple[str, tuple[str, ...]]
"""The first of some people, and the rest."""
_LETTER, _LEET, _LOOKALIKE, _SYMBOL = 1, 2, 3, 4


class Matcher:
    """Finds the people of one register. Not to be shared between threads: it remembers words it has seen."""

    def __init__(self, register: Register) -> None:
        """Make the register ready; the costly part, done once."""
        self._lexicon = build(register)
        self._recogniser = Recogniser(self._lexicon)
        self._by_sound = new_table()
        self._by_looks = (new_table("i"), new_table("l"))
        self._suspects = _suspects()
        self._initials = self._whole_initials()
        self._named: dict[frozenset[int], tuple[_Named | None, _Named | None, bool]] = {}

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return where protected people appear in `text`.

        Returns:
            Hits in order that do not overlap, each within `text`.
        """
        if not len(self._lexicon.ids):
            return ()
        found = []
        with _collector_at_rest():
            for begin in range(0, len(text), PIECE):
                low, high = max(0, begin - OVERLAP), begin + PIECE + OVERLAP
                found += [hit for hit in self._in_piece(text[low:high], low) if begin <= hit.start < begin + PIECE]
        return _settled(found)

    def _in_piece(self, text: str, low: int) -> Iterator[Hit]:
        """Yield what is found in one piece of a text, which begins at `low`; in any order, and overlapping."""
        stream = stream_of(text)
        yield from self._in_view(text, stream, self._by_sound, low)
        codes = decoded(text)
        if codes is not None:
            yield from self._in_view(text, codes, self._by_sound, low)
        alike = self._alike(stream, len(text))
        if alike is not None:
            # The two differ in what the digit 1 stands for.
            for table in self._by_looks if _ONE in alike.codes else self._by_looks[:1]:
                yield from self._in_view(text, alike, table, low)

    def _in_view(self, text: str, stream: Stream, table: Table, low: int) -> Iterator[Hit]:
        view: View = fold(stream, table)
        if not len(view):
            return
        reading = Reading(text, view, words_of(view))
        sightings, details = self._recogniser.sightings(view, reading.words)
        joined = runs.matches(reading, sightings, self._lexicon)
        details_found = particulars.matches(reading, details, self._lexicon)
        for match in (*joined, *details_found, *self._lone_initials(reading)):
            hit = self._hit(match, reading, low)
            if hit is not None:
                yield hit

    def _hit(self, match: Match, reading: Reading, low: int) -> Hit | None:
        """Return a hit on the text, its accents taken along, weighed by its people's levels."""
        everybody, by_given_name, watched = self._people(match.owners)
        strength = match.strength
        lone = match.how is How.PART and strength is Strength.DECIDE
        named = by_given_name if lone else everybody
        if named is None:
            return None
        if watched:
            strength = Strength.DECIDE
        text = reading.text
        start, end = reading.span(match.begin, match.end)
        if match.how is not How.DETAIL:
            number = _YEAR.match(text, end)
            end = number.end() if number else end
        while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me", "Cf"):
            end += 1
        if match.how is How.DETAIL and start > 0:
            opening = text[start - 1] == "(" and ")" in text[start:end]
            start -= opening or text[start - 1] in "@+"
        return Hit(
            start=low + start,
            end=low + end,
            person=named[0],
            how=match.how,
            strength=strength,
            others=named[1],
        )

    def _people(self, owners: frozenset[int]) -> tuple[_Named | None, _Named | None, bool]:
        """Return the people, those of them whose given name alone counts, and whether all are only watched."""
        known = self._named.get(owners)
        if known is None:
            ids, levels = self._lexicon.ids, self._lexicon.levels
            places = sorted(owners)
            everybody = tuple(ids[one] for one in places)
            counting = tuple(ids[one] for one in places if levels[one] is not Level.NAME)
            watched = all(levels[one] is Level.WATCH for one in places)
            known = self._named[owners] = (_first_and_rest(everybody), _first_and_rest(counting), watched)
        return known

    def _alike(self, stream: Stream, size: int) -> Stream | None:
        """Return the surroundings of letters of other scripts and of digits among letters, or None."""
        sort = self._suspects[np.minimum(stream.codes, len(self._suspects) - 1)]
        found = np.flatnonzero(_used_as_letter(sort) | (sort == _LOOKALIKE))
        if not len(found):
            return None
        places = windows(((one, one + 1) for one in found.tolist()), size, MARGIN)
        gap = np.full(3, ord("\n"), np.uint32)
        codes = [part for a, b in places for part in (stream.codes[a:b], gap)]
        first = [part for a, b in places for part in (stream.first[a:b], np.full(3, b))]
        last = [part for a, b in places for part in (stream.last[a:b], np.full(3, b))]
        return Stream(codes=np.concatenate(codes), first=np.concatenate(first), last=np.concatenate(last))

    def _whole_initials(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for owner, names in enumerate(self._lexicon.initials):
            for name in names:
                for letters in {name, name[:3]}:
                    if len(letters) > 2:
                        found.setdefault(letters, set()).add(owner)
        return {letters: frozenset(owners) for letters, owners in found.items()}

    def _lone_initials(self, reading: Reading) -> Iterator[Match]:
        """Yield `J. L. G.` where these are somebody's initials; always a question."""
        view, words = reading.view, reading.words
        single = view.upper[words.first] & (words.last - words.first == 1)
        opens = single & ~np.concatenate([[False], single[:-1]])
        for place in np.flatnonzero(opens[:-2] & single[1:-1] & single[2:]).tolist():
            last = place
            while last + 1 < len(single) and single[last + 1] and last - place < MOST_LETTERS:
                last += 1
            begin, end = words.starts[place], words.ends[last]
            owners = self._initials.get(view.letters[begin:end].decode("ascii"))
            if owners and all(_DOT.fullmatch(reading.between(at, at)) for at in range(begin + 1, end)):
                yield Match(begin, end, owners, How.INITIALS, Strength.DECIDE)


def find(text: str, register: Register) -> tuple[Hit, ...]:
    """Return where the people of `register` appear in `text`; for several texts make one `Matcher`."""
    return Matcher(register).find(text)


def _first_and_rest(ids: tuple[str, ...]) -> _Named | None:
    return (ids[0], ids[1:]) if ids else None


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for circles among its objects for a while.

    Matching makes none, but makes many short-lived objects, at which the whole register would be looked through.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _settled(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return hits in order, those that overlap joined: the surer says whose it is, the stronger what is done."""
    settled: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if settled and hit.start < settled[-1].end:
            settled[-1] = _joined(settled[-1], hit)
        else:
            settled.append(hit)
    return tuple(settled)


def _joined(one: Hit, other: Hit) -> Hit:
    order = (one, other) if _surety(one) <= _surety(other) else (other, one)
    sure, less = order
    strength = Strength.MASK if Strength.MASK in (one.strength, other.strength) else Strength.DECIDE
    same = sure.person == less.person or less.how is not sure.how
    others = sure.others if same else tuple(dict.fromkeys((*sure.others, less.person, *less.others)))
    return Hit(
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        person=sure.person,
        how=sure.how,
        strength=strength,
        others=tuple(each for each in others if each != sure.person) if sure.person in others else others,
    )


def _surety(hit: Hit) -> tuple[bool, int, int]:
    return hit.strength is not Strength.MASK, _MOST_SURE.index(hit.how), hit.start - hit.end


def _suspects() -> NDArray[np.uint8]:
    """Return which code points may be look-alikes, which are digits used as letters, which are plain letters."""
    sort = np.zeros(0x20000, np.uint8)
    sort[[ord(one) for one in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"]] = _LETTER
    sort[[ord(one) for one in "0134578"]] = _LEET
    sort[[ord(one) for one in "@$!|€"]] = _SYMBOL
    sort[[ord(one) for one in LOOKS]] = _LOOKALIKE
    return sort


def _used_as_letter(sort: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Say which digits and symbols stand between letters, or singly before or after three letters."""
    wide = np.concatenate([np.zeros(3, np.uint8), sort, np.zeros(3, np.uint8)])
    near = [wide[3 + step : len(sort) + 3 + step] for step in range(-3, 4)]
    letter = [one == _LETTER for one in near]
    pair = (letter[2] & (near[4] == _LEET) & letter[5]) | (letter[4] & (near[2] == _LEET) & letter[1])
    inside = (letter[2] & letter[4]) | pair
    ending = letter[0] & letter[1] & letter[2] & (near[4] != _LEET)
    opening = letter[4] & letter[5] & letter[6] & (near[2] != _LEET)
    return np.asarray(((sort == _LEET) & (inside | ending | opening)) | ((sort == _SYMBOL) & inside))
