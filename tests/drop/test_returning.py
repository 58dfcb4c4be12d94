"""A source returns with a codename alone: reads, answers, takes back, erases, closes."""

from __future__ import annotations

import hashlib
import itertools
import secrets

import pytest
from tests.drop.conftest import Desk
from tests.drop.source import DAY, Page, Source

from secondsource.errors import RuleError
from secondsource.trust.custody.codenames.codename import derive_root, read_codename, source_keys
from secondsource.trust.custody.sealing.messages import Message, MessageKind, open_message, seal_message
from secondsource.trust.custody.spool.items import erase_item
from secondsource.trust.custody.spool.layout import read_salt
from secondsource.trust.custody.spool.mailboxes import letters, mailbox_exists, put_reply
from secondsource.web.drop.app import Drop
from secondsource.web.drop.tokens import LIFETIME_SECONDS


def answered(desk: Desk, text: str) -> None:
    """Answer every open mailbox as the desk does, with nothing but what lies in the item."""
    messages = (desk.message(item) for item in desk.items())
    open_ones = {message.mailbox: message for message in messages if mailbox_exists(desk.spool, message.mailbox)}
    for to in open_ones.values():
        answer(desk, to, text)


def answer(desk: Desk, to: Message, text: str) -> None:
    """Put one reply into one mailbox."""
    reply = Message(kind=MessageKind.REPLY, item=secrets.token_hex(16), day=DAY, text=text)
    put_reply(desk.spool, to.mailbox, seal_message(reply, to.reply_to), DAY)


def entered(source: Source, codename: str, language: str = "en") -> Page:
    page = source.post(f"/{language}/return", codename=codename)
    assert page.status == 200
    return page


def test_a_reply_is_read_with_the_codename_and_by_nothing_else(source: Source, desk: Desk) -> None:
    codename = source.send("first").codename
    answered(desk, "Which <bridge>?\nThe northern one?")
    page = entered(source, codename.upper().replace(" ", "  "))
    assert "Which &lt;bridge&gt;?\nThe northern one?" in page.text
    (sealed,) = desk.spool.glob("mailboxes/*/*.reply.age")
    assert b"bridge" not in sealed.read_bytes()


def test_a_page_holds_no_codename_and_nothing_that_was_sent(source: Source) -> None:
    codename = source.send("the quarry", [("ledger.csv", b"x")]).codename
    page = entered(source, codename)
    for word in ("quarry", "ledger"):
        assert word not in page.text
    for one, other in itertools.pairwise(codename.split()):
        assert f"{one} {other}" not in page.text
    assert codename not in page.text


def test_who_has_the_codename_cannot_prove_what_was_sent(source: Source, desk: Desk) -> None:
    data = b"a paper that somebody is looking for"
    codename = source.send("x", [("paper.pdf", data)]).codename
    page = entered(source, codename)
    added = source.send("", [("more.pdf", data)], path="/en/add", token=page.hidden("token"))
    assert hashlib.sha256(data).hexdigest() in added.text
    page = entered(source, codename)
    assert "Files: 1" in page.text
    shown = page.text.partition("<main")[2]
    for told in (hashlib.sha256(data).hexdigest(), hashlib.sha256(b"x").hexdigest(), " bytes", "paper.pdf", "more.pdf"):
        assert told not in shown
    keys = source_keys(derive_root(read_codename(codename), read_salt(desk.spool)))
    for letter in letters(desk.spool, keys.mailbox):
        receipt = open_message(letter.sealed, keys.identity)
        assert {(receipt.text, receipt.sha256)} | {(part.title, part.sha256) for part in receipt.parts} == {("", "")}


def test_a_source_adds_and_the_desk_knows_that_it_is_the_same(source: Source, desk: Desk) -> None:
    codename = source.send("first").codename
    token = entered(source, codename).hidden("token")
    page = source.send("second", [("b.txt", b"b")], path="/es/add", token=token)
    assert page.status == 200
    assert "Ha llegado." in page.text
    messages = sorted((desk.message(item) for item in desk.items()), key=lambda message: message.kind)
    assert [message.kind for message in messages] == [MessageKind.ADDITION, MessageKind.SUBMISSION]
    assert len({(message.mailbox, message.reply_to) for message in messages}) == 1
    assert len(entered(source, codename).all_hidden("letter")) == 2


def test_what_nobody_fetched_is_erased_when_taken_back(source: Source, desk: Desk) -> None:
    page = entered(source, source.send("regret").codename)
    after = source.post("/en/take-back", token=page.hidden("token"), letter=page.hidden("letter"))
    assert "It was erased before anybody had fetched it." in after.text
    assert desk.items() == ()
    assert after.all_hidden("letter") == []


def test_what_was_fetched_is_asked_back(source: Source, desk: Desk) -> None:
    page = entered(source, source.send("regret").codename, "es")
    (fetched,) = desk.items()
    erase_item(desk.spool, fetched, DAY)
    after = source.post("/es/take-back", token=page.hidden("token"), letter=page.hidden("letter"))
    assert "Nuestro equipo ya lo había recogido." in after.text
    (item,) = desk.items()
    assert (desk.message(item).kind, desk.message(item).about) == (MessageKind.WITHDRAWAL, fetched.id)


def test_nobody_takes_back_what_is_not_theirs(source: Source, desk: Desk) -> None:
    theirs = entered(source, source.send("one").codename)
    mine = entered(source, source.send("two").codename)
    for letter in (theirs.hidden("letter"), desk.items()[0].id, "", "../../salt"):
        assert source.post("/en/take-back", token=mine.hidden("token"), letter=letter).status == 404
        assert source.post("/en/forget", token=mine.hidden("token"), letter=letter).status == 404
    assert len(desk.items()) == 2


def test_a_reply_is_erased_once_read(source: Source, desk: Desk) -> None:
    codename = source.send("first").codename
    answered(desk, "one question")
    page = entered(source, codename)
    after = source.post("/en/forget", token=page.hidden("token"), letter=page.hidden("letter"))
    assert "The reply was erased." in after.text
    assert list(desk.spool.glob("mailboxes/*/*.reply.age")) == []
    assert "one question" not in entered(source, codename).text


def test_a_closed_mailbox_is_gone_and_the_desk_knows(source: Source, desk: Desk) -> None:
    codename = source.send("first").codename
    token = entered(source, codename).hidden("token")
    assert source.post("/en/close", token=token).status == 422
    assert source.post("/en/close", token=token, sure="yes").heading == "The mailbox is closed"
    assert list(desk.spool.glob("mailboxes/*")) == []
    assert source.post("/en/return", codename=codename).status == 404
    assert source.send("more", path="/en/add", token=token).status == 409
    kinds = {desk.message(item).kind for item in desk.items()}
    assert kinds == {MessageKind.SUBMISSION, MessageKind.CLOSING}
    to = desk.message(desk.items()[0])
    with pytest.raises(RuleError):
        put_reply(desk.spool, to.mailbox, b"", DAY)


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("nine words", 422), ("zoo " * 9, 404), ("x" * 300, 422)])
def test_a_wrong_codename_is_told_in_plain_words(source: Source, typed: str, status: int) -> None:
    page = source.post("/en/return", codename=typed)
    assert page.status == status
    assert "zoo" not in page.text


def test_a_token_ends_with_time_and_with_the_process(
    source: Source, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    codename = source.send("first").codename
    token = entered(source, codename).hidden("token")
    other = Source(Drop(desk.settings(), day=lambda: DAY))
    assert other.send("x", path="/en/add", token=token).status == 403
    assert source.send("x", path="/en/add", token=token[:-4] + "AAAA").status == 403
    assert source.send("x", path="/en/add").status == 403
    monkeypatch.setattr("secondsource.web.drop.tokens.time.monotonic", lambda: 10.0**12 + LIFETIME_SECONDS)
    assert source.send("x", path="/en/add", token=token).heading == "For your safety this page has ended."
    assert len(desk.items()) == 1


def test_a_damaged_letter_does_not_hide_the_others(source: Source, desk: Desk) -> None:
    codename = source.send("first").codename
    answered(desk, "a question")
    mailbox = desk.message(desk.items()[0]).mailbox
    put_reply(desk.spool, mailbox, b"not sealed at all", DAY)
    assert "a question" in entered(source, codename).text
