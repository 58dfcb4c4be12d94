"""A text as a new file: plain text, Markdown, HTML, DOCX, XLSX or PDF, without author, time or trace of an original."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape

import docx
from docx.document import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from secondsource.documents.cleaning.office.ooxml import clean_office
from secondsource.documents.cleaning.pdf.structure import clean_pdf
from secondsource.documents.limits import Limits
from secondsource.documents.writing.sheets import write_workbook

_FONT = "Vera"
_MARGIN = 64


def write_plain(text: str) -> bytes:
    """Return a plain text in UTF-8."""
    return (text.strip("\n") + "\n").encode()


def write_page(text: str) -> bytes:
    """Return an HTML page of paragraphs."""
    body = "\n".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in _blocks(text))
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Document</title>'
    return f"<!doctype html>\n<html><head>{head}</head>\n<body>\n{body}\n</body></html>\n".encode()


def write_letter(text: str) -> bytes:
    """Return a DOCX of paragraphs."""
    document: Document = docx.Document()
    for block in _blocks(text):
        document.add_paragraph(block)
    out = io.BytesIO()
    document.save(out)
    # The library's own template bears a maker and a time; the cleaner takes them out.
    return clean_office(out.getvalue(), "docx", Limits()).data


def write_paper(text: str) -> bytes:
    """Return a PDF of paragraphs that flow anew: no gap of an original is kept, so no width can be measured."""
    pdfmetrics.registerFont(TTFont(_FONT, "Vera.ttf"))
    style = ParagraphStyle("text", fontName=_FONT, fontSize=10.5, leading=15)
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN, invariant=1
    )
    story = []
    for block in _blocks(text):
        story += [Paragraph(escape(block).replace("\n", "<br/>"), style), Spacer(1, 7)]
    template.build(story or [Spacer(1, 1)])
    return clean_pdf(out.getvalue(), Limits(pages=5_000)).data


WRITERS: dict[str, Callable[[str], bytes]] = {
    ".txt": write_plain,
    ".md": write_plain,
    ".html": write_page,
    ".docx": write_letter,
    ".xlsx": write_workbook,
    ".pdf": write_paper,
}
"""By suffix, what writes a text."""


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in text.split("\n\n") if block.strip()]
