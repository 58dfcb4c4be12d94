"""CSV out of strangers' hands: rows as far as they can be read, and whether that was to the end."""

from __future__ import annotations

import csv
import io
import sys

from secondsource.documents.encoding import decode

_LONGEST_FIELD = min(sys.maxsize, 64_000_000)
_HEADER_BYTES = 65_536


def header(data: bytes) -> list[str]:
    """Return the names of the columns; empty for what is no table."""
    try:
        return next(csv.reader(io.StringIO(decode(data[:_HEADER_BYTES]).text, newline="")), [])
    except csv.Error:
        return []


def records(data: bytes) -> tuple[list[dict[str, str]], bool]:
    """Return the rows by column, without cells beyond the last column; and whether all could be read."""
    csv.field_size_limit(_LONGEST_FIELD)
    found: list[dict[str, str]] = []
    rows = csv.DictReader(io.StringIO(decode(data).text, newline=""))
    try:
        # What was read before a broken row stays in the list.
        found.extend({key: value or "" for key, value in row.items() if isinstance(key, str)} for row in rows)
    except csv.Error:
        return found, False
    return found, True
