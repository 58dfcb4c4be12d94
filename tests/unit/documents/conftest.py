"""Files as newsrooms receive them, made here: an invented harbour town and its quarrel about a levy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.documents import Limits, read_files
from secondsource.documents.confined.sandbox import Sandbox

ReadOne = Callable[[str, bytes], Report | SkippedReport]
Rezip = Callable[[dict[str, bytes]], bytes]


@pytest.fixture
def read_one(tmp_path: Path) -> ReadOne:
    """Write one file into a folder and read it."""

    def read(name: str, data: bytes) -> Report | SkippedReport:
        (tmp_path / name).write_bytes(data)
        reports, skipped = read_files(tmp_path, [tmp_path / name])
        found: list[Report | SkippedReport] = [*reports, *skipped]
        return found[0]

    return read


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits()) as one:
        yield one


@pytest.fixture(scope="session")
def word_document() -> bytes:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = "Nota de la alcaldía", "Inés Peralta", "es-MX"
    properties.created = datetime(2031, 5, 4, 9, tzinfo=UTC)
    document.add_heading("El puerto", 1)
    document.add_paragraph("La alcaldesa negó que hubiera un pago.")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("Mes", "Casos"), ("Mayo", "3")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("No hubo más comentarios.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def rezip(word_document: bytes) -> Rezip:
    """Return the Word document with some of its parts replaced or added."""

    def build(parts: dict[str, bytes]) -> bytes:
        with zipfile.ZipFile(io.BytesIO(word_document)) as archive:
            whole = {entry.filename: archive.read(entry) for entry in archive.infolist()} | parts
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in whole.items():
                archive.writestr(name, data)
        return stream.getvalue()

    return build


@pytest.fixture(scope="session")
def pdf_document() -> bytes:
    """Four pages with a running head, page numbers, a hyphenated word and a paragraph over two pages."""
    stream = io.BytesIO()
    canvas = Canvas(stream, lang="en-GB")
    canvas.setTitle("Levy denied")
    canvas.setAuthor("Jo Marsh")
    for page, quay in enumerate(("one", "two", "three", "four"), start=1):
        canvas.drawString(60, 800, "The Harbour Post")
        canvas.drawString(300, 30, f"Page {page}")
        for at, line in enumerate(_PDF_LINES):
            canvas.drawString(60, 760 - 14 * at - (14 if at > 2 else 0), line.format(quay=quay))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


_PDF_LINES = (
    "The harbour master of quay {quay} denied on Tuesday that a levy had been col-",
    "lected from the dockers, and said a well-known firm would publish the full",
    "accounts.",
    "A spokeswoman for quay {quay} and the port authority said it knew of no payment, and then added",
    "that its inquiry into quay {quay} would go on until every berth had been looked at by the",
)
