"""The drop itself: which address leads to which step, and what is said when something cannot be done."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gc
import os
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from secondsource.errors import RuleError, StorageError
from secondsource.trust.custody.sealing.messages import Message
from secondsource.trust.custody.spool.layout import blur, prepare
from secondsource.web.drop.answers import Answer, Receive, Refusal, Request, Send, SourceLeftError, page_headers
from secondsource.web.drop.answers import send_answer as send_page
from secondsource.web.drop.flood import Flood
from secondsource.web.drop.forms import read_small_form
from secondsource.web.drop.mailbox import Mailboxes
from secondsource.web.drop.pages import Pages
from secondsource.web.drop.receiving import Receiver
from secondsource.web.drop.settings import FOLDER_VARIABLE, LANGUAGES, DropSettings, read_settings
from secondsource.web.drop.tokens import Tokens

SWEEP_SECONDS = 600
"""Between two sweeps of the spool; the kernel's own times tell only when the last one was."""
TIDY_SECONDS = 1
"""After so long at most, what a request has left in circles of objects is given back and so written over."""
_DRAINED = 2**20
"""Bytes of a refused form that are still read, so that the browser gets to see the answer."""
_FIXED_PAGES = ("landing", "return", "protects")

Step = Callable[[Request, str], Awaitable[Answer]]


def today() -> dt.date:
    """Return the day, UTC: the finest time that this process knows."""
    return dt.datetime.now(dt.UTC).date()


class Drop:
    """One drop as an ASGI application."""

    def __init__(self, settings: DropSettings, *, day: Callable[[], dt.date] = today) -> None:
        """Prepare the spool and the pages.

        Raises:
            StorageError: `spool-full`. InputError: `spool-salt-damaged`.
        """
        prepare(settings.spool, day())
        self._settings = settings
        self._day = day
        self._pages = Pages(settings)
        self._flood = Flood(settings)
        self._tokens = Tokens()
        self._receiver = Receiver(settings, self._flood, day)
        self._mailboxes = Mailboxes(settings.spool, self._flood, self._receiver, self._tokens, day)
        self._headers = page_headers(self._pages.style_digest)
        self._untidy = False
        self._steps: dict[tuple[str, str], Step] = {
            ("GET", "send"): self._ask,
            ("POST", "send"): self._send,
            ("POST", "return"): self._return,
            ("POST", "add"): self._add,
            ("POST", "take-back"): self._take_back,
            ("POST", "forget"): self._forget,
            ("POST", "close"): self._close,
        }

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        request = Request(
            method="GET" if scope["method"] == "HEAD" else scope["method"],
            path=scope["path"],
            headers=headers,
            receive=receive,
            silent_seconds=float(self._settings.limits.silent_seconds),
            slowest_bytes=float(self._settings.limits.slowest_bytes),
        )
        with contextlib.suppress(SourceLeftError):
            answer = await self._answer(request)
            await send_page(send, answer, self._headers, with_body=scope["method"] != "HEAD")
        self._untidy = self._untidy or scope["method"] == "POST"

    async def _answer(self, request: Request) -> Answer:
        """Return the page for a request; whatever goes wrong becomes a page without detail."""
        language, name = self._place(request)
        try:
            return await self._step(request, language, name)
        except Refusal as refusal:
            status, word = refusal.status, refusal.word
        except StorageError:
            status, word = 507, "full"
        except RuleError:
            status, word = 409, "mailbox-gone"
        except SourceLeftError:
            raise
        except Exception:  # noqa: BLE001 - a fault of ours; its text could hold what a source wrote
            status, word = 500, "broken"
        if request.method == "POST":
            await _drain(request)
        return Answer(status=status, body=self._pages.page("refusal", language, word=word))

    async def _step(self, request: Request, language: str, name: str) -> Answer:
        if "x-tor2web" in request.headers:
            raise Refusal(403, "gateway")
        if request.method == "GET" and name in _FIXED_PAGES:
            return Answer(body=self._pages.fixed(name, language))
        step = self._steps.get((request.method, name))
        if step is None:
            known = {*_FIXED_PAGES, *(place for _, place in self._steps)}
            raise Refusal(405 if name in known else 404, "no-page")
        # A form of ours is sent from a page of ours, or anew by the person. Browsers that say where from are believed.
        if request.method == "POST" and request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            raise Refusal(403, "foreign-form")
        return await step(request, language)

    def _place(self, request: Request) -> tuple[str, str]:
        """Return language and name of the page asked for."""
        first, _, rest = request.path.removeprefix("/").partition("/")
        if first in LANGUAGES:
            return first, rest or "landing"
        wanted = request.headers.get("accept-language", "")[:2].lower()
        language = wanted if wanted in LANGUAGES else self._settings.language
        return language, first or "landing"

    async def _ask(self, _: Request, language: str) -> Answer:
        self._flood.check_day(self._day())
        if not self._flood.has_room():
            raise Refusal(507, "full")
        return Answer(body=self._pages.page("send", language, number=secrets.token_hex(16)))

    async def _send(self, request: Request, language: str) -> Answer:
        received = await self._receiver.receive(request, language, lambda _: None)
        return Answer(status=201, body=self._pages.page("receipt", language, received=received))

    async def _return(self, request: Request, language: str) -> Answer:
        fields = await read_small_form(request)
        return await self._show(await self._mailboxes.enter(fields.get("codename", "")), language, "")

    async def _add(self, request: Request, language: str) -> Answer:
        root = b""

        def returned(fields: Any) -> Any:
            nonlocal root
            root = self._tokens.read(fields.get("token", ""))
            return self._mailboxes.returned(fields)

        received = await self._receiver.receive(request, language, returned)
        return await self._show(root, language, "added", received.message)

    async def _take_back(self, request: Request, language: str) -> Answer:
        fields = await read_small_form(request)
        erased = await self._mailboxes.take_back(fields, language)
        said = "erased" if erased else "asked-back"
        return await self._show(self._tokens.read(fields["token"]), language, said)

    async def _forget(self, request: Request, language: str) -> Answer:
        fields = await read_small_form(request)
        await self._mailboxes.forget(fields)
        return await self._show(self._tokens.read(fields["token"]), language, "forgotten")

    async def _close(self, request: Request, language: str) -> Answer:
        await self._mailboxes.close(await read_small_form(request), language)
        return Answer(body=self._pages.fixed("closed", language))

    async def _show(self, root: bytes, language: str, said: str, added: Message | None = None) -> Answer:
        view = await self._mailboxes.look(root)
        number = secrets.token_hex(16)
        return Answer(body=self._pages.page("mailbox", language, view=view, said=said, added=added, number=number))

    async def _live(self, receive: Receive, send: Send) -> None:
        """Keep spool and memory tidy while the drop runs."""
        await receive()
        working = [asyncio.create_task(self._sweep()), asyncio.create_task(self._tidy())]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in working:
            task.cancel()
        self._flood.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            with contextlib.suppress(OSError):
                await self._flood.on_disk(blur, self._settings.spool, self._day())

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(TIDY_SECONDS)
            if self._untidy:
                self._untidy = False
                gc.collect()


async def _drain(request: Request) -> None:
    """Read what is left of a small form, so that the connection stays whole for the answer."""
    left = _DRAINED
    with contextlib.suppress(SourceLeftError, Refusal):
        if request.ended or request.length() > _DRAINED:
            return
        async for piece in request.body():
            left -= len(piece)
            if left < 0:
                return


def create() -> Drop:
    """Return the drop whose folder the environment names; the server's processes call this."""
    return Drop(read_settings(Path(os.environ[FOLDER_VARIABLE])))
