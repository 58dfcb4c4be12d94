"""The commands for whoever keeps the machine, each in a process of its own, as they are called."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from tests.worlds.desk_folder import fill_folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(os.environ.get("SECONDSOURCE_DATABASE")), reason="the round with PostgreSQL has its own test"
    ),
]


def secondsource(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "secondsource.cli.main", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=120,
    )


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    key = pyrage.x25519.Identity.generate()
    path = tmp_path_factory.mktemp("key") / "key.txt"
    path.write_text(f"# made for a test\n{key}\n", encoding="ascii")
    return path, str(key.to_public())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("keeping") / "desk"
    fill_folder(made)
    return made


@pytest.fixture(scope="module")
def saved(folder: Path, identity: tuple[Path, str]) -> Path:
    target = folder.parent / "desk.age"
    done = secondsource("desk", "backup", target, "--folder", folder, "-r", identity[1])
    assert done.returncode == 0, done.stderr
    return target


def test_a_backup_becomes_the_same_desk_again(folder: Path, saved: Path, identity: tuple[Path, str]) -> None:
    again = folder.parent / "again"
    done = secondsource("desk", "restore", saved, again, "-i", identity[0])
    assert done.returncode == 0, done.stderr
    assert "of the journal follow from one another" in done.stdout
    heads = {secondsource("desk", "journal-head", "--folder", where).stdout for where in (folder, again)}
    assert len(heads) == 1
    assert (folder / "desk.secret").read_bytes() == (again / "desk.secret").read_bytes()


def test_a_backup_tells_nothing_to_whoever_has_no_key(folder: Path, saved: Path) -> None:
    data = saved.read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n")
    assert b"Harbour" not in data
    assert (folder / "desk.secret").read_bytes() not in data
    assert saved.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_never_written_over_nor_into_the_desk(
    folder: Path, saved: Path, identity: tuple[Path, str]
) -> None:
    before = saved.read_bytes()
    assert "backup-exists" in secondsource("desk", "backup", saved, "--folder", folder, "-r", identity[1]).stderr
    assert saved.read_bytes() == before
    inside = secondsource("desk", "backup", folder / "x.age", "--folder", folder, "-r", identity[1])
    assert "backup-inside" in inside.stderr
    assert not (folder / "x.age").exists()


def test_restoring_refuses_a_folder_that_is_there(folder: Path, saved: Path, identity: tuple[Path, str]) -> None:
    assert "desk-exists" in secondsource("desk", "restore", saved, folder, "-i", identity[0]).stderr


def test_restoring_with_another_key_leaves_nothing(saved: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(f"{pyrage.x25519.Identity.generate()}\n", encoding="ascii")
    done = secondsource("desk", "restore", saved, tmp_path / "again", "-i", other)
    assert "sealed-for-others" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.txt"]


def test_a_changed_or_cut_backup_is_found_and_leaves_nothing(
    saved: Path, identity: tuple[Path, str], tmp_path: Path
) -> None:
    data = bytearray(saved.read_bytes())
    data[int(len(data) * 0.9)] ^= 1
    for name, content in (("changed.age", bytes(data)), ("cut.age", bytes(data[: len(data) // 2]))):
        (tmp_path / name).write_bytes(content)
        done = secondsource("desk", "restore", tmp_path / name, tmp_path / "again", "-i", identity[0])
        assert "backup-damaged" in done.stderr
        assert not (tmp_path / "again").exists()


def test_the_doctor_finds_a_well_desk_well_and_an_unwell_one_not(folder: Path) -> None:
    done = secondsource("desk", "doctor", "--folder", folder)
    assert done.returncode == 0, done.stdout
    assert "WRONG" not in done.stdout
    (folder / "desk.secret").chmod(0o644)
    told = secondsource("desk", "doctor", "--folder", folder, SECONDSOURCE_HOSTS="desk.example.org")
    (folder / "desk.secret").chmod(0o600)
    assert told.returncode == 4
    assert "WRONG folder" in told.stdout
    assert "chmod 600" in told.stdout
    assert "without https" in told.stdout


def test_the_journals_head_is_pinned_and_found_again(folder: Path, tmp_path: Path) -> None:
    line = secondsource("desk", "journal-head", "--folder", folder).stdout
    text = tmp_path / "statement.txt"
    text.write_text(f"We met.\n\n{line}", encoding="utf-8")
    assert "1 pinned" in secondsource("desk", "journal-head", "--folder", folder, "--check", text).stdout
    text.write_text(f"journal-head sha256:{'ab' * 32}\n", encoding="utf-8")
    told = secondsource("desk", "journal-head", "--folder", folder, "--check", text)
    assert "journal-cut" in told.stderr


def test_the_operator_makes_a_way_back(folder: Path) -> None:
    done = secondsource("desk", "invite", "--folder", folder, "--for", "bo")
    assert done.stdout.startswith("http://127.0.0.1:8470/join/")


def test_no_desk_is_no_desk(tmp_path: Path) -> None:
    assert "desk-missing" in secondsource("desk", "doctor", "--folder", tmp_path / "none").stderr
    assert json.dumps(sorted(tmp_path.iterdir())) == "[]"
