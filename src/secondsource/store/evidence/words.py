"""The words of a text as the search compares them."""

from __future__ import annotations

import re

from secondsource.core.vetting.folding import fold

_WORD = re.compile(r"\w+")


def bare_words(text: str) -> list[str]:
    """Return the folded words of a text, without anything between them.

    Both databases then see the same words: each has its own mind about hyphens, points and addresses.
    """
    return _WORD.findall(fold(text))
