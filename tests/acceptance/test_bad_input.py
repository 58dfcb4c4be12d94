"""What an editor in a hurry hands in by mistake: one clear sentence, a next step, nothing half-written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.acceptance.conftest import Vet, report, reports_of

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    return made


def test_a_folder_that_is_not_there(vet: Vet, tmp_path: Path) -> None:
    vet(tmp_path / "nowhere").refused("folder-missing")


def test_an_empty_folder(vet: Vet, folder: Path) -> None:
    vet(folder).refused("folder-empty")


def test_no_readable_report(vet: Vet, folder: Path) -> None:
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "binary.md").write_bytes(bytes(range(256)) * 40)
    vet(folder).refused("no-readable-report")


def test_a_folder_of_one(vet: Vet, folder: Path) -> None:
    report(folder / "one.md", "The ferry was late, the harbour master said on Monday.", published="2031-05-06")
    ran = vet(folder)
    assert ran.status == 0
    assert len(reports_of(ran)) == 1
    assert ran.findings()["statements"]


def test_a_report_that_cannot_be_read_is_listed_and_the_run_goes_on(vet: Vet, folder: Path) -> None:
    report(folder / "good.md", "The ferry was late, the harbour master said on Monday.")
    (folder / "empty.pdf").write_bytes(b"")
    ran = vet(folder)
    assert ran.status == 0
    skipped = {item["file"]: item["skipped"] for item in reports_of(ran)}
    assert skipped["good.md"] is None
    assert skipped["empty.pdf"]


def test_two_reports_with_the_same_text_are_one_origin(vet: Vet, folder: Path) -> None:
    words = (
        "The ferry company will close the northern line in June, its director Marta Okonjo said on Monday.\n\n"
        "“We cannot carry an empty ship across the strait every night of the year,” Okonjo told the Strait Courier."
    )
    report(folder / "a.md", words, outlet="Strait Courier", published="2031-05-06")
    report(folder / "b.md", words, outlet="Island Mirror", published="2031-05-06")
    findings = vet(folder).findings()
    assert [item["reports"] for item in findings["reuse"]] == [["a.md", "b.md"]]
    assert all(claim["origins"]["high"] <= 1 for claim in findings["claims"] if claim["supporting"])


def test_all_reports_undated(vet: Vet, folder: Path) -> None:
    for name in ("a.md", "b.md"):
        report(folder / name, "The ferry was late on Sunday, the harbour master said.")
    ran = vet(folder)
    assert ran.status == 0
    assert all(item["said_on"] is None for item in ran.findings()["statements"])
    assert any("no date" in note for note in ran.findings()["notes"])


def test_a_report_of_five_megabytes(vet: Vet, folder: Path) -> None:
    line = "The clerk counted the boxes again and wrote the number on the wall. "
    (folder / "long.txt").write_text((line * 30 + "\n\n") * 2_500, encoding="utf-8")
    report(folder / "good.md", "The ferry was late, the harbour master said on Monday.")
    ran = vet(folder)
    assert ran.status == 0
    assert {item["file"] for item in reports_of(ran)} == {"long.txt", "good.md"}


def test_two_languages_in_one_report(vet: Vet, folder: Path) -> None:
    report(
        folder / "mixed.md",
        "The mayor said on Monday that the bridge would stay closed for the rest of the year.\n\n"
        "El alcalde dijo el lunes que el puente seguirá cerrado durante el resto del año.",
        published="2031-05-06",
    )
    spoken = {item.get("language") for item in vet(folder).findings()["statements"]}
    assert spoken == {"en", "es"}


def test_right_to_left_text_null_bytes_and_wrong_encodings(vet: Vet, folder: Path) -> None:
    report(folder / "rtl.md", "قال المتحدث إن المعبر مغلق.\n\nThe crossing is closed, the spokesman said on Monday.")
    (folder / "null.txt").write_bytes(b"The ferry was late,\x00 the harbour master said on Monday.\n")
    (folder / "latin.txt").write_bytes(
        "El alcalde negó que la reunión existiera, según su portavoz.\n".encode("cp1252")
    )
    ran = vet(folder)
    assert ran.status == 0
    assert "Traceback" not in ran.err
    assert {item["file"] for item in reports_of(ran)} == {"rtl.md", "null.txt", "latin.txt"}


def test_a_symlink_loop(vet: Vet, folder: Path) -> None:
    report(folder / "good.md", "The ferry was late, the harbour master said on Monday.")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    ran = vet(folder)
    assert ran.status == 0
    assert "good.md" in {item["file"] for item in reports_of(ran) if item["skipped"] is None}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output_folder(vet: Vet, folder: Path, tmp_path: Path) -> None:
    report(folder / "good.md", "The ferry was late, the harbour master said on Monday.")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    vet(folder, out=locked / "results").refused("output-unwritable")


def test_an_output_folder_that_is_a_file(vet: Vet, folder: Path, tmp_path: Path) -> None:
    report(folder / "good.md", "The ferry was late, the harbour master said on Monday.")
    (tmp_path / "taken").write_text("not a folder", encoding="utf-8")
    vet(folder, out=tmp_path / "taken").refused("output-unwritable")


def test_a_full_disk(vet: Vet, folder: Path) -> None:
    report(folder / "good.md", "The ferry was late, the harbour master said on Monday.")
    ran = vet(folder, "--json", "/dev/full/findings.json")
    assert ran.status != 0
    assert "[output-unwritable]" in ran.err
    assert "Traceback" not in ran.err


def test_a_decisions_file_for_other_reports(vet: Vet, folder: Path, tmp_path: Path) -> None:
    report(folder / "good.md", "The ferry was late, the harbour master said on Monday.")
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("accept s-000000000000\nreject s-111111111111\n", encoding="utf-8")
    vet(folder, "--decisions", str(decisions)).refused("decisions-foreign")


def test_a_decisions_file_with_errors_says_which_lines(vet: Vet, folder: Path, tmp_path: Path) -> None:
    report(folder / "good.md", "The ferry was late, the harbour master said on Monday.")
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("# mine\nacept s-000000000000\ngrade X\n", encoding="utf-8")
    ran = vet(folder, "--decisions", str(decisions))
    ran.refused("decisions-unreadable")
    assert "2" in ran.err
    assert "3" in ran.err
    assert "accept" in ran.err
