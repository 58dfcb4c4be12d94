"""The ways to compare words whatever their case and accents: lower case, no accents, straight apostrophes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTER_BY_LETTER = str.maketrans(
    "áàâäãéèêëíìîïóòôöõúùûüñçÁÀÂÄÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇ’‘İ", "aaaaaeeeeiiiiooooouuuuncaaaaaeeeeiiiiooooouuuunc''i"
)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents and with straight apostrophes.

    ASCII text keeps its length; other text may not, so offsets of the result are none of the text.
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return text.casefold()


def fold_in_place(text: str) -> str:
    """Return `text` folded code point by code point, so that offsets of the result are those of the text.

    It knows the accents of English and Spanish texts only; what needs no offsets is compared by `fold`.
    """
    return text.translate(_LETTER_BY_LETTER).lower()
