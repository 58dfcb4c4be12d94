"""The worker as it runs: a process of its own with the real models, killed in between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
SET_UP = """
from pathlib import Path
import sys
from secondsource.cli.serving import desk
desk.prepare(Path(sys.argv[1]))
from tests.cast import cast_desk
print(cast_desk().case)
"""
REPORTS = {
    "herald.md": "---\noutlet: Valley Herald\npublished: 2031-05-04\n---\n\n"
    'Mara Teld, the mayor, said: "The quarry was closed on Monday." The owner, Tom Pell, denied it.\n',
    "wire.md": "---\noutlet: Stone Wire\npublished: 2031-05-05\n---\n\n"
    "According to the mayor, Mara Teld, the quarry was closed on Monday.\n",
}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "secondsource.cli.main", *arguments]


def ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "desk.sqlite3", timeout=20)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def wait_for(folder: Path, question: str, wanted: object, worker: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and worker.poll() is None:
        if ask(folder, question) == [(wanted,)]:
            return
        time.sleep(0.02)
    pytest.fail(f"never saw {wanted}: {ask(folder, question)}, worker {worker.poll()}")


def test_a_killed_workers_run_is_taken_up_again_and_nothing_of_a_source_lies_about(tmp_path: Path) -> None:
    folder, files = tmp_path / "desk", tmp_path / "files"
    files.mkdir()
    for name, text in REPORTS.items():
        (files / name).write_text(text, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", "OMP_NUM_THREADS": "1"}
    case = subprocess.run(
        [sys.executable, "-c", SET_UP, str(folder)], check=True, capture_output=True, text=True, env=environment
    ).stdout.strip()
    took = subprocess.run(
        command("desk", "take-in", case, str(files), "--as", "bo", "--folder", str(folder)),
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert "Taken in: 2" in took.stdout
    first = subprocess.Popen(
        command("worker", "--folder", str(folder)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        wait_for(folder, "SELECT state FROM evidence_run", "running", first)
        second = subprocess.run(
            command("worker", "--folder", str(folder)), capture_output=True, text=True, check=False, env=environment
        )
        assert second.returncode == 3
        assert "worker-running" in second.stderr, "one worker a desk"
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert ask(folder, "SELECT state FROM evidence_run") == [("running",)]
    done = subprocess.run(
        command("worker", "--once", "--folder", str(folder)),
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert "1 left from before" in done.stdout
    assert ask(folder, "SELECT state, refusal_code FROM evidence_run") == [("done", "")]
    assert ask(folder, "SELECT count(*) FROM evidence_report WHERE skipped_code = ''") == [(2,)]
    statements = ask(folder, "SELECT speaker FROM evidence_statement")
    assert ("Mara Teld",) in statements
    assert not list((folder / "work").rglob("*.md")), "what the killed one left in plain is gone"
