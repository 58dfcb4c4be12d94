"""The house keeps its own rules: small folders, small files, every module says what it is for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "secondsource"
MODULES = sorted(
    path for path in SOURCE.rglob("*.py") if not (path.parent.name == "migrations" and path.stem[0] == "0")
)
"""All but the migrations, which Django writes."""
FOLDERS = sorted({path.parent for path in MODULES})


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_opens_with_a_docstring_and_stays_under_300_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "says nothing about itself"
    assert text.count("\n") <= 300, "too long: split it"


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_a_folder_holds_at_most_nine_modules(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= 9, sorted(path.name for path in modules)


def test_no_module_prints_or_ends_the_process_below_the_command_line() -> None:
    offenders = [
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        if not path.is_relative_to(SOURCE / "cli")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "sys.exit", "exit", "quit"}
    ]
    assert not offenders
