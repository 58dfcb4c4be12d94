"""How a name sounds, so that spellings by ear and romanisations meet.

Two reductions of plain letters. `sounds` keeps vowels roughly: doubled letters once, b with v, c with k or s, z with
s, y with i, silent h. `bones` keeps consonants only, as Arabic script does. Both give several keys where a letter is
read in several ways (Spanish j and English j).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, product
from typing import Final

from secondsource.shielding.matching.views.folding import ABJAD, CYRILLIC, GREEK

_AMBIGUOUS: Final = re.compile(r"(ch|kh|ll|[jʒx])")
MOST_AMBIGUOUS: Final = 3
"""Ambiguous letters that are read in every way; a word with more is read as it stands."""
_LAST_H: Final = re.compile(r"h$", re.MULTILINE)
_GUI: Final = re.compile(r"^gui.*$", re.MULTILINE)
_HARD: Final = str.maketrans("cwvbz", "kvvvs")
_NEAR_VOWELS: Final = str.maketrans("oeyj", "uiii")
_BARE: Final = str.maketrans("cvpfzʃʒj", "kbbbssss")
_NO_VOWELS: Final = str.maketrans("", "", "aeiouyw")
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


def sounds(words: Sequence[str]) -> list[frozenset[str]]:
    """Return of each word of plain letters the keys under which it is heard."""
    ways, counts = _ways(words)
    return _grouped(_vowels(_hard(ways)), counts)


def bones(words: Sequence[str], script: int = 0) -> list[frozenset[str]]:
    """Return of each word the consonants as another script may write them.

    Args:
        words: plain letters.
        script: the script the words were written in, which decides how digraphs and endings are read.
    """
    forms = [_forms(word, script) for word in words] if script in (GREEK, CYRILLIC, ABJAD) else [[one] for one in words]
    ways, counts = _ways([form for some in forms for form in some])
    bare = iter(_grouped(_bare(ways), counts))
    found = [frozenset().union(*islice(bare, len(some))) for some in forms]
    return [keys | {key.replace("h", "") for key in keys} for keys in found]


def _forms(word: str, script: int) -> list[str]:
    """Return a word as its script may mean it."""
    forms = {word}
    if script == GREEK:
        for old, new in _GREEK:
            forms |= {one.replace(old, new) for one in forms}
    if script == CYRILLIC:
        forms |= {_ENDINGS.sub("", one) for one in forms}
    if script == ABJAD and word.startswith("al"):
        forms |= {word[2:]}
    return sorted(forms)


def ink(words: Sequence[str]) -> list[str]:
    """Return words with the letters joined that print alike: m as rn, n as ri, d as cl, h as li, u as ii, w as vv."""
    text = "\n".join(words)
    for old, new in _INK:
        text = text.replace(old, new)
    return text.split("\n") if words else []


def _ways(words: Sequence[str]) -> tuple[str, list[int]]:
    """Return words with digraphs read, once for each way an ambiguous letter is read.

    Returns:
        The ways a line each, so that all are worked on at once; and how many each word has.
    """
    text = "\n".join(words)
    for old, new in _SIMPLE:
        text = text.replace(old, new)
    text = text.replace("ce", "se").replace("ci", "si").replace("cy", "sy")
    ways: list[str] = []
    counts = []
    for word in text.split("\n") if words else []:
        read = _readings(word) if _AMBIGUOUS.search(word) else [word]
        ways += read
        counts.append(len(read))
    return "\n".join(ways), counts


def _readings(word: str) -> list[str]:
    """Return a word once for each way its ambiguous letters are read."""
    parts = [_WAYS.get(part, (part,)) for part in _AMBIGUOUS.split(word) if part]
    return ["".join(one) for one in product(*parts)] if sum(len(one) > 1 for one in parts) <= MOST_AMBIGUOUS else [word]


def _grouped(lines: str, counts: Sequence[int]) -> list[frozenset[str]]:
    """Return the lines of each word."""
    keys = iter(lines.split("\n"))
    return [frozenset(islice(keys, count)) for count in counts]


def _single(lines: str) -> str:
    """Return lines with every letter that repeats written once."""
    for letter in set(lines) - {"\n"}:
        while letter + letter in lines:
            lines = lines.replace(letter + letter, letter)
    return lines


def _hard(lines: str) -> str:
    lines = lines.replace("x", "ks").replace("ʃ", "s").replace("ʧ", "s").replace("h", "")
    return lines.translate(_HARD)


def _vowels(lines: str) -> str:
    """Join neighbouring vowel sounds and doubled letters."""
    lines = _single(lines).translate(_NEAR_VOWELS)
    return _single(_GUI.sub(lambda line: line.group().replace("ui", "i"), lines))


def _bare(lines: str) -> str:
    lines = _LAST_H.sub("", _single(lines)).replace("x", "ks")
    lines = lines.replace("ʧ", "ts").translate(_BARE)
    return lines.translate(_NO_VOWELS)
