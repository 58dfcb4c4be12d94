"""Files inside files that nothing points to: after the end of a picture, in unknown formats, in compressed runs."""

from __future__ import annotations

import re
import zlib
from typing import Final

from secondsource.shielding.attacking.walk import Walk

_STARTS: Final = re.compile(
    rb"%PDF-1|PK\x03\x04|\xff\xd8\xff[\xc0-\xfe]|\x89PNG\r\n|GIF8[79]a|\x1f\x8b\x08[\0-\x1f]|\x78[\x01\x5e\x9c\xda]"
)
_MOST: Final = 400
"""Beginnings that are tried in one part."""
_MOST_BYTES: Final = 16 * 1024 * 1024
_DEFLATED: Final = (b"\x78", b"\x1f")


def attack_unknown(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack whatever can be made out in bytes of no known kind."""
    walk.unchecked(path, "unknown-format")
    _carve(walk, data, path, 0)


def attack_second_kind(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack what begins inside a file that has been taken apart as what it seemed to be."""
    _carve(walk, data, path, 1)


def attack_tail(walk: Walk, data: bytes, path: tuple[str, ...], slot: str) -> None:
    """Attack bytes that stand where a file should have ended."""
    if data.strip(b"\0\r\n\t "):
        walk.text(data.decode("utf-8", "replace"), path, slot)
        walk.raw(data, path, slot)
        _carve(walk, data, path, 0)


def _carve(walk: Walk, data: bytes, path: tuple[str, ...], start: int) -> None:
    for tried, match in enumerate(_STARTS.finditer(data, start)):
        if tried >= _MOST:
            walk.unchecked(path, "beginnings-beyond-limit")
            return
        if match[0].startswith(_DEFLATED):
            inflated = inflate(data[match.start() :])
            if len(inflated) > 8:
                walk.raw(inflated, path, "stream")
        elif match[0].startswith((b"%PDF", b"\xff\xd8", b"\x89PNG", b"GIF")) and match.start() >= start:
            walk.raw(data[match.start() : match.start() + 65536], path, "stream")
        elif match[0].startswith(b"PK"):
            walk.raw(_local_file(data, match.start()), path, "stream")


def inflate(data: bytes) -> bytes:
    """Return what can be inflated from the beginning of `data`, up to a bound; nothing where it is not deflated."""
    mode = zlib.MAX_WBITS | 32
    try:
        return zlib.decompressobj(mode).decompress(data, _MOST_BYTES)
    except zlib.error:
        return _inflated_until_broken(data, mode)


def _inflated_until_broken(data: bytes, mode: int) -> bytes:
    """Return what comes out before damage, piece by piece."""
    inflater, out = zlib.decompressobj(mode), bytearray()
    try:
        for at in range(0, min(len(data), _MOST_BYTES), 64):
            out += inflater.decompress(data[at : at + 64], _MOST_BYTES - len(out))
            if inflater.eof or len(out) >= _MOST_BYTES:
                break
    except zlib.error:
        pass
    return bytes(out)


def _local_file(data: bytes, at: int) -> bytes:
    """Return the content behind a local header of a ZIP archive, whether or not the directory lists it."""
    head = data[at : at + 30]
    if len(head) < 30:
        return b""
    name, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
    begin = at + 30 + name + extra
    called = data[at + 30 : at + 30 + name] + b"\n"
    if int.from_bytes(head[8:10], "little") != 8:
        return called + data[begin : begin + _MOST_BYTES]
    try:
        return called + zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[begin:], _MOST_BYTES)
    except zlib.error:
        return called
