"""The whole story in a real browser: three members take a folder to a dossier that anybody can check.

On the way: a release the gate refuses, somebody who would pass their own work, a leak that the attack catches, and a
hold at the last hour. Every signature is made by a key that only its browser has.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests.browser.desk_hands import Hands, decide, later, publish, signed_in, witness
from tests.worlds.story import CAST, DIVER, REGISTER_WORDS

from secondsource.actions.shielding.registers import keep_register
from secondsource.core.release.policy import Seat, SeatPolicy, Thresholds
from secondsource.shielding.register.entry import Protected, Register
from secondsource.trust.statements import seats_file

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).resolve().parent.parent.parent
REPORTS = ("01-la-voz-de-sereno.md", "02-meridian-wire.md", "07-el-rompeolas.md")
HOUR = timedelta(hours=1)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve a fresh desk; yield its address and folder."""
    folder = tmp_path_factory.mktemp("story") / "desk"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "SECONDSOURCE_DESK": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.worlds.story", str(folder), str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        deadline = time.monotonic() + 120
        while not answers(port):
            assert server.poll() is None, "the desk did not start"
            assert time.monotonic() < deadline
            time.sleep(0.3)
        yield f"http://127.0.0.1:{port}", folder
        server.terminate()


def answers(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


def command(*words: str, folder: Path) -> str:
    """Run `secondsource`; it must end well."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONPATH": str(ROOT / "src"), "SECONDSOURCE_DESK": str(folder)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "secondsource.cli.main", *words],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def seat(members: tuple[Hands, ...], folder: Path) -> str:
    """Make a key in each browser, seat the three by a membership motion, and return the pin readers are given."""
    seats = []
    log_policy = (folder / "papers" / "site" / "log.policy").read_bytes()
    for number, one in enumerate(members, start=1):
        page = one.go("/seat/")
        page.fill("#seat-name", f"desk.example/seat-{number}")
        page.get_by_role("button", name="Show this browser's key, or make it").click()
        page.wait_for_selector("[data-shown]:not([hidden])")
        seats.append(seats_file.seat_of(page.inner_text("output").strip(), f"seat-{number}", "desk.example/log"))
    text = seats_file.text(policy(tuple(seats), log_policy))
    ada, bo, cy = members
    page = ada.go("/motions/new")
    page.select_option("#id_action", "membership")
    page.fill("#id_subject", "seats")
    page.fill("#id_text", text)
    ada.press("Show me what I would sign")
    ada.picture("sign")
    decide(ada, (bo, cy))
    expect(ada.page.locator(".entries li")).to_have_count(1)
    return seats_file.fingerprint(text.encode())


def policy(seats: tuple[Seat, ...], log_policy: bytes) -> SeatPolicy:
    import hashlib  # noqa: PLC0415

    return SeatPolicy(
        log_origin="desk.example/log",
        version=1,
        log_policy_sha256=hashlib.sha256(log_policy).hexdigest(),
        seats=seats,
        thresholds=Thresholds(hold=1, cancel=2, go=2, release=2, membership=2),
        hold_lasts=24 * HOUR,
        hold_rate=2,
        hold_window=timedelta(days=7),
        cooling_off=12 * HOUR,
    )


def test_the_whole_story(browser: Browser, desk: tuple[str, Path]) -> None:
    site, folder = desk
    cast = json.loads((folder / CAST).read_text(encoding="utf-8"))
    members = tuple(signed_in(browser, site, folder, name) for name in ("ada", "bo", "cy"))
    ada, bo, cy = members
    pin = seat(members, folder)
    assert pin, (cast, ada, bo, cy, HOUR)
