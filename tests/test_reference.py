"""The reference says what the code says: help texts, codes, fields, limits and examples."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.source_codes import codes
from tools.write_reference import TARGET, reference

from secondsource.documents import Limits
from secondsource.documents.folder import PLAIN_READERS, SANDBOXED_SUFFIXES
from secondsource.publishing.findings.findings_json import schema

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_the_command_line_page_is_the_help_itself() -> None:
    assert TARGET.read_text(encoding="utf-8") == reference(), "run: .venv/bin/python tools/write_reference.py"


def test_every_code_in_the_source_is_explained_and_no_other() -> None:
    explained = set(re.findall(r"^\| `([a-z-]+)` \|", page("errors.md"), re.MULTILINE))
    assert explained == set(codes())


def test_each_code_stands_under_its_branch() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (\w+Error) \|", page("errors.md"), re.MULTILINE))
    assert rows == {code: branch for code, branches in codes().items() for branch in branches if branch}


def test_every_row_of_the_errors_page_says_what_to_do() -> None:
    rows = [line for line in page("errors.md").splitlines() if re.match(r"\| `[a-z-]+` \|", line)]
    assert [row for row in rows if any(not cell.strip() for cell in row.split("|")[-3:-1])] == []


def test_every_exit_status_is_listed() -> None:
    listed = {int(status) for status in re.findall(r"^\| (\d+) \|", page("errors.md"), re.MULTILINE)}
    assert listed == {0, 2, 3, 4, 5, 6, 10, 11, 12, 70, 130}


def test_every_field_of_the_findings_is_explained_and_no_other() -> None:
    described: dict[str, list[str]] = {}
    heading = ""
    for line in page("findings-json.md").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif row := re.match(r"\| `(\w+)` \| \S", line):
            described.setdefault(heading, []).append(row[1])
    assert {name: sorted(fields) for name, fields in described.items()} == dict(objects("The file", schema()))


def objects(name: str, node: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield every object of the schema that has fields, under the name its section has."""
    if isinstance(node, list):
        for part in node:
            yield from objects(name, part)
    if not isinstance(node, dict):
        return
    if "properties" in node:
        yield name, sorted(node["properties"])
    for key, value in node.get("$defs", {}).items():
        yield from objects(key, value)
    for key, value in node.get("properties", {}).items():
        yield from objects(f"{name}.{key}", value)
    for key in ("items", "anyOf", "oneOf"):
        yield from objects(name, node.get(key))


def test_every_suffix_that_is_read_has_its_row() -> None:
    rows = "".join(line for line in page("formats.md").splitlines() if line.startswith("| `."))
    assert set(re.findall(r"`(\.\w+)`", rows.split("parts of a")[0])) == {*PLAIN_READERS, *SANDBOXED_SUFFIXES}


def test_the_limits_are_those_of_the_code() -> None:
    text, limits = page("formats.md").replace(",", ""), Limits()
    for figure in (
        f"{limits.file_bytes // 2**20} MiB",
        f"{limits.text_characters} characters",
        f"| {limits.pages} |",
        f"{limits.archive_parts}; {limits.archive_bytes // 2**20} MiB",
        f"{limits.message_parts}; {limits.message_depth}",
        f"| {limits.element_depth} |",
        f"{limits.seconds:g} s; {limits.cpu_seconds} s",
        f"{limits.memory_bytes // 2**20} MiB",
        f"{limits.front_matter_characters} characters; {limits.front_matter_depth}; {limits.front_matter_nodes}",
        f"{limits.page_elements} elements",
    ):
        assert figure in text, figure


def test_every_variable_looked_at_is_listed() -> None:
    text = page("environment.md")
    for path in sorted((ROOT / "src").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for name in re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", source):
            # The library's own way to be found is passed on to the reading process; it is no setting of ours.
            assert f"`{name}`" in text or name == "PYTHONPATH", (path, name)


@pytest.mark.slow
def test_the_examples_of_the_python_api_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert Path(os.curdir).resolve() == ROOT
    known: dict[str, Any] = {"__name__": "example"}
    blocks = re.findall(r"^```python\n(.*?)^```", page("python-api.md"), re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 7
    for number, block in enumerate(blocks, start=1):
        exec(compile(block, f"python-api.md, example {number}", "exec"), known)  # noqa: S102 - our own page
