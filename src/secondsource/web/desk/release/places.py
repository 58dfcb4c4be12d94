"""Where in the desk's folder the papers and the register lie."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from secondsource.actions.deciding.desk import Desk


def papers() -> Desk:
    """Return the folder of papers: the same that `secondsource motion` works on."""
    return Desk(Path(settings.DESK) / "papers")


def register() -> Path:
    """Return where the sealed register of protected people lies."""
    return Path(settings.DESK) / "register"
