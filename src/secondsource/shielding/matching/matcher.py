"""The door of this room: a register made ready once, then asked about one text after another.

    matcher = Matcher(register)
    hits = matcher.find(text)

Each text is read in up to three views: by sound (letters of other scripts romanised), with codes such as `%C3%A9`
decoded, and by looks (look-alike letters and digits) around what looks alike. Hits are spans of the text given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from secondsource.shielding.matching import particulars, runs
from secondsource.shielding.matching.hit import Hit, How, Strength
from secondsource.shielding.matching.index.lexicon import build
from secondsource.shielding.matching.reading import Reading
from secondsource.shielding.matching.runs import Match
from secondsource.shielding.matching.sightings import Recogniser, words_of
from secondsource.shielding.matching.views.escapes import decoded, windows
from secondsource.shielding.matching.views.folding import LOOKS, Table, new_table
from secondsource.shielding.matching.views.view import Stream, View, fold, stream_of
from secondsource.shielding.register.entry import Level, Register

MARGIN: Final = 64
"""Characters around look-alikes that are read with them."""
_MOST_SURE: Final = list(How)
_DOTTED: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ \u00a0]?){2,5}[^\W\d_]\.?(?![^\W_])")
_LETTER, _LEET, _LOOKALIKE = 1, 2, 3


class Matcher:
    """Finds the people of one register. Not to be shared between threads: it remembers words it has seen."""

    def __init__(self, register: Register) -> None:
        """Make the register ready; the costly part, done once."""
        self._lexicon = build(register)
        self._recogniser = Recogniser(self._lexicon)
        self._by_sound = new_table(looks=False)
        self._by_looks = new_table(looks=True)
        self._suspects = _suspects()
        self._initials = self._whole_initials()

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return where protected people appear in `text`.

        Returns:
            Hits in order that do not overlap, each within `text`.
        """
        if not len(self._lexicon.ids):
            return ()
        stream = stream_of(text)
        found = list(self._in_view(text, stream, self._by_sound))
        codes = decoded(text)
        if codes is not None:
            found += self._in_view(text, codes, self._by_sound)
        alike = self._alike(stream, len(text))
        if alike is not None:
            found += self._in_view(text, alike, self._by_looks)
        found += self._lone_initials(text)
        return _settled(found)

    def _in_view(self, text: str, stream: Stream, table: Table) -> Iterator[Hit]:
        view: View = fold(stream, table)
        if not len(view):
            return
        reading = Reading(text, view, words_of(view))
        sightings, details = self._recogniser.sightings(view, reading.words)
        joined = runs.matches(reading, sightings, self._lexicon)
        for match in (*joined, *particulars.matches(reading, details, self._lexicon)):
            hit = self._hit(match, *reading.span(match.begin, match.end), text)
            if hit is not None:
                yield hit

    def _hit(self, match: Match, start: int, end: int, text: str) -> Hit | None:
        """Return a hit on the text, its accents taken along, weighed by its people's levels."""
        lexicon = self._lexicon
        owners = match.owners
        strength = match.strength
        if match.how is How.PART and strength is Strength.DECIDE:
            owners = frozenset(one for one in owners if lexicon.levels[one] is not Level.NAME)
        if not owners:
            return None
        if all(lexicon.levels[one] is Level.WATCH for one in owners):
            strength = Strength.DECIDE
        while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me", "Cf"):
            end += 1
        if start > 0 and text[start - 1] in "@+" and match.how is How.DETAIL:
            start -= 1
        first, *rest = _ids(owners, lexicon.ids)
        return Hit(start=start, end=end, person=first, how=match.how, strength=strength, others=tuple(rest))

    def _alike(self, stream: Stream, size: int) -> Stream | None:
        """Return the surroundings of letters of other scripts and of digits among letters, or None."""
        sort = self._suspects[np.minimum(stream.codes, len(self._suspects) - 1)]
        leet = np.flatnonzero(sort == _LEET)
        beside = np.concatenate([[0], sort, [0]])
        leet = leet[(beside[leet] == _LETTER) | (beside[leet + 2] == _LETTER)]
        found = np.sort(np.concatenate([leet, np.flatnonzero(sort == _LOOKALIKE)]))
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

    def _lone_initials(self, text: str) -> Iterator[Hit]:
        """Yield `J. L. G.` where these are somebody's initials; always a question."""
        for match in _DOTTED.finditer(text):
            letters = "".join(one for one in unicodedata.normalize("NFKD", match.group().lower()) if one.isalpha())
            owners = self._initials.get(letters)
            if owners and match.group()[0].isupper():
                whole = Match(0, 0, owners, How.INITIALS, Strength.DECIDE)
                hit = self._hit(whole, *match.span(), text)
                if hit is not None:
                    yield hit


def find(text: str, register: Register) -> tuple[Hit, ...]:
    """Return where the people of `register` appear in `text`; for several texts make one `Matcher`."""
    return Matcher(register).find(text)


@lru_cache(maxsize=4096)
def _ids(owners: frozenset[int], ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ids[one] for one in sorted(owners))


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
        others=tuple(each for each in others if each != sure.person),
    )


def _surety(hit: Hit) -> tuple[bool, int, int]:
    return hit.strength is not Strength.MASK, _MOST_SURE.index(hit.how), hit.start - hit.end


def _suspects() -> NDArray[np.uint8]:
    """Return which code points may be look-alikes, which are digits used as letters, which are plain letters."""
    sort = np.zeros(0x20000, np.uint8)
    sort[[ord(one) for one in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"]] = _LETTER
    sort[[ord(one) for one in "0134578@$!|€"]] = _LEET
    sort[[ord(one) for one in LOOKS]] = _LOOKALIKE
    return sort
