"""PDF: the text layer by pdfium, page by page, its lines joined into paragraphs again."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium

from secondsource.documents.extract import Extract, UnreadableError, one_line
from secondsource.documents.labels.values import read_day, read_language
from secondsource.documents.limits import Limits
from secondsource.documents.readers.lines import Line, join_lines

_PROGRAM_TITLE = re.compile(
    r"^(?:Microsoft (?:Word|PowerPoint) - |\(?(?:untitled|unspecified|anonymous)\)?$)", re.IGNORECASE
)
# Where pdfium recognises a hyphen at a line's end it puts U+FFFE and no line end.
_LINE_ENDS = re.compile(r"(\r\n|\n|\r|(?<=\ufffe))")
_FINE = 100
"""Steps to a point when places are measured."""
_OFFICE_SUFFIX = re.compile(r"\.(?:docx?|odt|rtf|indd|pptx?|pdf)$", re.IGNORECASE)


def read_pdf(data: bytes, limits: Limits) -> Extract:
    """Read one PDF: the text its pages carry, its title and the day it was made.

    Raises:
        UnreadableError: if it is encrypted or damaged, has too many pages, or carries no text.
    """
    document = open_pdf(data, limits)
    count = len(document)
    pages = [page_lines(document, number, limits) for number in range(count)]
    empty = sum(not page for page in pages)
    if empty == count:
        raise UnreadableError("no-text-layer", "The PDF holds only pictures of pages (a scan); it has no text to read.")
    kept, furniture = without_furniture(pages)
    notes = []
    if empty:
        notes.append(f"{empty} of {count} pages hold no text; they may be scans.")
    if furniture:
        notes.append(f"Page numbers and repeated head or foot lines were left out ({furniture} lines).")
    properties = document.get_metadata_dict()
    published = _day(properties.get("CreationDate", ""))
    language = read_language(_declared_language(document))
    return Extract(
        text=join_lines([line for page in kept for line in page]),
        title=_real(properties.get("Title")),
        published=published,
        published_basis=None if published is None else "document properties: CreationDate",
        language=language,
        language_basis=None if language is None else "document properties: Lang",
        author=_real(properties.get("Author")),
        notes=tuple(notes),
    )


def open_pdf(data: bytes, limits: Limits) -> pypdfium2.PdfDocument:
    """Open one PDF.

    Raises:
        UnreadableError: if it is encrypted or damaged, or has too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal() from error
    if len(document) > limits.pages:
        sentence = f"The PDF has {len(document)} pages; at most {limits.pages} are read."
        raise UnreadableError("too-many-pages", sentence)
    return document


def _refusal() -> UnreadableError:
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        return UnreadableError("encrypted", "The PDF is encrypted; remove its password and add it again.")
    return UnreadableError("damaged", "The PDF is damaged or not a PDF.")


def page_lines(document: pypdfium2.PdfDocument, number: int, limits: Limits, *, areas: bool = False) -> list[Line]:
    """Return the lines of one page; a page that cannot be opened counts as empty.

    Args:
        document: the PDF.
        number: of the page, from 0.
        limits: bounds on what is read.
        areas: measure where each line stands on the page as it is seen.

    Raises:
        UnreadableError: code `too-large`, if a page holds more text than a report may.
    """
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    try:
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        return []
    try:
        if text_page.count_chars() > limits.text_characters:
            raise UnreadableError("too-large", f"A page holds more than {limits.text_characters} characters of text.")
        lines = _lines(text_page)
        return [_placed(line, number, page, text_page if areas else None) for line in lines]
    finally:
        text_page.close()
        page.close()


@dataclass(frozen=True, slots=True)
class _Found:
    """A line, with the numbers of its first and last character; None where they cannot be known."""

    line: Line
    first: int | None
    last: int


def _placed(found: _Found, number: int, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage | None) -> Line:
    """Return a line with its page, and with its area where it is asked for and known."""
    if text_page is None or found.first is None:
        return replace(found.line, page=number + 1)
    boxes = [text_page.get_charbox(at, loose=True) for at in range(found.first, found.last + 1)]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    corners = [_seen(page, *corner) for corner in ((left, top), (right, bottom))]
    (x1, y1), (x2, y2) = corners
    area = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return replace(found.line, page=number + 1, area=area)


def _seen(page: pypdfium2.PdfPage, across: float, up: float) -> tuple[float, float]:
    """Return a point of the page in points from the upper left corner as it is seen, crop and rotation applied."""
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()
    size = (round(width * _FINE), round(height * _FINE))
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, ctypes.byref(x), ctypes.byref(y))
    return x.value / _FINE, y.value / _FINE


def _lines(text_page: pypdfium2.PdfTextPage) -> list[_Found]:
    text = text_page.get_text_range()
    # Boxes are counted in pdfium's characters; where the two counts differ the boxes would be another line's.
    measured = len(text.encode("utf-16-le")) // 2 == text_page.count_chars() and len(text) == text_page.count_chars()
    lines: list[_Found] = []
    start = 0
    for piece in _LINE_ENDS.split(text):
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            right = start + len(piece.rstrip()) - 1
            line = _measured(text_page, piece, left, right) if measured else Line(text=piece.strip())
            lines.append(_Found(line, left if measured else None, right))
        start += len(piece)
    return lines


def _measured(text_page: pypdfium2.PdfTextPage, piece: str, first: int, last: int) -> Line:
    left, bottom, _, _ = text_page.get_charbox(first, loose=True)
    right = text_page.get_charbox(last, loose=True)[2]
    return Line(text=piece.strip(), left=left, right=right, base=bottom)


def without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Leave out page numbers and lines repeated at the edges of most pages; say how many."""
    edges = Counter(shape for page in pages for shape in {_shape(line) for line in (*page[:2], *page[-2:])})
    often = max(3, len([page for page in pages if page]) // 2 + 1)
    repeated = {shape for shape, count in edges.items() if count >= often}
    kept = [[line for at, line in enumerate(page) if not _is_furniture(line, at, page, repeated)] for page in pages]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _is_furniture(line: Line, at: int, page: list[Line], repeated: set[str]) -> bool:
    if not (at < 2 or at >= len(page) - 2) or len(page) < 3:
        return False
    return _shape(line) in repeated


def _shape(line: Line) -> str:
    """Return a line with its numbers blotted out, so that `Page 3` and `Page 4` are one."""
    return re.sub(r"\d+", "#", line.text)


def _day(text: str) -> date | None:
    return read_day(text) if text else None


def _real(value: str | None) -> str | None:
    """Return a property a person wrote; what a program put there is no title and no author."""
    text = one_line(value)
    if text is None:
        return None
    text = _OFFICE_SUFFIX.sub("", _PROGRAM_TITLE.sub("", text))
    return text or None


def _declared_language(document: pypdfium2.PdfDocument) -> str:
    """Return the language the document declares for itself, or an empty text."""
    length = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < length < 200:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
