"""Numbers that count something, as digits: written out or not, in English and Spanish; what dates is left out."""

from __future__ import annotations

import re


def _words(listed: str) -> tuple[str, ...]:
    """Return the words of a list written as running text, in order."""
    return tuple(listed.split())


_UNITS = {
    "en": _words("two three four five six seven eight nine ten eleven twelve"),
    "es": _words("dos tres cuatro cinco seis siete ocho nueve diez once doce"),
}
_NUMBER_WORDS = {
    **dict(zip(_UNITS["en"], range(2, 13), strict=True)),
    **dict(zip(_UNITS["es"], range(2, 13), strict=True)),
    "dozen": 12,
    "docena": 12,
    "twenty": 20,
    "veinte": 20,
    "thirty": 30,
    "treinta": 30,
    "hundred": 100,
    "cien": 100,
}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W\d_]+|\d+")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")
MONTHS = frozenset(
    _words(
        "january february march april june july august september october november december jan feb mar apr jun jul aug "
        "sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    )
)
_MONTH_NAMES = "|".join(sorted(MONTHS | {"may"}, key=len, reverse=True))
_DAY_OF_MONTH = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:de |of )?(?:{_MONTH_NAMES})\b|\b(?:{_MONTH_NAMES})\.? \d{{1,2}}\b"
)


def figures_of(folded: str) -> frozenset[str]:
    """Return the numbers named, as digits; days of a month and years are left out as they date and do not count."""
    found: set[str] = set()
    for word in _TOKEN.findall(_DAY_OF_MONTH.sub(" ", folded)):
        if word in _NUMBER_WORDS:
            found.add(str(_NUMBER_WORDS[word]))
        elif word[0].isdigit() and not _is_year(word):
            found.add(_THOUSANDS.sub("", word).replace(",", "."))
    return frozenset(found)


def _is_year(word: str) -> bool:
    """Say whether a number reads as a year."""
    return len(word) == 4 and word[:2] in {"19", "20"}
