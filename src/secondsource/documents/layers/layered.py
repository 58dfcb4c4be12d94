"""A file in layers: the text it shows, and every other place in it that holds words.

The value crosses a pipe from a process that has just parsed a stranger's file, so `from_answer` trusts nothing about
its shape.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from secondsource.documents.limits import Limits


class Sort(StrEnum):
    """What sort of place a layer is."""

    VISIBLE = "visible"
    """What a reader sees, exactly as `vet` reads it."""
    HIDDEN = "hidden"
    """Words that are there and not shown: hidden rows, slides and runs, invisible text, fields, scripts."""
    ANNOTATION = "annotation"
    """Comments, notes, foot lines: beside the running text."""
    ALTERNATIVE = "alternative"
    """What stands in for a picture or a sound."""
    METADATA = "metadata"
    """What the file says about itself: authors, programs, times, places, links, settings."""
    NAME = "name"
    """Names of files, and of parts in files."""
    ATTACHMENT = "attachment"
    """A file inside the file; its own layers follow under its path."""
    REVISION = "revision"
    """What stood there before."""
    PICTURE = "picture"
    """A picture inside the file, and what was read in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a stretch of a layer's text stands on a page; points of 1/72 inch from the page's upper left corner."""

    start: int
    """First character of the layer's text."""
    end: int
    """One past the last."""
    page: int
    """Counted from 1."""
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The words of one place."""

    sort: Sort
    place: str
    """Where: `page 3`, `word/comments.xml`, `header Subject`, `row 4 hidden`."""
    text: str
    path: tuple[str, ...] = ()
    """Files inside the file that lead to it, the outermost first."""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layered:
    """A file in layers."""

    layers: tuple[Layer, ...]
    notes: tuple[str, ...] = ()
    """What was not looked into, in sentences."""

    @property
    def visible(self) -> str:
        """The text that is shown, as `vet` reads it; empty where there is none."""
        return next((layer.text for layer in self.layers if layer.sort is Sort.VISIBLE and not layer.path), "")

    @property
    def beside(self) -> Counter[str]:
        """How many layers of each sort there are beside the visible text."""
        return Counter(layer.sort.value for layer in self.layers if layer.sort is not Sort.VISIBLE or layer.path)

    def as_answer(self) -> dict[str, Any]:
        """Return the value as JSON can carry it; the inverse of `from_answer`."""
        rows = [
            {
                "sort": layer.sort.value,
                "place": layer.place,
                "path": list(layer.path),
                "text": layer.text,
                "boxes": [
                    [box.start, box.end, box.page, box.left, box.top, box.right, box.bottom] for box in layer.boxes
                ],
            }
            for layer in self.layers
        ]
        return {"layers": rows, "notes": list(self.notes)}

    @classmethod
    def from_answer(cls, answer: dict[str, Any]) -> Self:
        """Build the value from an answer, checking every part.

        Raises:
            ValueError: if a part is missing or of the wrong kind.
        """
        try:
            layers = tuple(_layer(row) for row in answer["layers"])
            notes = tuple(_text(note) for note in answer["notes"])
        except (KeyError, TypeError) as error:
            message = "not a file in layers"
            raise ValueError(message) from error
        return cls(layers=layers, notes=notes)


def _layer(row: dict[str, Any]) -> Layer:
    boxes = tuple(
        Box(start=int(start), end=int(end), page=int(page), left=left, top=top, right=right, bottom=bottom)
        for start, end, page, left, top, right, bottom in (map(float, box) for box in row["boxes"])
    )
    path = tuple(_text(name) for name in row["path"])
    return Layer(sort=Sort(row["sort"]), place=_text(row["place"]), text=_text(row["text"]), path=path, boxes=boxes)


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = "not a text"
        raise TypeError(message)
    return value


@dataclass(slots=True)
class Gathering:
    """Collects the layers of one file, and of those inside it."""

    limits: Limits
    path: tuple[str, ...] = ()
    layers: list[Layer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _told: set[tuple[tuple[str, ...], str, str]] = field(default_factory=set)

    def add(self, sort: Sort, place: str, text: object, boxes: tuple[Box, ...] = ()) -> None:
        """Keep the words of one place; the same words in the same place once, and none that are blank."""
        words = str(text).replace("\0", " ")
        words = words if boxes or sort is Sort.VISIBLE else words.strip()
        key = (self.path, place, words)
        if words.strip() and key not in self._told:
            self._told.add(key)
            self.layers.append(Layer(sort=sort, place=place, text=words, path=self.path, boxes=boxes))

    def inside(self, name: str) -> Gathering:
        """Return what collects the layers of a file inside this one, into the same list."""
        return Gathering(
            limits=self.limits, path=(*self.path, name), layers=self.layers, notes=self.notes, _told=self._told
        )

    def note(self, sentence: str) -> None:
        """Keep one sentence for the reader, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def close(self) -> Layered:
        """Return the finished value, the visible text first."""
        ordered = sorted(self.layers, key=lambda layer: (layer.path, layer.sort is not Sort.VISIBLE))
        return Layered(layers=tuple(ordered), notes=tuple(self.notes))
