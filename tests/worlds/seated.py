"""A desk with papers: five seats in force, a log with witnesses, a clock of its own, hands that sign."""

from __future__ import annotations

import base64
import re
import tempfile
from datetime import datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from django.test import Client
from tests.worlds.desk import NOON, ORIGIN, World, seat

from secondsource.store.team.models import MemberRow
from secondsource.trust.signing import key_file
from secondsource.trust.signing.signer import KeySigner
from secondsource.trust.tlog import note

PASSPHRASE = "seven quiet boats at dawn"  # noqa: S105 - of an invented log
SEATS = {"ada": 1, "bo": 2, "cy": 3}
_SHEET = re.compile(r'<pre class="paper" tabindex="0" data-sheet="(\w+)">(.*?)</pre>', re.DOTALL)


class Clock(datetime):
    """The desk's clock, set by the tests."""

    present: datetime = NOON

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        del tz
        return cls.present


@cache
def log_key() -> tuple[bytes, KeySigner]:
    """Return the log's key, sealed and opened; making one is slow on purpose."""
    path = Path(tempfile.mkdtemp()) / "log.key"
    signer = key_file.create(path, ORIGIN, PASSPHRASE)
    return path.read_bytes(), signer


def seated(folder: Path) -> World:
    """Lay papers into a desk's folder and give Ada, Bo and Cy the seats 1, 2 and 3."""
    sealed, log = log_key()
    (folder / "papers").mkdir()
    (folder / "papers" / "log.key").write_bytes(sealed)
    world = World(folder / "papers", seats=5, log=log)
    (world.folder / "seats").mkdir()
    (world.folder / "seats" / "policy-1.txt").write_bytes(world.first)
    world.witness(NOON)
    for name, number in SEATS.items():
        MemberRow.objects.filter(name=name).update(seat=f"seat-{number}")
    return world


def sheets(page: bytes) -> dict[str, str]:
    """Return the texts that a page asks to be signed."""
    return {name: unescape(text) for name, text in _SHEET.findall(page.decode())}


def signed(texts: dict[str, str], number: int) -> list[str]:
    """Sign sheets as the page's script does, with the key of a seat."""
    signer, done, over = seat(number), [], ""
    for name, text in texts.items():
        line = note.sign(text, signer.name, signer.private)
        if name == "statement":
            over = base64.b64encode(line.key_id + line.data).decode()
            continue
        whole = re.sub(r"\nsignature: [^\n]*\n$", f"\nsignature: {over}\n", text) if over else text
        done.append(note.join(whole, [note.sign(whole, signer.name, signer.private)]).decode())
    return done


def hand_in(client: Client, page: Any, number: int) -> Any:
    """Sign what a page shows with a seat's key and hand it in."""
    beside = re.search(r'<textarea name="beside" hidden>(.*?)</textarea>', page.content.decode(), re.DOTALL)
    words = unescape(beside[1]) if beside else ""
    given = {"paper": signed(sheets(page.content), number), "beside": words}
    return client.post("/motions/hand-in", given)
