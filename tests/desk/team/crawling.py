"""Walks the whole desk as one member: every link, every form, every address pattern, so that no page is forgotten."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from lxml import html

ALIKE = 2
"""How many addresses of one pattern with the same question are visited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as a page shows it."""

    page: str
    action: str
    method: str
    fields: tuple[tuple[str, str], ...]
    """Names with the values a browser would send untouched."""
    files: frozenset[str]
    """Which of the names take a file."""
    guarded: bool
    """Whether it carries the token against forged posts."""


@dataclass(slots=True, kw_only=True)
class Walk:
    """What one member could reach."""

    pages: dict[str, HttpResponseBase] = field(default_factory=dict)
    """Address to answer, of everything asked for by GET."""
    forms: dict[tuple[str, tuple[str, ...]], Form] = field(default_factory=dict)

    def addresses(self) -> set[str]:
        """Return every address met, visited or posted to."""
        return {urlsplit(address).path for address in self.pages} | {form.action for form in self.forms.values()}

    def posts(self) -> list[Form]:
        """Return the forms that change something."""
        return [form for form in self.forms.values() if form.method == "post"]


def route(address: str) -> str:
    """Return the pattern an address belongs to."""
    return resolve(urlsplit(address).path).route


def routes() -> set[str]:
    """Return every pattern of the desk."""
    return set(_patterns(get_resolver().url_patterns, ""))


def _patterns(entries: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for entry in entries:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, here)
        else:
            yield here


def walk(client: Client, starts: tuple[str, ...] = ("/",)) -> Walk:
    """Follow every link inside the desk from `starts` on."""
    seen: Counter[tuple[str, str]] = Counter()
    found = Walk()
    waiting = deque(starts)
    known = set(starts)
    while waiting:
        address = waiting.popleft()
        parts = urlsplit(address)
        kind = (route(address), "&".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&"))))
        seen[kind] += 1
        if seen[kind] > ALIKE:
            continue
        answer = client.get(address)
        found.pages[address] = answer
        onward = []
        if answer.status_code in {301, 302}:
            onward = [answer.headers["Location"]]
        elif is_page(answer):
            page = html.fromstring(answer.content)
            onward = links(page)
            for form in forms(page, address):
                found.forms.setdefault((route(form.action), tuple(sorted({name for name, _ in form.fields}))), form)
                if form.method == "get":
                    onward.append(form.action)
        for link in onward:
            target = urljoin(address, link).partition("#")[0]
            if urlsplit(target).netloc in {"", "testserver"} and target.startswith("/") and target not in known:
                known.add(target)
                waiting.append(target)
    return found


def is_page(answer: HttpResponseBase) -> bool:
    """Say whether an answer is a page to be read."""
    kind = answer.headers.get("Content-Type", "")
    return not answer.streaming and kind.startswith("text/html") and bool(getattr(answer, "content", b""))


def links(page: html.HtmlElement) -> list[str]:
    """Return where a page leads, as it says it."""
    return [str(anchor.get("href")) for anchor in page.iter("a") if anchor.get("href")]


def forms(page: html.HtmlElement, address: str) -> Iterator[Form]:
    """Return the forms of a page; a button's own address makes another form."""
    for form in page.forms:
        fields = tuple((str(name), str(value or "")) for name, value in form.form_values())
        named = {name for name, _ in fields}
        extra = tuple((str(name), "") for name in form.fields if name not in named)
        buttons = {str(button.get("formaction")) for button in form.iter("button", "input") if button.get("formaction")}
        for action in {str(form.get("action") or ""), *buttons}:
            yield Form(
                page=address,
                action=urlsplit(urljoin(address, action)).path,
                method=(form.get("method") or "get").lower(),
                files=frozenset(str(box.get("name")) for box in form.iter("input") if box.get("type") == "file"),
                fields=tuple(pair for pair in (*fields, *extra) if pair[0] != "csrfmiddlewaretoken"),
                guarded="csrfmiddlewaretoken" in named,
            )
