"""The command: what it ends with, what it prints, and what it keeps to itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.colors import Color
from tests.unit.shielding.attacking.leaking import others, pdfs
from tests.unit.shielding.attacking.leaking.catalogue import REGISTER
from tests.unit.shielding.attacking.leaking.pdfs import NAME

from secondsource.cli.main import main
from secondsource.shielding.attacking.images import characters


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def attack(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["attack", *arguments, "--ui-language", "en"])
    told = capsys.readouterr()
    return status, told.out + told.err


def test_a_clean_file_ends_with_zero(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.txt").write_text("The witness left.", encoding="utf-8")
    status, told = attack(capsys, "a.txt", "--register", "people.csv")
    assert status == 0
    assert "may still recognise" in told


def test_a_leak_ends_with_ten_and_names_nobody(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.docx").write_bytes(others.word(others.run(NAME)))
    status, told = attack(capsys, "a.docx", "--register", "people.csv", "--json", "report.json")
    report = json.loads((desk / "report.json").read_text(encoding="utf-8"))
    assert status == 10
    assert "p-1" in told
    assert "belcastro" not in told.lower()
    assert report["blocks"]
    assert "belcastro" not in json.dumps(report).lower()


def test_names_are_shown_on_request(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.txt").write_text(NAME, encoding="utf-8")
    assert NAME in attack(capsys, "a.txt", "--register", "people.csv", "--show-names")[1]


def test_a_name_of_a_part_is_not_printed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.zip").write_bytes(others.named_member())
    status, told = attack(capsys, "a.zip", "--register", "people.csv")
    assert status == 10
    assert "belcastro" not in told.lower()


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nnothing of a PDF", b"PK\x03\x04broken", b"\x89PNG\r\n\x1a\nbroken"], ids=["pdf", "zip", "png"]
)
def test_what_cannot_be_opened_is_never_clean(desk: Path, capsys: pytest.CaptureFixture[str], data: bytes) -> None:
    (desk / "a.bin").write_bytes(data)
    status, told = attack(capsys, "a.bin", "--register", "people.csv")
    assert status == 2
    assert "[files-unopened]" in told


def test_an_encrypted_member_blocks(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(others.package({"a.txt": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (desk / "a.zip").write_bytes(bytes(data))
    status, told = attack(capsys, "a.zip", "--register", "people.csv")
    assert (status, "unopened-part" in told) == (10, True)


def test_an_empty_folder_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "empty").mkdir()
    status, told = attack(capsys, "empty")
    assert (status, "[nothing-to-attack]" in told) == (2, True)


def test_boxes_are_found_without_a_register(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.pdf").write_bytes(pdfs.under_a_box(Color(0, 0, 0)))
    status, told = attack(capsys, "a.pdf")
    assert (status, "text-under-box" in told, "No register was given" in told) == (10, True, True)


def test_originals_undo_a_mask(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clear = f"At dusk the guard told {NAME} that the gate was open."
    (desk / "public").mkdir()
    (desk / "public" / "paper.html").write_bytes(others.page(f"<p>{clear}</p>"))
    (desk / "a.txt").write_text(clear.replace(NAME, "[REDACTED]"), encoding="utf-8")
    status, told = attack(capsys, "a.txt", "--register", "people.csv", "--originals", "public")
    assert (status, "public-original" in told) == (10, True)
    status, told = attack(capsys, "a.txt", "--originals", "nowhere")
    assert (status, "[originals-unreadable]" in told) == (2, True)


def test_what_nobody_looked_into_is_no_pass(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.bin").write_bytes(bytes(range(256)) * 4)
    status, told = attack(capsys, "a.bin", "--register", "people.csv", "--json", "report.json")
    assert (status, "--accept-unchecked unknown-format" in told) == (11, True)
    assert json.loads((desk / "report.json").read_text(encoding="utf-8"))["blocks"]
    status, told = attack(
        capsys, "a.bin", "--register", "people.csv", "--accept-unchecked", "unknown-format", "--json", "report.json"
    )
    assert (status, "Not checked: unknown-format" in told) == (0, True)
    report = json.loads((desk / "report.json").read_text(encoding="utf-8"))
    assert (report["blocks"], report["accepted"]) == (False, ["unknown-format"])


@pytest.mark.skipif(characters.available(), reason="pictures are read here")
def test_a_picture_that_nobody_read_is_no_pass(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("RGB", (300, 200), (230, 230, 230)).save(desk / "a.png")
    status, told = attack(capsys, "a.png", "--register", "people.csv")
    assert (status, "picture-not-read" in told) == (11, True)
    assert attack(capsys, "a.png", "--register", "people.csv", "--accept-unchecked", "picture-not-read")[0] == 0


def test_a_leak_goes_before_what_was_not_looked_into(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.bin").write_bytes(bytes(range(256)) * 4 + NAME.encode())
    assert attack(capsys, "a.bin", "--register", "people.csv", "--accept-unchecked", "unknown-format")[0] == 10


def test_a_paper_of_more_pages_than_are_looked_at_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.pdf").write_bytes(pdfs.blank_pages(5000))
    status, told = attack(capsys, "a.pdf", "--register", "people.csv")
    assert (status, "[too-large]" in told) == (2, True)


def test_an_alphabet_of_digits_is_nobodys_number(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "digits.csv").write_text("name,alias\nTadeo Wexcombe,12345678\n", encoding="utf-8")
    (desk / "a.pdf").write_bytes(pdfs.unicode_table("0123456789", shown=b"CABJ"))
    assert attack(capsys, "a.pdf", "--register", "digits.csv")[0] == 0
    (desk / "a.pdf").write_bytes(pdfs.unicode_table("12345678"))
    status, told = attack(capsys, "a.pdf", "--register", "digits.csv")
    assert (status, "detail" in told) == (10, True)
