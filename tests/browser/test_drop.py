"""A source in a browser: without script as at Tor Browser's "Safest", in both languages, by keyboard, read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.drop.conftest import Desk, made_desk
from tests.drop.serving import Served, served
from tests.drop.test_returning import answered

from secondsource.web.drop.pages import read_words

CHROMIUM = Path("/usr/bin/chromium")
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
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return made_desk(tmp_path_factory.mktemp("drop"))


@pytest.fixture(scope="module")
def drop(desk: Desk) -> Iterator[Served]:
    with served(desk.folder) as running:
        yield running


def context(browser: Browser, *, script: bool, width: int = 1280) -> BrowserContext:
    # The policy of the pages forbids every script; the checker of accessibility is let past it.
    return browser.new_context(
        java_script_enabled=script, bypass_csp=script, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_whole_way_without_script(
    browser: Browser, drop: Served, desk: Desk, tmp_path: Path, language: str
) -> None:
    words = read_words(language)
    asked: list[str] = []
    before = {item.id for item in desk.items()}
    where = context(browser, script=False)
    page = where.new_page()
    page.on("request", lambda request: asked.append(request.url))
    (tmp_path / "acta.txt").write_bytes(b"invented minutes\n" * 9_000)
    page.goto(f"http://127.0.0.1:{drop.port}/{language}/")
    page.get_by_role("link", name=words["landing.send"]).click()
    page.locator("textarea").fill("The mill at Orsa was never inspected.")
    page.locator("input[type=file]").set_input_files(tmp_path / "acta.txt")
    page.get_by_role("button", name=words["send.button"]).click()
    codename = page.locator(".codename").inner_text()
    assert len(codename.split()) == 9

    (item,) = (item for item in desk.items() if item.id not in before)
    assert desk.message(item).text == "The mill at Orsa was never inspected."
    assert desk.file(item) == b"invented minutes\n" * 9_000
    answered(desk, "Who signed it?")

    page.get_by_role("link", name=words["landing.return"]).click()
    page.get_by_role("textbox").fill(codename.upper())
    page.get_by_role("button", name=words["return.button"]).click()
    expect(page.get_by_text("Who signed it?")).to_be_visible()
    assert codename not in page.content()
    page.get_by_role("region", name=words["mailbox.add"]).get_by_role("textbox").fill("The mayor did.")
    page.get_by_role("button", name=words["send.button"], exact=True).click()
    expect(page.get_by_role("status")).to_be_visible()
    page.get_by_role("checkbox").check()
    page.locator("section:last-of-type button").click()
    expect(page.locator("h1")).to_have_text(words["closed.title"])

    assert where.cookies() == []
    assert {re.sub(r"^(http://127\.0\.0\.1:\d+)/.*", r"\1", url) for url in asked} == {f"http://127.0.0.1:{drop.port}"}
    where.close()


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("es", 360)])
def test_every_page_can_be_read_aloud_and_fits(
    browser: Browser, drop: Served, desk: Desk, language: str, width: int
) -> None:
    where = context(browser, script=True, width=width)
    page = where.new_page()
    for name in ("", "protects", "return", "send"):
        page.goto(f"http://127.0.0.1:{drop.port}/{language}/{name}")
        assert_fits_and_reads(page)
    page.locator("textarea").fill("x")
    page.locator("button").click()
    codename = page.locator(".codename").inner_text()
    assert_fits_and_reads(page)
    answered(desk, "One question, " + "long" * 60)
    page.goto(f"http://127.0.0.1:{drop.port}/{language}/return")
    page.locator("input[type=text]").fill(codename)
    page.locator("button").click()
    assert_fits_and_reads(page)
    page.goto(f"http://127.0.0.1:{drop.port}/{language}/nowhere")
    assert_fits_and_reads(page)
    where.close()


def assert_fits_and_reads(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    assert found.violations_count == 0, found.generate_report()


def test_all_of_it_works_by_keyboard(browser: Browser, drop: Served) -> None:
    where = context(browser, script=False)
    page = where.new_page()
    page.goto(f"http://127.0.0.1:{drop.port}/en/send")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Written without a mouse.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".codename").wait_for()
    where.close()
