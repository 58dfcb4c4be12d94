"""Days and languages as files write them: ISO, HTTP and e-mail, PDF, and day-month-year in words."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th|º|\.)?\s+(?:de\s+)?([^\W\d]+)\.?,?\s+(?:del?\s+)?(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sep sept septiembre setiembre set",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_LANGUAGE_NAMES = {"english": "en", "inglés": "en", "ingles": "en", "spanish": "es", "español": "es", "espanol": "es"}


def read_day(text: str) -> date | None:
    """Return the day a metadata value names, or None where it names none or could mean two.

    `04/05/2031` is such a value: the fourth of May to one reader and the fifth of April to the next.
    """
    text = text.strip()
    for pattern in (_ISO, _COMPACT, _SLASHED):
        match = pattern.match(text)
        if match is not None:
            return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_FIRST.match(text)
    if match is not None:
        return _unambiguous(int(match[1]), int(match[2]), int(match[3]))
    return _day_in_words(text) or _day_of_header(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unambiguous(first: int, second: int, year: int) -> date | None:
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day_in_words(text: str) -> date | None:
    match = _IN_WORDS.search(text)
    if match is not None and match[2].lower() in _MONTHS:
        return _day(int(match[3]), _MONTHS[match[2].lower()], int(match[1]))
    match = _MONTH_FIRST.search(text)
    if match is not None and match[1].lower() in _MONTHS:
        return _day(int(match[3]), _MONTHS[match[1].lower()], int(match[2]))
    return None


def _day_of_header(text: str) -> date | None:
    """Read an RFC 5322 date, in the sender's own zone, which is the day the sender would name."""
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def read_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a language tag such as `es-MX`, or of a language named in words."""
    name = text.strip().lower()
    if name in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[name]
    match = _LANGUAGE.fullmatch(name)
    return match[1] if match else None
