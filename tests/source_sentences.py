"""Every sentence that the source can show an editor, found by reading the source and not by running it.

A sentence of ours is a text or an f-string of two words or more. What is no sentence is told by its place: patterns,
word lists, documentation, the command line's help, keys, comparisons, and what is raised as a fault of the program.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "secondsource"
PATTERN = re.compile(r"\\|\(\?|\||\[\^|\$|^\W*$|\n|^attachment; |; charset=|^PRAGMA |^no\w+, no")
"""What only a regular expression, a table, a header or a setting of a database holds."""
END = re.compile(r"(?<=[.!?])\s+")
WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[.,:;]?(?:\s+(?:--)?[^\W\d_]+(?:['’-][^\W\d_]+)*[.,:;]?)+")
"""Two words or more that stand together."""
FAULTS = {"ValueError", "TypeError", "KeyError", "RuntimeError", "OSError", "AssertionError", "ArithmeticError"}
LISTING = {
    *("split", "splitlines", "compile", "sub", "startswith", "endswith", "removeprefix", "xpath"),
    *("frozenset", "words", "word_set", "_numbered", "enumerate", "Markup"),
    *("_", "_now", "gettext", "gettext_lazy", "ngettext", "execute"),
}
"""Methods and functions whose texts are lists of words, patterns or markup.

What the desk's pages say has its Spanish form beside the pages, and `tools/compile_words.py --check` asks for it.
"""
LEXICONS = (
    "analysis/reading/english/",
    "analysis/reading/spanish/",
    "analysis/reading/language",
    "analysis/claims/meaning/",
    "analysis/reading/chains/anaphora/bodies",
    "publishing/exports/",  # the words of other people's scales, which those formats have in English
)
"""Rooms full of word lists: there a sentence is what begins with a capital and ends with a full stop."""


@dataclass(frozen=True)
class Written:
    """A sentence or part of one, as the source writes it."""

    place: str
    """Module and line."""
    pieces: tuple[str, ...]
    """The text between its places."""

    @property
    def runs(self) -> tuple[str, ...]:
        """The words that stand together, two or more."""
        return tuple(run for piece in self.pieces for part in END.split(piece) for run in WORDS.findall(part))


def written() -> list[Written]:
    """Return every sentence of the source, in order."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name == "migrations":  # they speak to the database
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        place = path.relative_to(SOURCE).as_posix()
        left_out = {id(part) for node in _no_sentences(tree) for part in ast.walk(node)}
        found += [
            Written(f"{place}:{node.lineno}", pieces)
            for node in _texts(tree, left_out)
            if _is_sentence(pieces := _pieces(node), lexicon=place.startswith(LEXICONS))
        ]
    return [one for one in found if one.runs]


def _is_sentence(pieces: tuple[str, ...], *, lexicon: bool) -> bool:
    """Say whether words are to be read by somebody."""
    if any(PATTERN.search(piece) for piece in pieces if piece.strip()):
        return False
    return not lexicon or bool(pieces and pieces[0][:1].isupper() and pieces[-1].endswith("."))


def _texts(tree: ast.AST, left_out: set[int]) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield texts and f-strings, not the texts inside f-strings once more, save those in their places."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        text = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        if text and id(node) not in left_out and id(node) not in inside:
            assert isinstance(node, ast.Constant | ast.JoinedStr)
            yield node


def _pieces(node: ast.Constant | ast.JoinedStr) -> tuple[str, ...]:
    """Return the text between the places."""
    if isinstance(node, ast.Constant):
        return (str(node.value),)
    return tuple(str(part.value) for part in node.values if isinstance(part, ast.Constant))


def _no_sentences(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what holds texts that nobody reads as sentences."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).split(".")[-1]
            if called in LISTING | FAULTS:
                yield node
            elif called == "join":
                yield node.func
            yield from (word.value for word in node.keywords if word.arg == "help")
        elif isinstance(node, ast.Compare | ast.Subscript) or _is_commands(node):
            yield node
        elif isinstance(node, ast.FunctionDef):
            yield from (one for one in node.decorator_list)
            yield from _faults(node)


def _is_commands(node: ast.AST) -> bool:
    """Say whether this is the table of commands, whose help stays English."""
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "COMMANDS"


def _faults(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield what is first put into a variable and then raised as a fault of the program."""
    raised = {
        ast.unparse(node.exc.args[0])
        for node in ast.walk(function)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and node.exc.args
        and ast.unparse(node.exc.func) in FAULTS
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in raised:
            yield node
