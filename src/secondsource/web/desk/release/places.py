"""Where in the desk's folder the papers and the register lie, and the rooms that are loaded on first use."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from django.conf import settings

from secondsource.actions.deciding.desk import Desk


def papers() -> Desk:
    """Return the folder of papers: the same that `secondsource motion` works on."""
    return Desk(Path(settings.DESK) / "papers")


def register() -> Path:
    """Return where the sealed register of protected people lies."""
    return Path(settings.DESK) / "register"


def room(name: str) -> Any:
    """Load a room of letting out on first use.

    Redacting, attacking and exporting load every reader of files, and most pages need none of them: a desk that has
    just been started answers sooner without.
    """
    return importlib.import_module(f"secondsource.actions.desk.letting_out.{name}")
