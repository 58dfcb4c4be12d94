"""The whole story in a real browser: three members take a folder to a dossier that anybody can check.

On the way: a release the gate refuses, somebody who would pass their own work, a leak that the attack catches, and a
hold at the last hour. Every signature is made by a key that only its browser has.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket  # noqa: TID251 - a free port of this machine
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyrage
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
OUT = "Let it out"
LOOKED = "I have read every line below, and the redaction is right"
SPOKESMAN = "Ivo Santángel"
SUMMARY = (
    "A collective says that a smuggling ring holds one of its divers, and has threatened to publish names. "
    f"Its spokesman {SPOKESMAN} has since said that it will not. The desk names nobody on either side."
)
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


def take_in(bo: Hands, case: str, folder: Path) -> None:
    """Take a folder in, let the worker vet it, and accept what it proposes."""
    page = bo.go(f"/case/{case}/exhibits/")
    page.set_input_files("#files", [ROOT / "examples" / "harbour" / name for name in REPORTS])
    bo.press("Take in")
    command("worker", "--folder", str(folder), "--once", folder=folder)
    page = bo.go(f"/case/{case}/reports/")
    reports = page.locator("main th a").evaluate_all("found => found.map((one) => new URL(one.href).pathname)")
    assert len(reports) == len(REPORTS)
    for report in reports:
        page = bo.go(report)
        bo.picture("report", ".statements")
        buttons = page.get_by_role("button", name="Accept", exact=True)
        for _ in range(2):
            left = buttons.count()
            buttons.first.click()
            expect(buttons).to_have_count(left - 1)


def draft(bo: Hands, case: str) -> str:
    """Write a draft on one claim and return its address; the name of the collective's spokesman is in it."""
    page = bo.go(f"/case/{case}/release/")
    page.fill("#id_subject", "harbour-list")
    page.fill("#id_desk_name", "the desk")
    bo.press("Begin")
    page.fill("#id_title", "What was said of the held diver")
    page.fill("#id_summary", SUMMARY)
    page.fill("#id_checked", "Every report was read whole by two people.")
    page.fill("#id_unchecked", "Where the diver is was not checked.")
    page.fill("#id_corrections", "Write to the desk.")
    for box in page.locator("input[name^=keep-]").all()[1:]:
        box.uncheck()
    bo.press("Keep")
    return str(page.evaluate("location.pathname"))


def freeze(bo: Hands, draft: str) -> str:
    """Decide every open stretch of words, redact, freeze; return the content's address."""
    page = bo.go(f"{draft}words")
    page.fill("#pass", REGISTER_WORDS)
    bo.press("Look for open words")
    for number, span in enumerate(page.locator("fieldset.span").all()):
        span.locator(f"input[name=verdict-{number}][value=keep]").check()
        span.locator(f"input[name=reason-{number}]").fill("Public already, and no private person.")
    bo.picture("words", "fieldset.span")
    if page.locator("fieldset.span").count():
        bo.press("Keep these choices")
    page.fill("#pass-freeze", REGISTER_WORDS)
    bo.press("Redact and freeze")
    return str(page.evaluate("location.pathname"))


def harm(ada: Hands, cy: Hands, case: str) -> None:
    """List the held diver with what could happen to him; another member says that the mitigation is done."""
    page = ada.go(f"/case/{case}/harm/")
    page.fill("input[name=label]", "the held diver")
    ada.press("List")
    person = page.evaluate("location.pathname")
    for field, value in (
        ("role", "victim"),
        ("named", "no"),
        ("private", "yes"),
        ("minor", "no"),
        ("criticised", "no"),
    ):
        page.select_option(f"select[name={field}]", value)
    ada.press("Keep these answers")
    for place, select in enumerate(page.locator("select[name^=severity-]").all()):
        select.select_option("low" if place else "moderate")
    for select in page.locator("select[name^=likelihood-]").all():
        select.select_option("unlikely")
    for cell in page.locator("input[name^=mitigation-]").all():
        cell.fill("He is not named and the place is left out.")
    ada.press("Keep what is filled in")
    page = cy.go(person)
    done = page.get_by_role("button", name="The mitigation is done")
    while done.count():
        left = done.count()
        done.first.click()
        expect(done).to_have_count(left - 1)


def check_lines(ada: Hands, case: str, digest: str) -> None:
    """Mark every line: what claims something rests on the video, the rest claims nothing."""
    page = ada.go(f"/case/{case}/lines/{digest}/")
    for place in range(page.locator("ol.lines > li").count()):
        line = page.locator("ol.lines > li").nth(place)
        line.locator("details").first.evaluate("one => { one.open = true; }")
        line.locator("select[name=state]").select_option("complete")
        line.locator("input[name=no_fact]").check()
        with page.expect_navigation():
            line.get_by_role("button", name="Mark").click()


def answer(hands: Hands, case: str, digest: str) -> None:
    """Answer whatever members answer by hand on the gate's page."""
    page = hands.go(f"/case/{case}/gate/{digest}/")
    facts = page.locator("form[action$=answer] input[name=fact]").evaluate_all("found => found.map((one) => one.value)")
    for fact in facts:
        form = page.locator(f"form:has(input[name=fact][value={fact}])").first
        form.evaluate(
            "one => { for (let up = one; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true; }"
        )
        form.locator("textarea").fill("Looked at together, and written down.")
        with page.expect_navigation():
            form.get_by_role("button", name="Yes", exact=True).click()
    traces = page.locator("form[action*=traces]").first
    traces.evaluate(
        "one => { for (let up = one; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true; }"
    )
    for select in traces.locator("select").all():
        select.select_option("yes")
    with page.expect_navigation():
        traces.get_by_role("button", name="Keep").click()


def move_out(cy: Hands, ada: Hands, content: str) -> str:
    """Move, second and carry the release of a content, publish it, and return the motion's id."""
    page = cy.go(f"{content}decide")
    cy.press("Show me what I would sign")
    assert "content-sha256: " in page.inner_text("main")
    return decide(cy, (ada,))


def hold_late(bo: Hands, ada: Hands) -> None:
    """Hold by one seat alone while the release is cooling off, and publish it."""
    page = bo.go("/motions/hold?subject=harbour-list")
    bo.press("Show me what I would sign")
    motion = bo.sign_here()
    expect(page.get_by_text("to the public log")).to_be_visible()
    publish(ada, motion)


def refused(hands: Hands, content: str, button: str) -> str:
    """Press a button of a content's page that must not do it, and return the refusal's code."""
    hands.go(content)
    page = hands.press(button)
    hands.picture("refused", "main")
    return page.inner_text("p.code")


def attack(hands: Hands, content: str) -> str:
    page = hands.go(content)
    page.fill("#pass-attack", REGISTER_WORDS)
    hands.press("Attack it")
    return page.inner_text("ol.steps li >> nth=0")


def test_the_whole_story(browser: Browser, desk: tuple[str, Path], tmp_path: Path) -> None:
    site, folder = desk
    case = json.loads((folder / CAST).read_text(encoding="utf-8"))["case"]
    members = tuple(signed_in(browser, site, folder, name) for name in ("ada", "bo", "cy"))
    ada, bo, cy = members
    pin = seat(members, folder)
    take_in(bo, case, folder)

    written = draft(bo, case)
    content = freeze(bo, written)
    assert refused(cy, content, OUT) == "gate-shut"
    assert refused(bo, content, LOOKED) == "own-work"

    # The register learns that the spokesman needs protection: the attack finds what was let stand before.
    people = Register(entries=(DIVER, Protected(id="p-2", name=SPOKESMAN)))
    keep_register(folder / "register", people, REGISTER_WORDS)
    assert "found somebody" in attack(ada, content)
    ada.picture("leak", "ol.steps")
    before, content = content, freeze(bo, written)
    assert content != before
    assert "found nobody" in attack(ada, content)
    assert SPOKESMAN not in ada.page.inner_text("main")

    digest = content.rstrip("/").rsplit("/", 1)[1]
    ada.press(LOOKED)
    harm(ada, cy, case)
    check_lines(ada, case, digest)
    for one in (ada, cy):
        answer(one, case, digest)
    ada.go(f"/case/{case}/gate/{digest}/")
    ada.picture("gate")

    move_out(cy, ada, content)
    assert refused(cy, content, OUT) == "gate-shut" or "cooling" in cy.page.inner_text("main")
    hold_late(bo, ada)
    later(folder, 13 * HOUR)
    witness(ada)
    assert refused(cy, content, OUT) == "gate-shut"
    move_out(cy, ada, content)  # it supersedes the hold, by the quorum that had it before its eyes
    moment = later(folder, 14 * HOUR)
    witness(ada)
    cy.go(content)
    cy.press(OUT)
    expect(cy.page.get_by_role("heading", name="It is out")).to_be_visible()
    cy.picture("out", "section.let-out")

    check_outside(cy, folder, pin, moment.strftime("%Y-%m-%dT%H:%M:%SZ"), tmp_path)


def check_outside(cy: Hands, folder: Path, pin: str, at: str, tmp_path: Path) -> None:
    """Check with the command line, as anybody can, what the desk let out; then open what a partner was handed."""
    with cy.page.expect_download() as waiting:
        cy.page.get_by_role("link", name="The dossier (ZIP)").click()
    dossier = tmp_path / "dossier.zip"
    waiting.value.save_as(dossier)
    checked = command("dossier", "check", str(dossier), "--policy-fingerprint", pin, "--at", at, folder=folder)
    assert "harbour-list" in checked or "RELEASE" in checked.upper()
    public = str(folder / "papers" / "site")
    assert "harbour-list" in command("verify", public, "--policy-fingerprint", pin, "--at", at, folder=folder)
    handed = hand_over(cy, tmp_path)
    assert handed == dossier_files(dossier)


def hand_over(cy: Hands, tmp_path: Path) -> set[str]:
    """Seal the dossier to a partner and return the names of the files that the partner's own age program opens."""
    identity = pyrage.x25519.Identity.generate()
    cy.page.fill("#partner", "The Lighthouse")
    cy.page.fill("#recipients", str(identity.to_public()))
    with cy.page.expect_download() as waiting:
        cy.page.get_by_role("button", name="Seal and download").click()
    sealed = tmp_path / "sealed.age"
    waiting.value.save_as(sealed)
    opened = tmp_path / "opened.zip"
    opened.write_bytes(pyrage.decrypt(sealed.read_bytes(), [identity]))
    return dossier_files(opened)


def dossier_files(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())
