# ruff: noqa: E501 - parts of files stand as they are written
"""Sheets, slides and open documents are read as they are shown; what is hidden in them is left to the layers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.worlds.canaries import offices
from tests.worlds.canaries.planted import VISIBLE, Planting

from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.documents.limits import Limits
from secondsource.documents.readers.office.sheets import read_sheets

ReadOne = Callable[[str, bytes], Report | SkippedReport]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(rows: str, styles: str = "") -> bytes:
    package = "http://schemas.openxmlformats.org/package/2006"
    return offices.zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="Tides" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Target="/xl/sheet.xml"/></Relationships>',
            "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
            "docProps/core.xml": '<c xmlns:d="urn:d"><d:title>High water</d:title><d:creator>Inés Peralta</d:creator><d:created>2031-05-04T09:00:00Z</d:created></c>',
        }
    )


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.xlsx", offices.workbook),
        ("a.pptx", offices.slides),
        ("a.odt", offices.open_text),
    ],
)
def test_only_what_is_shown_is_read(name: str, make: Callable[[Planting], bytes], read_one: ReadOne) -> None:
    planting = Planting()
    report = read_one(name, make(planting))
    assert isinstance(report, Report)
    assert VISIBLE in report.text
    assert [slot for slot, word in planting.slots.items() if word in report.text and "foreign" not in slot] == []


def test_a_sheet_gives_rows_days_and_what_it_says_about_itself() -> None:
    styles = '<numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="22"/></cellXfs>'
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Pier</t><rPh><t>reading</t></rPh></is></c><c r="B1"><v>3.5</v></c></row>'
        '<row r="2"><c r="A2" s="1"><v>47972</v></c><c r="B2" s="2"><v>47972.5</v></c><c r="C2" s="1"><v>9e99</v></c></row>'
    )
    found = read_sheets(workbook(rows, styles), Limits())
    assert found.text == "Pier | 3.5\n2031-05-04 | 2031-05-04 12:00 | 9e99"
    assert (found.title, found.author, str(found.published)) == ("High water", "Inés Peralta", "2031-05-04")


@pytest.mark.parametrize("name", ["a.xlsx", "a.pptx", "a.ods"])
@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0" + b"\0" * 99, b"PK\x03\x04", b"no archive", b"\0"])
def test_a_damaged_office_file_is_skipped_with_a_sentence(name: str, data: bytes, read_one: ReadOne) -> None:
    assert isinstance(read_one(name, data), SkippedReport)


def test_an_open_sheet_gives_rows_and_leaves_hidden_ones_out(read_one: ReadOne) -> None:
    spaces = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"'
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table>"
        "<table:table-row><table:table-cell><text:p>Pier<text:s text:c='2'/>two</text:p></table:table-cell>"
        "<table:table-cell><text:p>7</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:visibility='collapse'><table:table-cell><text:p>gone</text:p></table:table-cell></table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    report = read_one("a.ods", offices.zipped(dict(parts)))
    assert isinstance(report, Report)
    assert report.text == "Pier  two | 7"
