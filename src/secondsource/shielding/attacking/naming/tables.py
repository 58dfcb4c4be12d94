"""What a search looks things up in: words, run-together forms and numbers of all suspects, by their beginnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from secondsource.shielding.attacking.naming.suspects import Suspect

KEY: Final = 5
"""Letters of a run-together form that are looked up first."""
_BASE: Final = np.uint64(1_000_003)
PHONE_KEY: Final = 7
"""Digits of a telephone number that are looked up: what is dialled locally."""
FUZZY: Final = 5
"""Shortest word that is also known with one letter wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One word of one suspect's name."""

    suspect: int
    """Index into the suspects."""
    word: str
    is_last: bool
    """Whether it is a surname as far as one can tell, which says more than a given name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One run-together form."""

    suspect: int
    letters: str
    detail: bool
    """Whether it is a number, account or address and no name."""
    whole_word: bool
    """Whether it counts only with a boundary on both sides."""
    backwards: bool = False
    """Whether its letters are written from last to first."""


class Tables:
    """Look-up tables of a set of suspects, each made when first used."""

    def __init__(self, suspects: Iterable[Suspect]) -> None:
        """Keep the suspects."""
        self.suspects = tuple(suspects)

    @cached_property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """Each word of a name with those it belongs to."""
        found: dict[str, list[Part]] = defaultdict(list)
        for index, suspect in enumerate(self.suspects):
            for name in suspect.names:
                for place, word in enumerate(name.words):
                    # Of two words the second, of three or more all but the first may be a surname.
                    is_last = place > 0 if len(name.words) < 4 else place > 1
                    part = Part(suspect=index, word=word, is_last=is_last)
                    found[word].append(part)
                    if is_last and len(word) > 3:
                        found[word + "s"].append(part)
                        found[word + "es"].append(part)
        return {word: tuple(dict.fromkeys(parts)) for word, parts in found.items()}

    @cached_property
    def called(self) -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
        """First word of a nickname or single name: whose, and all its words."""
        found: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        for index, suspect in enumerate(self.suspects):
            for one in suspect.called:
                words = tuple(one.split())
                found[words[0]].append((index, words))
        return {word: tuple(forms) for word, forms in found.items()}

    @cached_property
    def shortened(self) -> dict[str, tuple[str, ...]]:
        """Each long word of a name with one letter left out, for words with one letter wrong."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.parts:
            if len(word) >= FUZZY:
                for short in left_out(word):
                    found[short].append(word)
        return {short: tuple(words) for short, words in found.items()}

    @cached_property
    def runs(self) -> Runs:
        """All run-together forms, forwards and backwards."""
        return Runs(tuple(dict.fromkeys(self._all_forms())))

    @cached_property
    def phones(self) -> dict[str, tuple[int, ...]]:
        """Last digits of a telephone number: whose."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, suspect in enumerate(self.suspects):
            for phone in suspect.phones:
                if len(phone) >= 6:
                    found[phone[-PHONE_KEY:]].append(index)
        return {key: tuple(dict.fromkeys(owners)) for key, owners in found.items()}

    @cached_property
    def phone_lengths(self) -> tuple[int, ...]:
        """Of how many digits the numbers in `phones` are."""
        return tuple({len(key) for key in self.phones})

    def _all_forms(self) -> Iterator[Form]:
        for form in self._forward_forms():
            yield form
            if len(form.letters) > 7 and form.letters != form.letters[::-1]:
                yield replace(form, letters=form.letters[::-1], backwards=True)

    def _forward_forms(self) -> Iterator[Form]:
        for index, suspect in enumerate(self.suspects):
            for name in suspect.names:
                for letters in name.squashed:
                    yield Form(suspect=index, letters=letters, detail=False, whole_word=len(letters) < 10)
                for letters in name.tokens:
                    yield Form(suspect=index, letters=letters, detail=False, whole_word=True)
            for words in suspect.called:
                # A script such as Chinese parts no words, and two of its letters make a name.
                if len(words.replace(" ", "")) >= 10 or (len(words) > 1 and min(words) >= "\u2e80"):
                    yield Form(suspect=index, letters=words.replace(" ", ""), detail=False, whole_word=False)
            for letters in (*suspect.codes, *suspect.phrases):
                if len(letters) >= 4:
                    yield Form(suspect=index, letters=letters, detail=True, whole_word=len(letters) < 12)


class Runs:
    """Finds forms in a row of letters by a polynomial hash of their beginnings (Karp and Rabin, 1987)."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        """Sort the forms by the length of the beginning that is hashed, and hash it."""
        self._by_length: dict[int, dict[int, list[Form]]] = defaultdict(lambda: defaultdict(list))
        for form in forms:
            length = min(KEY, len(form.letters))
            self._by_length[length][int(_hashes(form.letters[:length], length)[0])].append(form)
        self._keys = {
            length: np.sort(np.fromiter(known, dtype=np.uint64, count=len(known)))
            for length, known in self._by_length.items()
        }

    def find(self, letters: str) -> Iterator[tuple[int, Form]]:
        """Yield each place at which a form begins, with the form."""
        for length, forms in self._by_length.items():
            if len(letters) < length:
                continue
            keys = self._keys[length]
            hashes = _hashes(letters, length)
            nearest = np.minimum(np.searchsorted(keys, hashes), len(keys) - 1)
            for at in np.flatnonzero(keys[nearest] == hashes):
                for form in forms[int(hashes[at])]:
                    if letters.startswith(form.letters, int(at)):
                        yield int(at), form


def _hashes(letters: str, length: int) -> npt.NDArray[np.uint64]:
    """Return the hash of every run of `length` letters, modulo 2**64."""
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = len(codes) - length + 1
    total = np.zeros(count, dtype=np.uint64)
    for step in range(length):
        total = total * _BASE + codes[step : step + count]
    return total


def left_out(word: str) -> set[str]:
    """Return `word` and every form of it with one letter left out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def one_wrong(one: str, other: str) -> bool:
    """Say whether two words differ by at most one letter too many, too few, wrong or swapped with its neighbour."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]
