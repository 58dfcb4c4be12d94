"""A hand-over: an archive with neutral names, sealed as an age file, and the desk's record of what was in it.

Any age program opens it (https://age-encryption.org/v1). Names of files are numbers, unless the files are a dossier,
whose names are neutral already and needed for its check; times are 1980-01-01. What each file was called stays in the
record, which stays with the desk.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from secondsource.core.codec import canonical, to_plain
from secondsource.errors import InputError
from secondsource.publishing.dossier.archive import pack
from secondsource.publishing.dossier.manifest import MANIFEST
from secondsource.trust.custody.keys.age import seal

SCHEMA: Final = "secondsource/hand-over/1"
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,8}")
_RANDOM_BYTES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One file that was handed over."""

    name: str
    """In the archive."""
    was: str
    """What the desk calls it."""
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was handed to whom and when; stays with the desk."""

    partner: str
    day: date
    recipients: tuple[str, ...]
    """The age recipients it was sealed to."""
    file: str
    sha256: str
    """Of the sealed file."""
    items: tuple[Handed, ...]

    def encode(self) -> bytes:
        """Return the record as canonical JSON."""
        return canonical({"schema": SCHEMA, **to_plain(self)})


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A sealed file and the record of it."""

    name: str
    """A neutral, random file name."""
    data: bytes
    record: Record


def hand_over(files: Mapping[str, bytes], recipients: Sequence[str], *, partner: str, day: date) -> HandedOver:
    """Seal files to a partner.

    Args:
        files: by the names the desk uses.
        recipients: the partner's age recipients, `age1...`; whoever holds one of their keys can open it.
        partner: whom they belong to, for the record.
        day: of the hand-over.

    Raises:
        InputError: `recipient-unreadable`; `hand-over-empty`; `partner-missing`.
    """
    if not files:
        raise InputError("hand-over-empty", "There is nothing to hand over.", "Name files or a dossier.")
    if not partner.strip():
        raise InputError("partner-missing", "Nobody said who the partner is.", "Name them; only the record shows it.")
    named = {name: name for name in files} if MANIFEST in files else _neutral(sorted(files))
    sealed = seal(pack({named[name]: data for name, data in files.items()}), recipients)
    items = tuple(
        Handed(name=named[name], was=name, sha256=hashlib.sha256(files[name]).hexdigest(), size=len(files[name]))
        for name in sorted(files)
    )
    file = f"{secrets.token_hex(_RANDOM_BYTES)}.age"
    return HandedOver(
        name=file,
        data=sealed,
        record=Record(
            partner=partner,
            day=day,
            recipients=tuple(recipients),
            file=file,
            sha256=hashlib.sha256(sealed).hexdigest(),
            items=items,
        ),
    )


def _neutral(names: Sequence[str]) -> dict[str, str]:
    """Return a number with the file's type for every name; a type that could tell something is left out."""
    neutral = {}
    for number, name in enumerate(names, start=1):
        suffix = PurePosixPath(name).suffix.lower()
        neutral[name] = f"item-{number}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
    return neutral
