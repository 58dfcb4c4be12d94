"""A PDF painted anew, with bars: pictures of its pages, and a text layer of the redacted text only.

A bar takes the whole height of a line and the whole width of the page's text, so that neither its size nor the letters
left beside it tell how wide the hidden words were (Bland, Iyer and Levchenko, PoPETs 2023, name people by that width);
the redacted line is set into it anew. Pictures in the PDF are not painted: nobody has looked for names in them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from secondsource.documents.cleaning.images import MOST_PIXELS
from secondsource.documents.extract import UnreadableError
from secondsource.documents.limits import Limits
from secondsource.documents.readers.pdf import open_pdf, page_lines
from secondsource.documents.writing.bars import Bar, PlacedLine, bars_of, page_from_plain

READ_TASK = "secondsource.documents.writing.raster:read_placed"
PAINT_TASK = "secondsource.documents.writing.raster:paint"
DOTS_PER_INCH = 150
_POINTS_PER_INCH = 72
_FONT = "Vera"
_FONT_FILE = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_LETTER = 0.68
"""Size of letters to the height of their line."""
_SMALLEST = 5
_UNMAPPED = frozenset({0, 0xFFFD, *range(0xE000, 0xF900)})
"""Code points that name no letter."""


def read_placed(data: bytes, _options: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Return every line of every page with its area: head and foot lines too, because they are painted.

    Raises:
        UnreadableError: if it is encrypted or damaged, has too many pages, or carries no text.
    """
    document = open_pdf(data, limits)
    pages = []
    for number in range(len(document)):
        _refuse_unmapped(document[number], number + 1)
        lines = page_lines(document, number, limits, areas=True)
        pages.append([{"text": line.text, "area": line.area} for line in lines])
    document.close()
    if not any(pages):
        raise UnreadableError("no-text-layer", "The PDF holds only pictures of pages (a scan); it has no text to read.")
    return {"pages": pages}, b""


def _refuse_unmapped(page: pypdfium2.PdfPage, number: int) -> None:
    """Refuse letters that are drawn and cannot be read: nobody could look for names in them.

    Raises:
        UnreadableError: code `unmapped-letters`.
    """
    text_page = page.get_textpage()
    unmapped = sum(
        pdfium.FPDFText_HasUnicodeMapError(text_page, at) == 1 or pdfium.FPDFText_GetUnicode(text_page, at) in _UNMAPPED
        for at in range(text_page.count_chars())
    )
    text_page.close()
    page.close()
    if unmapped:
        raise UnreadableError(
            "unmapped-letters",
            f"Page {number} shows {unmapped} letters whose meaning the file does not say; it cannot be painted safely.",
        )


def paint(data: bytes, options: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Paint the pages, with bars; `options` holds the `pages`, each a list of lines as they read after redaction.

    Raises:
        UnreadableError: if the PDF cannot be opened, or a page is larger than a page may be.
    """
    pages = [page_from_plain(rows) for rows in options["pages"]]
    document = open_pdf(_without_pictures(data), limits)
    pdfmetrics.registerFont(TTFont(_FONT, str(_FONT_FILE)))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for number, page in enumerate(pages):
        width, height = document[number].get_size()
        bars = bars_of(page, width, height)
        image = _painted(document[number], bars)
        canvas.setPageSize((width, height))
        coded = io.BytesIO()
        image.save(coded, format="JPEG", quality=82)
        canvas.drawImage(ImageReader(io.BytesIO(coded.getvalue())), 0, 0, width, height)
        _add_text(canvas, page.lines, bars, height)
        canvas.showPage()
    canvas.save()
    document.close()
    return {}, _bare(out.getvalue())


def _without_pictures(data: bytes) -> bytes:
    """Return the PDF with every picture blank and none in its drawings."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Image:
                    for key in ("/SMask", "/Mask", "/Decode", "/DecodeParms", "/Matte"):
                        if key in thing:
                            del thing[key]
                    thing["/Width"] = thing["/Height"] = 1
                    thing["/BitsPerComponent"] = 8
                    thing["/ColorSpace"] = pikepdf.Name.DeviceGray
                    thing["/ImageMask"] = False
                    thing.write(b"\xff")
                elif isinstance(thing, pikepdf.Stream) and _draws(thing):
                    _drop_inline(thing)
            for page in document.pages:
                page.contents_coalesce()
                if "/Contents" in page.obj:
                    _drop_inline(page.obj.Contents)
            out = io.BytesIO()
            document.save(out)
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise UnreadableError("damaged", "The PDF is damaged.") from error
    return out.getvalue()


def _draws(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") == pikepdf.Name.Form or "/PatternType" in stream


def _drop_inline(stream: Any) -> None:
    """Take the pictures out of a drawing that stand in it as they are."""
    steps = pikepdf.parse_content_stream(stream)
    kept = [step for step in steps if not isinstance(step, pikepdf.ContentStreamInlineImage)]
    if len(kept) < len(steps):
        stream.write(pikepdf.unparse_content_stream(kept))


def _painted(page: pypdfium2.PdfPage, bars: Sequence[Bar]) -> Image.Image:
    width, height = page.get_size()
    scale = DOTS_PER_INCH / _POINTS_PER_INCH
    if width * height * scale * scale > MOST_PIXELS:
        raise UnreadableError("too-large", "A page of the PDF is larger than a page may be.")
    image: Image.Image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    page.close()
    draw = ImageDraw.Draw(image)
    for bar in bars:
        left, top, right, bottom = (round(edge * scale) for edge in (bar.left, bar.top, bar.right, bar.bottom))
        draw.rectangle((left, top, right, bottom), fill=(0, 0, 0))
        each = (bottom - top) / max(1, len(bar.texts))
        for row, text in enumerate(bar.texts):
            inset = bar.inset * scale
            font = _fitting(text, right - left - 2 * inset, each)
            draw.text((left + inset, top + row * each), text, font=font, fill=(255, 255, 255))
    return image


def _fitting(text: str, width: float, height: float) -> ImageFont.FreeTypeFont:
    """Return the font in the largest size in which a text fits; of the redacted text alone, which everybody sees."""
    size = max(_SMALLEST, int(height * _LETTER))
    font = ImageFont.truetype(str(_FONT_FILE), size)
    while size > _SMALLEST and font.getlength(text) > width:
        size -= 1
        font = ImageFont.truetype(str(_FONT_FILE), size)
    return font


def _add_text(canvas: Canvas, lines: Sequence[PlacedLine], bars: Sequence[Bar], height: float) -> None:
    """Lay the redacted words over the picture, unseen, so that they can be searched and read out."""
    covered = frozenset().union(*(bar.covers for bar in bars))
    free = [line for number, line in enumerate(lines) if number not in covered]
    sizes = [line.area[3] - line.area[1] for line in free if line.area is not None]
    size = max(_SMALLEST, (median(sizes) if sizes else 12.0) * _LETTER)
    rows = [(line.area[0], line.area[3], line.text) for line in free if line.area is not None]
    for bar in bars:
        each = (bar.bottom - bar.top) / max(1, len(bar.texts))
        rows += [(bar.left + bar.inset, bar.top + (at + 1) * each, text) for at, text in enumerate(bar.texts)]
    for left, bottom, text in sorted(rows, key=lambda row: (round(row[1]), row[0])):
        words = canvas.beginText(left, height - bottom + size * 0.25)
        words.setFont(_FONT, size)
        words.setTextRenderMode(3)
        words.textOut(text)
        canvas.drawText(words)


def _bare(data: bytes) -> bytes:
    """Return the PDF without the marks of the program that wrote it."""
    with pikepdf.open(io.BytesIO(data)) as document:
        for key in list(document.docinfo.keys()):
            del document.docinfo[key]
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()
