"""A desk on PostgreSQL goes into a backup and comes back, through the server's own dump."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from tests.worlds.desk_folder import fill_folder

ADDRESS = os.environ.get("SECONDSOURCE_DATABASE", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ADDRESS, reason="runs where SECONDSOURCE_DATABASE names a server"),
    pytest.mark.skipif(shutil.which("pg_dump") is None, reason="no pg_dump on this machine"),
]


def fresh(name: str) -> str:
    """Return the address of a new, empty database on the tests' server."""
    subprocess.run(["psql", "-q", ADDRESS, "-c", f'DROP DATABASE IF EXISTS "{name}"'], check=True)
    subprocess.run(["psql", "-q", ADDRESS, "-c", f'CREATE DATABASE "{name}"'], check=True)
    return ADDRESS.replace("/postgres?", f"/{name}?")


def secondsource(*words: str | Path, database: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "secondsource.cli.main", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "SECONDSOURCE_DATABASE": database},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_becomes_the_same_desk_again(tmp_path: Path) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"{key}\n", encoding="ascii")
    here, there = fresh("kept"), fresh("restored")
    folder, saved, again = tmp_path / "desk", tmp_path / "desk.age", tmp_path / "again"
    fill_folder(folder, database=here)
    secondsource("desk", "backup", saved, "--folder", folder, "-r", str(key.to_public()), database=here)
    secondsource("desk", "restore", saved, again, "-i", tmp_path / "key.txt", database=there)
    heads = {
        secondsource("desk", "journal-head", "--folder", where, database=database)
        for where, database in ((folder, here), (again, there))
    }
    assert len(heads) == 1
