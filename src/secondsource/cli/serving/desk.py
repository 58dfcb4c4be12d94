"""The team's desk on this machine: set up on first start, then served by granian, which keeps no access log."""

from __future__ import annotations

import os
from pathlib import Path

from secondsource.errors import InputError

SETTINGS = "secondsource.web.settings.desk"
PORT = 8470


def prepare(folder: Path) -> None:
    """Make the desk's folder and bring its database up to date.

    Raises:
        InputError: `desk-extra-missing` when Django is not installed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["SECONDSOURCE_DESK"] = str(folder.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    try:
        import django  # noqa: PLC0415 - the command line works without Django installed
        from django.core.management import call_command  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "desk-extra-missing",
            "The web desk is not installed here.",
            "Install it with: pip install 'secondsource[desk]'.",
        ) from error
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def run(*, host: str, port: int, workers: int) -> None:
    """Serve the prepared desk until stopped."""
    from granian.constants import Interfaces  # noqa: PLC0415 - comes with the desk extra
    from granian.server import Server  # noqa: PLC0415

    Server(
        "secondsource.web.desk.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        log_enabled=False,
        log_access=False,
    ).serve()
