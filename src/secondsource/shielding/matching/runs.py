"""Words of names seen side by side, joined into hits and weighed: what may be masked, what a person decides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from secondsource.shielding.matching.hit import How, Strength
from secondsource.shielding.matching.index.lexicon import Lexicon
from secondsource.shielding.matching.reading import Reading
from secondsource.shielding.matching.sightings import HALF_NAME, LONG, MOST_BETWEEN, Sighting
from secondsource.shielding.matching.vocabulary import Rank

WEIGHTS: Final = {Rank.EXACT: 3, Rank.SLIP: 2, Rank.SOUND: 2, Rank.BONES: 1}
ENOUGH: Final = 4
"""Weight from which words side by side are masked."""
LONG_RUN: Final = 9
"""Letters from which words side by side are believed inside longer words."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a view that fits people of the register."""

    begin: int
    end: int
    owners: frozenset[int]
    how: How
    strength: Strength


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one name side by side."""

    sightings: tuple[Sighting, ...]
    owners: frozenset[int]

    @property
    def begin(self) -> int:
        """The first letter."""
        return self.sightings[0].begin

    @property
    def end(self) -> int:
        """One past the last letter."""
        return self.sightings[-1].end


def matches(reading: Reading, sightings: Sequence[Sighting], lexicon: Lexicon) -> list[Match]:
    """Return what the words seen amount to; stretches may overlap."""
    begins = [one.begin for one in sightings]
    found = []
    covered_to = -1
    for place, one in enumerate(sightings):
        if one.end <= covered_to:
            continue
        run = _longest(place, reading, sightings, begins, lexicon) if one.followed else None
        match = _weigh_run(run, reading, lexicon) if run is not None and len(run.sightings) > 1 else None
        if match is not None:
            covered_to = match.end
        else:
            match = _weigh_lone(one, reading, lexicon)
        if match is not None:
            found.append(match)
    return found


def _longest(
    place: int, reading: Reading, sightings: Sequence[Sighting], begins: Sequence[int], lexicon: Lexicon
) -> Run:
    """Return the longest row of words from one place on that are parts of one name."""
    run = [sightings[place]]
    owners = run[0].owners
    used = set(run[0].words)
    while True:
        end = run[-1].end
        best: tuple[int, int, Sighting, frozenset[int]] | None = None
        for next_place in range(bisect_left(begins, end), len(sightings)):
            one = sightings[next_place]
            if one.begin > end + MOST_BETWEEN:
                break
            if best is not None and (one.end, -one.rank) <= best[:2]:
                continue
            shared = lexicon.both(owners, one.owners)
            if shared and not used.issuperset(one.words) and _joins(run[-1], one, reading):
                best = (one.end, -one.rank, one, shared)
        if best is None:
            return Run(tuple(run), owners)
        run.append(best[2])
        used.update(best[2].words)
        owners = best[3]


def _joins(one: Sighting, other: Sighting, reading: Reading) -> bool:
    """Say whether the second may follow the first: directly within one word, or from word to word."""
    if one.end == other.begin:
        return reading.linked(one.end, other.begin)
    return other.opens and reading.linked(one.end, other.begin)


def _weigh_run(run: Run, reading: Reading, lexicon: Lexicon) -> Match | None:
    """Judge several words of one name side by side."""
    parts = run.sightings
    whole = parts[0].opens and parts[-1].closes
    if not whole and run.end - run.begin < LONG_RUN:
        return None
    if any(not _together(one, reading, lexicon) for one in parts):
        return None
    weight = sum(3 - 1 if one.foreign and one.rank == Rank.BONES else WEIGHTS[one.rank] for one in parts)
    exact = all(one.rank == Rank.EXACT for one in parts)
    common = all(lexicon.words[word].common for one in parts for word in one.words)
    capital = any(one.capital for one in parts)
    surname = any(lexicon.surname_owners(one.words) & run.owners for one in parts)
    if weight < ENOUGH - 1 and not (capital and parts[0].capital and parts[-1].capital):
        return None
    sure = weight >= ENOUGH and surname and (capital or not common) and (exact or capital or weight > ENOUGH)
    begin, end = _with_initials(run, reading, lexicon)
    how = How.NAME if exact else How.SPELLING
    return Match(begin, _plural_end(end, reading), run.owners, how, Strength.MASK if sure else Strength.DECIDE)


def _with_initials(run: Run, reading: Reading, lexicon: Lexicon) -> tuple[int, int]:
    """Return the run widened by initials of the same people on either side."""
    begin, end = run.begin, run.end
    letters, at = reading.lone_letters_before(begin)
    if letters and lexicon.with_initials(letters, run.owners):
        begin = at
    letters, at = reading.lone_letters_after(end)
    if letters and lexicon.with_initials(letters, run.owners):
        end = at
    return begin, end


def _weigh_lone(one: Sighting, reading: Reading, lexicon: Lexicon) -> Match | None:
    """Judge one word alone."""
    if one.rank is Rank.BONES or not _together(one, reading, lexicon):
        return None
    initial = _with_initial(one, reading, lexicon) if one.beside_initials else None
    if initial is not None:
        return initial
    surnames = lexicon.surname_owners(one.words)
    owners = surnames or one.owners
    if not (one.opens and one.closes):
        return _inside(one, owners, reading, lexicon)
    titled = one.titled and reading.titled(one.begin)
    signed = reading.signed(one.begin)
    if one.rank is not Rank.EXACT:
        how, strength = How.SPELLING, _alike_alone(one, bool(surnames), titled=titled, signed=signed)
    else:
        how, strength = How.PART, _exact_alone(one, bool(surnames), reading, lexicon, supported=titled or signed)
    return Match(one.begin, _plural_end(one.end, reading), owners, how, strength) if strength else None


def _exact_alone(
    one: Sighting,
    surname: bool,  # noqa: FBT001 - a row of facts
    reading: Reading,
    lexicon: Lexicon,
    *,
    supported: bool,
) -> Strength | None:
    common = all(lexicon.words[word].common for word in one.words)
    if not surname:
        return Strength.DECIDE if one.capital or supported or not common else None
    if not common:
        return Strength.MASK
    if not one.capital:
        return Strength.MASK if supported else None
    return Strength.DECIDE if reading.opens_sentence(one.begin) and not supported else Strength.MASK


def _alike_alone(one: Sighting, surname: bool, *, titled: bool, signed: bool) -> Strength | None:  # noqa: FBT001 - a row of facts
    """A lone likeness is only ever a question, unless a title or sign says that a name stands here."""
    if one.end - one.begin < HALF_NAME:
        return None
    if titled or signed:
        return Strength.MASK if surname else Strength.DECIDE
    return Strength.DECIDE if one.capital and surname else None


def _inside(one: Sighting, owners: frozenset[int], reading: Reading, lexicon: Lexicon) -> Match | None:
    """A name inside a longer word: worth a question where it is long, or stands in an account or file name."""
    common = all(lexicon.words[word].common for word in one.words)
    long = one.end - one.begin
    if common or not (long >= LONG or reading.signed(one.begin)):
        return None
    return Match(one.begin, one.end, owners, How.PART, Strength.DECIDE)


def _with_initial(one: Sighting, reading: Reading, lexicon: Lexicon) -> Match | None:
    """A name with initials before or after it, where these are initials of somebody so named."""
    owners = one.owners
    begin, end, fitting = one.begin, one.end, owners
    letters, at = reading.lone_letters_before(begin)
    before = lexicon.with_initials(letters, owners) if letters and one.closes else frozenset[int]()
    if before:
        begin, fitting = at, before
    letters, at = reading.lone_letters_after(end)
    after = lexicon.with_initials(letters, fitting) if letters and (one.opens or before) else frozenset[int]()
    if after:
        end, fitting = at, after
    if not before and not after:
        return None
    capital = one.capital or reading.signed(begin) or one.end - one.begin > HALF_NAME
    return Match(begin, end, fitting, How.INITIAL, Strength.MASK if capital else Strength.DECIDE)


def _together(one: Sighting, reading: Reading, lexicon: Lexicon) -> bool:
    """Say whether a word torn apart by gaps is still believed to be one."""
    if one.rank is not Rank.EXACT or not reading.inner_starts(one.begin, one.end):
        return True
    if any(lexicon.words[word].joined for word in one.words):
        return True
    return reading.credible_gaps(one.begin, one.end)


def _plural_end(end: int, reading: Reading) -> int:
    """Return the end with a plural ending that closes the word."""
    place = reading.word_at(end - 1)
    close = reading.words.ends[place]
    return close if reading.view.letters[end:close] in (b"s", b"es") else end
