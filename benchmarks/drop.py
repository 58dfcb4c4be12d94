"""How fast the drop answers and takes in, with how much memory, beside what others were measured at.

    python benchmarks/drop.py [--long]     (--long: also an upload of 2 GB)

The drop runs as `secondsource serve --drop` does; the clients run on the same cores, with connections kept open. A full
submission is three requests: the first page, the form, and the form sent with 1 kB of words. Without Tor. Wall times
move with whatever else the machine does, so the drop's own processor time stands beside them.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.drop.serving import Served, served
from tests.drop.source import BOUNDARY, number, with_files

from secondsource.trust.custody.sealing.identities import new_item_key

SECONDS = 8.0
MIB = 2**20
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Run:
    """What some clients did in a while."""

    seconds: float = 0.0
    processor: float = 0.0
    each: list[float] = field(default_factory=list)
    faults: int = 0

    def line(self, name: str) -> str:
        done = sorted(self.each)
        middle, late = (done[min(len(done) - 1, int(len(done) * part))] * 1000 for part in (0.5, 0.99))
        return (
            f"{name}: {len(done) / self.seconds:.0f}/s, p50 {middle:.1f} ms, p99 {late:.1f} ms, "
            f"{self.faults} faults of {len(done)}, {self.processor / len(done) * 1000:.2f} ms of processor each"
        )


def processor_seconds(running: Served) -> float:
    total = 0
    for pid in running.pids():
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(parts[11]) + int(parts[12])
    return total / TICKS


def crowd(running: Served, clients: int, once: Callable[[http.client.HTTPConnection], bool]) -> Run:
    """Let some clients do the same thing again and again."""
    told, lock, ends = Run(), threading.Lock(), time.monotonic() + SECONDS

    def one() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=120)
        while time.monotonic() < ends:
            began = time.monotonic()
            try:
                good = once(connection)
            except (OSError, http.client.HTTPException):
                good = False
                connection.close()
            with lock:
                told.each.append(time.monotonic() - began)
                told.faults += not good
        connection.close()

    before, began = processor_seconds(running), time.monotonic()
    threads = [threading.Thread(target=one) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.seconds, told.processor = time.monotonic() - began, processor_seconds(running) - before
    return told


def landing(connection: http.client.HTTPConnection) -> bool:
    connection.request("GET", "/en/")
    answer = connection.getresponse()
    answer.read()
    return answer.status == 200


def submission(connection: http.client.HTTPConnection) -> bool:
    if not landing(connection):
        return False
    connection.request("GET", "/en/send")
    found = re.search(rb'name="number" value="(\w+)"', connection.getresponse().read())
    kind, body = with_files({"number": found[1].decode() if found else "", "text": "x" * 1024})
    connection.request("POST", "/en/send", body, {"Content-Type": kind})
    answer = connection.getresponse()
    answer.read()
    return answer.status == 201


def upload(running: Served, mebibytes: int) -> str:
    """Send one long file; the clients' bytes are made beforehand, so that only the drop works."""
    piece = os.urandom(MIB)
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="number"\r\n\r\n{number()}\r\n'
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="x"\r\n\r\n'
    tail = f"\r\n--{BOUNDARY}--\r\n"
    most, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], running.memory_bytes())

    watching = threading.Thread(target=watch)
    watching.start()
    before, began = processor_seconds(running), time.monotonic()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=600)) as connection:
        connection.putrequest("POST", "/en/send")
        connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        connection.putheader("Content-Length", str(len(head) + mebibytes * MIB + len(tail)))
        connection.endheaders(head.encode())
        for _ in range(mebibytes):
            connection.send(piece)
        connection.send(tail.encode())
        status = connection.getresponse().status
    seconds, used = time.monotonic() - began, processor_seconds(running) - before
    over.set()
    watching.join()
    size = mebibytes * MIB / 1e6
    return (
        f"upload of {size:.0f} MB: {status}, {size / seconds:.0f} MB/s, {used:.2f} s of processor "
        f"({size / used:.0f} MB a second of it), memory at most {most[0] / 1e6:.0f} MB"
    )


def main(*, long: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        recipients = [new_item_key().recipient for _ in range(3)]
        (folder / "recipients.txt").write_text("\n".join(recipients) + "\n", encoding="utf-8")
        (folder / "drop.toml").write_text("[limits]\nitems_a_day = 1000000\n", encoding="utf-8")
        with served(folder) as running:
            print(f"load {os.getloadavg()[0]:.1f}; idle memory {running.memory_bytes() / 1e6:.0f} MB, all processes")
            for clients in (1, 8):
                print(crowd(running, clients, landing).line(f"landing, {clients} clients"), flush=True)
            for clients in (1, 8, 64):
                print(crowd(running, clients, submission).line(f"submission, {clients} clients"), flush=True)
            for mebibytes in (191, 191, 191, *((2_000,) if long else ())):
                print(upload(running, mebibytes), flush=True)
            print(f"load {os.getloadavg()[0]:.1f}; memory after {running.memory_bytes() / 1e6:.0f} MB")


if __name__ == "__main__":
    main(long="--long" in sys.argv)
