"""Admiralty grades (NATO AJP-2.1, STANAG 2511): a letter for the source, a digit for the information, never a number.

The letter belongs to a source *on a topic* and has a history: a harbour pilot may be A on tides and F on ownership.
The digit belongs to one piece of information. F and 6 say that there is no basis; they are missing, not low.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.vetting.grading.scales import scale

ORIGINS_FOR_CONFIRMED = 2
"""`1` means confirmed by *other independent* sources, so one origin can never earn it."""


class Reliability(StrEnum):
    """The letter of a source on a topic."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def missing(self) -> bool:
        """Whether nothing is known."""
        return self is Reliability.F


class Credibility(StrEnum):
    """The digit of one piece of information."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"

    @property
    def missing(self) -> bool:
        """Whether nothing is known."""
        return self is Credibility.CANNOT_BE_JUDGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Letter and digit side by side. They are never joined into one figure and never averaged."""

    letter: Reliability
    digit: Credibility

    def __str__(self) -> str:
        """Return the grade as it is written: B2."""
        return f"{self.letter}{self.digit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEntry:
    """One line of a letter's history."""

    source: str
    topic: str
    letter: Reliability
    by: str
    """Who gave it; `+` joins the two assessors and the resolver where there were several."""
    given: datetime
    reason: str


def better(one: Reliability | Credibility, other: Reliability | Credibility) -> bool | None:
    """Say whether `one` is better than `other` on the same axis; None where they cannot be compared.

    None stands for F and 6, and for a letter held against a digit.
    """
    axes = scale("admiralty").axes
    return next(
        (
            axes[name].before(one.value, other.value)
            for name, kind in (("reliability", Reliability), ("credibility", Credibility))
            if isinstance(one, kind) and isinstance(other, kind)
        ),
        None,
    )


def digits_open(origins: int | None) -> tuple[Credibility, ...]:
    """Return the digits that may be chosen.

    Args:
        origins: the low end of the independent origins counted for this claim; None when it was not counted.

    Returns:
        All six, or all but `1` where fewer than two independent origins are certain.
    """
    confirmed = origins is not None and origins >= ORIGINS_FOR_CONFIRMED
    return tuple(digit for digit in Credibility if confirmed or digit is not Credibility.CONFIRMED)


def letter_history(entries: Iterable[LetterEntry], source: str, topic: str) -> tuple[LetterEntry, ...]:
    """Return the history of one source on one topic, oldest first. Other topics of the same source do not count."""
    own = (entry for entry in entries if (entry.source, entry.topic) == (source, topic))
    return tuple(sorted(own, key=lambda entry: (entry.given, entry.by, entry.letter.value)))


def letter_in_force(entries: Iterable[LetterEntry], source: str, topic: str) -> Reliability:
    """Return the newest letter of a source on a topic; F, which is missing, before the first."""
    history = letter_history(entries, source, topic)
    return history[-1].letter if history else Reliability.F
