"""Reads PolNeAR-style annotation: `text/*.txt` beside brat stand-off files in `attributions/*.ann`.

PolNeAR: Newell et al., "An Attribution Relations Corpus for Political News", LREC 2018. Nothing of the corpus is
kept here; the reader gets the folder from the command line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from secondsource.analysis.reading.english.pieces import Ints, Pieces
from secondsource.core.vetting.report import Span

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))
IGNORED = -1
"""Label of pieces that carry none: continuations of a word."""

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True)
class Event:
    """One gold attribution: the fragments of its content, its source and its cue, any of them possibly none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Document:
    """An annotated text."""

    name: str
    text: str
    events: tuple[Event, ...]


def line_paragraphs(text: str) -> list[Span]:
    """Return the lines that are not blank."""
    return [Span(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]


def first_annotation(folder: Path, stem: str) -> Path:
    """Return the annotation by the annotator who comes first by name."""
    files = sorted(f for f in folder.glob("*.ann") if f.name.startswith(stem + "_"))
    # A name may be the beginning of another one: after the stem only the annotator's initials may follow.
    exact = [f for f in files if "_" not in f.stem[len(stem) + 1 :]]
    return (exact or files)[0]


def read_events(path: Path) -> tuple[Event, ...]:
    """Read one brat file."""
    spans: dict[str, list[Span]] = {}
    events: list[Event] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for line in lines:
            parts = line.rstrip("\r\n").split("\t")
            if len(parts) < 2:
                continue
            if parts[0].startswith("T"):
                places = parts[1].split(" ", 1)[1]
                spans[parts[0]] = [Span(*map(int, place.split())) for place in places.split(";")]
            elif parts[0].startswith("E"):
                roles: dict[str, list[Span]] = defaultdict(list)
                for argument in parts[1].split():
                    role, reference = argument.split(":")
                    roles[re.sub(r"\d+$", "", role).lower()] += spans.get(reference, [])
                events.append(Event(**{role: tuple(sorted(roles[role])) for role in ROLES}))
    return tuple(events)


def read_split(folder: Path) -> Iterator[Document]:
    """Read every document of a split, by name."""
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        yield Document(path.stem, text, read_events(first_annotation(folder / "attributions", path.stem)))


def label_pieces(pieces: Pieces, events: tuple[Event, ...]) -> Ints:
    """Return the label of each piece: an index into LABELS, or IGNORED. `[SEP]` is outside (O).

    PolNeAR is univocal; where spans overlap all the same, content goes first, so that source and cue inside a
    quotation keep their own label. A span that runs over a paragraph's end begins anew in the next one.
    """
    labels = np.where(pieces.word_starts, 0, IGNORED)
    labels[pieces.paragraphs < 0] = 0
    for role in ("content", "cue", "source"):
        begin = LABELS.index(f"B-{role}")
        for event in events:
            for span in getattr(event, role):
                inside = pieces.word_starts & (pieces.starts < span.end) & (pieces.ends > span.start)
                where = np.flatnonzero(inside)
                if len(where) == 0:
                    continue
                labels[where] = begin + 1
                labels[where[0]] = begin
                borders = np.flatnonzero(np.diff(pieces.paragraphs[where])) + 1
                labels[where[borders]] = begin
    return _repaired(labels)


def _repaired(labels: Ints) -> Ints:
    """Turn an I that follows nothing of its kind into a B (left behind where spans overlapped)."""
    previous = 0
    for i in np.flatnonzero(labels >= 0):
        label = int(labels[i])
        if label and label % 2 == 0 and previous not in (label, label - 1):
            labels[i] = label - 1
        previous = int(labels[i])
    return labels
