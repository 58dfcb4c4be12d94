"""How a name sounds, so that spellings by ear and romanisations meet.

Two reductions of plain letters. `sounds` keeps vowels roughly: doubled letters once, b with v, c with k or s, z with
s, y with i, silent h. `bones` keeps consonants only, as Arabic script does. Both give several keys where a letter is
read in several ways (Spanish j and English j).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final

from secondsource.shielding.matching.views.folding import ABJAD, CYRILLIC, GREEK

_REPEAT: Final = re.compile(r"(.)\1+")
_SOFT_C: Final = re.compile(r"c(?=[eiy])")
_VOWELS: Final = re.compile(r"[aeiouyw]+")
_SIMPLE: Final = (
    ("shch", "ʃ"), ("sch", "ʃ"), ("tsch", "ʧ"), ("tch", "ʧ"), ("dzh", "j"), ("dj", "j"), ("zh", "ʒ"), ("sh", "ʃ"),
    ("ph", "f"), ("gh", "g"), ("th", "t"), ("rh", "r"), ("ck", "k"), ("wh", "w"), ("tz", "s"), ("ts", "s"),
    ("gue", "ge"), ("gui", "gi"), ("qu", "k"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ff", "f"), ("gk", "g"),
)  # fmt: skip
_ENDINGS: Final = re.compile(r"(?<=..)(?:ogo|omu|oi|oiu|ym|im|ykh|om|em|ei|oy|a|u|e|y|i|iu|ia|yu|ya)$")
_GREEK: Final = (
    ("oy", "ou"),
    ("nk", "ng"),
    ("gk", "g"),
    ("gou", "w"),
    ("gi", "y"),
    ("tz", "j"),
    ("nt", "d"),
    ("mp", "b"),
)
"""How Greek writes sounds it has no letter for, as romanised."""
_INK: Final = (("rn", "m"), ("ri", "n"), ("cl", "d"), ("li", "h"), ("ii", "u"), ("vv", "w"), ("l", "i"))
_WAYS: Final = {"j": "ikj", "ʒ": "sj", "x": "xk", "ch": ("ʧ", "k", "ʃ"), "kh": ("k", ""), "ll": ("l", "y")}


@lru_cache(maxsize=200_000)
def sounds(word: str) -> frozenset[str]:
    """Return the keys under which a word of plain letters is heard."""
    return frozenset(_vowels(_hard(way)) for way in _ways(word))


@lru_cache(maxsize=200_000)
def bones(word: str, script: int = 0) -> frozenset[str]:
    """Return the consonants of a word as another script may write them.

    Args:
        word: plain letters.
        script: the script the word was written in, which decides how digraphs and endings are read.
    """
    words = {word}
    if script == GREEK:
        for old, new in _GREEK:
            words |= {one.replace(old, new) for one in words}
    if script == CYRILLIC:
        words |= {_ENDINGS.sub("", one) for one in words}
    if script == ABJAD and word.startswith("al"):
        words |= {word[2:]}
    found = {_bare(way) for one in words for way in _ways(one)}
    return frozenset(found | {one.replace("h", "") for one in found})


def ink(word: str) -> str:
    """Return a word with the letters joined that print alike: m as rn, n as ri, d as cl, h as li, u as ii, w as vv."""
    for old, new in _INK:
        word = word.replace(old, new)
    return word


def _ways(word: str) -> list[str]:
    """Return the word with digraphs read, once for each way an ambiguous letter is read."""
    for old, new in _SIMPLE:
        if old in word:
            word = word.replace(old, new)
    word = _SOFT_C.sub("s", word)
    parts = [part for part in re.split(r"(ch|kh|ll|[jʒx])", word) if part]
    ambiguous = [_WAYS.get(part, (part,)) for part in parts]
    if sum(len(one) > 1 for one in ambiguous) > 3:
        return [word]
    return ["".join(one) for one in product(*ambiguous)]


def _hard(word: str) -> str:
    word = word.replace("x", "ks").replace("ʃ", "s").replace("ʧ", "s").replace("h", "")
    return word.translate(str.maketrans("cwvbz", "kvvvs"))


def _vowels(word: str) -> str:
    """Join neighbouring vowel sounds and doubled letters."""
    word = _REPEAT.sub(r"\1", word).translate(str.maketrans("oeyj", "uiii"))
    return _REPEAT.sub(r"\1", word.replace("ui", "i") if word.startswith("gui") else word)


def _bare(word: str) -> str:
    word = _REPEAT.sub(r"\1", word)
    word = re.sub(r"h$", "", word).replace("x", "ks")
    word = word.replace("ʧ", "ts").translate(str.maketrans("cvpfzʃʒj", "kbbbssss"))
    return _VOWELS.sub("", word)
