"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket only, gone when the tests are."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OWNER = "desk"
"""The only role of the server; it answers on a socket in a folder of our own."""
DAEMONS = ("postgres", "nobody")
"""Who may run it when we are root, which PostgreSQL refuses."""
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests that kill nothing; a proof of durability starts the server without these."""


class NoServerError(Exception):
    """This machine cannot run a PostgreSQL; the message says why."""


def program(name: str) -> str:
    """Return where a server program lies; Debian keeps them off the path."""
    found = shutil.which(name) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    if found is None:
        raise NoServerError(f"no {name} on this machine; install the package `postgresql` for these tests")
    return found


def daemon() -> str | None:
    """Return the unprivileged user to run as; None for ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = next((name for name in DAEMONS if name in known), None)
    if user is None:
        raise NoServerError("PostgreSQL does not run as root and there is no other user here to run it as")
    return user


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator[str]:
    """Run a server and yield its address in the form of `SECONDSOURCE_DATABASE`.

    Args:
        durable: keep every promise to the disk, as in earnest; otherwise be quick.

    Raises:
        NoServerError: where there is none to run.
    """
    initdb, server, user = program("initdb"), program("postgres"), daemon()
    folder = Path(tempfile.mkdtemp(prefix="secondsource-pg-", dir="/tmp"))  # a socket's path is at most 107 bytes
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    quick = [] if durable else [part for name, value in QUICK.items() for part in ("-c", f"{name}={value}")]
    try:
        made = subprocess.run(
            [initdb, "-D", data, "-U", OWNER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=False,
            capture_output=True,
            text=True,
            user=user,
            cwd="/",
        )
        if made.returncode:
            raise NoServerError(f"initdb failed: {made.stderr.strip()}")
        running = subprocess.Popen(
            [server, "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=120", *quick],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user,
            cwd="/",
        )
        try:
            _ready(folder)
            yield f"postgresql://{OWNER}@/postgres?host={quote(str(folder), safe='')}"
        finally:
            running.send_signal(signal.SIGQUIT)  # nothing of it is kept
            running.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ready(folder: Path) -> None:
    asking = [program("pg_isready"), "-q", "-h", str(folder), "-U", OWNER, "-t", "1"]
    for _ in range(300):
        if subprocess.run(asking, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise NoServerError("the server did not answer within 30 seconds")
