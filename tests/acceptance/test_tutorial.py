"""The tutorial, done as it is written, in both languages: every command is run and every quoted line is there."""

from __future__ import annotations

import html
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.acceptance.conftest import HARBOUR, ROOT

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"^```(sh|output|page|decisions)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TO_FILL_IN = "s-____________"
CLAIM = "held one of the collective's divers"
CASES = {
    "tutorial/vet-a-case.md": ("my-first-case", "No source is graded"),
    "como-empezar.md": ("mi-primer-caso", "Ninguna fuente está calificada"),
}


@dataclass
class Desk:
    """What an editor who follows the text sees."""

    folder: Path
    case: str
    shown: str = ""
    """What the last command printed."""
    statement: str = ""
    """The id the editor looked up."""

    def findings(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((self.folder / self.case / "findings.json").read_text(encoding="utf-8"))
        return loaded

    def page(self) -> str:
        source = (self.folder / self.case / "findings.html").read_text(encoding="utf-8")
        return words(html.unescape(re.sub(r"<[^>]+>", " ", source)))

    def claim(self) -> dict[str, Any]:
        """Return the claim the text is about."""
        (found,) = (claim for claim in self.findings()["claims"] if CLAIM in claim["text"])
        return dict(found)

    def look_up(self) -> str:
        """Return the id of the statement the text tells one to reject, as it stands in the claim."""
        supporting = self.claim()["supporting"]
        (found,) = (
            one["id"]
            for one in self.findings()["statements"]
            if one["id"] in supporting
            and one["report"].startswith("coastline-daily")
            and CLAIM in one["content"]["text"]
        )
        return str(found)


def words(text: str) -> str:
    return " ".join(text.split())


def run(desk: Desk, command: str) -> None:
    first, *rest = shlex.split(command)
    known = {".venv/bin/secondsource": [sys.executable, "-m", "secondsource.cli.main"], "rm": ["rm"]}
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*known[first], *rest], check=False, capture_output=True, text=True, cwd=desk.folder, env=environment
    )
    assert done.returncode == 0, done.stderr
    desk.shown = done.stdout


def assert_shown(quoted: str, shown: str) -> None:
    """Each quoted line is part of what is shown, in order; … stands for anything."""
    place = 0
    for line in quoted.strip().splitlines():
        pattern = ".*?".join(re.escape(part) for part in words(line).split("…"))
        found = re.compile(pattern).search(shown, place)
        assert found, f"not shown: {line}"
        place = found.end()


@pytest.mark.parametrize("text", CASES)
def test_the_tutorial_can_be_followed(text: str, tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "examples" / "harbour")
    case, ungraded = CASES[text]
    desk = Desk(folder=tmp_path, case=case)
    first: dict[str, Any] = {}
    for kind, content in BLOCK.findall((ROOT / "docs" / text).read_text(encoding="utf-8")):
        if kind == "sh":
            run(desk, content.strip())
        elif kind == "output":
            assert_shown(content, words(desk.shown))
        elif kind == "page":
            for line in content.strip().splitlines():
                assert_shown(line, desk.page())
        else:
            first = desk.claim()
            assert first["documents"] >= 3, "several papers carry it"
            assert (first["origins"]["low"], first["origins"]["high"]) == (1, 1)
            assert ungraded in desk.page()
            desk.statement = desk.look_up()
            decisions = content.replace(TO_FILL_IN, desk.statement)
            (tmp_path / case / "decisions.txt").write_text(decisions, encoding="utf-8")
        if kind == "sh" and first and (tmp_path / case).exists():
            what_became_of_it(desk, first, ungraded)
    assert first, "the text has the editor decide"
    assert not (tmp_path / case).exists(), "the text ends by putting everything away"


def what_became_of_it(desk: Desk, before: dict[str, Any], ungraded: str) -> None:
    """Hold what the text says of the second run against the second run."""
    now = desk.claim()
    assert now["mentions"] == before["mentions"] - 1
    assert now["documents"] == before["documents"] - 1
    assert (now["origins"]["low"], now["origins"]["high"]) == (1, 1)
    assert ungraded not in desk.page()
    found = desk.findings()
    assert any(claim["likelihood"] for claim in found["claims"])
    circles = {origin["speaker"]: origin["circle"] for origin in found["origins"]}
    assert circles["Brisa"] == "Faro Nocturno"
    states = {one["id"]: one["state"] for one in found["statements"]}
    assert states[desk.statement] == "rejected"


@pytest.mark.parametrize(("text", "language"), [("tutorial/vet-a-case.md", "en"), ("como-empezar.md", "es")])
def test_the_sections_are_told_in_their_order(text: str, language: str) -> None:
    wording = ROOT / "src" / "secondsource" / "publishing" / "findings" / "wording" / f"{language}.json"
    phrases = json.loads(wording.read_text(encoding="utf-8"))
    navigation = [name for key, name in phrases.items() if key.startswith("nav.") and key != "nav.label"]
    told = re.findall(r"^\d\. \*\*(.+?)\*\*:", (ROOT / "docs" / text).read_text(encoding="utf-8"), re.MULTILINE)
    assert told == navigation


def test_a_mistyped_line_is_named_as_the_tutorial_says(tmp_path: Path) -> None:
    (tmp_path / "decisions.txt").write_text("rejct s-3fa1c09b77de\n", encoding="utf-8")
    command = [sys.executable, "-m", "secondsource.cli.main", "vet", str(HARBOUR), "--out", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Line 1" in done.stderr
    assert "reject" in done.stderr.replace("rejct", "")
