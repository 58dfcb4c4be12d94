"""A source sends: what arrives opens for the desk alone, once, whole; what does not arrive leaves nothing."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.drop.conftest import Desk
from tests.drop.source import DAY, Source, number, with_files

from secondsource.trust.custody.sealing.messages import MessageKind
from secondsource.trust.custody.shares.share_file import combine, open_share
from secondsource.web.drop.app import Drop

WORDS = "El puente de Arenal\r\ncede por el lado norte. \u2014 ñandú"


def left_behind(desk: Desk) -> list[Path]:
    """What lies in the spool besides its folders and its salt."""
    return [path for path in desk.spool.rglob("*") if path.is_file() and path.name != "salt"]


def test_what_is_sent_opens_for_a_member_and_says_what_was_said(source: Source, desk: Desk) -> None:
    page = source.send(WORDS, [("plano.pdf", b"%PDF" + bytes(200_000)), ("nota.txt", b"")], path="/es/send")
    assert page.status == 201
    (item,) = desk.items()
    message = desk.message(item)
    assert (message.kind, message.item, message.day, message.language) == (
        MessageKind.SUBMISSION,
        item.id,
        DAY,
        "es",
    )
    assert message.text == WORDS.replace("\r\n", "\n")
    assert [(part.title, part.size) for part in message.parts] == [("plano.pdf", 200_004), ("nota.txt", 0)]
    assert desk.file(item, 0) == b"%PDF" + bytes(200_000)
    assert desk.file(item, 1) == b""


def test_words_of_every_script_arrive_as_they_were_written(source: Source, desk: Desk) -> None:
    words = "می\u200cخواهم 100\u00a0000 👩\u200d👧 \u202eback\u202c\ttab"
    source.send(words + "\x00\x07\x7f")
    assert desk.message(desk.items()[0]).text == words


def test_the_receipt_names_the_hash_of_what_was_sent(source: Source) -> None:
    data = os.urandom(70_000)
    page = source.send("abc", [("x", data)])
    digests = re.findall(r'class="digest">([0-9a-f]{64})<', page.text)
    assert digests == [hashlib.sha256(b"abc").hexdigest(), hashlib.sha256(data).hexdigest()]


def test_nothing_of_it_stands_readable_on_the_disk(source: Source, desk: Desk) -> None:
    page = source.send("the quarry at Fonsal", [("ledger-fonsal.csv", b"fonsal " * 5_000)])
    everything = b"".join(str(path).encode() + path.read_bytes() for path in left_behind(desk))
    for planted in (b"fonsal", b"Fonsal", page.codename.encode(), b"ledger"):
        assert planted not in everything


def test_the_same_form_sent_twice_is_one_item_with_one_codename(source: Source, desk: Desk) -> None:
    once = number()
    first = source.send("same", [("a", b"1")], number=once)
    again = source.send("same", [("a", b"1")], number=once)
    other = source.send("not the same", [("a", b"1")], number=once)
    assert (first.status, again.status) == (201, 201)
    assert first.codename == again.codename != other.codename
    assert len(desk.items()) == 2
    entered = source.post("/en/return", codename=first.codename)
    assert entered.text.count('name="letter"') == 1


def test_a_form_sent_again_after_a_kill_before_its_receipt_gets_the_receipt(source: Source, desk: Desk) -> None:
    once = number()
    codename = source.send("same", number=once).codename
    for receipt in desk.spool.glob("mailboxes/*/*"):
        receipt.unlink()
    again = source.send("same", number=once)
    assert again.codename == codename
    assert len(desk.items()) == 1
    assert len(list(desk.spool.glob("mailboxes/*/*.receipt.age"))) == 1


def test_sixty_four_at_once_are_sixty_four_items(source: Source, desk: Desk) -> None:
    pages = []
    threads = [
        threading.Thread(target=lambda n=n: pages.append(source.send(f"report {n}", [("f", b"x" * n)])))
        for n in range(64)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {page.status for page in pages} == {201}
    assert sorted(desk.message(item).text for item in desk.items()) == sorted(f"report {n}" for n in range(64))
    assert len({page.codename for page in pages}) == 64


@pytest.mark.parametrize("cut", [0, 1, 100, 60_000, 150_000])
def test_an_upload_that_breaks_off_leaves_nothing(source: Source, desk: Desk, cut: int) -> None:
    kind, body = with_files({"number": number(), "text": "half"}, [("a.pdf", bytes(200_000))])
    headers = {"content-type": kind, "content-length": str(len(body))}
    pieces = [body[:cut][start : start + 9_000] for start in range(0, cut, 9_000)]

    async def ask() -> list[Any]:
        said: list[Any] = []

        async def receive() -> Any:
            if pieces:
                return {"type": "http.request", "body": pieces.pop(0), "more_body": True}
            return {"type": "http.disconnect"}

        async def send(event: Any) -> None:
            said.append(event)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/en/send",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        await source.drop(scope, receive, send)
        return said

    assert asyncio.run(ask()) == []
    assert left_behind(desk) == []


def test_a_source_that_falls_silent_is_given_up(desk: Desk) -> None:
    drop = Drop(desk.settings("[limits]\nsilent_seconds = 1\n"), day=lambda: DAY)

    async def ask() -> None:
        async def receive() -> Any:
            await asyncio.sleep(60)

        async def send(_: Any) -> None:
            raise AssertionError

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/en/send",
            "headers": [(b"content-type", with_files({})[0].encode()), (b"content-length", b"900")],
        }
        await asyncio.wait_for(drop(scope, receive, send), 10)

    asyncio.run(ask())
    assert left_behind(desk) == []


def test_a_trickle_that_holds_a_place_is_given_up(source: Source, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kind, body = with_files({"number": number(), "text": "x" * 900})
    clock = iter(range(0, 100_000, 60))
    monkeypatch.setattr("secondsource.web.drop.answers.time", SimpleNamespace(monotonic=lambda: float(next(clock))))
    assert source.ask("POST", "/en/send", body, {"content-type": kind}, piece=100).status == 0
    assert left_behind(desk) == []
    clock = iter(range(0, 1_000_000, 60))
    long = with_files({"number": number()}, [("a", bytes(2_000_000))])
    assert source.ask("POST", "/en/send", long[1], {"content-type": kind}, piece=50_000).status == 201


@pytest.mark.skipif(shutil.which("age") is None, reason="the stock age is not installed here")
def test_the_stock_age_opens_what_arrived_with_a_members_key_alone(source: Source, desk: Desk, tmp_path: Path) -> None:
    data = os.urandom(90_000)
    source.send("the ferry of Lomas", [("a.bin", data)])
    (item,) = desk.items()
    (tmp_path / "member.key").write_text(f"{desk.bo.identity}\n", encoding="utf-8")

    def age(key: str, file: str) -> bytes:
        command = ["age", "-d", "-i", str(tmp_path / key), str(item.folder / file)]
        return subprocess.run(command, check=True, capture_output=True).stdout

    (tmp_path / "item.key").write_bytes(age("member.key", "key.age"))
    assert b"the ferry of Lomas" in age("item.key", "message.age")
    assert age("item.key", "file-1.age")[: len(data)] == data


def test_while_the_drop_runs_the_spool_is_swept(source: Source, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.web.drop.app.SWEEP_SECONDS", 0.05)
    monkeypatch.setattr("secondsource.web.drop.app.TIDY_SECONDS", 0.05)
    source.send("x")
    time.sleep(0.1)
    changed_before = [path.stat().st_ctime for path in left_behind(desk)]

    async def live() -> list[str]:
        said: list[str] = []
        events = ["lifespan.startup", "lifespan.shutdown"]

        async def receive() -> Any:
            if len(events) == 1:
                await asyncio.sleep(0.5)
            return {"type": events.pop(0)}

        async def send(event: Any) -> None:
            said.append(event["type"])

        await source.drop({"type": "lifespan"}, receive, send)
        return said

    assert asyncio.run(live()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    changed = [path.stat().st_ctime for path in left_behind(desk)]
    assert min(changed) > max(changed_before)


def test_several_members_together_where_the_desk_wants_it(desk: Desk) -> None:
    source = Source(Drop(desk.settings("threshold = 2\n"), day=lambda: DAY))
    assert source.send("only together").status == 201
    (item,) = desk.items()
    ada, bo = (open_share(path.read_bytes(), key.identity) for path, key in _held(item.wrapped_keys(), desk))
    assert combine([ada, bo]).startswith("AGE-SECRET-KEY-1")


def _held(paths: tuple[Path, ...], desk: Desk) -> list[tuple[Path, Any]]:
    return list(zip(paths, (desk.ada, desk.bo), strict=True))
