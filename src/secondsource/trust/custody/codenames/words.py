"""Two lists of 2048 words, English and Spanish; a word is known by its first four letters.

The lists are those of BIP 39 (https://github.com/bitcoin/bips/blob/master/bip-0039/bip-0039-wordlists.md), taken from
the package `mnemonic` 0.21, Copyright (c) 2013-2016 Pavol Rusnak, under the MIT licence that stands in `LICENSE.txt`
beside them. Within one list no two words share their first four letters, and in Spanish accents make no difference, so
a source who writes `abaco`, `ÁBACO` or `abac` is understood.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

LANGUAGES = {"en": "english", "es": "spanish"}
"""Language of the pages -> file of words."""

LIST_BITS = 11
KNOWN_BY = 4
"""Letters that tell a word from every other of its list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """One language's words, and where each stands."""

    language: str
    words: tuple[str, ...]
    """2**LIST_BITS of them, accented as they are written."""
    places: dict[str, int]
    """First letters, folded -> place in `words`."""

    def place(self, word: str) -> int | None:
        """Return where a word stands; it may be cut after four letters, in any case, with or without accents."""
        heard = folded(word)
        place = self.places.get(heard[:KNOWN_BY])
        if place is None or not folded(self.words[place]).startswith(heard):
            return None
        return place


@cache
def word_list(language: str) -> WordList:
    """Return the list of a language of `LANGUAGES`."""
    file = resources.files(__package__) / f"{LANGUAGES[language]}.txt"
    words = tuple(file.read_text(encoding="utf-8").split())
    places = {folded(word)[:KNOWN_BY]: place for place, word in enumerate(words)}
    return WordList(language=language, words=words, places=places)


def folded(word: str) -> str:
    """Return a word in small letters without accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
