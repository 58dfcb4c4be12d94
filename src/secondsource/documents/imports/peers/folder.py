"""A folder or archive of no known system: every file is an exhibit."""

from __future__ import annotations

from pathlib import PurePosixPath

from secondsource.documents.imports.taken import Taking

DROPPINGS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


def take(taking: Taking) -> None:
    """Take every file."""
    for path in sorted(taking.files):
        if not is_dropping(path):
            taking.exhibit(path)


def is_dropping(path: str) -> bool:
    """Say whether a system left it behind."""
    parts = PurePosixPath(path).parts
    return "__MACOSX" in parts or parts[-1].lower() in DROPPINGS
