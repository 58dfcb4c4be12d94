"""A run on the bundled case: the same without a network, quick the second time, whole after a kill."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.acceptance.conftest import HARBOUR, Vet

pytestmark = pytest.mark.slow


def without_timings(findings: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in findings.items() if key != "timings"}


def test_the_network_cut_changes_nothing(vet: Vet, tmp_path: Path) -> None:
    cut = ("unshare", "--net", "--map-root-user")
    if not shutil.which("unshare") or subprocess.run([*cut, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system does not let us cut the network")
    with_network = vet(HARBOUR, out=tmp_path / "with")
    without = vet(HARBOUR, out=tmp_path / "without", before=cut)
    assert without.status == 0
    assert without_timings(with_network.findings()) == without_timings(without.findings())


def test_one_worker_and_two_give_the_same(vet: Vet, tmp_path: Path) -> None:
    one = vet(HARBOUR, "--workers", "1", out=tmp_path / "one")
    two = vet(HARBOUR, "--workers", "2", out=tmp_path / "two")
    assert without_timings(one.findings()) == without_timings(two.findings())


def test_the_second_run_reads_nothing_again_and_says_the_same(vet: Vet, tmp_path: Path) -> None:
    first = vet(HARBOUR, out=tmp_path / "out")
    before = without_timings(first.findings())
    second = vet(HARBOUR, out=tmp_path / "out")
    assert without_timings(second.findings()) == before
    assert list(second.findings()["timings"]) == ["nothing changed"]


def test_a_corrected_statement_stays_corrected_when_a_report_is_added(vet: Vet, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(HARBOUR, case)
    moved = case / "17-quay-gazette.md"
    added = moved.read_text(encoding="utf-8")
    moved.unlink()
    first = vet(case, out=tmp_path / "out").findings()
    chosen = first["statements"][0]["id"]
    decisions = tmp_path / "out" / "decisions.txt"
    decisions.write_text(f"reject {chosen}\n", encoding="utf-8")
    moved.write_text(added, encoding="utf-8")
    second = vet(case, out=tmp_path / "out").findings()
    states = {item["id"]: item["state"] for item in second["statements"]}
    assert states[chosen] == "rejected"
    assert {item["id"] for item in first["statements"]} <= set(states)
    assert not any(chosen in claim["supporting"] for claim in second["claims"])


def test_a_killed_run_leaves_no_half_written_result_and_goes_on(vet: Vet, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "secondsource.cli.main", "vet", str(HARBOUR), "--out", str(out), "--workers", "1"]
    for delay in (1.0, 2.5, 4.0):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            time.sleep(delay)
            running.send_signal(signal.SIGKILL)
        for page in out.glob("findings.*"):
            assert page.read_text(encoding="utf-8").rstrip().endswith(("}", "</html>"))
    assert vet(HARBOUR, out=out).status == 0


def test_results_are_readable_by_their_owner_only(vet: Vet) -> None:
    ran = vet(HARBOUR)
    for path in (ran.folder / "findings.html", ran.folder / "findings.json"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_script_without_a_guard_may_call_the_api(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"from secondsource.actions.vet import vet\nprint('once', len(vet({str(HARBOUR)!r}, workers=2).reports))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], check=False, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout) == (0, "once 17\n"), done.stderr
