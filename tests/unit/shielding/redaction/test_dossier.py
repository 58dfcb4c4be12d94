"""A dossier on disk: all files or none, every format written anew, and nothing of the originals left in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from tests.worlds.canaries import offices
from tests.worlds.canaries.planted import Planting, found, leaves

from secondsource.actions.shielding.redacting import Dossier, lines_for, redact_files, undecided
from secondsource.cli.main import main
from secondsource.documents.writing.texts import WRITERS
from secondsource.errors import InputError, RuleError
from secondsource.shielding.redaction.choices import read_choices
from secondsource.shielding.register.entry import Protected, Register

REGISTER = Register(entries=(Protected(id="p-1", name="Ana Ruiz Calderón"),))
TEXT = "There was a meeting.\n\nThen Ana Ruiz spoke in Puerto Claro.\n"


def dossier(files: list[Path], choices: str = 'keep "Puerto Claro"', key: bytes = b"k" * 32) -> Dossier:
    return Dossier(files=files, register=REGISTER, choices=read_choices(choices, "c"), key=key)


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_format_is_written_anew(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"ana ruiz{suffix}"
    source.write_bytes(WRITERS[suffix](TEXT))
    (made,) = redact_files(dossier([source]), out=tmp_path / "out")
    data = made.copy.read_bytes()
    assert (made.masked, made.kept) == (1, 1)
    assert "ruiz" not in made.copy.name
    everything = b"\0".join(leaves(data)).lower()
    assert b"ruiz" not in everything
    assert "ruiz".encode("utf-16-le") not in everything
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() if suffix == ".pdf" else None
    assert "Puerto Claro" in text if text is not None else b"puerto claro" in everything


def test_hidden_things_of_an_original_have_no_way_into_the_copy(tmp_path: Path) -> None:
    planting = Planting()
    (tmp_path / "a.docx").write_bytes(offices.letter(planting))
    (tmp_path / "b.html").write_bytes(offices.page(planting))
    files = [tmp_path / "a.docx", tmp_path / "b.html"]
    for made in redact_files(dossier(files), out=tmp_path / "out", mask_undecided=True):
        assert found(made.copy.read_bytes(), planting) == []


def test_nothing_is_written_while_anything_is_open(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(TEXT, encoding="utf-8")
    other.write_text("They fled to Villa Serena. Villa Serena was empty.", encoding="utf-8")
    asked = dossier([one, other])
    with pytest.raises(RuleError) as refusal:
        redact_files(asked, out=tmp_path / "out")
    assert refusal.value.code == "undecided"
    assert not (tmp_path / "out").exists()
    (row,) = undecided(asked).rows
    assert (row.words, row.count) == ("Villa Serena", 2)
    lines = lines_for([row], "en", str).replace("# keep", "keep")
    assert len(redact_files(dossier([one, other], 'keep "Puerto Claro"\n' + lines), out=tmp_path / "out")) == 2


def test_a_picture_needs_boxes_or_a_choice(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (40, 30), (200, 10, 10)).save(path)
    with pytest.raises(RuleError):
        redact_files(dossier([path]), out=tmp_path / "out")
    (made,) = redact_files(dossier([path], 'box "photo.png" 5 5 10 10'), out=tmp_path / "out")
    with Image.open(made.copy) as picture:
        assert picture.getpixel((10, 10)) == (0, 0, 0)
        assert picture.getpixel((30, 20)) == (200, 10, 10)


def test_the_same_dossier_gives_the_same_copies_and_another_key_others(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    copies = {
        redact_files(dossier([path], key=key), out=tmp_path / "out")[0].copy.read_bytes()
        for key in (b"k" * 32, b"k" * 32, b"m" * 32)
    }
    assert len(copies) == 2


def test_an_unreadable_file_stops_the_whole_dossier(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.pdf"
    good.write_text("it rained", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(InputError):
        redact_files(dossier([good, bad]), out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "make"), [("ana ruiz.xlsx", offices.workbook), ("b.pptx", offices.slides), ("c.odt", offices.open_text)]
)
def test_sheets_slides_and_open_documents_leave_what_is_hidden_behind(
    name: str, make: Callable[[Planting], bytes], tmp_path: Path
) -> None:
    planting = Planting()
    (tmp_path / name).write_bytes(make(planting))
    asked = dossier([tmp_path / name])
    (made,) = redact_files(asked, out=tmp_path / "out", mask_undecided=True)
    assert found(made.copy.read_bytes(), planting) == []
    assert made.left_behind["hidden"] > 0
    assert made.named == name.startswith("ana")
    waiting = undecided(asked)
    assert waiting.left_behind == made.left_behind
    assert waiting.named == made.named


def test_the_next_steps_are_told_in_spanish_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("They fled to Villa Serena.", encoding="utf-8")
    Path("people.csv").write_text("name\nInés Quiroga Bastida\n", encoding="utf-8")
    asked = ["redact", "a.txt", "--register", "people.csv", "--ui-language", "es"]
    assert main(asked) == 3
    waiting = Path("redacted/undecided.txt").read_text(encoding="utf-8")
    assert "# una palabra con mayúscula" in waiting
    assert '# dejar "Villa Serena"' in waiting
    Path("redacted/choices.txt").write_text('dejar "Villa Serena"\n', encoding="utf-8")
    assert main(asked) == 0
    assert "Antes de que salgan, atáquelas: secondsource attack redacted/redacted-*" in capsys.readouterr().out
