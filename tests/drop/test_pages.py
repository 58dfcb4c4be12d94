"""The pages themselves: exact headers, valid HTML, both languages alike, nothing that runs or is fetched."""

from __future__ import annotations

import re
import subprocess
import sys

import html5lib
import pytest
from tests.drop.conftest import Desk
from tests.drop.source import Page, Source
from tests.drop.test_returning import answered, entered

from secondsource.web.drop.answers import HEADERS, PAGE_STEP
from secondsource.web.drop.pages import read_words

ADDRESSES = ["/", "/en/", "/es/", "/en/send", "/es/send", "/en/return", "/es/protects", "/es/nowhere", "/robots.txt"]


def all_pages(source: Source, desk: Desk) -> list[Page]:
    """Return one of each page there is, in both languages where they differ by more than words."""
    pages = [source.get(path) for path in ADDRESSES]
    for language in ("en", "es"):
        receipt = source.send("x", [("f", b"y")], path=f"/{language}/send")
        answered(desk, "a question")
        codename = receipt.codename
        mailbox = entered(source, codename, language)
        token = mailbox.hidden("token")
        pages += [receipt, mailbox, source.send("z", path=f"/{language}/add", token=token)]
        pages += [source.post(f"/{language}/close", token=token), source.post(f"/{language}/return", codename="x")]
        pages += [source.post(f"/{language}/close", token=token, sure="yes")]
    return pages


@pytest.fixture
def pages(source: Source, desk: Desk) -> list[Page]:
    return all_pages(source, desk)


def test_every_page_has_exactly_these_headers(pages: list[Page]) -> None:
    for page in pages:
        found = dict(page.headers)
        policy = found.pop("content-security-policy")
        assert re.fullmatch(HEADERS["content-security-policy"].replace("{style}", r"[A-Za-z0-9+/]{43}="), policy)
        assert found.pop("content-length") == str(len(page.text.encode()))
        assert found == {
            "cache-control": "no-store",
            "content-type": "text/html;charset=utf-8",
            "cross-origin-embedder-policy": "require-corp",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "x-robots-tag": "noindex,nofollow,noarchive",
            "server": "",
            "date": "Thu, 01 Jan 1970 00:00:00 GMT",
        }
        assert len(page.headers) == len(found) + 2


def test_every_page_is_valid_html(pages: list[Page]) -> None:
    for page in pages:
        html5lib.HTMLParser(strict=True).parse(page.text)
        identities = re.findall(r'\bid="([^"]+)"', page.text)
        assert len(identities) == len(set(identities))
        named = re.findall(r'(?:for|aria-labelledby|aria-describedby)="([^"]+)"', page.text)
        assert set(named) <= set(identities)


def test_no_page_runs_fetches_or_keeps_anything(pages: list[Page]) -> None:
    for page in pages:
        assert not re.search(r"<(?:script|img|link|iframe|object|embed|base)\b|\son\w+=|javascript:|url\(", page.text)
        assert "set-cookie" not in dict(page.headers)
        assert all(place.startswith("/") for place in re.findall(r'(?:href|action|src)="([^"#]+)"', page.text))


def test_every_page_is_padded(pages: list[Page]) -> None:
    assert {len(page.text.encode()) % PAGE_STEP for page in pages} == {0}


def test_a_mailbox_with_a_reply_is_as_long_as_one_without(source: Source, desk: Desk) -> None:
    codename = source.send("x").codename
    before = entered(source, codename)
    answered(desk, "Can you say which of the two bridges it was, and when?")
    after = entered(source, codename)
    assert len(before.text.encode()) == len(after.text.encode())


def test_every_page_says_its_language_and_has_one_heading(pages: list[Page]) -> None:
    for page in pages:
        assert re.search(r'^<html lang="(?:en|es)">$', page.text, re.MULTILINE)
        assert page.heading


def test_both_languages_say_the_same_things() -> None:
    english, spanish = read_words("en"), read_words("es")
    assert english.keys() == spanish.keys()
    for key, sentence in english.items():
        assert spanish[key].strip()
        assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", spanish[key])), key
    same = {key for key in english if english[key] == spanish[key]}
    assert same == set()


def test_no_page_promises_that_a_source_cannot_be_found() -> None:
    for language in ("en", "es"):
        said = " ".join(read_words(language).values()).lower()
        assert not re.search(r"anonym|an[óo]nim|untraceable|irrastreable|100 ?%", said)


@pytest.mark.parametrize(
    ("wanted", "language"), [("es-MX,es;q=0.9", "es"), ("en-US,en;q=0.5", "en"), ("fr", "en"), ("", "en")]
)
def test_the_first_page_is_in_the_language_the_browser_asks_for(source: Source, wanted: str, language: str) -> None:
    assert f'<html lang="{language}">' in source.get("/", accept_language=wanted).text


def test_a_head_has_the_headers_and_no_page(source: Source) -> None:
    page = source.ask("HEAD", "/en/")
    assert (page.status, page.text) == (200, "")


@pytest.mark.parametrize(("method", "path", "status"), [("PUT", "/en/send", 405), ("POST", "/en/protects", 405)])
def test_other_ways_to_ask_are_refused(source: Source, method: str, path: str, status: int) -> None:
    assert source.ask(method, path).status == status


def test_the_drop_is_made_of_few_rooms_and_no_framework() -> None:
    asked = "import sys, secondsource.web.drop.app; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.split()
    assert "secondsource.trust.custody.spool.items" in loaded
    for room in (
        "django",
        "sqlite3",
        "secondsource.store",
        "secondsource.actions",
        "secondsource.web.desk",
        "requests",
    ):
        assert [name for name in loaded if name == room or name.startswith(f"{room}.")] == []
