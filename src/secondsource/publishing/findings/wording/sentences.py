"""Spanish for the English sentences that the analysis writes: reasons, evidence, bases, notes, and refusals.

The rooms below write one language, so that a stored result does not depend on who looks at it. `sentences_es.json`
pairs the form of each sentence with its Spanish form, in the order of the rooms that write them. A form has `{named}`
places; `{name}` is filled as it stands, the others say what may stand there:

    {n:count}       2, 2-5 or 65,535    {x:number}  0.74, with a comma in Spanish
    {day:date}      2031-03-05, a date without one being `undated`
    {why:phrase}    a sentence or phrase with a form of its own, translated as well
    {why:maybe}     the same where it has a form, else as it stands

A Spanish form is a text, or an object with the plural forms `one` and `other`, chosen by the count named `n`.
What has no form stays English and is marked as English by whoever shows it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from secondsource.publishing.findings.wording.catalogue import Wording, wording

SHAPES: Final[Mapping[str, str]] = {
    "": r".+?",
    "phrase": r".+?",
    "maybe": r".+?",
    "count": r"\d{1,3}(?:,\d{3})+|\d+(?:-\d+)?",
    "number": r"\d+(?:\.\d+)?",
    "date": r"\d{4}-\d{2}-\d{2}|undated|None",
}
"""What may stand in a place, as a regular expression, by the word after its colon."""
PLACE: Final = re.compile(r"\{(?P<name>\w+)(?::(?P<shape>\w+))?\}")
LONGEST: Final = 3000
"""Code points of a sentence; what is longer is mostly quoted text, and matching it could take long."""
DEEPEST: Final = 6
"""Phrases inside phrases that are followed; ours go four deep, and only a hostile name would go on."""
_END: Final = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z]|[¡¿«\d])")
_FIRST_WORD: Final = re.compile(r"[^\s{}:;,.]+(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence as it is shown."""

    text: str
    language: str
    """ISO 639-1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of a sentence in both languages."""

    english: str
    spanish: Mapping[str, str]
    """By plural form, `one` and `other`; under `other` alone where the form does not depend on a count."""
    shapes: Mapping[str, str]
    """Shape by place."""
    literal: str
    """The longest text between two places: what does not hold it cannot match."""
    patterns: tuple[re.Pattern[str], ...]
    """Shortest fillings first, then longest fillings first: a name may hold the words between two places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One way to read a sentence."""

    spanish: str
    open: int
    """Code points filled in as they stand: the fewer, the more of the sentence is understood."""


class Sentences:
    """All forms, indexed by the first word of their English."""

    def __init__(self, pairs: list[tuple[str, str | dict[str, str]]], words: Wording) -> None:
        """Compile the forms.

        Args:
            pairs: English and Spanish forms.
            words: how Spanish writes dates.
        """
        self._words = words
        # Phrases recur in many sentences, and a hostile one could be cut in very many ways: each is read once.
        self._read = lru_cache(maxsize=50_000)(self._read_anew)
        self.forms = tuple(_form(english, spanish) for english, spanish in pairs)
        self._fixed = {form.english: form for form in self.forms if not form.shapes}
        self._by_word: dict[str, list[Form]] = defaultdict(list)
        for form in self.forms:
            if form.shapes:
                first = _FIRST_WORD.match(form.english)
                self._by_word[first.group() if first else ""].append(form)

    def spanish(self, text: str) -> str | None:
        """Return the Spanish of one or more English sentences, None when a form is missing."""
        read = self._read(text, DEEPEST) if len(text) <= LONGEST else None
        return None if read is None else read.spanish

    def _read_anew(self, text: str, depth: int) -> _Reading | None:
        """Read a text sentence by sentence where every sentence has a form, else as a whole."""
        parts = _END.split(text)
        if len(parts) > 1:
            read = [one for part in parts if (one := self._sentence(part, depth)) is not None]
            if len(read) == len(parts):
                return _Reading(spanish=" ".join(one.spanish for one in read), open=sum(one.open for one in read))
        return self._sentence(text, depth)

    def _sentence(self, text: str, depth: int) -> _Reading | None:
        """Read a text that is one sentence or phrase by the form that leaves least of it open."""
        fixed = self._fixed.get(text)
        if fixed is not None:
            return _Reading(spanish=fixed.spanish["other"], open=0)
        first = _FIRST_WORD.match(text)
        likely = self._by_word.get(first.group(), []) if first else []
        readings = [
            read
            for form in (*likely, *self._by_word.get("", []))
            if form.literal in text and (read := self._by_form(form, text, depth)) is not None
        ]
        return min(readings, key=lambda read: read.open, default=None)

    def _by_form(self, form: Form, text: str, depth: int) -> _Reading | None:
        """Read a sentence by one form, None when it does not match or a phrase in it has no form."""
        for pattern in form.patterns:
            match = pattern.fullmatch(text)
            if match is None:
                return None
            read = {name: self._value(form.shapes[name], value, depth) for name, value in match.groupdict().items()}
            filled = {name: value for name, value in read.items() if value is not None}
            if len(filled) == len(read):
                plural = "one" if match.groupdict().get("n") == "1" and "one" in form.spanish else "other"
                spanish = form.spanish[plural].format_map({name: value.spanish for name, value in filled.items()})
                return _Reading(spanish=spanish, open=sum(value.open for value in filled.values()))
        return None

    def _value(self, shape: str, value: str, depth: int) -> _Reading | None:
        """Read what stands in a place."""
        if shape in {"phrase", "maybe"}:
            read = self._read(value, depth - 1) if depth else None
            return read if read is not None or shape == "phrase" else _Reading(spanish=value, open=len(value))
        if shape == "date":
            return self._day(value)
        if shape == "count":
            grouped = self._words.number(int(value.replace(",", ""))) if "," in value else value
            return _Reading(spanish=grouped.replace("-", "–"), open=0)
        if shape == "number":
            return _Reading(spanish=value.replace(".", ","), open=0)
        return _Reading(spanish=value, open=len(value))

    def _day(self, value: str) -> _Reading | None:
        """Read a date."""
        try:
            day = date.fromisoformat(value) if value[0].isdecimal() else None
        except ValueError:
            return None
        return _Reading(spanish=self._words.day(day), open=0)


def _form(english: str, spanish: str | dict[str, str]) -> Form:
    """Compile one pair."""
    shapes = {match["name"]: match["shape"] or "" for match in PLACE.finditer(english)}
    literals = PLACE.sub("\0", english).split("\0")
    return Form(
        english=english,
        spanish=spanish if isinstance(spanish, dict) else {"other": spanish},
        shapes=shapes,
        literal=max(literals, key=len),
        patterns=tuple(_pattern(english, longest=longest) for longest in (False, True)) if shapes else (),
    )


def _pattern(english: str, *, longest: bool) -> re.Pattern[str]:
    """Return the expression that a sentence of this form matches as a whole."""
    pieces, place = [], 0
    for match in PLACE.finditer(english):
        shape = SHAPES[match["shape"] or ""]
        if longest:
            shape = shape.replace(".+?", ".+")
        pieces += [re.escape(english[place : match.start()]), f"(?P<{match['name']}>{shape})"]
        place = match.end()
    return re.compile("".join((*pieces, re.escape(english[place:]))), re.DOTALL)


@cache
def sentences() -> Sentences:
    """Return the forms of this version."""
    text = files(__package__).joinpath("sentences_es.json").read_text(encoding="utf-8")
    return Sentences([(english, spanish) for english, spanish in json.loads(text)], wording("es"))


@lru_cache(maxsize=50_000)
def said(text: str, language: str) -> Said:
    """Return an English sentence of the analysis or of a refusal in the language of the interface.

    Args:
        text: one sentence or more.
        language: of the interface, `en` or `es`.

    Returns:
        The sentence in that language, or as it stands, marked as English, where it has no form.
    """
    spanish = sentences().spanish(text) if language == "es" else None
    return Said(text=text, language="en") if spanish is None else Said(text=spanish, language="es")
