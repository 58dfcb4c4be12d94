"""Phrases by key in the language of the interface, with plurals, dates and percentages as that language writes them.

A catalogue is a flat JSON object beside this file. A value is a phrase with `{named}` places, or an object with the
two plural forms `one` and `other` that English and Spanish need (CLDR; Spanish `many` is for millions only). What
the analysis writes (reasons, evidence, bases, hints) is English; `sentences` says it in Spanish.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from secondsource.errors import InputError

LANGUAGES: Final = ("en", "es")
Phrase = str | dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language's phrases."""

    language: str
    """ISO 639-1, one of `LANGUAGES`."""
    phrases: dict[str, Phrase]

    def __call__(self, key: str, **values: object) -> str:
        """Return the phrase of `key` with its places filled.

        Raises:
            KeyError: when the catalogue has no such phrase or the phrase names a value that is not given.
        """
        phrase = self.phrases[key]
        if isinstance(phrase, dict):
            phrase = phrase["one" if values["n"] == 1 else "other"]
        filled = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return phrase.format_map(filled)

    def term(self, group: str, value: str) -> str:
        """Return this language's word for a value of the analysis, or the value itself where none is known."""
        phrase = self.phrases.get(f"{group}.{value}", value)
        return phrase if isinstance(phrase, str) else value

    def number(self, value: int) -> str:
        """Write a whole number; both languages leave four digits together, Spanish parts more by a thin space."""
        grouped = f"{value:,}"
        return grouped if self.language == "en" else grouped.replace(",", "\u202f" if value >= 10_000 else "")

    def day(self, day: date | None) -> str:
        """Write a date in words, or say that there is none."""
        if day is None:
            return self("date.none")
        return self("date.full", day=str(day.day), month=self(f"month.{day.month}"), year=str(day.year))

    def short_day(self, day: date) -> str:
        """Write a date for the axis of a drawing."""
        month = self(f"month.{day.month}")[:3]
        return self("date.short", day=str(day.day), month=month, year=str(day.year))

    def interval(self, low: float, high: float) -> str:
        """Write an interval of chances, 0-1, rounded to 5 points: what is behind it is no finer than that."""
        return self("interval", low=_rounded(low), high=_rounded(high))

    def percent(self, share: float) -> str:
        """Write a share, 0-1, as a whole percentage."""
        return self("percent", share=round(100 * share))

    def span(self, low: int, high: int) -> str:
        """Write a range of counts as figures: `2`, or `1–3` where the ends differ."""
        return self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"

    def listed(self, items: Sequence[str]) -> str:
        """Write a list: `a`, `a and b`, `a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        return self("list.last", rest=", ".join(items[:-1]), last=items[-1])


def _rounded(chance: float) -> int:
    """Return `chance` in percent to the nearest 5."""
    return 5 * round(20 * chance)


@cache
def wording(language: str) -> Wording:
    """Return the phrases of one language of the interface.

    Raises:
        InputError: `ui-language` when the interface is not written in that language.
    """
    if language not in LANGUAGES:
        raise InputError(
            "ui-language",
            f"The interface is not written in the language {language!r}.",
            f"Choose one of: {', '.join(LANGUAGES)}.",
        )
    text = files(__package__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    phrases: dict[str, Phrase] = json.loads(text)
    return Wording(language=language, phrases=phrases)
