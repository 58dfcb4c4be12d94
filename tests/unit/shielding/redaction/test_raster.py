"""A PDF painted with bars: no text beyond the redacted, no picture, and a bar tells nothing of what it hides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.worlds.canaries.planted import leaves

from secondsource.actions.attacking.attack import attack_files
from secondsource.actions.shielding.redacting import Dossier, redact_files
from secondsource.documents.writing.bars import Page as BarPage
from secondsource.documents.writing.bars import PlacedLine, bars_of
from secondsource.errors import InputError
from secondsource.shielding.redaction.choices import Choices
from secondsource.shielding.register.entry import Protected, Register

REGISTER = Register(entries=(Protected(id="p-1", name="Ana Ruiz Calderón"),))


def paper(path: Path, name: str = "Ana Ruiz", *, picture: bool = False) -> Path:
    """Write a PDF that names somebody in its second line and in its foot line."""
    canvas = Canvas(str(path), invariant=1)
    canvas.setFont("Helvetica", 12)
    for at, line in enumerate(("it rained all day here", f"then {name} spoke of the levy", "and it was quiet again")):
        canvas.drawString(72, 700 - 20 * at, line)
    canvas.drawString(72, 40, f"seen by {name}")
    if picture:
        canvas.drawImage(ImageReader(Image.new("RGB", (80, 60), (255, 0, 0))), 300, 300, 80, 60)
    canvas.showPage()
    canvas.save()
    return path


def painted(path: Path, out: Path) -> bytes:
    dossier = Dossier(files=[path], register=REGISTER, choices=Choices(), key=b"k" * 32, raster=True)
    (made,) = redact_files(dossier, out=out, mask_undecided=True)
    return made.copy.read_bytes()


def test_a_painted_pdf_holds_the_redacted_text_and_no_other(tmp_path: Path) -> None:
    data = painted(paper(tmp_path / "a.pdf", picture=True), tmp_path / "out")
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "it rained all day here" in text
    assert "Person " in text
    assert "seen by" in text
    everything = b"\0".join(leaves(data)).lower()
    assert b"ruiz" not in everything
    assert b"/producer" not in everything
    assert b"reportlab" not in everything


def test_bars_cover_whole_lines_and_pictures_are_not_painted(tmp_path: Path) -> None:
    data = painted(paper(tmp_path / "a.pdf", picture=True), tmp_path / "out")
    pixels = np.asarray(pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("RGB")).astype(int)
    height = pixels.shape[0]
    line = pixels[height - 2 * 684]
    assert (line[:100] < 60).all()
    assert (line[-100:] < 60).all()
    free = pixels[height - 2 * 704]
    assert (free[:100] > 200).all()
    # The red of the picture is nowhere.
    assert not ((pixels[..., 0] > 180) & (pixels[..., 1] < 80)).any()


def test_names_of_other_widths_give_the_same_page(tmp_path: Path) -> None:
    copies = set()
    for at, name in enumerate(("Ana Ruiz", "Ana Ruiz Calderón", "A. Ruiz")):
        (tmp_path / str(at)).mkdir()
        copies.add(painted(paper(tmp_path / str(at) / "a.pdf", name), tmp_path / "out" / str(at)))
    assert len(copies) == 1


def test_the_attack_finds_nothing_in_a_painted_pdf(tmp_path: Path) -> None:
    painted(paper(tmp_path / "a.pdf", picture=True), tmp_path / "out")
    report = attack_files([tmp_path / "out"], REGISTER)
    assert (report.blocks, report.unopened) == (False, ())


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(InputError):
        painted(path, tmp_path / "out")


def test_a_line_of_unknown_place_covers_the_page() -> None:
    lines = (
        PlacedLine(text="one", area=(72, 100, 200, 112), barred=False),
        PlacedLine(text="two", area=None, barred=True),
    )
    (bar,) = bars_of(BarPage(lines=lines), 600, 800)
    assert (bar.left, bar.top, bar.right, bar.bottom) == (0, 0, 600, 800)
    assert bar.covers == frozenset({0, 1})


def test_a_line_beside_a_barred_one_goes_under_the_bar_and_is_set_into_it() -> None:
    lines = (
        PlacedLine(text="left column", area=(72, 100, 200, 112), barred=True),
        PlacedLine(text="right column", area=(300, 101, 430, 113), barred=False),
        PlacedLine(text="below", area=(72, 114, 200, 126), barred=False),
    )
    (bar,) = bars_of(BarPage(lines=lines), 600, 800)
    assert bar.covers == frozenset({0, 1})
    assert bar.texts == ("left column   right column",)
