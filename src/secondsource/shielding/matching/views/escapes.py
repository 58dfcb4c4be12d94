"""Characters hidden in codes: percent signs, HTML entities, mail encoding, and UTF-8 read as if it were Latin."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

import numpy as np

from secondsource.shielding.matching.views.view import Stream

MARGIN: Final = 48
"""Characters around a code that are read with it: a name's length on either side."""
_PERCENT: Final = r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*"
_ENTITY: Final = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});"
_MAIL: Final = r"=(?:[0-9A-F]{2}(?:=[0-9A-F]{2})*|\r?\n)"
_BACKSLASH: Final = r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})"
_TWICE: Final = r"[\u00c2-\u00cb\u00d0\u00d1\u00d8\u00d9\u00e2][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]{1,3}"
_MARKED: Final = {"%": _PERCENT, "&": _ENTITY, "=": _MAIL, "\\": _BACKSLASH}
"""The character each kind of code cannot do without."""
_LEADS: Final = "".join(map(chr, range(0xC2, 0xCC))) + "\u00d0\u00d1\u00d8\u00d9\u00e2"
"""First characters of UTF-8 read as Latin, for the scripts that names are met in."""


def decoded(text: str) -> Stream | None:
    """Return the surroundings of all codes with the codes read, or None where there is no code.

    A decoded character stands for the whole code, so that the code is cut whole.
    """
    kinds = [code for mark, code in _MARKED.items() if mark in text]
    kinds += [_TWICE] if any(mark in text for mark in _LEADS) else []
    if not kinds:
        return None
    found = sorted((match for kind in kinds for match in re.finditer(kind, text)), key=re.Match.start)
    pieces = list(_pieces(text, found))
    if not pieces:
        return None
    codes = np.concatenate(
        [np.frombuffer(said.encode("utf-32-le", "surrogatepass"), np.uint32) for said, _, _ in pieces]
    )
    first = np.concatenate([begin for _, begin, _ in pieces])
    last = np.concatenate([end for _, _, end in pieces])
    return Stream(codes=codes, first=first, last=last)


def windows(spans: Iterator[tuple[int, int]], size: int, margin: int) -> list[tuple[int, int]]:
    """Return spans widened by `margin` to either side, those that touch joined."""
    found: list[tuple[int, int]] = []
    for begin, end in spans:
        wide = (max(0, begin - margin), min(size, end + margin))
        if found and wide[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], wide[1]))
        else:
            found.append(wide)
    return found


def _pieces(text: str, codes: list[re.Match[str]]) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Yield plain stretches and decoded codes with their spans, a gap between windows."""
    found = [(match, said) for match in codes if (said := _read(match.group())) is not None]
    places = windows((match.span() for match, _ in found), len(text), MARGIN)
    at = 0
    for begin, end in places:
        done = begin
        while at < len(found) and found[at][0].end() <= end:
            match, said = found[at]
            yield _plain(text, done, match.start())
            if said:
                spans = np.full(len(said), match.start()), np.full(len(said), match.end())
                yield said, spans[0], spans[1]
            done, at = match.end(), at + 1
        yield _plain(text, done, end)
        yield "\n\n\n", np.full(3, end), np.full(3, end)


def _plain(text: str, begin: int, end: int) -> tuple[str, np.ndarray, np.ndarray]:
    places = np.arange(begin, end, dtype=np.int64)
    return text[begin:end], places, places + 1


def _read(code: str) -> str | None:
    """Return what a code stands for; the empty string for a soft line end; None where it stands for itself."""
    if code[0] == "&":
        said = html.unescape(code)
        return None if said == code else said
    if code[0] == "\\":
        return chr(int(code[2:], base=16))  # noqa: FURB166 - its prefix is a backslash
    if code[0] == "=" and code[1] in "\r\n":
        return ""
    if code[0] in "%=":
        raw = unquote_to_bytes(code.replace("=", "%"))
    else:
        try:
            raw = b"".join(_byte(one) for one in code)
        except UnicodeEncodeError:
            return None
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1") if code[0] in "%=" else None


def _byte(character: str) -> bytes:
    return bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252")
