"""Every page of a PDF as it is read and as it is seen, by pdfium: text with its place, boxes, gaps, pixels."""

from __future__ import annotations

from typing import Final

import numpy as np
import pypdfium2 as pdfium

from secondsource.shielding.attacking.images import pictures
from secondsource.shielding.attacking.leak import Check, Place, Severity
from secondsource.shielding.attacking.naming.searching import Sighting
from secondsource.shielding.attacking.opening.failure import NotOpenedError
from secondsource.shielding.attacking.pdf.covered import covered_text
from secondsource.shielding.attacking.pdf.gaps import attack_gaps
from secondsource.shielding.attacking.pdf.page import Box, Grey, Page, grey_of
from secondsource.shielding.attacking.walk import Walk

_WIDE: Final = 20_000.0
"""Points by which a page is widened to see what lies beside it."""
_SEEN: Final = 14
"""Grey levels between the lightest and the darkest pixel where something can be seen."""


def attack_pages(walk: Walk, data: bytes, path: tuple[str, ...]) -> str:
    """Attack every page and return the text a reader would find on them.

    Raises:
        NotOpenedError: if pdfium cannot open the file.
    """
    texts = []
    with _opened(data) as document:
        for index in range(min(len(document), walk.limits.pages)):
            try:
                page = Page(document[index])
            except pdfium.PdfiumError:
                walk.leak(Check.UNOPENED, Severity.BLOCK, Place(path=path, slot="damaged", page=index + 1))
                continue
            try:
                texts.append(page.text)
                _attack_page(walk, page, path, index + 1)
            finally:
                page.close()
        _attack_margins(walk, document, path, texts)
    return "\n".join(texts)


def page_texts(data: bytes, most: int) -> list[str]:
    """Return the text layer of each page, or nothing where pdfium cannot open the file."""
    try:
        with _opened(data) as document:
            pages = [document[index] for index in range(min(len(document), most))]
            return [str(page.get_textpage().get_text_range()) for page in pages]
    except (NotOpenedError, pdfium.PdfiumError):
        return []


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise NotOpenedError("damaged") from error


def _attack_page(walk: Walk, page: Page, path: tuple[str, ...], number: int) -> None:
    image = page.render()
    grey = grey_of(image)

    def locate(sighting: Sighting) -> tuple[str, Box | None]:
        return _locate(page, grey, sighting)

    walk.text(page.text, path, "page-text", page=number, visible=True, locate=locate)
    walk.text(_by_lines(page), path, "page-text", page=number)
    if not page.rotated:
        for one in covered_text(page, grey):
            place = Place(path=path, slot="page-text", page=number, box=one.box)
            detail = "a-trace-shows" if one.faint else ""
            walk.leak(Check.TEXT_UNDER_BOX, Severity.BLOCK, place, detail=detail, excerpt=one.text)
        attack_gaps(walk, page, path, number)
    pictures.attack_pixels(walk, image, path, number, lossy=False, painted=True)


def _locate(page: Page, grey: Grey, sighting: Sighting) -> tuple[str, Box | None]:
    """Return where on the page somebody is named, and whether it can be seen there."""
    letters = [one for one in page.letters[sighting.start : sighting.end] if one.box[2] > one.box[0]]
    if not letters:
        return "page-text", None
    boxes = np.array([letter.box for letter in letters])
    box = (float(boxes[:, 0].min()), float(boxes[:, 1].min()), float(boxes[:, 2].max()), float(boxes[:, 3].max()))
    left, bottom, right, top = page.crop
    if box[2] <= left or box[0] >= right or box[3] <= bottom or box[1] >= top:
        return "outside-page", box
    shown = page.pixels(box, grey)
    if page.rotated or (shown.size and int(shown.max()) - int(shown.min()) > _SEEN):
        return "page-text", box
    return "hidden-text", box


def _by_lines(page: Page) -> str:
    """Return the letters sorted by line and column, for text that was put on the page in another order."""
    rows: dict[int, list[tuple[float, float, str]]] = {}
    for letter in page.letters:
        if not letter.character.isspace() and letter.box[2] > letter.box[0]:
            row = round(letter.box[1] / 6)
            rows.setdefault(row, []).append((letter.box[0], letter.box[2], letter.character))
    lines = []
    for row in sorted(rows, reverse=True):
        line, end = "", None
        for left, right, character in sorted(rows[row]):
            line += (" " if end is not None and left - end > 1.5 else "") + character
            end = right
        lines.append(line)
    return "\n".join(lines)


def _attack_margins(walk: Walk, document: pdfium.PdfDocument, path: tuple[str, ...], texts: list[str]) -> None:
    """Attack what lies beside the pages, by making the pages so wide that it lies on them."""
    for index, known in enumerate(texts):
        page = document[index]
        for widen in (page.set_mediabox, page.set_cropbox):
            widen(-_WIDE, -_WIDE, _WIDE, _WIDE)
        page.close()
        wide = document[index]
        text = str(wide.get_textpage().get_text_range())
        if len(text.split()) > len(known.split()):
            walk.text(text, path, "outside-page", page=index + 1)
        wide.close()
