"""A clean copy, and the account of what was left behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NoReturn

from secondsource.documents.extract import UnreadableError


class UncleanableError(UnreadableError):
    """No clean copy can be made of this file; it is refused whole rather than passed in part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """One kind of thing that is not in the clean copy."""

    what: str
    """What it was, in words of ours: never the removed value, which may be a name."""
    count: int
    """How many of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The clean copy of one file."""

    data: bytes
    suffix: str
    """Suffix of the clean copy, with its dot; another than the original's where the format changed."""
    removals: tuple[Removal, ...]
    notes: tuple[str, ...] = ()
    """What the vetter should know: what changed in look, what a cleaner cannot see."""


@dataclass(slots=True)
class Account:
    """Counts what is left behind while a file is cleaned."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def removed(self, what: str, count: int = 1) -> None:
        """Note `count` things of one kind that were left behind."""
        if count:
            self.counts[what] += count

    def note(self, sentence: str) -> None:
        """Keep one sentence for the vetter, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def close(self, data: bytes, suffix: str) -> Cleaned:
        """Return the finished value."""
        removals = tuple(Removal(what=what, count=count) for what, count in sorted(self.counts.items()))
        return Cleaned(data=data, suffix=suffix, removals=removals, notes=tuple(self.notes))


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set: how the lists of what is kept are written down."""
    return frozenset(text.split())


def refuse_part(what: str) -> NoReturn:
    """Refuse a file for a part nobody knows how to clean.

    Raises:
        UncleanableError: always, code `unknown-part`.
    """
    raise UncleanableError("unknown-part", f"The file holds a part that cannot be cleaned: {what}.")
