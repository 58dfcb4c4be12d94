"""Deciding by keyboard in a real browser: accept, reject, take back, a new statement of selected words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
PORT = 8493
SITE = f"http://127.0.0.1:{PORT}"
SET_UP = """
import json, sys
from pathlib import Path
from secondsource.cli.serving import desk
desk.prepare(Path(sys.argv[1]))
from django.test import Client
from tests.cast import cast_desk
from tests.desk.evidence.world import fill_case
from secondsource.store.team.models import MemberRow
cast = cast_desk()
filled = fill_case(cast.case, cast.bo)
client = Client()
client.force_login(MemberRow.objects.get(name="bo"), backend="allauth.account.auth_backends.AuthenticationBackend")
print(json.dumps([cast.case, filled.exhibits["01-valley-herald.md"], client.cookies["sessionid"].value]))
"""
SELECT = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("#text p").firstChild);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def answers() -> bool:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open a report of the invented case as Bo, on a desk of its own."""
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    folder = tmp_path_factory.mktemp("keyboard") / "desk"
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    made = subprocess.run(
        [sys.executable, "-c", SET_UP, str(folder)], check=True, capture_output=True, text=True, env=environment
    )
    case, exhibit, session = json.loads(made.stdout)
    serve = [sys.executable, "-m", "secondsource.cli.main", "serve", "--no-background"]
    with subprocess.Popen(
        [*serve, "--folder", str(folder), "--port", str(PORT), "--workers", "1"],
        stdout=subprocess.DEVNULL,
        env=environment,
    ) as server:
        until = time.monotonic() + 120
        while not answers():
            assert server.poll() is None, "the desk did not start"
            assert time.monotonic() < until
            time.sleep(0.2)
        with sync_playwright() as played:
            browser = played.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
            context = browser.new_context()
            context.add_cookies([{"name": "sessionid", "value": session, "url": SITE}])
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.goto(f"{SITE}/case/{case}/report/{exhibit}/")
            yield page
            browser.close()
        server.terminate()


def test_a_report_is_decided_by_keyboard_alone(report: Page) -> None:
    faults: list[str] = []
    report.on("pageerror", lambda error: faults.append(str(error)))
    expect(report.locator("article.statement.here")).to_have_count(1)
    expect(report.locator("#text mark.here").first).to_have_text("the quarry was closed on Monday")
    report.keyboard.press("a")
    expect(report.locator("article.statement.accepted")).to_have_count(1, timeout=60_000)
    report.keyboard.press("r")
    expect(report.locator("article.statement.rejected")).to_have_count(1, timeout=60_000)
    report.keyboard.press("u")
    expect(report.locator("article.statement.rejected")).to_have_count(0, timeout=60_000)
    report.evaluate(SELECT)
    report.keyboard.press("n")
    expect(report.locator("#words")).to_have_value("Mara Teld")
    with report.expect_navigation():
        report.locator("form.add button").click()
    expect(report.locator("article.statement.accepted")).to_have_count(2)
    report.keyboard.press("e")
    report.wait_for_url("**/statement/s-*/#edit")
    assert not faults
