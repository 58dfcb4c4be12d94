"""What cannot be taken is refused clearly, before or without anything being kept."""

from __future__ import annotations

import asyncio
import threading
from collections import namedtuple

import pytest
from tests.drop.conftest import Desk
from tests.drop.source import DAY, Source, with_files
from tests.drop.test_sending import left_behind

from secondsource.errors import InputError
from secondsource.web.drop.answers import Refusal
from secondsource.web.drop.app import Drop
from secondsource.web.drop.flood import Flood
from secondsource.web.drop.settings import read_settings

FORM = "application/x-www-form-urlencoded"


def limited(desk: Desk, **limits: int) -> Source:
    lines = "".join(f"{name} = {value}\n" for name, value in limits.items())
    return Source(Drop(desk.settings(f"[limits]\n{lines}"), day=lambda: DAY))


def test_a_full_disk_is_told_before_and_after(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    source = limited(desk, free_mib=1)
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - what shutil gives
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10, 10, 2**20 - 1))
    asked, sent = source.get("/en/send"), source.send("too late", [("a", b"x")])
    assert (asked.status, sent.status) == (507, 507)
    assert asked.heading == sent.heading == "There is no room at this moment, so nothing is taken."
    assert left_behind(desk) == []


def test_a_disk_that_fills_up_while_sealing_keeps_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    source = limited(desk, free_mib=1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("secondsource.trust.custody.spool.layout.os.fsync", full)
    assert source.send("x", [("a", bytes(300_000))]).status == 507
    monkeypatch.undo()
    assert left_behind(desk) == []
    assert list((desk.spool / "aside").iterdir()) == []


def test_too_much_is_refused_by_what_is_announced(desk: Desk) -> None:
    source = limited(desk, submission_mib=1)
    assert source.send("x", [("a", bytes(2**20))]).status == 413
    assert left_behind(desk) == []


def test_the_quota_of_a_day_holds_for_all_and_over_a_restart(desk: Desk) -> None:
    source = limited(desk, items_a_day=2)
    assert [source.send(f"{n}").status for n in range(3)] == [201, 201, 503]
    again = limited(desk, items_a_day=2)
    assert again.get("/en/send").heading == "No more is taken today."
    assert len(desk.items()) == 2


def test_too_many_files_or_too_long_a_message_keep_nothing(desk: Desk) -> None:
    source = limited(desk, files=2)
    assert source.send("x", [("a", b"1"), ("b", b"2"), ("c", b"3")]).status == 413
    assert source.send("x" * 100_001).status == 413
    assert source.send("\U0001f30a" * 112_501).status == 413
    assert source.send("x" * 100_000).status == 201
    assert len(desk.items()) == 1


def test_a_full_mailbox_takes_no_more(desk: Desk) -> None:
    source = limited(desk, letters=2)
    codename = source.send("1").codename
    token = source.post("/en/return", codename=codename).hidden("token")
    assert source.send("2", path="/en/add", token=token).status == 200
    assert source.send("3", path="/en/add", token=token).heading == "This mailbox is full, so nothing was taken."


def test_nothing_sent_is_nothing_kept(source: Source, desk: Desk) -> None:
    assert source.send(" \r\n\t ").status == 422
    assert left_behind(desk) == []


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("", b"x", 415),
        (FORM, b"text=x", 415),
        ("multipart/form-data", b"x", 415),
        ("multipart/form-data; boundary=b", b"no form", 400),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\nx", 400),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="a', 400),
        (with_files({})[0], with_files({str(n): "x" for n in range(40)})[1], 400),
        (with_files({})[0], with_files({"number": "9" * 5_000})[1], 413),
    ],
)
def test_what_is_no_form_of_ours_is_a_plain_page(
    source: Source, desk: Desk, kind: str, body: bytes, status: int
) -> None:
    page = source.ask("POST", "/en/send", body, {"content-type": kind})
    assert page.status == status
    assert page.heading
    assert left_behind(desk) == []


@pytest.mark.parametrize("length", ["", "-1", "1e3", "٣", "x"])
def test_a_form_that_hides_its_length_is_refused(source: Source, length: str) -> None:
    page = source.ask("POST", "/en/send", b"x", {"content-type": with_files({})[0], "content-length": length})
    assert page.status == 411


def test_a_form_of_another_site_is_refused(source: Source, desk: Desk) -> None:
    kind, body = with_files({"text": "forged"})
    for site in ("cross-site", "same-site"):
        page = source.ask("POST", "/en/send", body, {"content-type": kind, "sec-fetch-site": site})
        assert page.status == 403
    assert left_behind(desk) == []
    for site in ("same-origin", "none"):
        page = source.ask("POST", "/en/send", body, {"content-type": kind, "sec-fetch-site": site})
        assert page.status == 201


def test_more_uploads_at_once_than_there_are_places_are_asked_to_wait(desk: Desk) -> None:
    flood = Flood(desk.settings("[limits]\nuploads_at_once = 2\n"))
    desk.spool.mkdir()
    with flood.upload(10), flood.upload(10):
        with pytest.raises(Refusal) as caught, flood.upload(10):
            pass
        assert (caught.value.status, caught.value.word) == (503, "busy")
    with flood.upload(10):
        pass
    flood.stop()


def test_room_is_kept_for_what_is_on_its_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    flood = Flood(desk.settings("[limits]\nfree_mib = 1\n"))
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - what shutil gives
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(0, 0, 200 * 2**20))
    with flood.upload(100 * 2**20):
        with pytest.raises(Refusal) as caught, flood.upload(100 * 2**20):
            pass
        assert caught.value.status == 507
    flood.stop()


def test_a_queue_for_slow_work_has_an_end(desk: Desk) -> None:
    flood = Flood(desk.settings("[limits]\nwaiting = 3\n"))
    wait = threading.Event()

    async def crowd() -> list[object]:
        waiting = [asyncio.create_task(flood.slowly(wait.wait, 10)) for _ in range(5)]
        await asyncio.sleep(0.1)
        wait.set()
        return await asyncio.gather(*waiting, return_exceptions=True)

    told = asyncio.run(crowd())
    assert [one for one in told if one is True] == [True] * 3
    assert [one.word for one in told if isinstance(one, Refusal)] == ["busy"] * 2
    flood.stop()


def test_who_comes_through_a_gateway_is_warned_on_every_page(source: Source) -> None:
    for path in ("/", "/en/send", "/es/protects"):
        assert source.get(path, x_tor2web="1").status == 403


def test_a_fault_of_ours_is_a_page_without_detail(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the words of a source")

    monkeypatch.setattr("secondsource.web.drop.receiving.codename_from", broken)
    page = source.send("x")
    assert page.status == 500
    assert "words of a source" not in page.text
    assert "Runtime" not in page.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name = 5\n", "drop-settings-unreadable"),
        ("colour = 'red'\n", "drop-settings-unreadable"),
        ("language = 'fr'\n", "drop-settings-unreadable"),
        ("threshold = 3\n", "drop-settings-unreadable"),
        ("threshold = 0\n", "drop-settings-unreadable"),
        ("[limits]\nfiles = 0\n", "drop-settings-unreadable"),
        ("[limits]\nfiles = true\n", "drop-settings-unreadable"),
        ("[limits]\nfloods = 1\n", "drop-settings-unreadable"),
        ("not toml", "drop-settings-unreadable"),
    ],
)
def test_settings_that_cannot_be_used_are_told(desk: Desk, text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        desk.settings(text)
    assert caught.value.code == code


def test_a_drop_for_nobody_is_refused(desk: Desk) -> None:
    (desk.folder / "recipients.txt").unlink()
    with pytest.raises(InputError) as caught:
        read_settings(desk.folder)
    assert caught.value.code == "drop-folder-missing"
