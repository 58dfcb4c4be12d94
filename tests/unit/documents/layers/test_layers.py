"""Layers of ordinary files: the visible text is the one `vet` reads, lines have boxes, and inner files are opened."""

from __future__ import annotations

import io
import struct
import wave
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas
from tests.worlds.canaries import offices

from secondsource.actions.shielding.looking import look_into
from secondsource.cli.main import cli
from secondsource.documents.extract import UnreadableError
from secondsource.documents.layers.dispatch import layers_of
from secondsource.documents.layers.layered import Layered, Sort
from secondsource.documents.limits import Limits
from secondsource.documents.readers.pdf import read_pdf
from secondsource.errors import InputError

LIMITS = Limits()


def paper() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    for number in range(4):
        canvas.drawString(50, 280, f"Harbour bulletin, page {number}")
        canvas.drawString(50, 265, "No. 7")
        canvas.drawString(50, 200, f"The ferry number {number} was late and the peo-")
        canvas.drawString(50, 184, "ple on the pier had to wait.")
        canvas.drawString(50, 35, "free of charge")
        canvas.drawString(50, 20, "printed at the pier")
        canvas.drawString(500, 20, "off the page")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def texts(found: Layered, sort: Sort) -> str:
    return "\n".join(f"{layer.path} {layer.place}: {layer.text}" for layer in found.layers if layer.sort is sort)


def test_the_visible_text_of_a_pdf_is_the_one_that_is_read_and_every_line_has_its_box() -> None:
    found = layers_of(paper(), "a.pdf", LIMITS)
    assert found.visible == read_pdf(paper(), LIMITS).text
    (visible,) = [layer for layer in found.layers if layer.sort is Sort.VISIBLE]
    first, second = visible.boxes[:2]
    assert visible.text[first.start : first.end] == "The ferry number 0 was late and the peo"
    assert visible.text[second.start : second.end] == "ple on the pier had to wait."
    assert first.page == 1
    assert first.left == pytest.approx(50, abs=1)
    assert 85 < first.top < 100 < first.bottom < 106
    assert "page 2, head or foot line: Harbour bulletin, page 1" in texts(found, Sort.ANNOTATION)
    assert "off the page" in texts(found, Sort.HIDDEN)


def test_files_inside_a_message_are_opened_in_turn() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Tides", "desk@harbour.example"
    mail.set_content("See the list.")
    inner = offices.zipped({"list.txt": "The pilot sleeps on board."})
    mail.add_attachment(inner, maintype="application", subtype="zip", filename="lists.zip")
    found = layers_of(mail.as_bytes(), "a.eml", LIMITS)
    assert found.visible == "See the list."
    assert "('lists.zip', 'list.txt') text: The pilot sleeps on board." in texts(found, Sort.VISIBLE)
    assert "lists.zip" in texts(found, Sort.NAME)


def test_tags_of_sound_are_metadata() -> None:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(struct.pack("<800h", *([0] * 800)))
    body = out.getvalue()
    tag = b"LIST" + struct.pack("<I", 4 + 8 + 16) + b"INFO" + b"IART" + struct.pack("<I", 16) + b"Ines of the quay"
    data = b"RIFF" + struct.pack("<I", len(body) - 8 + len(tag)) + body[8:] + tag
    found = layers_of(data, "a.wav", LIMITS)
    assert found.notes


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, b"\0\1\2\3" * 9, b"PK\x03\x04"]
)
def test_what_cannot_be_opened_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableError) as refusal:
        layers_of(data, "a.bin", LIMITS)
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize("answer", [{}, {"layers": [{}], "notes": []}, {"layers": [], "notes": [1]}, {"layers": 3}])
def test_an_answer_of_the_wrong_shape_is_refused(answer: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"layers|Sort|valid"):
        Layered.from_answer(answer)


def test_the_command_prints_what_is_beside_and_names_nothing_that_steers_a_terminal(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>Boats came in.</p><!-- told \x1b[31m by the porter --></body></html>")
    ran = CliRunner().invoke(cli, ["look", str(page), "--json", str(tmp_path / "o.json"), "--ui-language", "es"])
    assert ran.exception is None, ran.output
    assert "by the porter" in ran.output
    assert "\x1b" not in ran.output
    assert "oculto" in ran.output
    assert "comentario en el código" in ran.output
    assert (tmp_path / "o.json").is_file()


def test_a_folder_without_files_is_refused_and_a_bad_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(look_into([tmp_path]))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    ran = CliRunner().invoke(cli, ["look", str(tmp_path)])
    assert isinstance(ran.exception, InputError)
    assert ran.exception.code == "files-not-opened"


def test_a_book_shows_its_chapters_in_reading_order() -> None:
    item = '<item id="{0}" href="{0}.xhtml" media-type="application/xhtml+xml"/>'
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{item.format("one")}{item.format("two")}</manifest>'
        '<spine><itemref idref="two"/><itemref idref="one"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>'
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p><!-- {} --></body></html>'
    book = offices.zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "in/book.opf": package,
            "in/one.xhtml": page.format("The pier was empty.", "a draft"),
            "in/two.xhtml": page.format("It rained.", "another"),
        }
    )
    found = layers_of(book, "a.epub", LIMITS)
    assert found.visible == "It rained.\n\nThe pier was empty."
    assert "a draft" in "\n".join(layer.text for layer in found.layers)
