"""Bytes as the texts they might be: UTF-8, Latin-1, UTF-16 both ways, hexadecimal, Base64, escapes undone.

Reversed text is the search's business, so every view is read backwards as well.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from typing import Final

from secondsource.shielding.attacking.naming.spelling import HARD_STOP

_HEX: Final = re.compile(rb"(?:[0-9A-Fa-f]{2}[\s:,-]{0,2}){6,}[0-9A-Fa-f]?")
_BASE64: Final = re.compile(rb"(?:[A-Za-z0-9+/_-]{8,}\s{0,2}){1,}[A-Za-z0-9+/_-]*={0,2}")
_ESCAPE: Final = re.compile(
    rb"%([0-9A-Fa-f]{2})|=([0-9A-F]{2})|\\x([0-9A-Fa-f]{2})|\\'([0-9A-Fa-f]{2})|\\([0-3][0-7]{2})|=\r?\n"
)
_UNICODE_ESCAPE: Final = re.compile(r"\\u\{?([0-9A-Fa-f]{4,6})\}?|\\u(\d{3,5})\??|U\+([0-9A-Fa-f]{4,6})\s?")
_PRINTABLE: Final = re.compile(
    r"[\t\r\n\x20-\x7e\xa0-\u058f\u05d0-\u06ff\u0900-\u0dff\u1000-\u109f\u1e00-\u206f\u3040-\u30ff\u4e00-\u9fff]{5,}"
)
_LITTLE: Final = re.compile(rb"(?:[\x20-\xff\t\r\n]\0|[\0-\xff][\x01-\x05]){4,}")
_BIG: Final = re.compile(rb"(?:\0[\x20-\xff\t\r\n]|[\x01-\x05][\0-\xff]){4,}")
_WIDEST: Final = re.compile(rb"(?:[\x20-\xff]\0{3}){4,}|(?:\0{3}[\x20-\xff]){4,}")
_RUN: Final = re.compile(
    rb"(?:[\x20-\x7e\t\r\n]|[\xc3-\xdb][\x80-\xbf]|[\xc0-\xff](?=[\x20-\x7e])|[\xe0-\xef][\x80-\xbf]{2}){6,}"
)
"""What may be words among bytes that are mostly something else."""
_LATIN: Final = re.compile(rb"[\x20-\x7e\xc0-\xff\t\r\n]{6,}")
_LONGEST: Final = 64 * 1024 * 1024
_DEEPEST: Final = 3


def views(data: bytes, *, depth: int = 0, how: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text that some bytes might be, with the name of the view.

    Args:
        data: any bytes.
        depth: how many encodings were undone already.
        how: the view that led here, kept where the outer one says more.
    """
    data = data[:_LONGEST]
    yield from _wide(data, how)
    if not _is_mostly_text(data):
        data = b"\0".join(_RUN.findall(data))
    text = data.decode("utf-8", "replace")
    yield _strings(text), how or "as-written"
    if not data.isascii() and "\ufffd" in text:
        yield _western(data), how or "as-written"
    undone = _without_escapes(data)
    if undone is not None:
        yield undone, how or "escapes-undone"
    if depth < _DEEPEST:
        yield from _encoded(data, depth)


def printable(data: bytes) -> str:
    """Return the runs of letters in some bytes, parted so that nothing is read across their borders."""
    return _strings(data.decode("utf-8", "replace"))


def _western(data: bytes) -> str:
    """Return runs of Latin-1, where most of a run is plain letters: chance makes runs of the others."""
    runs = (run for run in _LATIN.findall(data) if sum(byte < 128 for byte in run) * 4 > len(run) * 3)
    return HARD_STOP.join(run.decode("latin-1") for run in runs)


def _strings(text: str) -> str:
    if text.isprintable():
        return text
    return HARD_STOP.join(_PRINTABLE.findall(text))


def _wide(data: bytes, how: str) -> Iterator[tuple[str, str]]:
    """Yield UTF-16 and UTF-32 readings: of Latin runs anywhere, of other scripts where the whole looks like it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield _strings(data.decode("utf-16", "replace")), how or "utf-16"
    if b"\0" not in data:
        return
    little = [match.decode("utf-16-le", "replace") for match in _LITTLE.findall(data)]
    big = [match.decode("utf-16-be", "replace") for match in _BIG.findall(data)]
    yield HARD_STOP.join(little), how or "utf-16-little-endian"
    yield HARD_STOP.join(big), how or "utf-16-big-endian"
    if b"\0\0\0" in data:
        # Every Latin letter of UTF-32 is one byte beside three zeros.
        yield (
            HARD_STOP.join(re.sub(rb"\0+", b"", run).decode("latin-1") for run in _WIDEST.findall(data)),
            how or "utf-32",
        )


def _encoded(data: bytes, depth: int) -> Iterator[tuple[str, str]]:
    hexadecimal = []
    for match in _HEX.finditer(data):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", match[0])
        starts = (0, 1) if len(digits) > 16 else (0,)
        hexadecimal += [
            bytes.fromhex(digits[at : len(digits) - (len(digits) - at) % 2].decode("ascii")) for at in starts
        ]
    yield from _together(hexadecimal, depth, "hexadecimal")
    yield from _together([one for match in _BASE64.finditer(data) for one in _from_base64(match[0])], depth, "base64")


def _from_base64(letters: bytes) -> Iterator[bytes]:
    """Yield what a run decodes to from each of the four places at which it may begin."""
    letters = re.sub(rb"[\s=]", b"", letters).translate(bytes.maketrans(b"-_", b"+/"))
    # A word of letters alone is hardly ever Base64, and four readings of each would take the day.
    if len(letters) < 40 and letters.isalpha() and (letters.islower() or letters[1:].islower()):
        return
    for start in range(4):
        part = letters[start:]
        part = part[:-1] if len(part) % 4 == 1 else part
        decoded = base64.b64decode(part + b"=" * (-len(part) % 4))
        if _is_mostly_text(decoded):
            yield decoded


def _together(parts: list[bytes], depth: int, how: str) -> Iterator[tuple[str, str]]:
    """Yield the views of many decoded parts at once; the long ones may hold another encoding and go on alone."""
    short = [part for part in parts if len(part) < 64]
    if short:
        yield from views(b"\0\n\0".join(short), depth=_DEEPEST, how=how)
    for part in parts:
        if len(part) >= 64 and _is_mostly_text(part):
            yield from views(part, depth=depth + 1, how=how)


def _is_mostly_text(data: bytes) -> bool:
    head = data[:256]
    return sum(32 <= byte < 127 or byte in b"\r\n\t\0" for byte in head) * 10 > len(head) * 7


def _without_escapes(data: bytes) -> str | None:
    """Return the text with percent, quoted-printable, octal, RTF, HTML and Unicode escapes undone; None without any."""
    undone = _ESCAPE.sub(_undo, data)
    text = undone.decode("utf-8", "replace")
    if "\ufffd" in text:
        text += HARD_STOP + undone.decode("latin-1")
    whole = html.unescape(_UNICODE_ESCAPE.sub(_undo_unicode, text))
    return None if whole == data.decode("utf-8", "replace") else _strings(whole)


def _undo(match: re.Match[bytes]) -> bytes:
    octal = match[5]
    if octal is not None:
        return bytes([int(octal, 8)])
    digits = match[1] or match[2] or match[3] or match[4]
    return bytes.fromhex(digits.decode("ascii")) if digits else b""


def _undo_unicode(match: re.Match[str]) -> str:
    code = int(match[1] or match[3], 16) if match[1] or match[3] else int(match[2])
    return chr(code) if code < 0x110000 else ""
