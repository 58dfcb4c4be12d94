"""Fingerprints that people read to one another aloud, by telephone or in a room.

The scheme, which anybody can repeat with `sha256sum` and the two lists: take the SHA-256 of the very bytes (of a key:
its vkey line without the newline; of a seats file: the file), and say its first twelve bytes, one word a byte, byte n
being line n + 1 of `words/en.txt` or `words/es.txt`. Twelve words are 96 bits: a stranger who wants a file or key of
his own with the same twelve words would have to try about 2^96 of them.

The words of a list differ from one another in at least three letters, and in their first four; accents do not count.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

from secondsource.errors import InputError

WORDS: Final = 12
LANGUAGES: Final = ("en", "es")


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the 256 words of a language."""
    text = files("secondsource.trust.signing").joinpath("words", f"{language}.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def fingerprint(data: bytes, language: str) -> tuple[str, ...]:
    """Return the twelve words for `data`.

    Args:
        data: the bytes both sides have: a vkey line without its newline, or a whole file.
        language: `en` or `es`.
    """
    words = word_list(language)
    return tuple(words[byte] for byte in hashlib.sha256(data).digest()[:WORDS])


def differing(heard: str, data: bytes) -> tuple[int, ...]:
    """Return the places, from 1, at which the words heard are not those of `data`; none if all are right.

    Each word may be said in either language. Capitals, accents and commas do not count, and the first four letters
    of a word are enough.

    Raises:
        InputError: `fingerprint-length`, when there are not exactly twelve words.
    """
    said = [_plain(word) for word in heard.replace(",", " ").replace(".", " ").split()]
    if len(said) != WORDS:
        raise InputError(
            "fingerprint-length",
            f"A fingerprint has {WORDS} words; {len(said)} were given.",
            "Have it read again, slowly, all twelve.",
        )
    right = [
        [_plain(word) for word in pair] for pair in zip(*(fingerprint(data, one) for one in LANGUAGES), strict=True)
    ]
    return tuple(
        place
        for place, (word, pair) in enumerate(zip(said, right, strict=True), start=1)
        if not any(len(word) >= 4 and one.startswith(word) for one in pair)
    )


def _plain(word: str) -> str:
    """Return a word in small letters without accents."""
    whole = unicodedata.normalize("NFD", word.strip().lower())
    return "".join(char for char in whole if not unicodedata.combining(char))
