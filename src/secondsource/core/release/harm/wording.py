"""Holds the words said of somebody against how far the law has gone: no word of guilt below a conviction.

The check is meant to be too strict. `Alleged murderer` and an accusation between quotation marks are held up too: to
repeat an accusation is to make it. Words about nobody in particular are held up until somebody says whom they mean.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from secondsource.core.release.harm.people import LegalStage
from secondsource.core.vetting.lines.check import lines_of

_NOT = re.compile(
    r"(?:\bnot|\bnever|n't|n’t|\bno|\bnunca|\bjamás|\bsin ser)(?: \w+){0,2} $|\bno (?:es|fue|ha sido|está) $"
)
"""What turns a word round when it stands right before it, with two words between at most: `was not found guilty`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TooStrong:
    """A word that says more than the law has."""

    line: int
    """Number of the line, from 1."""
    word: str
    needs: LegalStage
    person: str | None
    """Of whom it is said; None when the text names nobody near it, and somebody has to say whom it means."""
    stage: LegalStage | None
    """Where that person stands."""


def too_strong(
    text: str, names: Mapping[str, Sequence[str]], stages: Mapping[str, LegalStage]
) -> tuple[TooStrong, ...]:
    """Return every word that is too strong for the person it is said of.

    A word is taken to be said of everybody whom its line names; where the line names nobody, of those named last
    before it in the same paragraph.

    Args:
        text: what is to be released, in English or Spanish or both.
        names: how the text speaks of each person, by person: names, masks, pseudonyms.
        stages: how far the law has gone, by person; a person without a stage is at none.
    """
    found: list[TooStrong] = []
    number = 0
    for paragraph in re.split(r"\n\s*\n", unicodedata.normalize("NFC", text)):
        meant: tuple[str, ...] = ()
        for line in lines_of(paragraph):
            number += 1
            meant = tuple(person for person, forms in names.items() if _named(line.text, forms)) or meant
            for word, needs in _words(line.text):
                found += [
                    TooStrong(line=number, word=word, needs=needs, person=person, stage=stages.get(person))
                    for person in meant
                    if stages.get(person, LegalStage.NONE) < needs
                ]
                if not meant:
                    found.append(TooStrong(line=number, word=word, needs=needs, person=None, stage=None))
    return tuple(found)


def _words(line: str) -> list[tuple[str, LegalStage]]:
    """Return the words of a line that need a stage, each place once, the strictest need first."""
    lowered, taken, found = line.casefold(), set[int](), list[tuple[str, LegalStage]]()
    for pattern, needs in _patterns():
        for match in pattern.finditer(lowered):
            place = set(range(*match.span()))
            if not place & taken and not _NOT.search(lowered[: match.start()]):
                found.append((match.group(), needs))
            taken |= place
    return found


def _named(line: str, forms: Sequence[str]) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(unicodedata.normalize('NFC', form).casefold())}(?!\w)", line.casefold())
        for form in forms
        if form.strip()
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], LegalStage], ...]:
    """Return the patterns of both languages, the strictest need first.

    Both are always tried: a text in one language quotes the other.
    """
    data = tomllib.loads(files(__package__).joinpath("guilt.toml").read_text(encoding="utf-8"))
    return tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join((*entry['en'], *entry['es']))})(?!\w)"), LegalStage[entry["needs"].upper()])
        for entry in data["words"]
    )
