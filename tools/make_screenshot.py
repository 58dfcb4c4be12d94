"""Make `docs/images/findings.png`: the top of the demo case's page, as a desk sees it in daylight.

Usage: python tools/make_screenshot.py
Needs the package `playwright` and a Chromium of the system; the page is made anew, so the picture cannot be older
than the program.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from secondsource.actions.vet import vet
from secondsource.publishing.findings.page import render_page

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images" / "findings.png"
WIDTH, HEIGHT = 1280, 1400
MOST_BYTES = 400_000
"""The picture is fetched with the README, also over a slow line."""


def picture(address: str, browser: str) -> bytes:
    """Return the top of the page at `address` as a PNG."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(address)
        taken = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
        chromium.close()
    return taken


def main() -> None:
    """Vet the demo case, draw its page and keep the top of it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("No Chromium found. Install the package `chromium`, then run it again.")
    findings = vet(ROOT / "examples" / "harbour", workers=1)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "findings.html"
        page.write_text(render_page(findings, language="en"), encoding="utf-8")
        taken = picture(page.as_uri(), browser)
    if len(taken) > MOST_BYTES:
        sys.exit(f"The picture has {len(taken):,} bytes; at most {MOST_BYTES:,} are kept.")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(taken)
    print(f"{TARGET} is written ({len(taken):,} bytes).")


if __name__ == "__main__":
    main()
