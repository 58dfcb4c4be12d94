"""Messages between the desk and the process that reads hostile files: a length, then JSON or raw bytes."""

from __future__ import annotations

import json
import struct
from typing import Any

HEADER = struct.Struct(">Q")
"""Eight bytes, big-endian: how many bytes follow."""


def framed(data: bytes) -> bytes:
    """Return `data` behind its length."""
    return HEADER.pack(len(data)) + data


def framed_json(message: dict[str, Any]) -> bytes:
    """Return `message` as framed JSON; lone surrogates travel as escapes."""
    return framed(json.dumps(message, ensure_ascii=True).encode("ascii"))


def parse_json(data: bytes) -> dict[str, Any]:
    """Return the message in `data`.

    Raises:
        ValueError: if it is no JSON object.
    """
    try:
        message = json.loads(data)
    except RecursionError as error:
        complaint = "nested too deeply"
        raise ValueError(complaint) from error
    if not isinstance(message, dict):
        complaint = "not an object"
        raise ValueError(complaint)  # noqa: TRY004  # to the caller it is one more wrong value
    return message
