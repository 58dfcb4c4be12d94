"""The status pages in a browser: readable without scripts, checked by the page's own script, HOLD when out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument
from tests.worlds.desk import HOUR, NOON, World

from secondsource.actions.announcing.pages import build
from secondsource.core.release.policy import Action

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine"),
]
SIZES = {"phone": (360, 740), "desktop": (1280, 900)}
LATER = NOON + 13 * HOUR
PAGES = {
    "index.html": "What holds now",
    "subject/harbour-list.html": "harbour-list",
    "es/index.html": "Qué vale ahora",
    "es/subject/harbour-list.html": "harbour-list",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a go, a hold, a cancel and a subject on which nothing counts."""
    world = World(tmp_path_factory.mktemp("status") / "desk")
    world.say(Action.GO, 1, 2, 3, text="The list goes out.\nSale la lista. <b>ñ</b>\n".encode())
    world.say(Action.CANCEL, 2, 3, 4, motion="m-0003", subject="pier-list", text=b"It stays in.\n")
    world.say(Action.HOLD, 5, motion="m-0004", subject="quay-list", text=b"Wait.\n", issued=NOON + 10 * HOUR)
    world.say(Action.GO, 1, 2, 3, motion="m-0005", subject="old-list", text=b"Then.\n", expires=NOON + 12 * HOUR)
    world.witness(NOON)  # from this first sight on it cools off
    world.witness(NOON + 12 * HOUR)
    build(world.site, LATER)
    return world.site


def shown(
    browser: Browser,
    path: Path,
    *,
    at: datetime = LATER,
    size: str = "desktop",
    scheme: str = "light",
    script: bool = True,
) -> Page:
    context = browser.new_context(
        viewport={"width": SIZES[size][0], "height": SIZES[size][1]},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    page = context.new_page()
    if script:
        page.clock.set_fixed_time(at)
    page.goto(path.as_uri())
    return page


def checked(page: Page) -> str:
    page.wait_for_selector("#check:not([hidden])", timeout=5000)
    return page.locator("#check").inner_text()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_every_page_reads_whole_with_and_without_scripts(
    browser: Browser, site: Path, name: str, *, script: bool
) -> None:
    page = shown(browser, site / name, script=script)
    assert page.get_by_role("heading", level=1).inner_text() == PAGES[name]
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("contentinfo").count() == 1
    if "subject" in name:
        assert page.locator("#verdict").inner_text() == ("ADELANTE" if name.startswith("es/") else "GO")
        assert "2031-03-06 12:00 UTC" not in page.locator(".after").inner_text()
        assert "2031-03-07 00:00 UTC" in page.locator(".after").inner_text(), "a day after the witnesses"
        assert "Sale la lista. <b>ñ</b>" in page.locator(".text").inner_text()
        assert page.locator(".seats li").count() == 5
        assert page.locator(".seats .signed").count() == 3


def test_without_scripts_nothing_claims_to_have_been_checked(browser: Browser, site: Path) -> None:
    page = shown(browser, site / "subject" / "harbour-list.html", script=False)
    assert not page.locator("#check").is_visible()


@pytest.mark.parametrize("name", ["harbour-list", "pier-list", "quay-list"])
def test_the_script_finds_that_the_page_adds_up(browser: Browser, site: Path, name: str) -> None:
    page = shown(browser, site / "subject" / f"{name}.html")
    assert checked(page).startswith("Your browser has checked the signatures")


def test_the_script_is_small_and_the_policy_names_it_by_hash(site: Path) -> None:
    source = (site / "subject" / "harbour-list.html").read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    assert len(script.encode()) <= 4096
    assert "default-src &#39;none&#39;" in source
    assert "unsafe" not in source


def test_no_request_leaves_and_nothing_is_refused(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.clock.set_fixed_time(LATER)
    address = (site / "subject" / "harbour-list.html").as_uri()
    page.goto(address)
    checked(page)
    assert asked == [address]
    assert said == []


@pytest.mark.parametrize("at", [NOON + 37 * HOUR, NOON + 73 * HOUR], ids=["frozen", "expired"])
def test_a_stale_page_turns_itself_into_hold(browser: Browser, site: Path, at: datetime) -> None:
    page = shown(browser, site / "subject" / "harbour-list.html", at=at)
    assert checked(page).startswith("This page is out of date")
    assert page.locator("#verdict").inner_text() == "No current statement: treat as HOLD"
    assert page.title() == "No current statement: treat as HOLD"


def test_a_clock_before_the_cooling_off_turns_it_into_hold(browser: Browser, site: Path) -> None:
    page = shown(browser, site / "subject" / "harbour-list.html", at=NOON + 12 * HOUR - timedelta(minutes=5))
    assert "not yet in force" in checked(page)
    assert page.locator("#verdict").inner_text() == "No current statement: treat as HOLD"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("motion: m-0002", "motion: m-0022"),
        ("action: go", "action: hold"),
        ("expires: 2031-03-08", "expires: 2031-03-09"),
        ("threshold go 3", "threshold go 4"),
        ("cooling-off 12h", "cooling-off 11h"),
        ("index 1", "index 2"),
        ("\n5\n", "\n6\n"),
        ("quorum witnesses", "quorum none"),
    ],
)
def test_a_changed_text_turns_the_page_into_hold(
    browser: Browser, site: Path, tmp_path: Path, old: str, new: str
) -> None:
    source = (site / "subject" / "harbour-list.html").read_text(encoding="utf-8")
    assert old in source
    (tmp_path / "changed.html").write_text(source.replace(old, new), encoding="utf-8")
    page = shown(browser, tmp_path / "changed.html")
    if old == "cooling-off 12h":
        # The seats file itself is bound by its words alone; a page's script cannot know whose seats these are.
        assert "compare the twelve words" in checked(page)
    else:
        assert "does not add up" in checked(page)
        assert page.locator("#verdict").inner_text() == "No current statement: treat as HOLD"


def test_a_forged_signature_or_one_seat_twice_turns_the_page_into_hold(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    source = (site / "subject" / "harbour-list.html").read_text(encoding="utf-8")
    (block,) = re.findall(r'<pre id="note".*?</pre>', source, re.DOTALL)
    lines = [line for line in block.split("\n") if line.startswith("\u2014")]
    for broken in (
        block.replace(lines[2] + "\n", lines[1] + "\n"),
        block.replace(lines[2] + "\n", ""),
        block.replace(lines[2][-8:], "AAAAAAA="),
    ):
        assert broken != block
        (tmp_path / "changed.html").write_text(source.replace(block, broken), encoding="utf-8")
        assert "does not add up" in checked(shown(browser, tmp_path / "changed.html"))


def test_a_subject_without_a_current_statement_says_so(browser: Browser, site: Path) -> None:
    page = shown(browser, site / "subject" / "old-list.html", script=False)
    assert page.locator("#verdict").inner_text() == "No current statement: treat as HOLD"
    assert page.locator("#check").count() == 0
    assert page.locator(".history li").count() == 1


@pytest.mark.parametrize("name", [*PAGES, "subject/pier-list.html", "subject/old-list.html"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, site: Path, name: str, size: str, scheme: str
) -> None:
    page = shown(browser, site / name, size=size, scheme=scheme)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    found = Axe().run(
        page,
        options={
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            "resultTypes": ["violations"],
        },
    )
    assert found.violations_count == 0, found.generate_report()


def test_the_languages_lead_to_one_another_and_every_link_somewhere(browser: Browser, site: Path) -> None:
    for name in PAGES:
        page = shown(browser, site / name, script=False)
        for link in page.locator("a[href]").all():
            target = (link.get_attribute("href") or "").split("#")[0]
            assert not target or ((site / name).parent / target).exists(), (name, target)
    page = shown(browser, site / "subject" / "harbour-list.html", script=False)
    page.get_by_role("link", name="Español").click()
    assert page.locator("#verdict").inner_text() == "ADELANTE"
    page.get_by_role("link", name="English").click()
    assert page.locator("#verdict").inner_text() == "GO"


def test_it_prints_whole(browser: Browser, site: Path) -> None:
    page = shown(browser, site / "subject" / "harbour-list.html")
    checked(page)
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(page.pdf(format="A4"))]
    words = " ".join(" ".join(sheets).split())
    for part in ("GO", "The list goes out.", "seat-5: has not signed", "2031-03-07 00:00 UTC"):
        assert part in words


def test_every_moment_is_in_utc_for_programs_too(site: Path) -> None:
    source = (site / "subject" / "harbour-list.html").read_text(encoding="utf-8")
    moments = re.findall(r'<time datetime="([^"]+)"', source)
    assert moments
    assert all(datetime.strptime(one, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) for one in moments)
