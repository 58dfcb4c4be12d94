"""What the codes of a PDF's fonts stand for, by each of the tables that say so.

ISO 32000-2, 9.6-9.10. `ToUnicode` and the encoding can disagree, and either can be missing: both readings are given.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from fontTools import agl
from fontTools.ttLib import TTFont, TTLibError

_BLOCK: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_TOKEN: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_WIDEST_RANGE: Final = 65_536


class Font:
    """Turns the bytes of a shown string into the texts they may stand for."""

    def __init__(self, font: pikepdf.Object | None) -> None:
        """Read the tables of a font; None stands for a font that is not known."""
        self._wide = font is not None and font.get("/Subtype") == "/Type0"
        self._told: dict[int, str] = {}
        self._drawn: dict[int, str] = {}
        if font is None:
            return
        table = font.get("/ToUnicode")
        if isinstance(table, pikepdf.Stream):
            self._told = unicode_map(_bytes(table))
        if self._wide:
            self._drawn = _glyphs_of_composite(font)
        else:
            self._drawn = _encoding(font)

    def readings(self, shown: bytes) -> tuple[str, ...]:
        """Return what some shown bytes say, first as the font tells, then as it draws, where these differ."""
        codes = _codes(shown, wide=self._wide)
        told = "".join(self._told.get(code, "") for code in codes) if self._told else ""
        default = "" if self._wide else bytes(shown).decode("cp1252", "replace")
        drawn = "".join(self._drawn.get(code, "") for code in codes) if self._drawn else default
        return tuple(dict.fromkeys(text for text in (told, drawn) if text)) or ("",)


def unicode_map(data: bytes) -> dict[int, str]:
    """Return the texts of a `ToUnicode` table by code."""
    found: dict[int, str] = {}
    for block in _BLOCK.finditer(data):
        tokens = [
            "[" if match[2] else "]" if match[3] else re.sub(rb"\s", b"", match[1])
            for match in _TOKEN.finditer(block[2])
        ]
        found.update(_characters(tokens) if block[1] == b"bfchar" else _ranges(tokens))
    return found


def _characters(tokens: list[Any]) -> Iterator[tuple[int, str]]:
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes) and code:
            yield int(code, 16), _text(text)


def _ranges(tokens: list[Any]) -> Iterator[tuple[int, str]]:
    at = 0
    while at + 2 < len(tokens):
        low, high, to = tokens[at : at + 3]
        at += 3
        if not (isinstance(low, bytes) and isinstance(high, bytes) and low and high):
            continue
        first, last = int(low, 16), min(int(high, 16), int(low, 16) + _WIDEST_RANGE)
        if to == "[":
            end = tokens.index("]", at) if "]" in tokens[at:] else len(tokens)
            yield from ((first + step, _text(one)) for step, one in enumerate(tokens[at:end]) if isinstance(one, bytes))
            at = end + 1
        elif isinstance(to, bytes) and to:
            begin = _text(to)
            for step in range(last - first + 1 if begin else 0):
                yield first + step, begin[:-1] + chr(min(ord(begin[-1]) + step, 0x10FFFF))


def _text(digits: bytes) -> str:
    even = digits[: len(digits) - len(digits) % 2].decode("ascii")
    raw = bytes.fromhex(even)
    return raw.decode("utf-16-be", "replace") if len(raw) > 1 else raw.decode("latin-1")


def _codes(shown: bytes, *, wide: bool) -> list[int]:
    if not wide:
        return list(shown)
    return [int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown) - 1, 2)]


def _encoding(font: pikepdf.Object) -> dict[int, str]:
    """Return what a simple font's codes draw, by its base encoding and its differences."""
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    codec = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
    drawn = {code: bytes([code]).decode(codec, "replace") for code in range(256)}
    differences = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    code = 0
    for one in differences if isinstance(differences, pikepdf.Array) else ():
        if isinstance(one, pikepdf.Name):
            drawn[code] = agl.toUnicode(str(one).removeprefix("/")) or drawn.get(code, "")
            code += 1
        elif isinstance(one, int):
            code = int(one)
    return drawn


def _glyphs_of_composite(font: pikepdf.Object) -> dict[int, str]:
    """Return what the glyphs of an embedded TrueType font stand for by its own table, for Identity encodings."""
    try:
        descendant = font["/DescendantFonts"][0]
        program = descendant["/FontDescriptor"]["/FontFile2"]
        with TTFont(io.BytesIO(_bytes(program)), lazy=True) as opened:
            table = opened.getBestCmap() or {}
            return {opened.getGlyphID(name): chr(code) for code, name in reversed(table.items())}
    except (KeyError, IndexError, TypeError, AttributeError, TTLibError, ValueError, OSError, AssertionError):
        return {}
    except Exception:  # noqa: BLE001 - the library raises whatever a broken font table leads to
        return {}


def _bytes(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, AttributeError, ValueError):
        return b""
