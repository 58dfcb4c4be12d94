"""Readable runs in bytes of a kind that nobody reads: what `strings` would show, in one-byte and two-byte letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_BYTES = 8 * 1024 * 1024
_RUN = re.compile(rb"[\x20-\x7e\xa0-\xff]{6,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0){6,}")
_WIDE_TURNED = re.compile(rb"(?:\0[\x20-\x7e\xa0-\xff]){6,}")
_WORDS = re.compile(r"[^\W_]{4,}")


def readable(data: bytes) -> str:
    """Return the runs of six letters and more that hold something like a word, a line each."""
    return "\n".join(dict.fromkeys(_runs(data[:MOST_BYTES])))


def _runs(data: bytes) -> Iterator[str]:
    for pattern, coding in ((_RUN, None), (_WIDE, "utf-16-le"), (_WIDE_TURNED, "utf-16-be")):
        for match in pattern.finditer(data):
            text = match.group().decode(coding) if coding else _narrow(match.group())
            if _WORDS.search(text):
                yield text.strip()


def _narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def printable(data: bytes) -> bool:
    """Say whether bytes are mostly text."""
    sample = data[:4096]
    return bool(sample) and sum(byte in b"\t\r\n" or byte >= 0x20 for byte in sample) > 0.95 * len(sample)
