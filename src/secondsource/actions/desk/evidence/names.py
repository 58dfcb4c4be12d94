"""Names of files as a desk keeps them: no path, nothing that hides, nothing that a program could take for a command."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

LONGEST = 120
"""Code points; 120 of them are at most 480 bytes, but a name is cut to `LONGEST_BYTES` as well."""
LONGEST_BYTES = 200
_UNWANTED = re.compile(r"[^\w .,()\[\]&+=@#\'’-]")
_SPACES = re.compile(r"\s+")
NAMELESS = "file"


def neutral(name: str) -> str:
    """Return a stranger's file name without path, controls, hidden characters and leading dots."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    # Format and control characters (Unicode categories C*) reverse, split or hide what is read.
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    tidy = _SPACES.sub(" ", _UNWANTED.sub("_", seen)).strip(" .")
    path = PurePosixPath(tidy or NAMELESS)
    suffix = path.suffix.lower()[:12] if path.stem else ""
    stem = path.stem[: LONGEST - len(suffix)].strip(" .") or NAMELESS
    while len((stem + suffix).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return stem + suffix


def unlike(name: str, taken: Collection[str]) -> str:
    """Return `name`, or with a number where another exhibit of the case has it already."""
    path = PurePosixPath(name)
    candidate, number = name, 2
    while candidate in taken:
        candidate = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return candidate
