"""Lists of words, written as one reads them."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, which white space parts."""
    return frozenset(words.split())
