"""The files of a dossier as they are read before redaction: taken apart in the confined process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secondsource.actions.shielding.looking import take_apart
from secondsource.documents.cleaning.task import TASK as CLEAN_TASK
from secondsource.documents.cleaning.task import from_answer
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import UnreadableError, refuse_unusable_text
from secondsource.documents.kinds import Kind, kind_of
from secondsource.documents.layers.task import LIMITS
from secondsource.documents.opening import read_bytes
from secondsource.documents.readers.lines import Line, laid_out
from secondsource.documents.writing.raster import READ_TASK
from secondsource.errors import InputError

_WRITTEN_AS = {
    Kind.WORD: ".docx",
    Kind.SHEET: ".xlsx",
    Kind.SLIDES: ".docx",
    Kind.OPEN_DOCUMENT: ".docx",
    Kind.HTML: ".html",
    Kind.MESSAGE: ".txt",
    Kind.MARKDOWN: ".md",
    Kind.TEXT: ".txt",
    Kind.PDF: ".pdf",
}
"""By kind, in what a redacted text is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A text whose lines have their places on pages."""

    text: str
    places: tuple[tuple[int, int], ...]
    """Where each line stands in the text."""
    pages: tuple[int, ...]
    """The page of each line, from 0."""
    areas: tuple[list[float] | None, ...]
    count: int
    """How many pages there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One file of a dossier."""

    path: Path
    suffix: str
    """Of its copy."""
    data: bytes
    text: str | None
    """None for a picture."""
    beside: dict[str, int] = field(default_factory=dict)
    """How much the original holds beside its visible text, by sort of layer."""
    placed: Placed | None = None
    """Where the lines stand, for a PDF that is to be painted."""


def read_material(files: Sequence[Path], *, raster: bool) -> tuple[Material, ...]:
    """Read the files of a dossier.

    Args:
        files: the files.
        raster: read where the lines of PDFs stand on their pages.

    Raises:
        InputError: with the reader's code and sentence.
    """
    with Sandbox(LIMITS) as sandbox:
        return tuple(_read(path, sandbox, raster=raster) for path in files)


def _read(path: Path, sandbox: Sandbox, *, raster: bool) -> Material:
    try:
        return _opened(path, sandbox, raster=raster)
    except UnreadableError as refusal:
        raise InputError(refusal.code, f"{path}: {refusal.sentence}", "Nothing was written.") from refusal


def _opened(path: Path, sandbox: Sandbox, *, raster: bool) -> Material:
    """Read one file.

    Raises:
        UnreadableError: if it cannot be read, or holds no text.
    """
    data = read_bytes(path.parent, path, LIMITS).data
    kind = kind_of(data, path.name)
    if kind is Kind.IMAGE:
        return Material(path=path, suffix=".png", data=_clean_picture(data, path.name, sandbox), text=None)
    if path.suffix.lower() in {".txt", ".text"} and kind in {Kind.HTML, Kind.SVG, Kind.MESSAGE, Kind.STYLES}:
        kind = Kind.TEXT
    if data and kind not in _WRITTEN_AS:
        raise UnreadableError("unknown-type", "Files of this type are not redacted.")
    found = take_apart(data, path.name, sandbox)
    placed = _placed(data, sandbox) if raster and kind is Kind.PDF else None
    text = found.visible if placed is None else placed.text
    if kind is Kind.PDF and not text.strip():
        raise UnreadableError("no-text-layer", "The PDF holds only pictures of pages (a scan); it has no text to read.")
    refuse_unusable_text(text, LIMITS)
    return Material(
        path=path,
        suffix=".xlsx" if path.suffix.lower() == ".ods" else _WRITTEN_AS[kind],
        data=data,
        text=text,
        beside={sort: count for sort, count in sorted(found.beside.items()) if sort != "name"},
        placed=placed,
    )


def _clean_picture(data: bytes, name: str, sandbox: Sandbox) -> bytes:
    """Return a picture decoded and encoded anew in the confined process; only that is ever opened out here.

    Raises:
        UnreadableError: if it cannot be decoded.
    """
    found, payload = sandbox.run(CLEAN_TASK, data, {"name": name, "pixels": False})
    try:
        return from_answer(found, payload).data
    except (KeyError, TypeError, ValueError):
        raise UnreadableError("damaged", "Reading the file gave an answer that makes no sense.") from None


def _placed(data: bytes, sandbox: Sandbox) -> Placed:
    """Read a PDF with its lines' places; a page is a paragraph at least.

    Raises:
        UnreadableError: if it cannot be read.
    """
    found, _ = sandbox.run(READ_TASK, data, {})
    text, places, pages, areas = "", [], [], []
    try:
        for number, rows in enumerate(found["pages"]):
            lines = [_line(row) for row in rows]
            page, spots = laid_out(lines)
            text += "\n\n" if text and page else ""
            places += [(start + len(text), end + len(text)) for start, end in spots]
            pages += [number] * len(lines)
            areas += [None if line.area is None else list(line.area) for line in lines]
            text += page
    except (KeyError, TypeError, ValueError):
        raise UnreadableError("damaged", "Reading the file gave an answer that makes no sense.") from None
    return Placed(text=text, places=tuple(places), pages=tuple(pages), areas=tuple(areas), count=len(found["pages"]))


def _line(row: dict[str, Any]) -> Line:
    area = row["area"]
    if area is None:
        return Line(text=str(row["text"]))
    left, top, right, bottom = map(float, area)
    # A line's height above the page's foot only has to fall from line to line.
    return Line(text=str(row["text"]), left=left, right=right, base=-bottom, area=(left, top, right, bottom))
