"""The tutorial on deciding, done as it is written, in both languages: every command is run, every quoted line shown."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.acceptance.conftest import ROOT

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"^```(sh|output)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEXTS = {"tutorial/decide-and-announce.md": "C.UTF-8", "decidir-y-anunciar.md": "es_MX.UTF-8"}
END = "end of block"


def script(blocks: list[tuple[str, str]]) -> str:
    """Return all commands of a text as one session, the end of each block marked."""
    ours = shlex.join([sys.executable, "-m", "secondsource.cli.main"])
    parts = [f'secondsource() {{ {ours} "$@"; }}']
    parts += [f"{content}echo '{END}'" for kind, content in blocks if kind == "sh"]
    return "\n".join(parts)


def session(blocks: list[tuple[str, str]], folder: Path, locale: str) -> list[str]:
    """Follow the text in an empty folder and return what every block of commands printed."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        ["bash", "-c", f"export LC_ALL={locale} 2>/dev/null\n{script(blocks)}"],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env=environment,
        timeout=300,
    )
    return done.stdout.split(f"{END}\n")


def assert_shown(quoted: str, shown: str) -> None:
    """Each quoted line is part of what is shown, in order; … stands for anything."""
    place = 0
    for line in quoted.strip().splitlines():
        pattern = ".*?".join(re.escape(part) for part in line.split("…"))
        found = re.compile(pattern).search(shown, place)
        assert found, f"not shown: {line}\nshown: {shown[place:]}"
        place = found.end()


@pytest.mark.parametrize("text", TEXTS)
def test_the_tutorial_on_deciding_can_be_followed(text: str, tmp_path: Path) -> None:
    blocks = BLOCK.findall((ROOT / "docs" / text).read_text(encoding="utf-8"))
    shown = session(blocks, tmp_path, TEXTS[text])
    assert not any("Traceback" in part or "[internal-error]" in part for part in shown)
    assert len(shown) == sum(kind == "sh" for kind, _ in blocks) + 1
    at = -1
    quoted = 0
    for kind, content in blocks:
        if kind == "sh":
            at += 1
        else:
            assert_shown(content, shown[at])
            quoted += 1
    assert quoted >= 9
    assert list(tmp_path.iterdir()) == [], "the text ends by putting everything away"


def test_both_languages_give_the_same_commands() -> None:
    both = [
        [
            re.sub(r'echo "[^"$]*"', "echo", content)
            for kind, content in BLOCK.findall((ROOT / "docs" / text).read_text(encoding="utf-8"))
            if kind == "sh"
        ]
        for text in TEXTS
    ]
    assert [re.sub(r'echo "[^"]*\$\?"', "echo", one) for one in both[0]] == [
        re.sub(r'echo "[^"]*\$\?"', "echo", one) for one in both[1]
    ]
