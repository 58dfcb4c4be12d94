"""A desk with one of everything: each area's `filling.py` adds its own, found by its name, in alphabetical order."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.cast import Cast, cast_desk

HERE = Path(__file__).resolve().parent
FIRST = ("team", "evidence", "judgement")
"""What the others build on; the rest follow by name."""


def full_desk() -> Cast:
    """Fill an empty desk with one of everything; call inside a database test."""
    cast = cast_desk()
    found = {path.parent.name for path in HERE.glob("*/filling.py")}
    for area in [*(name for name in FIRST if name in found), *sorted(found - set(FIRST))]:
        importlib.import_module(f"tests.desk.{area}.filling").fill(cast)
    return cast
