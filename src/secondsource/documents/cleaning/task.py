"""The task of cleaning one file, as the confined process does it."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from secondsource.documents.cleaning.cleaned import Cleaned, Removal
from secondsource.documents.cleaning.dispatch import clean_file
from secondsource.documents.limits import Limits

TASK = "secondsource.documents.cleaning.task:clean"
LIMITS = Limits(cpu_seconds=240, seconds=300.0, memory_bytes=3 * 1024**3, files_per_process=20)
"""Pictures take more time and memory to decode and paint than texts take to read."""


def clean(data: bytes, options: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Clean one file; `options` holds its `name` and whether PDFs become `pixels`.

    Raises:
        UncleanableError: if no clean copy can be made.
    """
    logging.disable()
    cleaned = clean_file(data, options["name"], limits, pixels=bool(options["pixels"]))
    found = {
        "suffix": cleaned.suffix,
        "removals": [asdict(removal) for removal in cleaned.removals],
        "notes": list(cleaned.notes),
    }
    return found, cleaned.data


def from_answer(found: dict[str, Any], data: bytes) -> Cleaned:
    """Build the value from an answer of the confined process, trusting nothing about its shape.

    Raises:
        ValueError: if a part is missing or of the wrong kind.
    """
    suffix, removals, notes = found.get("suffix"), found.get("removals"), found.get("notes")
    if not isinstance(suffix, str) or not suffix.removeprefix(".").isalnum() or len(suffix) > 8:
        message = "not a suffix"
        raise ValueError(message)
    if not isinstance(removals, list) or not isinstance(notes, list):
        message = "not an account"
        raise ValueError(message)  # noqa: TRY004 - to the caller it is one more wrong value
    told = tuple(Removal(what=str(row["what"]), count=int(row["count"])) for row in removals)
    return Cleaned(data=data, suffix=suffix, removals=told, notes=tuple(map(str, notes)))
