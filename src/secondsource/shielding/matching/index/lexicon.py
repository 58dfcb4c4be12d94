"""A register made ready once: all words with their owners, the automaton that finds them, and their neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ahocorasick_rs import BytesAhoCorasick

from secondsource.shielding.matching.index import neighbours
from secondsource.shielding.matching.index.details import Detail, details_of
from secondsource.shielding.matching.index.names import (
    PARTICLES,
    Part,
    Role,
    parts_of,
    plain,
    script_of_name,
    short_forms,
)
from secondsource.shielding.matching.index.neighbours import Neighbours
from secondsource.shielding.matching.views.sound import bones, ink, sounds
from secondsource.shielding.register.common_words import COMMON
from secondsource.shielding.register.entry import Level, Protected, Register

NOBODY: Final[frozenset[int]] = frozenset()
MOST_REMEMBERED: Final = 20_000
"""Answers kept."""
FEWEST_BONES: Final = 2
"""Consonants of a key; fewer fit everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of names, with all whose name it is part of."""

    letters: str
    owners: frozenset[int]
    """Places in the register."""
    surname_owners: frozenset[int]
    """Those whose surname it is or may be."""
    common: bool
    """Also a common word, or very short."""
    joined: bool
    """Made of several written words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One detail, with all who share it."""

    detail: Detail
    owners: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything that is looked for."""

    ids: tuple[str, ...]
    levels: tuple[Level, ...]
    initials: tuple[tuple[str, ...], ...]
    """Of each entry: the first letters of each of its names, in written order."""
    lettered: dict[str, frozenset[int]] = field(repr=False)
    """Those who have a letter among their initials."""
    words: tuple[Word, ...]
    details: tuple[Known, ...]
    automaton: BytesAhoCorasick | None
    """Finds words (numbered as in `words`) and then details; None for an empty register."""
    neighbours: Neighbours
    by_ink: dict[str, tuple[int, ...]]
    by_sound: dict[str, tuple[int, ...]]
    by_bones: dict[str, tuple[int, ...]]
    places: dict[str, int] = field(repr=False)
    """Each word's place in `words`."""

    initialled: dict[tuple[str, frozenset[int]], frozenset[int]] = field(default_factory=dict, repr=False)
    asked: dict[tuple[int, ...], tuple[frozenset[int], frozenset[int]]] = field(default_factory=dict, repr=False)
    """Answers given before, for words that stand for many people."""
    overlaps: dict[tuple[frozenset[int], frozenset[int]], frozenset[int]] = field(default_factory=dict, repr=False)

    def owners(self, words: tuple[int, ...]) -> frozenset[int]:
        """Return all whose name holds one of these words."""
        return self.words[words[0]].owners if len(words) == 1 else self._both(words)[0]

    def surname_owners(self, words: tuple[int, ...]) -> frozenset[int]:
        """Return all whose surname is one of these words."""
        return self.words[words[0]].surname_owners if len(words) == 1 else self._both(words)[1]

    def both(self, ones: frozenset[int], others: frozenset[int]) -> frozenset[int]:
        """Return who is among both; with common names these are thousands, and the same names come together again."""
        known = self.overlaps.get((ones, others))
        if known is None:
            if len(self.overlaps) > MOST_REMEMBERED:
                self.overlaps.clear()
            known = self.overlaps[ones, others] = ones & others
        return known

    def _both(self, words: tuple[int, ...]) -> tuple[frozenset[int], frozenset[int]]:
        known = self.asked.get(words)
        if known is None:
            if len(self.asked) > MOST_REMEMBERED:
                self.asked.clear()
            known = self.asked[words] = (
                NOBODY.union(*(self.words[word].owners for word in words)),
                NOBODY.union(*(self.words[word].surname_owners for word in words)),
            )
        return known

    def with_initials(self, letters: str, owners: frozenset[int]) -> frozenset[int]:
        """Return those whose initials include these letters, in any order, each as often."""
        key = (letters, owners)
        known = self.initialled.get(key)
        if known is None:
            if len(self.initialled) > MOST_REMEMBERED:
                self.initialled.clear()
            likely = owners
            for letter in set(letters):
                likely = likely & self.lettered.get(letter, NOBODY)
            known = self.initialled[key] = (
                likely
                if len(letters) == 1
                else frozenset(owner for owner in likely if any(_among(letters, name) for name in self.initials[owner]))
            )
        return known


def _among(letters: str, initials: str) -> bool:
    return all(letters.count(one) <= initials.count(one) for one in letters)


def build(register: Register) -> Lexicon:
    """Make a register ready."""
    owners: dict[str, dict[int, Role]] = defaultdict(dict)
    joined: dict[str, bool] = {}
    spoken: dict[str, set[int]] = {}
    initials = []
    details: dict[Detail, set[int]] = defaultdict(set)
    for place, entry in enumerate(register):
        names = [name for name in (entry.name, *entry.aliases) if name]
        initials.append(tuple(form for name in names for form in _initials(name)))
        for name in names:
            script = script_of_name(name)
            for part in _with_short_forms(parts_of(name)):
                roles = owners[part.letters]
                roles[place] = roles.get(place, Role(0)) | part.role
                joined[part.letters] = joined.get(part.letters, True) and part.joined
                spoken.setdefault(part.letters, set()).add(script)
        for part in _nicknames(entry):
            owners[part.letters].setdefault(place, part.role)
            joined.setdefault(part.letters, part.joined)
        for detail in details_of(entry):
            details[detail].add(place)
    words = tuple(
        _word(letters, roles, joined=joined[letters]) for letters, roles in owners.items() if len(letters) > 1
    )
    known = tuple(
        Known(detail=detail, owners=frozenset(places)) for detail, places in details.items() if detail.letters
    )
    patterns = [word.letters.encode() for word in words] + [one.detail.letters.encode() for one in known]
    named = [(place, word.letters) for place, word in enumerate(words)]
    inks = ink([letters for _, letters in named])
    places = [place for place, letters in named if len(letters) > 2]
    heard = [words[place].letters for place in places]
    return Lexicon(
        ids=tuple(entry.id for entry in register),
        levels=tuple(entry.level for entry in register),
        initials=tuple(initials),
        lettered=_lettered(initials),
        words=words,
        details=known,
        automaton=BytesAhoCorasick(patterns) if patterns else None,
        neighbours=neighbours.build([word.letters for word in words]),
        by_ink=_keys((key, place) for key, (place, letters) in zip(inks, named, strict=True) if len(letters) > 3),
        by_sound=_keys((key, place) for place, keys in zip(places, sounds(heard), strict=True) for key in keys),
        by_bones=_by_bones([(place, words[place].letters, spoken.get(words[place].letters, {0})) for place in places]),
        places={letters: place for place, letters in named},
    )


def _word(letters: str, roles: dict[int, Role], *, joined: bool) -> Word:
    return Word(
        letters=letters,
        owners=frozenset(roles),
        surname_owners=frozenset(place for place, role in roles.items() if Role.SURNAME in role),
        common=letters in COMMON or letters in PARTICLES or len(letters) < 4,
        joined=joined,
    )


def _initials(name: str) -> set[str]:
    """Return the first letters of a name's words, with and without its small words."""
    words = [word for word in map(plain, name.split()) if word]
    return {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in PARTICLES)}


def _lettered(initials: Sequence[tuple[str, ...]]) -> dict[str, frozenset[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for owner, names in enumerate(initials):
        for letter in set().union(*names):
            found[letter].append(owner)
    return {letter: frozenset(owners) for letter, owners in found.items()}


def _with_short_forms(parts: list[Part]) -> Iterable[Part]:
    yield from parts
    for part in parts:
        if Role.GIVEN in part.role:
            yield from (Part(letters=short, role=Role.GIVEN) for short in short_forms().get(part.letters, ()))


def _nicknames(entry: Protected) -> Iterable[Part]:
    """Yield nicknames as parts of the name, since they stand between and beside its other parts."""
    if not entry.name:
        return
    for nickname in entry.nicknames:
        words = [plain(word) for word in nickname.split()]
        yield Part(letters="".join(words), role=Role.GIVEN, joined=len(words) > 1)
        yield from (
            Part(letters=word, role=Role.GIVEN) for word in words if len(word) > 2 and word not in {*PARTICLES, "the"}
        )


def _by_bones(named: Sequence[tuple[int, str, set[int]]]) -> dict[str, tuple[int, ...]]:
    """Return words by their consonants, as each script that the name is written in may mean them."""
    pairs: list[tuple[int, str]] = []
    for script in sorted({script for _, _, scripts in named for script in scripts}):
        some = [(place, letters) for place, letters, scripts in named if script in scripts]
        keys = bones([letters for _, letters in some], script)
        pairs += [(place, key) for (place, _), found in zip(some, keys, strict=True) for key in found]
    return _keys((key, place) for place, key in sorted(pairs) if len(key) >= FEWEST_BONES)


def _keys(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, place in pairs:
        found[key].append(place)
    return {key: tuple(dict.fromkeys(places)) for key, places in found.items()}
