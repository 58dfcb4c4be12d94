"""Every refusal code in the source, found by reading the source and not by running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "secondsource"
BRANCHES = {"InputError", "RuleError", "IntegrityError", "AccessError", "StorageError"}
SKIPPING = "UnreadableError"
"""What a reader raises for one file; it becomes a skipped report."""


def codes() -> dict[str, set[str]]:
    """Return each code with the branches that raise it; a skipped report's branch is the empty string."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))]
    branch_of = _branches(trees)
    found: dict[str, set[str]] = {}
    for tree in trees:
        for code, branch in _codes_in(tree, branch_of):
            found.setdefault(code, set()).add(branch)
    return found


def _branches(trees: list[ast.Module]) -> dict[str, str]:
    """Return each error class with its branch, sub-classes of sub-classes too."""
    parents = {
        node.name: [ast.unparse(base).split(".")[-1] for base in node.bases]
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {name: name for name in BRANCHES} | {SKIPPING: ""}
    waiting = True
    while waiting:
        new = {
            name: known[base]
            for name, bases in parents.items()
            for base in bases
            if name not in known and base in known
        }
        known |= new
        waiting = bool(new)
    return known


def _codes_in(tree: ast.Module, branch_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is raised, answered across a pipe, put into a skipped report, or printed in square brackets."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            raised = ast.unparse(node.func).split(".")[-1]
            if raised in branch_of and node.args and (code := _text(node.args[0])):
                yield code, branch_of[raised]
            yield from ((code, "") for word in node.keywords if word.arg == "code" and (code := _text(word.value)))
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from ((code, "") for key, value in pairs if _text(key) == "code" and (code := _text(value)))
        elif isinstance(node, ast.FunctionDef) and node.name == "_why":
            # Code and sentence go together to the refusal.
            answers = [part.value for part in ast.walk(node) if isinstance(part, ast.Return)]
            yield from ((code, "") for pair in answers if isinstance(pair, ast.Tuple) and (code := _text(pair.elts[0])))
        elif (printed := _text(node)) and re.fullmatch(r"\[[a-z-]+\]", printed):
            yield printed.strip("[]"), ""


def _text(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
