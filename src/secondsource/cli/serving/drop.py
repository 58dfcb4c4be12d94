"""The sources' drop on this machine: one process that answers, whose memory forgets, and no log of who came."""

from __future__ import annotations

import os
import resource
from pathlib import Path

from secondsource.errors import InputError
from secondsource.web.drop.settings import FOLDER_VARIABLE, read_settings

FORGETTING = {
    # Every object of Python's own goes through the C library ...
    "PYTHONMALLOC": "malloc",
    # ... which writes over what is given back, at once ...
    "GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0",
    # ... and so does the server's own allocator, jemalloc.
    "_RJEM_MALLOC_CONF": "junk:free",
    "MALLOC_CONF": "junk:free",
}
"""Settings under which a freed message is not found in the memory of the idle process."""
PORT = 8480


def check(folder: Path) -> None:
    """Refuse a folder that no drop can be served from.

    Raises:
        InputError: `drop-folder-missing`, `drop-settings-unreadable`, `recipients-none`, `recipient-unreadable`.
    """
    read_settings(folder)


def run(folder: Path, *, port: int, socket: Path | None) -> None:
    """Serve the drop of a folder until stopped.

    Args:
        folder: with `recipients.txt`; the spool is made in it.
        port: on 127.0.0.1; only the onion service on this machine is to reach it.
        socket: a Unix socket to listen on instead of the port.

    Raises:
        InputError: `drop-extra-missing`.
    """
    try:
        from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 - comes with the desk extra
        from granian.server import Server  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "drop-extra-missing",
            "The drop is not installed here.",
            "Install it with: pip install 'secondsource[desk]'.",
        ) from error
    # The process that answers is started with these; this one only watches over it.
    os.environ.update({**FORGETTING, FOLDER_VARIABLE: str(folder.resolve())})
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Server(
        "secondsource.web.drop.app:create",
        factory=True,
        address="127.0.0.1",
        port=port,
        uds=socket,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        respawn_failed_workers=True,
        log_enabled=False,
        log_access=False,
    ).serve()
