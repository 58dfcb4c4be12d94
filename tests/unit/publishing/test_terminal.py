"""The summary fits one screen, whatever is in the reports."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from tests.worlds.harbour import findings

from secondsource.core.vetting.finding import Findings
from secondsource.core.vetting.report import SkippedReport
from secondsource.publishing.findings.terminal import MOST_LINES, summary

EMPTY = Findings(reports=(), statements=(), reuse=(), origins=(), claims=(), contradictions=(), timeline=(), people=())


def crowded() -> Findings:
    whole = findings()
    claims = tuple(replace(claim, text=f"{n} 港の名簿 {claim.text}") for n in range(20) for claim in whole.claims)
    skipped = tuple(
        SkippedReport(file=f"{n}\x1b[31m.pdf", sha256=None, code="report-kind", reason="No.") for n in range(50)
    )
    notes = tuple(f"{n} " + "word " * 60 for n in range(30))
    return replace(whole, claims=claims, reports=(*whole.reports, *skipped), notes=notes)


def cells(line: str) -> int:
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in line
    )


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [40, 80, 132, 250])
@pytest.mark.parametrize("whole", [EMPTY, findings(), crowded()], ids=["empty", "harbour", "crowded"])
def test_it_fits_one_screen(whole: Findings, width: int, language: str) -> None:
    text = summary(whole, width, language=language)
    lines = text.splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(cells, lines)) <= width
    assert not any(unicodedata.category(mark) in {"Cc", "Cf"} for mark in text.replace("\n", ""))


def test_it_says_what_matters_first_and_keeps_names_off_the_screen() -> None:
    text = summary(findings(), 80)
    assert text.startswith("10 reports were read. 2 files were skipped. 21 statements were found;")
    assert "  1–2 / 11 /  8  " in text
    assert "[Single origin]" in text
    assert "Status: corrected (Harbour Gazette), 7 May 2031" in text
    assert "Do not name: 2 people named" in text
    assert "Ana Ruiz" not in text


def test_the_width_is_never_less_than_a_narrow_terminal() -> None:
    assert summary(findings(), 0) == summary(findings(), 40)


def test_claims_without_room_are_counted() -> None:
    assert "and 5" in summary(crowded(), 80)
