"""A person's choices on a dossier, as plain text that is written by hand and survives the next run.

    mask "Puerto Claro"
    mask "the nurse" as p-3
    keep "Ministerio de Salud"   # a public body
    box "photo.jpg" 10 20 200 80
    keep picture "map.png"       # no person, no sign

A line holds for every place where these words stand, in every file of the dossier, whatever their case and accents.
What the register itself masks cannot be kept here: change the register, where a reason stands beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from secondsource.core.vetting.decisions_words import folded
from secondsource.errors import InputError

_MASK = {"mask", "tapar"}
_KEEP = {"keep", "dejar"}
_VERBS = {"en": ("mask", "keep"), "es": ("tapar", "dejar")}
_BOX = {"box", "recuadro"}
_PICTURE = {"picture", "imagen"}
_QUOTED = r"[\"“«](?P<words>[^\"”»]+)[\"”»]"
_CHOICE = re.compile(
    rf"(?P<verb>\w+)\s+(?P<picture>\w+\s+)?{_QUOTED}(?:\s+(?:as|como)\s+(?P<person>[\w-]+))?\s*(?:#.*)?"
)
_RECTANGLE = re.compile(rf"(?P<verb>\w+)\s+{_QUOTED}\s+(?P<numbers>\d{{1,9}}(?:\s+\d{{1,9}}){{3}})\s*(?:#.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person has decided."""

    masked: dict[str, str | None] = field(default_factory=dict)
    """Folded words to be masked, and the register's person they stand for, where one was named."""
    kept: frozenset[str] = frozenset()
    """Folded words to be left."""
    boxes: dict[str, tuple[tuple[int, int, int, int], ...]] = field(default_factory=dict)
    """By file name, rectangles of a picture to be filled: left, top, width, height in pixels."""
    kept_pictures: frozenset[str] = frozenset()
    """Names of pictures that may leave as they are."""


def read_choices(text: str, name: str) -> Choices:
    """Return the choices in `text`.

    Raises:
        InputError: code `choices-unreadable`, with the number of the line.
    """
    masked: dict[str, str | None] = {}
    kept: set[str] = set()
    pictures: set[str] = set()
    boxes: dict[str, list[tuple[int, int, int, int]]] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if (match := _RECTANGLE.fullmatch(bare)) and match["verb"].casefold() in _BOX:
            left, top, width, height = (int(part) for part in match["numbers"].split())
            boxes.setdefault(match["words"], []).append((left, top, width, height))
            continue
        match = _CHOICE.fullmatch(bare)
        verb = match["verb"].casefold() if match else ""
        if (
            match is None
            or verb not in _MASK | _KEEP
            or (match["picture"] or "").strip().casefold() not in _PICTURE | {""}
        ):
            raise _wrong(name, number, "it is no choice")
        if match["picture"]:
            if verb not in _KEEP:
                raise _wrong(name, number, "a picture is kept, or gets boxes")
            pictures.add(match["words"])
        elif verb in _MASK:
            masked[folded(match["words"])] = match["person"]
        else:
            kept.add(folded(match["words"]))
        if verb and folded(match["words"]) in kept & masked.keys():
            raise _wrong(name, number, "the same words are both masked and kept")
    return Choices(
        masked=masked,
        kept=frozenset(kept),
        boxes={file: tuple(rows) for file, rows in boxes.items()},
        kept_pictures=frozenset(pictures),
    )


def open_lines(words: Iterable[tuple[str, str, str]], language: str = "en") -> str:
    """Return lines for a person to complete: for each open choice the words, what told them, and where they stand.

    Args:
        words: text, what told it, and context of each choice.
        language: `en` or `es`: the language of the verbs; both are read.
    """
    mask, keep = _VERBS[language]
    rows = [f'# {why}: …{context}…\n# {mask} "{text}"\n# {keep} "{text}"\n' for text, why, context in words]
    return "\n".join(rows)


def _wrong(name: str, number: int, why: str) -> InputError:
    return InputError(
        "choices-unreadable",
        f"{name}, line {number}: {why}.",
        'Write for example: mask "Puerto Claro", keep "Ministry of Health", or box "photo.jpg" 10 20 200 80.',
    )
