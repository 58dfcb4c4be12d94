"""The onion service's file: what it says, and that tor itself takes it, offline."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from secondsource.cli.main import main

TOR = shutil.which("tor")


def written(folder: Path, *options: str) -> str:
    assert main(["onion", str(folder), *options]) == 0
    return (folder / "torrc").read_text(encoding="utf-8")


def test_it_is_a_version_3_service_with_proof_of_work_and_no_way_out(tmp_path: Path) -> None:
    text = written(tmp_path / "onion")
    for line in (
        "SocksPort 0",
        "SafeLogging 1",
        "HiddenServiceVersion 3",
        "HiddenServicePort 80 127.0.0.1:8480",
        "HiddenServicePoWDefensesEnabled 1",
    ):
        assert f"\n{line}\n" in text
    assert "ExitRelay" not in text


def test_folder_and_file_are_for_their_owner_only(tmp_path: Path) -> None:
    written(tmp_path / "onion")
    places = [tmp_path / "onion", *(tmp_path / "onion").rglob("*")]
    assert {place.stat().st_mode & 0o077 for place in places} == {0}


def test_it_can_lead_to_a_socket(tmp_path: Path) -> None:
    text = written(tmp_path / "onion", "--socket", str(tmp_path / "drop.sock"))
    assert f"HiddenServicePort 80 unix:{tmp_path}/drop.sock\n" in text


def test_a_path_that_tor_does_not_take_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["onion", str(tmp_path / "two words")]) == 2
    assert "[onion-path]" in capsys.readouterr().err
    assert not (tmp_path / "two words").exists()


@pytest.mark.skipif(TOR is None, reason="tor is not installed here")
@pytest.mark.parametrize("options", [[], ["--port", "8999"], ["--socket", "SOCKET"]])
def test_tor_itself_takes_the_file(tmp_path: Path, options: list[str]) -> None:
    given = [str(tmp_path / "drop.sock") if option == "SOCKET" else option for option in options]
    written(tmp_path / "onion", *given)
    assert TOR is not None
    checked = subprocess.run(
        [TOR, "--verify-config", "-f", str(tmp_path / "onion" / "torrc")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert "Configuration was valid" in checked.stdout
    warnings = [line for line in checked.stdout.splitlines() if "[warn]" in line and "as root" not in line]
    assert warnings == []
