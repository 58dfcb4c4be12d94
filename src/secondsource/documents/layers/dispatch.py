"""From the bytes of any file to its layers: the readers of `vet` for what is visible, the rest by kind."""

from __future__ import annotations

import importlib
from pathlib import PurePosixPath

from secondsource.documents.cleaning.office.parts import read_parts
from secondsource.documents.cleaning.web.books import reading_order
from secondsource.documents.confined.reading import READERS
from secondsource.documents.extract import Extract, UnreadableError, refusing_damage
from secondsource.documents.kinds import Kind, kind_of
from secondsource.documents.layers.layered import Gathering, Layered, Sort
from secondsource.documents.layers.mail import add_message
from secondsource.documents.layers.office.package import add_archive_notes, add_package
from secondsource.documents.layers.pages import add_drawing, add_page, add_plain
from secondsource.documents.layers.pdf.paper import add_paper
from secondsource.documents.layers.pictures import add_picture
from secondsource.documents.layers.runs import printable, readable
from secondsource.documents.layers.tags import add_tags
from secondsource.documents.limits import Limits
from secondsource.documents.readers.text import read_markdown, read_text

_DEEPEST = 4
_SUFFIXES = {
    Kind.WORD: ".docx",
    Kind.SHEET: ".xlsx",
    Kind.SLIDES: ".pptx",
    Kind.OPEN_DOCUMENT: ".odt",
    Kind.HTML: ".html",
    Kind.MESSAGE: ".eml",
}
_OFFICE = frozenset({Kind.WORD, Kind.SHEET, Kind.SLIDES, Kind.OPEN_DOCUMENT, Kind.BOOK})
_TEXTS = frozenset({Kind.HTML, Kind.SVG, Kind.MESSAGE, Kind.STYLES})
_NOTHING_TO_READ = frozenset({"no-text", "no-text-layer"})


def layers_of(data: bytes, name: str, limits: Limits) -> Layered:
    """Return a file in layers.

    Args:
        data: the file.
        name: its name, which decides only among kinds of text.
        limits: bounds on what is read.

    Raises:
        UnreadableError: if it is empty, encrypted, damaged, or of an old or unknown format.
    """
    if not data:
        raise UnreadableError("empty-file", "The file is empty (0 bytes).")
    gathering = Gathering(limits=limits)
    gathering.add(Sort.NAME, "file", name)
    _add(data, name, gathering)
    return gathering.close()


def _descend(data: bytes, name: str, gathering: Gathering) -> None:
    """Add the layers of a file inside another; one that cannot be opened is said to be there."""
    if len(gathering.path) >= _DEEPEST:
        gathering.note("Files that lie within files more than four deep were not looked into.")
        return
    inside = gathering.inside(name)
    try:
        _add(data, name, inside)
    except UnreadableError as refusal:
        inside.add(Sort.ATTACHMENT, "not opened", refusal.sentence)
        inside.add(Sort.HIDDEN, "readable bytes", readable(data))


def _add(data: bytes, name: str, gathering: Gathering) -> None:
    with refusing_damage(UnreadableError, "The file is damaged or not what its name says."):
        _add_by_kind(data, name, kind_of(data, name), gathering)


def _add_by_kind(data: bytes, name: str, kind: Kind, gathering: Gathering) -> None:
    if kind in _TEXTS and PurePosixPath(name).suffix.lower() in {".txt", ".text"}:
        # `vet` reads a file of this name as it stands, whatever its first words look like.
        kind = Kind.TEXT
    if kind is Kind.IMAGE:
        add_picture(data, "picture", gathering)
    elif kind is Kind.MEDIA:
        add_tags(data, gathering)
    elif kind is Kind.SVG:
        add_drawing(data, gathering)
    elif kind is Kind.ARCHIVE:
        _add_archive(data, gathering)
    elif kind is Kind.PDF:
        add_paper(data, gathering, _descend)
    elif kind in {Kind.LEGACY, Kind.UNKNOWN} and not gathering.path:
        raise UnreadableError("unknown-kind", "It is of a kind that cannot be read in layers.")
    elif kind in {Kind.LEGACY, Kind.UNKNOWN}:
        text = data.decode("utf-8", "replace") if printable(data) else readable(data)
        gathering.add(Sort.HIDDEN, "readable bytes", text)
    else:
        _add_text(data, kind, gathering)


def _add_text(data: bytes, kind: Kind, gathering: Gathering) -> None:
    """Add the visible text of a format that `vet` reads, and what lies beside it."""
    visible = _visible(data, kind, gathering)
    gathering.add(Sort.VISIBLE, "text", visible)
    if kind in _OFFICE:
        add_package(data, visible, gathering, _descend)
    elif kind is Kind.HTML:
        add_page(data, visible, gathering)
    elif kind is Kind.MESSAGE:
        add_message(data, visible, gathering, _descend)
    elif kind is not Kind.STYLES:
        add_plain(data, visible, gathering, markdown=kind is Kind.MARKDOWN)


def _visible(data: bytes, kind: Kind, gathering: Gathering) -> str:
    try:
        return _read(data, kind, gathering.limits).text
    except UnreadableError as refusal:
        if refusal.code not in _NOTHING_TO_READ:
            raise
        gathering.note(refusal.sentence)
        return ""


def _read(data: bytes, kind: Kind, limits: Limits) -> Extract:
    if kind in _SUFFIXES:
        module, function = READERS[_SUFFIXES[kind]]
        found: Extract = getattr(importlib.import_module(f"secondsource.documents.readers.{module}"), function)(
            data, limits
        )
        return found
    if kind is Kind.BOOK:
        return Extract(text=_chapters(data, limits))
    return read_markdown(data, limits) if kind is Kind.MARKDOWN else read_text(data, limits)


def _chapters(data: bytes, limits: Limits) -> str:
    """Return the text of a book's chapters in reading order."""
    parts = read_parts(data, limits)
    read_all_text = importlib.import_module("secondsource.documents.readers.html").read_all_text
    pages = [parts[path].decode("utf-8", "replace") for path in reading_order(parts) if path in parts]
    return "\n\n".join(read_all_text(page, limits) for page in pages if page.strip())


def _add_archive(data: bytes, gathering: Gathering) -> None:
    """Add every file of an archive under its name."""
    parts = read_parts(data, gathering.limits)
    add_archive_notes(data, gathering)
    for name, inner in sorted(parts.items()):
        gathering.add(Sort.NAME, "file in the archive", name)
        gathering.add(Sort.ATTACHMENT, name, f"{len(inner)} bytes")
        _descend(inner, PurePosixPath(name).name if "/" in name else name, gathering)
