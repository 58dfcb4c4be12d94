"""The team's desk on this machine: set up on first start, then served by granian, which keeps no access log."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from secondsource.errors import InputError
from secondsource.web.shared.together import TOGETHER, end_with_parent

SETTINGS = "secondsource.web.settings.desk"
PORT = 8470
PATIENCE = 10
"""Seconds a process gets to finish what it does before it is ended; the work lies in the database either way."""
PAUSE = 2
"""Seconds before a worker that died is started anew."""


def load(folder: Path) -> None:
    """Load the desk of a folder and change nothing.

    Raises:
        InputError: `desk-extra-missing` when Django is not installed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.umask(0o077)  # whatever the desk writes is for its own user alone
    os.environ["SECONDSOURCE_DESK"] = str(folder.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    try:
        django = importlib.import_module("django")
    except ImportError as error:
        raise InputError(
            "desk-extra-missing",
            "The web desk is not installed here.",
            "Install it with: pip install 'secondsource[desk]'.",
        ) from error
    django.setup()


def prepare(folder: Path) -> None:
    """Make the desk's folder and bring its database up to date.

    Raises:
        InputError: `desk-extra-missing` when Django is not installed.
    """
    load(folder)
    call = importlib.import_module("django.core.management").call_command
    call("migrate", verbosity=0, interactive=False)
    call("createcachetable", verbosity=0)
    call("clearsessions", verbosity=0)


def first_invitation() -> str | None:
    """Return the token of the first keeper's invitation, at the very first start only."""
    inviting = importlib.import_module("secondsource.actions.desk.team.invitations")
    token = inviting.first_invitation(now=datetime.now(UTC))
    return str(token) if token else None


def run(*, folder: Path, host: str, port: int, workers: int, background: bool = True) -> None:
    """Serve the prepared desk until stopped, with its background worker beside it."""
    granian = importlib.import_module("granian.server")
    constants = importlib.import_module("granian.constants")
    importlib.import_module("django.db").connections.close_all()
    os.environ[TOGETHER] = "yes"
    server = granian.Server(
        "secondsource.web.desk.wsgi:application",
        address=host,
        port=port,
        interface=constants.Interfaces.WSGI,
        http=constants.HTTPModes.http1,
        websockets=False,
        workers=workers,
        workers_kill_timeout=PATIENCE,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        log_enabled=False,
        log_access=False,
    )
    if not background:
        server.serve()
        return
    with _worker(folder):
        server.serve()


@contextmanager
def _worker(folder: Path) -> Iterator[None]:
    """Keep one background worker running meanwhile; one that is killed is started anew and goes on."""
    command = [sys.executable, "-m", "secondsource.cli.main", "worker", "--folder", str(folder)]
    ending = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        # Ctrl-C reaches the whole group: the worker is ended by us, after the last answer.
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - one call into the system, before any thread
        )

    def tend() -> None:
        while not ending.is_set():
            running[0].wait()
            if not ending.wait(PAUSE):
                running[0] = start()

    running.append(start())
    tending = threading.Thread(target=tend, daemon=True)
    tending.start()
    try:
        yield
    finally:
        ending.set()
        running[0].send_signal(signal.SIGTERM)
        try:
            running[0].wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            running[0].kill()
