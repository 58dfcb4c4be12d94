"""A text of rows as a new workbook: its cells hold values only, no formulas, no names, no times."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from secondsource.documents.cleaning.office.parts import write_parts

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CELLS = " | "


def write_workbook(text: str) -> bytes:
    """Return an XLSX of one sheet: a line is a row, its cells parted by bars."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>\n',
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>\n',
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(_rows(text))}'
        "</sheetData></worksheet>\n",
    }
    return write_parts({name: (_HEAD + part).encode() for name, part in parts.items()})


def _relations(kind: str, target: str) -> str:
    row = f'<Relationship Id="rId1" Type="{_RELATION}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{row}</Relationships>\n'


def _rows(text: str) -> Iterator[str]:
    for row, line in enumerate(text.strip("\n").split("\n"), start=1):
        cells = [cell for cell in line.split(_CELLS) if cell.strip()]
        inside = "".join(
            f'<c r="{_letters(column)}{row}" t="inlineStr"><is><t xml:space="preserve">{_legal(cell)}</t></is></c>\n'
            for column, cell in enumerate(cells, start=1)
        )
        yield f'<row r="{row}">{inside}</row>'


def _legal(cell: str) -> str:
    """Return a cell's text without characters that XML cannot carry."""
    return escape("".join(letter for letter in cell if letter in "\t\n" or letter >= " "))


def _letters(column: int) -> str:
    """Return a column's letters: `A` for 1, `AA` for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
