"""Names in pictures are read where something is installed to read them, and it is said where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.unit.shielding.attacking.leaking import others, pdfs
from tests.unit.shielding.attacking.leaking.catalogue import REGISTER
from tests.unit.shielding.attacking.test_leaking import attacked

from secondsource.cli.main import main
from secondsource.shielding.attacking.images import characters

PICTURE = others.encoded(pdfs.picture_of(pdfs.NAME))


@pytest.mark.skipif(characters.available(), reason="the extra `ocr` is installed here")
def test_it_is_said_that_no_picture_was_read() -> None:
    assert "character-recognition" in {note.what for note in attacked("a.png", PICTURE).unchecked}


@pytest.mark.slow
@pytest.mark.skipif(not characters.available(), reason="needs the extra `ocr`")
@pytest.mark.parametrize("data", [PICTURE, others.seen_through()], ids=["plain", "under-a-box"])
def test_a_name_in_a_picture_is_read(data: bytes) -> None:
    leaks = attacked("a.png", data).leaks
    assert "p-1" in {leak.suspect for leak in leaks if leak.place.slot == "picture-text"}


@pytest.mark.slow
@pytest.mark.skipif(not characters.available(), reason="needs the extra `ocr`")
@pytest.mark.parametrize("command", ["attack", "look"])
def test_a_name_in_a_picture_is_read_in_the_confined_process_too(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text(REGISTER, encoding="utf-8")
    Path("a.png").write_bytes(PICTURE)
    more = ["--register", "people.csv", "--show-names"] if command == "attack" else []
    status = main([command, "a.png", *more, "--json", "told.json", "--ui-language", "en"])
    told = Path("told.json").read_text(encoding="utf-8").lower().replace(" ", "")
    assert status == (10 if command == "attack" else 0)
    assert "belcastro" in told
    assert "not read" not in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.skipif(not characters.available(), reason="needs the extra `ocr`")
def test_a_page_that_is_a_picture_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(pdfs.picture_of(pdfs.NAME), 20, 20)

    data = pdfs.drawn(draw)
    leaks = attacked("a.pdf", data).leaks
    assert "p-1" in {leak.suspect for leak in leaks if leak.place.slot == "picture-text"}
