"""Code points to plain letters: case, accents, scripts and look-alikes folded, separators and invisible marks dropped.

Every code point becomes nothing, or up to eight of `a-z0-9`. Two tables exist: by sound (a letter of another script
becomes its romanisation, by anyascii) and by looks (it becomes the Latin letter it resembles, after Unicode UTS #39).
Tables are filled by pages of 256 code points as texts need them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

SEPARATOR: Final = 0
LOWER: Final = 1
UPPER: Final = 2
DIGIT: Final = 3
INVISIBLE: Final = 4
CASELESS: Final = 5
"""Classes of code points; `CASELESS` letters belong to scripts without capitals."""
LATIN: Final = 0
CYRILLIC: Final = 1
GREEK: Final = 2
ABJAD: Final = 3
OTHER: Final = 4
"""Scripts; an abjad (Arabic, Hebrew) writes consonants only."""
PAGES: Final = 0x1100
TIES: Final = "'’‘`´-\u2010\u2011"
"""What ties two pieces of one name."""
SIGNS: Final = "@#_/\\="
"""What stands in an account, a tag, a path, a variable."""
LONGEST: Final = 8
"""Letters one code point may become."""

_LOOKS: Final = {
    "a": "аɑαаՁꓮ", "b": "ьвβвՅꓐ", "c": "сϲⅽꓚ", "d": "ԁⅾꓒ", "e": "еєεҽꓰ", "f": "ғϝꓝ", "g": "ɡցԍꓖ",
    "h": "һհнηꓧ", "i": "іιıӏΙⅰꓲ", "j": "јϳꓙ", "k": "кκқꓗ", "l": "ⅼӀꓡ", "m": "мμⅿꓟ", "n": "ոпηνꓠ", "o": "оοօσꓳ",
    "p": "рρꓑ", "q": "ԛգ", "r": "гᴦꓣ", "s": "ѕꓢ", "t": "тτꓔ", "u": "υսцꓴ", "v": "νѵⅴꓦ", "w": "ԝшωꓪ", "x": "хχⅹꓫ",
    "y": "уүγꓬ", "z": "ᴢζꓜ",
}  # fmt: skip
_CAPITAL_LOOKS: Final = {
    "a": "АΑ", "b": "ВΒ", "c": "С", "e": "ЕΕ", "h": "НΗ", "i": "ІΙ", "j": "Ј", "k": "КΚ", "m": "МΜ", "n": "ΝИ",
    "o": "ОΟ", "p": "РΡ", "s": "Ѕ", "t": "ТΤ", "x": "ХΧ", "y": "УΥ", "z": "Ζ", "r": "Я", "v": "Ѵ", "w": "Ш",
}  # fmt: skip
_DIGIT_LOOKS: Final = dict(zip("0134567892", "oieasgtbgz", strict=True))
_SYMBOL_LOOKS: Final = {"$": "s", "@": "a", "!": "i", "|": "l", "€": "e", "£": "l"}
LOOKS: Final = (
    {one: letter for letter, ones in _LOOKS.items() for one in reversed(ones)}
    | {one: letter for letter, ones in _CAPITAL_LOOKS.items() for one in ones}
    | {"н": "h", "п": "n", "ν": "v", "η": "n"}
)
"""Letters of other scripts with the Latin letter they resemble."""
_SOUNDS: Final = {
    "ь": "", "ъ": "", "Ь": "", "Ъ": "", "ё": "e", "Ё": "e", "ʼ": "", "χ": "kh", "Χ": "kh",
    "ع": "a", "ا": "a", "أ": "a", "إ": "a", "آ": "a", "ء": "", "ى": "a", "ة": "a",
}  # fmt: skip
"""Where a romanisation used in news differs from anyascii's."""


KIND_AT: Final = np.uint32(8)
SCRIPT_AT: Final = np.uint32(11)
"""Where the class and the script begin in the marks of a code point, three bits each; its first letter comes first."""
THREE_BITS: Final = np.uint32(7)
SIGN: Final = np.uint32(1 << 14)
"""It is a sign of accounts, tags, paths and variables."""
BLANK: Final = np.uint32(1 << 15)
"""It is white space."""
TIE: Final = np.uint32(1 << 16)
"""It is an apostrophe or a hyphen."""
SEVERAL: Final = np.uint32(1 << 17)
"""It becomes several letters."""
_KNOWN: Final = np.uint32(1 << 18)
_BLANKS: Final = frozenset([*range(33), 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x3000])


@dataclass(frozen=True, slots=True)
class Table:
    """Arrays over all code points; grown page by page."""

    one: str
    """What the digit 1 is in the table by looks, `i` or `l`; empty for the table by sound."""
    count: NDArray[np.uint8]
    """How many letters each code point becomes."""
    letters: NDArray[np.uint8]
    """Shape (code points, `LONGEST`): the letters as ASCII."""
    marks: NDArray[np.uint32]
    """All that is asked of most code points, in one number each, so that a text is looked up once."""

    def marks_of(self, codes: NDArray[np.intp]) -> NDArray[np.uint32]:
        """Return the marks of code points, the pages that they need filled first."""
        marks = self.marks.take(codes)
        new = np.flatnonzero((marks & _KNOWN) == 0)
        if not len(new):
            return marks
        for page in np.unique(codes[new] >> 8).tolist():
            for code in range(page << 8, (page + 1) << 8):
                self._fill(code)
        return self.marks.take(codes)

    def _fill(self, code: int) -> None:
        character = chr(code)
        kind = class_of(character)
        if self.one and character in _SYMBOL_LOOKS:
            kind, folded = LOWER, _SYMBOL_LOOKS[character]
        elif kind in (SEPARATOR, INVISIBLE):
            return self._keep(code, kind, b"")
        elif self.one:
            folded = self.one if character == "1" else by_looks(character)
            kind = LOWER if kind == DIGIT and folded.isalpha() else kind
        else:
            folded = by_sound(character)
        return self._keep(code, kind if folded else INVISIBLE, folded.encode()[:LONGEST])

    def _keep(self, code: int, kind: int, folded: bytes) -> None:
        self.count[code] = len(folded)
        self.letters[code, : len(folded)] = np.frombuffer(folded, np.uint8)
        marks = int(_KNOWN) | (folded[0] if folded else 0) | kind << int(KIND_AT) | script_of(code) << int(SCRIPT_AT)
        character = chr(code)
        marks |= int(SIGN) * (character in SIGNS) | int(TIE) * (character in TIES)
        marks |= int(BLANK) * (code in _BLANKS) | int(SEVERAL) * (len(folded) > 1)
        self.marks[code] = marks


def new_table(one: str = "") -> Table:
    """Return a table with no page filled."""
    size = PAGES * 256
    return Table(
        one=one,
        count=np.zeros(size, np.uint8),
        letters=np.zeros((size, LONGEST), np.uint8),
        marks=np.zeros(size, np.uint32),
    )


def class_of(character: str) -> int:
    """Return the class of one character."""
    category = unicodedata.category(character)
    if category in ("Cf", "Me", "Mn") or character in "\u115f\u1160\u3164\uffa0\u2800":
        # Vowel signs of Indic scripts are letters; accents, points and direction marks are not.
        spoken = category == "Mn" and ord(character) >= 0x0900 and any(map(str.isalpha, anyascii(character)))
        return CASELESS if spoken and not 0x1AB0 <= ord(character) <= 0x20FF and ord(character) < 0xFE00 else INVISIBLE
    if category in ("Lu", "Lt") or 0x24B6 <= ord(character) <= 0x24CF or 0x1F110 <= ord(character) <= 0x1F18F:
        return UPPER
    if category == "Ll" or 0x249C <= ord(character) <= 0x24E9:
        return LOWER
    if category in ("Lo", "Lm", "Mc"):
        return LOWER if ord(character) < 0x0250 else CASELESS
    return DIGIT if category.startswith("N") else SEPARATOR


def by_sound(character: str) -> str:
    """Return the romanisation of one character, `a-z0-9` only."""
    spoken = _SOUNDS.get(character)
    if spoken is None:
        spoken = anyascii(character).lower()
    return "".join(one for one in spoken if one.isascii() and one.isalnum())


def by_looks(character: str) -> str:
    """Return the Latin letters that one character resembles."""
    plain = unicodedata.normalize("NFKD", character)[0]
    if plain in _DIGIT_LOOKS:
        return _DIGIT_LOOKS[plain]
    return LOOKS.get(character) or LOOKS.get(plain) or LOOKS.get(plain.lower()) or by_sound(character)


def script_of(code: int) -> int:
    """Return the script of one code point."""
    if code < 0x0370 or 0x1D400 <= code < 0x1D800 or 0xFF00 <= code < 0xFF60 or 0x1E00 <= code < 0x1F00:
        return LATIN
    if code < 0x0400 or 0x1F00 <= code < 0x2000:
        return GREEK
    if code < 0x0530:
        return CYRILLIC
    if 0x0590 <= code < 0x0780 or 0xFB1D <= code < 0xFE00 or 0xFE70 <= code < 0xFEFF:
        return ABJAD
    return OTHER
