"""What a file's name says about the report: a day, a language, perhaps the outlet.

Understood are names such as `2031-05-04-outlet-slug.md`, `2031-05-04_outlet_slug.html`,
`outlet_2031-05-04.txt` and `slug.es.md`. A name is weak evidence: it is used only for what the file itself
does not say, and what is taken from it is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from secondsource.documents.extract import Extract

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_LANGUAGE = re.compile(r"(?<=[._])(en|es)$", re.IGNORECASE)
_PARTS = re.compile(r"_+|-{2,}|\s+-\s+")
_WORDS = re.compile(r"[-_\s]+")

# After these an outlet's name goes on, and nothing tells where it ends: "the-northern-star-fire".
_ARTICLES = frozenset({"a", "al", "an", "de", "del", "el", "la", "las", "los", "the", "un", "una"})


PROPERTIES_BASIS = "document properties"
"""Begins the basis of a day a program wrote when it saved or exported the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedParts:
    """What one file name says."""

    published: date | None = None
    language: str | None = None
    outlet: str | None = None


def read_file_name(stem: str) -> NamedParts:
    """Read the name of a file without its last extension."""
    language = _LANGUAGE.search(stem)
    if language is not None:
        stem = stem[: language.start() - 1]
    day = _DAY.search(stem)
    if day is None:
        return NamedParts(language=language[1].lower() if language else None)
    try:
        published = date(int(day[1]), int(day[3]), int(day[4]))
    except ValueError:
        published = None
    return NamedParts(
        published=published,
        language=language[1].lower() if language else None,
        outlet=_outlet(stem[: day.start()], stem[day.end() :]) if published else None,
    )


def _outlet(before: str, after: str) -> str | None:
    """Guess the outlet beside the day: what stands before it, or the first part after it."""
    before, after = before.strip("-_ "), after.strip("-_ ")
    if before and not before.replace("-", "").isdigit():
        words = _WORDS.split(_PARTS.split(before)[0])
        return _as_name(words)
    parts = _PARTS.split(after)
    if len(parts) > 1:
        return _as_name(_WORDS.split(parts[0]))
    words = _WORDS.split(after)
    if len(words) < 2 or words[0].lower() in _ARTICLES:
        return None
    return _as_name(words[:1])


def _as_name(words: list[str]) -> str | None:
    name = " ".join(word for word in words if word)
    return name if any(character.isalpha() for character in name) else None


def complete_from_file_name(extract: Extract, stem: str) -> Extract:
    """Fill in what the file itself does not say from its name, and note it.

    A day a person put into the name also outweighs the day a program put into the document's properties.
    """
    named = read_file_name(stem)
    weak = extract.published is None or (extract.published_basis or "").startswith(PROPERTIES_BASIS)
    if weak and named.published is not None:
        extract = replace(extract, published=named.published, published_basis="file name")
    if extract.language is None and named.language is not None:
        extract = replace(extract, language=named.language, language_basis="file name")
    if extract.outlet is None and named.outlet is not None:
        extract = replace(extract, outlet=named.outlet).with_notes("The outlet is guessed from the file name.")
    return extract
