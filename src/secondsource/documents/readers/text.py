"""Plain text and Markdown: decoded, never rewritten; Markdown's front matter is read apart."""

from __future__ import annotations

import re
from datetime import date

from secondsource.documents.encoding import decode
from secondsource.documents.extract import Extract, one_line
from secondsource.documents.labels.frontmatter import Values, split_front_matter
from secondsource.documents.labels.values import read_day, read_language
from secondsource.documents.limits import Limits

_TITLE = ("title", "headline", "título", "titulo", "titular")
_OUTLET = ("outlet", "publisher", "medio")
_AUTHOR = ("author", "byline", "autor", "autora")
_URL = ("url", "link", "enlace")
_LANGUAGE = ("language", "lang", "idioma")
_VIA = ("via", "vía")
_DAYS = ("published", "date", "fecha", "published_approx")

_HEADING = re.compile(r"\s*#[ \t]+([^\r\n]{1,300}?)[ \t#]*(?:[\r\n]|\Z)")
# A first line with an empty line below it, not ending like a sentence, is set like a headline.
_HEADLINE = re.compile(r"\ufeff?([^\r\n]{3,200}[^\r\n.:;,])[ \t]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def read_text(data: bytes, _limits: Limits) -> Extract:
    """Read a `.txt` file: the text is the whole file.

    Raises:
        UnreadableError: if the bytes are no text.
    """
    decoded = decode(data)
    headline = _HEADLINE.match(decoded.text)
    if headline is None:
        return Extract(text=decoded.text, notes=decoded.notes)
    notes = (*decoded.notes, "The title is the first line of the text.")
    return Extract(text=decoded.text, title=one_line(headline[1]), notes=notes)


def read_markdown(data: bytes, limits: Limits) -> Extract:
    """Read a `.md` file: the text is what follows the front matter.

    Raises:
        UnreadableError: if the bytes are no text.
    """
    decoded = decode(data)
    matter = split_front_matter(decoded.text, limits)
    body = decoded.text[matter.body_start :]
    notes = [*decoded.notes, *matter.notes]
    title = _first(matter.values, _TITLE)
    if title is None:
        heading = _HEADING.match(body)
        if heading is not None:
            title = one_line(heading[1])
            notes.append("The title is the first heading of the text.")
    published, basis, day_notes = _published(matter.values)
    language = _language(matter.values)
    return Extract(
        text=body,
        title=title,
        outlet=_first(matter.values, _OUTLET),
        published=published,
        published_basis=basis,
        language=language,
        language_basis=None if language is None else "front matter",
        via=next((matter.values[name] for name in _VIA if matter.values.get(name)), ()),
        author=", ".join(next((matter.values[name] for name in _AUTHOR if matter.values.get(name)), ())) or None,
        url=_first(matter.values, _URL),
        notes=(*notes, *day_notes),
    )


def _first(values: Values, names: tuple[str, ...]) -> str | None:
    return next((values[name][0] for name in names if values.get(name)), None)


def _published(values: Values) -> tuple[date | None, str | None, tuple[str, ...]]:
    """Return the day, where it comes from, and a note where a value is given but names no day."""
    notes: list[str] = []
    for name in _DAYS:
        for given in values.get(name, ()):
            day = read_day(given)
            if day is not None:
                approximate = ", approximate" if name == "published_approx" else ""
                return day, f"front matter: {name}{approximate}", tuple(notes)
            notes.append(f"The front matter's {name} names no day that can be read: {given[:60]}.")
    return None, None, tuple(notes)


def _language(values: Values) -> str | None:
    given = _first(values, _LANGUAGE)
    return None if given is None else read_language(given)
