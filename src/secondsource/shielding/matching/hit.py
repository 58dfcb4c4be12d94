"""What is found: spans of the original text, whose they are, how they were recognised and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """What may be done with a hit without asking."""

    MASK = "mask"
    """Mask it."""
    DECIDE = "decide"
    """A person decides; until then nothing with this span may leave."""


class How(StrEnum):
    """How a span was recognised, the surest first."""

    DETAIL = "detail"
    """A number, address, account, place or nickname of the entry."""
    NAME = "name"
    """Two or more parts of one name, in any order and script."""
    INITIAL = "initial"
    """One part of a name with an initial of another."""
    PART = "part"
    """One part of a name alone."""
    SPELLING = "spelling"
    """Parts of a name, at least one of them misspelt, misread, or written by ear."""
    INITIALS = "initials"
    """The initials of a name alone."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hit:
    """One stretch of a text that leads to a protected person."""

    start: int
    """First character in the original text, counted from 0."""
    end: int
    """One past the last; `text[start:end]` is what is to be cut."""
    person: str
    """The entry's id; the first of several where the words fit several people."""
    how: How
    strength: Strength
    others: tuple[str, ...] = ()
    """Ids of further entries that the same words fit."""
