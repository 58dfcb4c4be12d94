"""The distinct words of all texts seen so far, each judged once: what registered words it is spelt or sounds like.

A text has few distinct words, so everything that depends on the word alone is an array over them, and a text becomes
numbers of words. `Kin` is a set of registered words that one word of a text may be; it has a number too.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from secondsource.shielding.matching.index import neighbours
from secondsource.shielding.matching.index.lexicon import Lexicon
from secondsource.shielding.matching.index.names import PARTICLES, TITLES
from secondsource.shielding.matching.views.fingerprints import Fingerprints
from secondsource.shielding.matching.views.folding import ABJAD, CYRILLIC, GREEK
from secondsource.shielding.matching.views.sound import bones, ink, sounds

MOST_REMEMBERED: Final = 500_000
"""Words remembered from text to text; beyond, all are forgotten."""
_BITS: Final = 20
"""Slots in which a word is looked for by its fingerprint, as a power of two."""
NONE: Final = -1
"""No registered word."""
_UNHEARD: Final = -2
"""Nobody asked yet what it sounds like."""
_OWN_READING: Final = (GREEK, CYRILLIC, ABJAD)
"""Scripts whose romanised words are read in a way of their own."""


class Rank(IntEnum):
    """How a word was recognised, the surest first."""

    EXACT = 0
    SLIP = 1
    """One or two letters differ."""
    SOUND = 2
    """It sounds alike."""
    BONES = 3
    """Its consonants agree."""


class Kinships:
    """Sets of registered words by number; the first are the single words themselves."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Number the single words."""
        self._lexicon = lexicon
        self.words: list[tuple[int, ...]] = [(place,) for place in range(len(lexicon.words))]
        self.owners: list[frozenset[int]] = [word.owners for word in lexicon.words]
        self.common = np.array([word.common for word in lexicon.words], np.bool_)
        """All of the words are common words too."""
        self.surname = np.array([bool(word.surname_owners) for word in lexicon.words], np.bool_)
        """One of the words is a surname."""
        self._numbers = {kin: number for number, kin in enumerate(self.words)}
        self._shared: dict[int, bool] = {}

    def numbers(self, sets: Iterable[tuple[int, ...]]) -> list[int]:
        """Return the numbers of sets of registered words, new ones added."""
        before = len(self.words)
        found = []
        for kin in sets:
            number = self._numbers.get(kin)
            if number is None:
                number = self._numbers[kin] = len(self.words)
                self.words.append(kin)
                self.owners.append(self._lexicon.owners(kin))
            found.append(number)
        known, new = self._lexicon.words, self.words[before:]
        common = [all(known[word].common for word in kin) for kin in new]
        surname = [any(known[word].surname_owners for word in kin) for kin in new]
        self.common = np.concatenate([self.common, np.array(common, np.bool_)])
        self.surname = np.concatenate([self.surname, np.array(surname, np.bool_)])
        return found

    def share(self, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say of pairs of sets whether somebody's name holds a word of both."""
        pairs, back = np.unique((ones << 32) | others, return_inverse=True)
        if len(self._shared) > MOST_REMEMBERED:
            self._shared.clear()
        shared, owners = self._shared, self.owners
        answers = []
        for pair in pairs.tolist():
            answer = shared.get(pair)
            if answer is None:
                answer = shared[pair] = not owners[pair >> 32].isdisjoint(owners[pair & 0xFFFFFFFF])
            answers.append(answer)
        return np.array(answers, np.bool_)[back]


class Vocabulary:
    """Words seen, with what they are like."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Begin with no word."""
        self._lexicon = lexicon
        self._fingerprints = Fingerprints()
        self.kinships = Kinships(lexicon)
        self._forget()

    def _forget(self) -> None:
        self._places: dict[str, int] = {}
        self._texts: list[str] = []
        self._prints = np.empty(0, np.uint64)
        self._lengths = np.empty(0, np.int64)
        self._slots = np.full(1 << _BITS, NONE, np.int32)
        self.spelt = np.empty(0, np.int64)
        """Of each word, the number of the registered words it is spelt nearly like, or `NONE`."""
        self.title = np.empty(0, np.bool_)
        """It is a title, as `Dr`."""
        self.particle = np.empty(0, np.bool_)
        """It is a small word of names, as `de`."""
        self._heard = np.empty(0, np.int64)
        self._rank = np.empty(0, np.int64)
        self._elsewhere: dict[tuple[int, int], tuple[int, int]] = {}

    def numbers(self, letters: bytes, first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of words, new ones learnt.

        Args:
            letters: of a view.
            first: where each word begins.
            last: one past its end.
        """
        if not len(first):
            return np.empty(0, np.int64)
        prints = self._fingerprints.of(letters, first, last)
        slots = (prints >> np.uint64(64 - _BITS)).view(np.int64)
        found = self._slots.take(slots).astype(np.int64)
        known = found != NONE
        if len(self._prints):
            known &= (self._prints.take(found, mode="clip") == prints) & (
                self._lengths.take(found, mode="clip") == last - first
            )
        asked = np.flatnonzero(~known)
        if len(asked):
            _, one, back = np.unique(prints[asked], return_index=True, return_inverse=True)
            chosen = asked[one]
            plain = letters.decode("ascii")
            texts = [plain[a:b] for a, b in zip(first[chosen].tolist(), last[chosen].tolist(), strict=True)]
            if len(self._texts) + len(texts) > MOST_REMEMBERED and self._texts:
                self._forget()
                return self.numbers(letters, first, last)
            found[asked] = self._numbers_of(texts, prints[chosen], slots[chosen])[back]
        return found

    def _numbers_of(self, texts: list[str], prints: NDArray[np.uint64], slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of distinct words that were not found in their slots, and put them there."""
        new = [place for place, text in enumerate(texts) if text not in self._places]
        if new:
            self._prints = np.concatenate([self._prints, prints[new]])
            self._lengths = np.concatenate([self._lengths, [len(texts[place]) for place in new]])
            self._learn([texts[place] for place in new])
        found = np.fromiter(map(self._places.__getitem__, texts), np.int64, len(texts))
        self._slots[slots] = found
        return found

    def _learn(self, new: list[str]) -> None:
        begin = len(self._texts)
        self._places.update({text: begin + place for place, text in enumerate(new)})
        self._texts += new
        near = neighbours.near(self._lexicon.neighbours, new)
        spelt = np.full(len(new), NONE, np.int64)
        spelt[[self._places[text] - begin for text in near]] = self.kinships.numbers(near.values())
        self.spelt = np.concatenate([self.spelt, spelt])
        self.title = np.concatenate([self.title, np.array([text in TITLES for text in new], np.bool_)])
        self.particle = np.concatenate([self.particle, np.array([text in PARTICLES for text in new], np.bool_)])
        self._heard = np.concatenate([self._heard, np.full(len(new), _UNHEARD, np.int64)])
        self._rank = np.concatenate([self._rank, np.zeros(len(new), np.int64)])

    def heard(
        self, words: NDArray[np.int64], scripts: NDArray[np.uint8]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the registered words that words sound like, or `NONE`, and how surely.

        Args:
            words: numbers of words.
            scripts: the script each was written in.
        """
        new = np.unique(words[self._heard[words] == _UNHEARD])
        if len(new):
            self._heard[new], self._rank[new] = self._listen(new)
        heard, rank = self._heard[words], self._rank[words]
        for script in _OWN_READING:
            own = np.flatnonzero(scripts == script)
            if len(own):
                heard[own], rank[own] = self._heard_elsewhere(words[own], script)
        return heard, rank

    def _heard_elsewhere(self, words: NDArray[np.int64], script: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Answer for words of one other script."""
        known = self._elsewhere
        new = np.array(sorted({word for word in words.tolist() if (word, script) not in known}), np.int64)
        if len(new):
            heard, rank = self._listen(new, script)
            answers = zip(heard.tolist(), rank.tolist(), strict=True)
            known.update(zip(((word, script) for word in new.tolist()), answers, strict=True))
        both = np.array([known[word, script] for word in words.tolist()], np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def _listen(self, words: NDArray[np.int64], script: int = 0) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Ask what registered words each word prints, sounds or, by its consonants, is like; the first that answers."""
        lexicon = self._lexicon
        heard, rank = np.full(len(words), NONE, np.int64), np.zeros(len(words), np.int64)
        texts = [self._texts[word] for word in words.tolist()]
        left = [place for place, text in enumerate(texts) if len(text) > 2 and text.isalpha()]
        for how, index, keys_of in (
            (Rank.SLIP, lexicon.by_ink, lambda some: [(key,) for key in ink(some)]),
            (Rank.SOUND, lexicon.by_sound, sounds),
            (Rank.BONES, lexicon.by_bones, lambda some: bones(some, script)),
        ):
            keys = keys_of([texts[place] for place in left])
            same = [tuple(sorted({word for key in some for word in index.get(key, ())})) for some in keys]
            found = [(place, kin) for place, kin in zip(left, same, strict=True) if kin]
            heard[[place for place, _ in found]] = self.kinships.numbers(kin for _, kin in found)
            rank[[place for place, _ in found]] = how
            left = [place for place, kin in zip(left, same, strict=True) if not kin]
        return heard, rank
