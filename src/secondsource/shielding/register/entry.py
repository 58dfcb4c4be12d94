"""Protected people and what may give them away; frozen values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from secondsource.errors import InputError


class Level(StrEnum):
    """How far somebody is protected."""

    FULL = "full"
    """The name, its parts, and everything else in the entry is masked."""
    NAME = "name"
    """The same, save that a given name standing alone is left."""
    WATCH = "watch"
    """Everything is pointed out for a person to decide, nothing is masked by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """One protected person, and every name and number that leads to them."""

    id: str
    """`p-1`, `p-2`, ...: counts entries and says nothing about the person."""
    name: str
    """As fully as known, given names first or `Surnames, Given names`; any script. Empty only where another detail
    stands alone, such as a telephone number of an unknown person."""
    aliases: tuple[str, ...] = ()
    """Other full names: by marriage, in another script, in another spelling."""
    nicknames: tuple[str, ...] = ()
    """What the person is called, with or without article."""
    handles: tuple[str, ...] = ()
    """Account names, with or without `@`."""
    phones: tuple[str, ...] = ()
    """With the country code where known."""
    emails: tuple[str, ...] = ()
    plates: tuple[str, ...] = ()
    """Number plates."""
    numbers: tuple[str, ...] = ()
    """Numbers of identity papers, accounts, files."""
    addresses: tuple[str, ...] = ()
    """Street and house number."""
    places: tuple[str, ...] = ()
    """Villages, schools, employers: what leads to the person in this story."""
    kind: str = ""
    """What the person is to the story: witness, source, minor; free words."""
    level: Level = Level.FULL
    why: str = ""
    """The reason for this level, for whoever reads the register later."""


DETAILS = ("aliases", "nicknames", "handles", "phones", "emails", "plates", "numbers", "addresses", "places")
"""The fields of `Protected` that hold several values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All protected people of a desk, in the order they were entered."""

    entries: tuple[Protected, ...] = ()

    def __iter__(self) -> Iterator[Protected]:
        """Go through the entries in order."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self.entries)

    def with_entry(self, entry: Protected) -> Register:
        """Return the register with one more entry, under the next free number."""
        taken = [int(one.id.removeprefix("p-")) for one in self.entries if one.id.removeprefix("p-").isdigit()]
        return Register(entries=(*self.entries, replace(entry, id=f"p-{max(taken, default=0) + 1}")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something the desk should know about an entry that was accepted."""

    line: int
    """Line of the table, counted from 1; 0 where the entry came otherwise."""
    sentence: str
    """One sentence without a name in it, so that it can be printed."""


def checked(entry: Protected) -> Protected:
    """Return `entry` with white space tidied, or refuse what could never be found.

    Raises:
        InputError: `register-name`: neither a name nor any detail, or a name of fewer than three letters.
    """
    fault = fault_of(entry)
    if fault:
        raise InputError("register-name", fault, "Write the name as fully as you know it.")
    tidy: dict[str, Any] = {
        field: tuple(dict.fromkeys(_tidy(one) for one in getattr(entry, field) if one.strip())) for field in DETAILS
    }
    return replace(entry, name=_tidy(entry.name), kind=_tidy(entry.kind), why=entry.why.strip(), **tidy)


def fault_of(entry: Protected) -> str:
    """Say what makes an entry useless, or nothing."""
    if not entry.name.strip() and not any(getattr(entry, field) for field in DETAILS):
        return "The name is empty."
    for name in (entry.name, *entry.aliases):
        if name.strip() and not any(character.isalnum() for character in name):
            return "A name has no letters."
        if name.strip() and sum(character.isalnum() for character in name) < 3 and not _caseless(name):
            return "A name of one or two letters would be found everywhere or nowhere."
    return ""


def _caseless(name: str) -> bool:
    """Say whether a name is of a script such as Chinese, where two characters are a full name."""
    letters = [character for character in name if character.isalnum()]
    return len(letters) > 1 and all(ord(one) > 0x2E80 and one.lower() == one.upper() for one in letters)


def _tidy(text: str) -> str:
    return " ".join(text.split())
