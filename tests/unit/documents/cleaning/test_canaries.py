"""A word in every slot of every format: none may be left in the clean copy, and what is read must be there still."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from tests.worlds.canaries import offices, papers
from tests.worlds.canaries.planted import VISIBLE, Planting, found

from secondsource.documents.cleaning.dispatch import clean_file
from secondsource.documents.limits import Limits

FILES: dict[str, Callable[[Planting], bytes]] = {
    "a.pdf": papers.paper,
    "a.docx": offices.letter,
    "a.xlsx": offices.workbook,
    "a.pptx": offices.slides,
    "a.odt": offices.open_text,
    "a.html": offices.page,
    "a.eml": offices.message,
    "a.md": offices.text,
    "a.svg": offices.drawing,
    "a.zip": offices.archive,
    "b.png": papers.transparent,
    **{
        f"a.{kind.lower()}": partial(papers.picture, kind=kind)
        for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "AVIF")
    },
}


@pytest.mark.parametrize("name", FILES)
def test_no_word_is_left(name: str) -> None:
    planting = Planting()
    data = FILES[name](planting)
    assert set(found(data, planting)) == set(planting.slots), "a word was not planted where the judge sees it"
    cleaned = clean_file(data, name, Limits())
    assert found(cleaned.data, planting) == []


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx", "a.odt", "a.html", "a.md", "a.svg", "a.eml"])
def test_what_is_read_stays(name: str) -> None:
    cleaned = clean_file(FILES[name](Planting()), name, Limits())
    again = Planting(slots={"visible": VISIBLE})
    assert found(cleaned.data, again) == ["visible"]


def test_what_is_read_in_a_pdf_stays_where_it_was() -> None:
    data = papers.paper(Planting())
    cleaned = clean_file(data, "a.pdf", Limits())
    text = pypdfium2.PdfDocument(cleaned.data)[0].get_textpage().get_text_range()
    assert VISIBLE in text
    assert "invisible" not in text


def test_pixels_carry_nothing_but_the_picture() -> None:
    planting = Planting()
    data = papers.paper(planting)
    cleaned = clean_file(data, "a.pdf", Limits(), pixels=True)
    assert found(cleaned.data, planting) == []
    assert pypdfium2.PdfDocument(cleaned.data)[0].get_textpage().get_text_range() == ""


@pytest.mark.parametrize("name", FILES)
def test_cleaning_twice_gives_the_same_bytes(name: str) -> None:
    data = FILES[name](Planting())
    assert clean_file(data, name, Limits()).data == clean_file(data, name, Limits()).data


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool judges where it is installed")
@pytest.mark.parametrize("name", FILES)
def test_exiftool_sees_no_word_either(name: str, tmp_path: Path) -> None:
    planting = Planting()
    cleaned = clean_file(FILES[name](planting), name, Limits())
    path = tmp_path / f"x{cleaned.suffix}"
    path.write_bytes(cleaned.data)
    seen = subprocess.run(["exiftool", "-a", "-u", "-ee", "-b", str(path)], capture_output=True, check=False).stdout
    assert [slot for slot, word in planting.slots.items() if word.encode() in seen] == []


def test_a_letter_opens_again() -> None:
    docx = pytest.importorskip("docx")
    cleaned = clean_file(offices.letter(Planting()), "a.docx", Limits())
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(cleaned.data)).paragraphs]
    assert VISIBLE in paragraphs
    assert any(paragraph.startswith("kept") for paragraph in paragraphs)
