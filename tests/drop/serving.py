"""A drop as operators run it: its own process on this machine, started, looked into and killed."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket  # noqa: TID251 - only to find a free port on this machine
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.drop.source import Page


class Served:
    """One running drop."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Start the drop of a folder and wait until it answers."""
        self.port = port or free_port()
        self.log = folder / "output.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "secondsource.cli.main",
                    "serve",
                    "--drop",
                    str(folder),
                    "--port",
                    str(self.port),
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=folder,
            )
        for _ in range(600):
            with contextlib.suppress(OSError):
                if self.ask("GET", "/en/").status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, address: str = ""
    ) -> Page:
        """Ask once, over a connection of its own, from a loopback address where one is given."""
        from_where = (address, 0) if address else None
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=from_where)
        with contextlib.closing(connection):
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Page(status=answer.status, headers=answer.getheaders(), text=answer.read().decode())

    def pids(self) -> list[int]:
        """The process and those it started."""
        return _with_children(self.process.pid)

    def memory_bytes(self) -> int:
        """What all its processes hold in memory now."""
        return sum(_memory(pid) for pid in self.pids())

    def kill(self) -> None:
        """End it as a power cut would."""
        for pid in self.pids():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it as an operator would."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Run a drop for a while."""
    running = Served(folder)
    try:
        yield running
    finally:
        running.stop()


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


def found_in_memory(pid: int, planted: list[bytes]) -> set[bytes]:
    """Return which of the planted bytes stand anywhere in the memory of a process."""
    found = set()
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if "r" not in rights or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            start, end = (int(edge, 16) for edge in place.split("-"))
            with contextlib.suppress(OSError):
                memory.seek(start)
                data = memory.read(end - start)
                found |= {one for one in planted if one in data}
    return found


def _with_children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *(one for child in children for one in _with_children(int(child)))]
    return []


def _memory(pid: int) -> int:
    match = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(match[1]) * 1024 if match else 0
