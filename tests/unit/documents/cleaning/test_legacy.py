"""Old office formats: converted and then cleaned like their present-day kin, or refused with the next step."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import docx
import pytest

from secondsource.actions.shielding.cleaning import clean_files
from secondsource.documents.cleaning.cleaned import UncleanableError
from secondsource.documents.cleaning.legacy import convert_legacy

RTF = rb"{\rtf1\ansi{\info{\author Quilla Marrow}{\title Zanfona}}Harbour minutes, page one.\par}"


def test_without_libreoffice_the_next_step_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UncleanableError) as refusal:
        convert_legacy(RTF, ".rtf")
    assert refusal.value.code == "legacy-format"
    assert "LibreOffice" in refusal.value.sentence


def test_a_converter_that_writes_nothing_is_a_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UncleanableError):
        convert_legacy(RTF, ".rtf")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice, which is optional")
def test_an_old_letter_is_converted_and_cleaned(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(RTF)
    (copy,) = clean_files([tmp_path / "a.rtf"])
    assert copy.copy is not None
    assert copy.copy.suffix == ".docx"
    assert [p.text for p in docx.Document(str(copy.copy)).paragraphs if p.text] == ["Harbour minutes, page one."]
    assert b"Quilla" not in copy.copy.read_bytes()
