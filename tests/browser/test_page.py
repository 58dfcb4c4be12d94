"""The page in a browser: phone and desktop, light and dark, with scripts off and on, on paper, and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument
from tests.worlds.harbour import findings

from secondsource.publishing.findings.page import render_page

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine"),
]

SIZES = {"phone": (360, 740), "tablet": (800, 1000), "desktop": (1280, 900)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    addresses = {}
    for language in ("en", "es"):
        path = folder / f"{language}.html"
        path.write_text(render_page(findings(), language=language), encoding="utf-8")
        addresses[language] = path.as_uri()
    return addresses


def shown(browser: Browser, address: str, *, size: str = "desktop", scheme: str = "light", script: bool = True) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(browser: Browser, files: dict[str, str], size: str, language: str) -> None:
    page = shown(browser, files[language], size=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


def test_no_request_leaves_and_nothing_is_refused(browser: Browser, files: dict[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(files["en"])
    assert asked == [files["en"]]
    assert said == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_it_reads_the_same_with_scripts_off(browser: Browser, files: dict[str, str], *, script: bool) -> None:
    page = shown(browser, files["en"], script=script)
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation").count() == 1
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("contentinfo").count() == 1
    assert page.get_by_role("heading", level=1).inner_text() == "Findings on 10 reports"
    page.get_by_role("link", name="Timeline").first.click()
    assert page.url.endswith("#timeline")
    page.locator("details.table summary").first.click()
    assert page.locator("details.table table").first.is_visible()


def test_every_anchor_has_its_place(browser: Browser, files: dict[str, str]) -> None:
    page = shown(browser, files["en"])
    dangling = page.eval_on_selector_all(
        "a[href^='#']", "links => links.map(a => a.getAttribute('href')).filter(h => !document.querySelector(h))"
    )
    assert dangling == []


def test_the_first_tab_skips_to_the_findings(browser: Browser, files: dict[str, str]) -> None:
    page = shown(browser, files["en"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_focus_is_seen_on_every_kind_of_link(browser: Browser, files: dict[str, str]) -> None:
    page = shown(browser, files["en"])
    for selector in (".sections a", ".claim-text", ".ref", ".place a", "details.table summary", ".scroll"):
        page.keyboard.press("Tab")
        page.locator(selector).first.focus()
        width = page.locator(selector).first.evaluate("node => parseFloat(getComputedStyle(node).outlineWidth)")
        assert width >= 2, selector


def test_a_number_in_the_text_leads_to_its_row_and_a_claim_to_its_place(
    browser: Browser, files: dict[str, str]
) -> None:
    page = shown(browser, files["en"])
    page.locator("#claim-1 .statement .place a").first.click()
    mark = page.locator(":target")
    assert mark.get_attribute("class") == "ref"
    box = mark.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= SIZES["desktop"][1]
    mark.click()
    assert "s-" in page.locator(":target .decide").inner_text()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_axe_finds_nothing(browser: Browser, files: dict[str, str], size: str, scheme: str, language: str) -> None:
    page = shown(browser, files[language], size=size, scheme=scheme)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    found = Axe().run(
        page,
        options={
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            "resultTypes": ["violations"],
        },
    )
    assert found.violations_count == 0, found.generate_report()


def test_it_prints_whole(browser: Browser, files: dict[str, str]) -> None:
    page = shown(browser, files["en"])
    paper = page.pdf(format="A4")
    words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(paper))
    assert "Why statements were taken together" in " ".join(words.split())
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").is_visible()
    wide = page.evaluate(
        "[...document.querySelectorAll('svg, table, pre')].filter("
        "node => node.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wide == 0


def test_right_to_left_words_run_from_the_right(browser: Browser, files: dict[str, str]) -> None:
    page = shown(browser, files["en"])
    directions = page.eval_on_selector_all(
        "blockquote[lang=ar]", "all => all.map(one => getComputedStyle(one).direction)"
    )
    assert directions
    assert set(directions) == {"rtl"}
