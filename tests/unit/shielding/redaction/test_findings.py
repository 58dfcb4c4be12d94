"""A result of `vet` leaves without its protected people, and without what could join it to another release."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from tests.worlds import harbour

from secondsource.actions.shielding.findings import MaskedFindings, is_findings, mask_findings
from secondsource.cli.main import cli
from secondsource.errors import InputError
from secondsource.publishing.findings import findings_json, page
from secondsource.shielding.register.entry import Protected, Register

REGISTER = Register(
    entries=(Protected(id="p-1", name="Ana Ruiz"), Protected(id="p-2", name="Marek Olin")),
)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    path = tmp_path / "findings.json"
    path.write_text(findings_json.dumps(harbour.findings()), encoding="utf-8")
    return path


def masked(path: Path, key: bytes = b"k" * 32) -> MaskedFindings:
    return mask_findings(path, REGISTER, key, "en")


def test_nobody_protected_is_left_anywhere_and_the_schema_holds(result: Path) -> None:
    before = result.read_text(encoding="utf-8").lower()
    assert "ruiz" in before
    done = masked(result)
    text = findings_json.dumps(done.findings)
    jsonschema.validate(json.loads(text), findings_json.schema())
    shown = page.render_page(done.findings, language="en")
    for name in ("ruiz", "olin", "marek"):
        assert name not in text.lower()
        assert name not in shown.lower()
    assert done.masked > 5
    assert len(set(re.findall(r"Person \d+", text))) == 2


def test_what_the_result_says_stays(result: Path) -> None:
    before, after = harbour.findings(), masked(result).findings
    assert [claim.origins for claim in after.claims] == [
        replace(claim.origins, reasons=now.origins.reasons)
        for claim, now in zip(before.claims, after.claims, strict=True)
    ]
    assert [one.state for one in after.statements] == [one.state for one in before.statements]
    known = {one.id for one in after.statements}
    assert all(set(claim.supporting) <= known for claim in after.claims)
    assert {one.report for one in after.statements} <= {report.file for report in after.reports}


def test_nothing_joins_two_releases_and_no_span_tells_a_length(result: Path) -> None:
    before, one, other = harbour.findings(), masked(result).findings, masked(result, b"m" * 32).findings

    def marks(findings: object) -> set[str]:
        return set(re.findall(r"[0-9a-f]{12,}", str(findings)))

    assert marks(one.reports) & marks(before.reports) == set()
    assert {item.id for item in one.statements}.isdisjoint(item.id for item in before.statements)
    assert marks(one.reports) & marks(other.reports) == set()
    assert {item.id for item in one.statements}.isdisjoint(item.id for item in other.statements)
    places = {one.content.end for one in one.statements}
    assert max(places) < 4 * len(before.statements) + 40
    assert {report.file for report in before.reports}.isdisjoint(report.file for report in one.reports)
    assert one.timings == {}
    assert next(person.role for person in one.people if person.name.startswith("Person ")) is None


def test_the_command_writes_data_and_page(result: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name\nAna Ruiz\nMarek Olin\n", encoding="utf-8")
    out = tmp_path / "out"
    ran = CliRunner().invoke(cli, ["redact", str(result), "--register", str(people), "--out", str(out)])
    assert ran.exception is None, ran.output
    for name in ("findings.json", "findings.html"):
        assert "ruiz" not in (out / name).read_text(encoding="utf-8").lower()
    both = CliRunner().invoke(cli, ["redact", str(result), str(people), "--register", str(people), "--out", str(out)])
    assert isinstance(both.exception, InputError)
    assert both.exception.code == "findings-alone"


def test_another_file_is_no_result(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{}", encoding="utf-8")
    assert not is_findings(path)
    assert not is_findings(tmp_path / "missing.json")
    with pytest.raises(InputError):
        masked(path)
