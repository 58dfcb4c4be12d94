"""Compile the desk's Spanish words: every `django.po` beside its pages becomes the `django.mo` that is read.

Usage: python tools/compile_words.py [--check]

`--check` writes nothing and ends with 1 where a compiled file is missing or old, or a sentence of a page has no Spanish
form.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent / "src" / "secondsource" / "web"


CALLS = {"_", "gettext", "gettext_lazy"}
SAID = re.compile(r"""\{% translate (?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"\{% blocktranslate[^%]*%\}(.*?)(?:\{% plural %\}.*?)?\{% endblocktranslate %\}", re.DOTALL)
PLACE = re.compile(r"\{\{ *(\w+) *\}\}")


def said(area: Path) -> set[str]:
    """Return the English sentences of an area's pages and modules."""
    found = set()
    for path in area.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        found |= {match[1] or match[2] for match in SAID.finditer(text)}
        found |= {PLACE.sub(r"%(\1)s", match[1]) for match in BLOCK.finditer(text)}
    for path in area.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS
            if named and node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return found


def words(path: Path) -> set[str]:
    """Return the sentences a .po file knows."""
    with path.open("rb") as file:
        return {word.id[0] if isinstance(word.id, (tuple, list)) else str(word.id) for word in read_po(file) if word.id}


def compiled(path: Path) -> tuple[bytes, list[str]]:
    """Return the compiled form of a .po file, and its sentences that have no translation or a doubtful one."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    empty = [str(word.id) for word in catalogue if word.id and (not _whole(word.string) or word.fuzzy)]
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes every time
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue(), empty


def _whole(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def main() -> int:
    """Compile or check every area's words."""
    checking = "--check" in sys.argv[1:]
    wrong = 0
    for path in sorted(ROOT.rglob("locale/*/LC_MESSAGES/django.po")):
        data, empty = compiled(path)
        target = path.with_suffix(".mo")
        empty += sorted(said(path.parents[3]) - words(path))
        for sentence in empty:
            print(f"{path.relative_to(ROOT)}: not translated: {sentence!r}")
        old = not target.exists() or target.read_bytes() != data
        if checking:
            if old:
                print(f"{target.relative_to(ROOT)} is old: run python tools/compile_words.py")
            wrong += old or bool(empty)
        elif old:
            target.write_bytes(data)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
