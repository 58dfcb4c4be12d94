"""The sources' drop on this machine: one process that answers, whose memory forgets, and no log of who came."""

from __future__ import annotations

import importlib
import os
import resource
import sys
from importlib.util import find_spec
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
    """Serve the drop of a folder until stopped: this process becomes the server, under the settings above.

    Args:
        folder: with `recipients.txt`; the spool is made in it.
        port: on 127.0.0.1; only the onion service on this machine is to reach it.
        socket: a Unix socket to listen on instead of the port.

    Raises:
        InputError: `drop-extra-missing`.
    """
    if find_spec("granian") is None or find_spec("multipart") is None:
        raise InputError(
            "drop-extra-missing",
            "The drop is not installed here.",
            "Install it with: pip install 'secondsource[desk]'.",
        )
    # An allocator reads its settings when a program starts, so the program starts anew.
    command = [sys.executable, "-m", __name__, str(port), str(socket.resolve()) if socket else ""]
    environment = {**os.environ, **FORGETTING, FOLDER_VARIABLE: str(folder.resolve())}
    sys.stdout.flush()
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own module


def answer(port: int, socket: Path | None) -> None:
    """Answer until stopped; the folder stands in the environment."""
    granian = importlib.import_module("granian.server")
    constants = importlib.import_module("granian.constants")
    # Nothing of the memory is ever written to a disk by a crash, and nothing made here is for others to read.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    granian.Server(
        "secondsource.web.drop.app:create",
        factory=True,
        address="127.0.0.1",
        port=port,
        uds=socket,
        uds_permissions=0o660,  # tor may run as another member of the same group
        interface=constants.Interfaces.ASGI,
        http=constants.HTTPModes.http1,
        websockets=False,
        workers=1,
        respawn_failed_workers=True,
        log_enabled=False,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    answer(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None)
