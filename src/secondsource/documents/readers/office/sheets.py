"""Workbooks (.xlsx): what their cells show, sheet by sheet, and which of them are hidden.

Dates are numbers with a date format in OOXML; they are written as days again (ECMA-376-1, 18.8.30 and 18.17.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from secondsource.documents.cleaning.office.parts import local, parse_xml
from secondsource.documents.extract import Extract, UnreadableError
from secondsource.documents.limits import Limits
from secondsource.documents.readers.office.package import attribute, described, elements, read_package, related

WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_DAY_FORMATS = frozenset(range(14, 23))
_DAY_LETTERS = re.compile(r"[yYdD]")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_FIRST_DAYS = {"0": datetime(1899, 12, 30), "1": datetime(1904, 1, 1)}  # noqa: DTZ001 - sheets know no zone
_LAST_DAY = 2_958_465
"""31 December 9999, as a number of days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell shows."""

    place: str
    """As its sheet names it: `B7`."""
    text: str
    hidden: bool
    """Its row or column is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    hidden: bool
    rows: tuple[tuple[Cell, ...], ...]


def read_sheets(data: bytes, limits: Limits) -> Extract:
    """Read one workbook: the visible cells of its visible sheets, a row a line.

    Raises:
        UnreadableError: if it is encrypted, damaged or a bomb.
    """
    parts = read_package(data, limits)
    sheets = tuple(sheets_of(parts))
    shown = [sheet for sheet in sheets if not sheet.hidden]
    texts = []
    for sheet in shown:
        rows = (" | ".join(cell.text for cell in row if not cell.hidden) for row in sheet.rows)
        lines = [row for row in rows if row]
        if lines:
            texts.append("\n".join([sheet.name, *lines] if len(shown) > 1 else lines))
    hidden = len(sheets) - len(shown)
    notes = (f"Hidden sheets were not read ({hidden}).",) if hidden else ()
    return described("\n\n".join(texts), parts, *notes)


def sheets_of(parts: Mapping[str, bytes]) -> Iterator[Sheet]:
    """Yield the sheets of a workbook in its order.

    Raises:
        UnreadableError: if it has no list of sheets.
    """
    if WORKBOOK not in parts:
        raise UnreadableError("damaged", "The workbook has no list of its sheets.")
    book = parse_xml(parts[WORKBOOK], WORKBOOK)
    targets = related(parts, WORKBOOK)
    strings = list(shared_strings(parts))
    day_styles = _day_styles(parts)
    first = "1" if any(attribute(node, "date1904") in {"1", "true"} for node in elements(book, "workbookPr")) else "0"
    for entry in elements(book, "sheet"):
        target = targets.get(attribute(entry, "id") or "", "")
        if target in parts:
            root = parse_xml(parts[target], target)
            rows = tuple(_rows(root, strings, day_styles, _FIRST_DAYS[first]))
            yield Sheet(name=str(entry.get("name", "")), hidden=bool(_state(entry)), rows=rows)


def shared_strings(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the texts that cells refer to by number."""
    if STRINGS in parts:
        for item in elements(parse_xml(parts[STRINGS], STRINGS), "si"):
            yield _joined(item)


def _state(entry: etree._Element) -> bool:
    return entry.get("state", "visible") != "visible"


def _joined(item: etree._Element) -> str:
    """Return the text of a cell or string, without the readings that Asian texts carry beside it."""
    return "".join(
        node.text or ""
        for node in elements(item, "t")
        if not any(local(above.tag) == "rPh" for above in node.iterancestors())
    )


def _day_styles(parts: Mapping[str, bytes]) -> frozenset[int]:
    """Return the numbers of the cell styles that write a number as a day."""
    if _STYLES not in parts:
        return frozenset()
    root = parse_xml(parts[_STYLES], _STYLES)
    own = {
        int(node.get("numFmtId", "0"))
        for node in elements(root, "numFmt")
        if _DAY_LETTERS.search(_QUOTED.sub("", str(node.get("formatCode", ""))))
    }
    styles = [node for group in elements(root, "cellXfs") for node in group if local(node.tag) == "xf"]
    return frozenset(at for at, node in enumerate(styles) if int(node.get("numFmtId", "0")) in own | _DAY_FORMATS)


def _rows(
    root: etree._Element, strings: list[str], day_styles: frozenset[int], first_day: datetime
) -> Iterator[tuple[Cell, ...]]:
    columns = [
        range(int(node.get("min", "1")), int(node.get("max", "1")) + 1)
        for node in elements(root, "col")
        if node.get("hidden") in {"1", "true"}
    ]
    for row in elements(root, "row"):
        row_hidden = row.get("hidden") in {"1", "true"}
        cells = []
        for node in row:
            if local(node.tag) != "c":
                continue
            text = _shown(node, strings, day_styles, first_day)
            place = str(node.get("r", ""))
            hidden = row_hidden or any(_column(place) in columns_hidden for columns_hidden in columns)
            if text.strip():
                cells.append(Cell(place=place, text=" ".join(text.split()), hidden=hidden))
        yield tuple(cells)


def _column(place: str) -> int:
    """Return the number of a cell's column: 1 for `A7`, 27 for `AA7`."""
    number = 0
    for letter in place:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def _shown(cell: etree._Element, strings: list[str], day_styles: frozenset[int], first_day: datetime) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _joined(cell)
    value = next((node.text or "" for node in elements(cell, "v")), "")
    if kind == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if kind == "n" and int(cell.get("s", "0")) in day_styles:
        return _day(value, first_day)
    return value


def _day(value: str, first_day: datetime) -> str:
    """Return a number of days as a day, with the time where it has one."""
    try:
        days = float(value)
    except ValueError:
        return value
    if not 0 <= days <= _LAST_DAY:
        return value
    moment = first_day + timedelta(seconds=round(days * 86_400))
    return moment.date().isoformat() if days.is_integer() else moment.isoformat(sep=" ", timespec="minutes")
