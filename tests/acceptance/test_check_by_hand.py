"""The reader's page: its commands with other people's tools work on what we publish, and fail on what was changed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.acceptance.conftest import ROOT
from tests.worlds.desk import World

from secondsource.core.release.policy import Action

PAGE = (ROOT / "docs" / "how-to" / "check-a-statement.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl on this machine"),
]


@pytest.fixture
def carried(tmp_path: Path) -> Path:
    """What a reader has in hand."""
    world = World(tmp_path / "desk")
    text = b"The list goes out on Friday at noon.\n"
    world.say(Action.GO, 1, 2, 3, text=text)
    folder = tmp_path / "reader"
    folder.mkdir()
    shutil.copy(world.site / "statement" / "1.note", folder)
    (folder / "why.txt").write_bytes(text)
    (folder / "card.txt").write_bytes(world.first)
    assert world.pin in run(folder, BLOCKS[0])
    return folder


def run(folder: Path, commands: str) -> str:
    done = subprocess.run(["bash", "-c", commands], check=False, capture_output=True, text=True, cwd=folder)
    return done.stdout + done.stderr


def test_the_hashes_agree(carried: Path) -> None:
    shown = run(carried, BLOCKS[0])
    (said,) = re.findall(r"text-sha256: (\w{64})", shown)
    assert f"{said}  why.txt" in shown


def test_openssl_finds_the_seats_signature_and_not_that_of_a_changed_word(carried: Path) -> None:
    quoted = re.findall(r"^```output\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert quoted[0].strip() in run(carried, BLOCKS[1])
    path = carried / "1.note"
    path.write_text(path.read_text(encoding="utf-8").replace("action: go", "action: no"), encoding="utf-8")
    assert quoted[0].strip() not in run(carried, BLOCKS[1])
