"""The real command, in a process of its own, as an editor starts it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "examples" / "harbour"


@dataclass(frozen=True)
class Ran:
    """What a finished command left behind."""

    status: int
    out: str
    err: str
    folder: Path

    def findings(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((self.folder / "findings.json").read_text(encoding="utf-8"))
        return loaded

    def refused(self, code: str) -> None:
        """Assert a refusal: one sentence, a next step, the code, no traceback, nothing half-written."""
        assert self.status != 0
        assert "Traceback" not in self.err
        assert f"[{code}]" in self.err
        lines = [line for line in self.err.splitlines() if line.strip()]
        assert lines[0].startswith("secondsource: ")
        assert len(lines) >= 3, "no next step"
        assert not list(self.folder.glob("*.part")) if self.folder.exists() else True
        assert not (self.folder / "findings.html").exists()


Vet = Callable[..., Ran]


@pytest.fixture
def vet(tmp_path: Path) -> Vet:
    """Run `secondsource vet FOLDER ...` and return what it left behind; results go to a fresh folder."""

    def run(folder: Path, *options: str, out: Path | None = None, before: tuple[str, ...] = ()) -> Ran:
        target = out or tmp_path / "results"
        command = [*before, sys.executable, "-m", "secondsource.cli.main", "vet", str(folder), "--out", str(target)]
        environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "default"}
        done = subprocess.run(
            [*command, *options],
            check=False,
            capture_output=True,
            text=True,
            env=environment,
            cwd=tmp_path,
            timeout=300,
        )
        return Ran(status=done.returncode, out=done.stdout, err=done.stderr, folder=target)

    return run


def report(path: Path, text: str, **front: str) -> None:
    """Write a Markdown report with front matter."""
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    path.write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")


def reports_of(ran: Ran) -> list[dict[str, Any]]:
    """Return the reports of a run's findings."""
    listed: list[dict[str, Any]] = ran.findings()["reports"]
    return listed
