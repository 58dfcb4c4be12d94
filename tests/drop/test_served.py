"""The drop as it is run: what it forgets, what it writes, what a kill leaves, and how little it needs."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.drop.conftest import Desk
from tests.drop.serving import Served, found_in_memory, served
from tests.drop.source import Page, number, with_files
from tests.trials.killed_while_receiving import trial

from secondsource.web.drop.answers import HEADERS

WORDS = "CANARY-WORDS the ferry of Lomas sinks on purpose"
TITLE = "CANARY-TITLE-ferry.pdf"
CONTENT = b"CANARY-CONTENT "
ADDRESS = "127.0.0.77"
FORWARDED = "203.0.113.77"

pytestmark = pytest.mark.slow


def send(running: Served, text: str, files: list[tuple[str, bytes]], **fields: str) -> Page:
    kind, body = with_files({"number": number(), **fields, "text": text}, files)
    headers = {"Content-Type": kind, "X-Forwarded-For": FORWARDED, "User-Agent": "CANARY-AGENT"}
    path = "/en/add" if "token" in fields else "/en/send"
    return running.ask("POST", path, body, headers, address=ADDRESS)


def break_off(running: Served, text: str, data: bytes) -> None:
    """Send half of a form and go."""
    kind, body = with_files({"number": number(), "text": text}, [(TITLE, data)])
    connection = http.client.HTTPConnection("127.0.0.1", running.port, source_address=(ADDRESS, 0))
    with contextlib.closing(connection):
        connection.putrequest("POST", "/en/send")
        connection.putheader("Content-Type", kind)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body[: len(body) // 2])


def test_nothing_of_a_source_is_left_on_disk_in_logs_or_in_memory(desk: Desk) -> None:
    with served(desk.folder) as running:
        receipt = send(running, WORDS, [(TITLE, CONTENT * 60_000), ("small", CONTENT)])
        assert receipt.status == 201
        codename = receipt.codename
        form = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": FORWARDED}
        entered = running.ask("POST", "/en/return", f"codename={codename.replace(' ', '+')}".encode(), form, ADDRESS)
        assert entered.status == 200
        token = entered.hidden("token")
        assert send(running, WORDS + " again", [(TITLE, CONTENT * 3)], token=token).status == 200
        assert send(running, WORDS, [("x", CONTENT)], token="A" * 40).status == 403
        break_off(running, WORDS, CONTENT * 40_000)
        planted = [
            *(WORDS[:20].encode(), TITLE.encode(), CONTENT, ADDRESS.encode(), FORWARDED.encode(), b"CANARY-AGENT"),
            *(codename.encode(), codename.replace(" ", "+").encode(), token.encode()),
        ]
        pids = running.pids()
        assert len(pids) >= 2
        # A second after the last request on an idle machine; later on a busy one.
        found = {0: {b"not looked yet"}}
        ends = time.monotonic() + 20
        while any(found.values()) and time.monotonic() < ends:
            time.sleep(1)
            found = {pid: found_in_memory(pid, planted) for pid in pids}
        assert found == {pid: set() for pid in pids}
    for path in desk.folder.rglob("*"):
        held = str(path).encode() + (path.read_bytes() if path.is_file() else b"")
        assert [one for one in planted if one in held] == [], path
    assert re.fullmatch(r"The drop answers at http://\S+ - stop it with Ctrl-C\.\n", running.log.read_text())
    assert len(desk.items()) == 2


def test_the_search_of_the_memory_finds_what_is_there(desk: Desk) -> None:
    with served(desk.folder) as running:
        here = [b"The drop answers", b"Send us something safely"]
        assert set().union(*(found_in_memory(pid, here) for pid in running.pids())) >= {here[1]}


def test_the_headers_over_the_wire_are_those_and_no_others(desk: Desk) -> None:
    with served(desk.folder) as running:
        for path in ("/", "/en/send", "/es/nowhere"):
            page = running.ask("GET", path)
            assert {name.lower() for name, _ in page.headers} == {*HEADERS, "server", "date", "content-length"}
            assert dict(page.headers)["date"].endswith("1970 00:00:00 GMT")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed here")
def test_it_listens_on_a_socket_where_told_to(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "d.sock"
    command = [
        sys.executable,
        "-m",
        "secondsource.cli.main",
        "serve",
        "--drop",
        str(desk.folder),
        "--socket",
        str(place),
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(400):
            if place.exists():
                break
            time.sleep(0.05)
        asked = ["curl", "-s", "--retry", "9", "--retry-all-errors", "--unix-socket", str(place), "http://drop/en/"]
        assert b"Send us something safely" in subprocess.run(asked, check=True, capture_output=True).stdout
        assert place.stat().st_mode & 0o007 == 0
    finally:
        running.terminate()
        running.wait(20)


def test_an_idle_drop_needs_less_than_120_megabytes(desk: Desk) -> None:
    with served(desk.folder) as running:
        assert running.memory_bytes() < 120_000_000


def test_a_long_upload_needs_little_memory(desk: Desk) -> None:
    with served(desk.folder) as running:
        most = [0]
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.02):
                most[0] = max(most[0], running.memory_bytes())

        watching = threading.Thread(target=watch)
        watching.start()
        page = send(running, "", [("long.bin", bytes(150_000_000))])
        done.set()
        watching.join()
        assert page.status == 201
        assert most[0] < 200_000_000


def test_killed_while_receiving_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    told = trial(tmp_path, kills=3, clients=16, seconds_between=(0.5, 1.5))
    assert told.acknowledged > 0
    assert told.faults == []


def test_where_the_answering_process_dies_another_answers(desk: Desk) -> None:
    with served(desk.folder) as running:
        watching, answering = running.pids()
        os.kill(answering, signal.SIGKILL)
        for _ in range(200):
            with contextlib.suppress(OSError):
                if running.ask("GET", "/en/").status == 200:
                    break
            time.sleep(0.1)
        assert running.pids()[0] == watching
        assert running.pids()[1] != answering
