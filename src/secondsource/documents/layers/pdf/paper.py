"""The layers of a PDF: its text with the place of every line, what is drawn unseen, and all that no page shows."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from secondsource.documents.extract import UnreadableError
from secondsource.documents.layers.layered import Box, Gathering, Sort
from secondsource.documents.layers.pdf.objects import add_objects
from secondsource.documents.layers.pdf.revisions import add_revisions
from secondsource.documents.readers.lines import Line, laid_out
from secondsource.documents.readers.pdf import open_pdf, page_lines, without_furniture

Descend = Callable[[bytes, str, Gathering], None]
_UNSEEN_MODES = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_SMALLEST = 1.0
"""Letters below this size, in points, are not read by anybody."""


def add_paper(data: bytes, gathering: Gathering, descend: Descend) -> None:
    """Add the layers of one PDF.

    Raises:
        UnreadableError: if it is encrypted or damaged, or has too many pages.
    """
    document = open_pdf(data, gathering.limits)
    pages = [page_lines(document, number, gathering.limits, areas=True) for number in range(len(document))]
    if any(pages):
        kept, furniture = without_furniture(pages)
        text, boxes = _boxed([line for page in kept for line in page])
        gathering.add(Sort.VISIBLE, "text", text, boxes)
        if furniture:
            _add_furniture(pages, kept, gathering)
    else:
        gathering.note("The PDF holds only pictures of pages (a scan); it has no text to read.")
    for number in range(len(document)):
        try:
            _add_unseen(document[number], number + 1, gathering)
        except pypdfium2.PdfiumError:
            gathering.note(f"Page {number + 1} of the PDF is damaged and was not read.")
    document.close()
    _add_structure(data, gathering, descend)
    add_revisions(data, gathering)


def _boxed(lines: list[Line]) -> tuple[str, tuple[Box, ...]]:
    """Return the text that lines give, and the box of each that is known."""
    text, places = laid_out(lines)
    boxes = []
    for line, (start, end) in zip(lines, places, strict=True):
        if line.area is not None:
            left, top, right, bottom = line.area
            boxes.append(Box(start=start, end=end, page=line.page, left=left, top=top, right=right, bottom=bottom))
    return text, tuple(boxes)


def _add_furniture(pages: list[list[Line]], kept: list[list[Line]], gathering: Gathering) -> None:
    for number, (page, rest) in enumerate(zip(pages, kept, strict=True), start=1):
        left_out = [line.text for line in page if line not in rest]
        gathering.add(Sort.ANNOTATION, f"page {number}, head or foot line", "\n".join(left_out))


def _add_unseen(page: Any, number: int, gathering: Gathering) -> None:
    """Add text that is drawn without being seen: invisible, tiny, or outside what the page shows."""
    text_page = page.get_textpage()
    left, bottom, right, top = page.get_cropbox()
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
        mode = pdfium.FPDFTextObj_GetTextRenderMode(shape)
        x1, y1, x2, y2 = shape.get_bounds()
        outside = shape.level == 0 and (x2 < left or x1 > right or y2 < bottom or y1 > top)
        if mode in _UNSEEN_MODES or outside or 0 < y2 - y1 < _SMALLEST:
            what = "outside the page" if outside else "invisible"
            gathering.add(Sort.HIDDEN, f"page {number}, {what}", _words(shape, text_page))
    text_page.close()
    page.close()


def _words(shape: Any, text_page: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(shape, text_page, None, 0)
    buffer = (pdfium.FPDF_WCHAR * max(1, length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(shape, text_page, buffer, length)
    return bytes(buffer)[:length].decode("utf-16-le", "replace").rstrip("\0")


def _add_structure(data: bytes, gathering: Gathering, descend: Descend) -> None:
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            add_objects(document, gathering)
            for name, entry in document.attachments.items():
                gathering.add(Sort.NAME, "attachment", name)
                gathering.add(Sort.ATTACHMENT, name, entry.description or "attached file")
                descend(entry.get_file().read_bytes(), name, gathering)
    except pikepdf.PasswordError as error:
        raise UnreadableError("encrypted", "The PDF is encrypted; remove its password and add it again.") from error
    except (pikepdf.PdfError, ValueError, KeyError, RuntimeError) as error:
        gathering.note(
            f"The inner order of the PDF is damaged; its objects were not all looked into ({type(error).__name__})."
        )
