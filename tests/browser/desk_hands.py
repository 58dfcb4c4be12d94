"""What members' hands do in the story: sign in, sign with the browser's key, take pictures for the docs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import struct
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page
from tests.cast import PASSWORD, SECRET
from tests.worlds.desk import WITNESSES
from tests.worlds.story import CLOCK, PASSPHRASE

from secondsource.trust.signing.signer import cosign_text
from secondsource.trust.tlog import note

PICTURES = os.environ.get("SECONDSOURCE_PICTURES", "")
"""Folder for the pictures of the documentation; none are kept where it is empty."""
SIZE = (1000, 720)


def code(secret: str = SECRET) -> str:
    """Return the code of an authenticator app (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@dataclass
class Hands:
    """One member at their own browser."""

    name: str
    page: Page
    site: str
    folder: Path

    def go(self, path: str) -> Page:
        self.page.goto(self.site + path)
        return self.page

    def press(self, label: str) -> Page:
        """Press a button and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=label, exact=True).first.click()
        return self.page

    def sign_here(self) -> str:
        """Sign what is shown with this browser's key, hand it in, and return the motion's id."""
        self.page.locator("[data-here] button").click()
        self.page.wait_for_url("**/motions/m-*/")
        return self.page.url.rstrip("/").rsplit("/", 1)[1]

    def vote(self, motion: str) -> None:
        self.go(f"/motions/{motion}/sign/yes")
        self.sign_here()

    def picture(self, name: str, of: str = "") -> None:
        """Keep a small picture for the documentation, where one is wanted."""
        if not PICTURES:
            return
        path = Path(PICTURES) / f"desk-{name}.png"
        if of and self.page.locator(of).count():
            self.page.locator(of).first.scroll_into_view_if_needed()
        self.page.screenshot(path=str(path))
        Image.open(path).convert("P", palette=Image.Palette.ADAPTIVE, colors=48).save(path, optimize=True)


def signed_in(browser: Browser, site: str, folder: Path, name: str) -> Hands:
    """Open a browser profile of their own for a member and sign in with both factors."""
    page = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]}).new_page()
    page.set_default_timeout(20_000)
    hands = Hands(name=name, page=page, site=site, folder=folder)
    hands.go("/account/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_selector("input[name=code]")
    page.fill("input[name=code]", code())
    page.locator("main form button").first.click()
    page.wait_for_url(site + "/")
    return hands


def later(folder: Path, span: timedelta) -> datetime:
    """Let time pass at the desk and return the hour it is then."""
    clock = folder / CLOCK
    moment = datetime.fromisoformat(clock.read_text(encoding="ascii")) + span
    clock.write_text(moment.isoformat(), encoding="ascii")
    return moment


def decide(mover: Hands, others: tuple[Hands, ...], hours: int = 1) -> str:
    """Sign the motion that is shown, second it, open a round, vote yes, publish; return the motion's id."""
    motion = mover.sign_here()
    others[0].go(f"/motions/{motion}/sign/second")
    others[0].sign_here()
    mover.go(f"/motions/{motion}/sign/round?hours={hours}&days=7")
    mover.sign_here()
    for one in (mover, *others):
        one.vote(motion)
    mover.go(f"/motions/{motion}/")
    mover.press("Put the statement together")
    publish(mover, motion)
    return motion


def publish(hands: Hands, motion: str) -> None:
    """Publish a motion's statement with the log's passphrase, and have two witnesses sign."""
    hands.go("/log/")
    hands.page.fill(f"#pass-{motion}", PASSPHRASE)
    hands.press("Publish")
    witness(hands)


def witness(hands: Hands) -> None:
    """Carry the request to two witnesses and their answers back."""
    moment = datetime.fromisoformat((hands.folder / CLOCK).read_text(encoding="ascii"))
    for name in ("quay", "ferry"):
        request = hands.page.request.get(f"{hands.site}/log/request/{name}").body()
        text = note.parse(request.partition(b"\n\n")[2]).text
        hands.go("/log/")
        hands.page.fill("#reply", cosign_text(text, WITNESSES[name], int(moment.timestamp())).line())
        hands.press("Take it in")
