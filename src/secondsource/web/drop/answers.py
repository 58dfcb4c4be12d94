"""What comes in and what goes out: one request, one answer, and the headers every answer has, no more and no less."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PAGE_STEP = 8_192
"""Pages are padded to a multiple of this, so that who watches the line cannot tell a full mailbox from an empty one."""

PATIENCE_SECONDS = 300
"""So long an upload may be as slow as it likes."""

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "content-type": "text/html;charset=utf-8",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex,nofollow,noarchive",
}
"""`{style}` stands for the digest of the one style sheet, which lies in the page itself."""

UNSET = {"server": "", "date": "Thu, 01 Jan 1970 00:00:00 GMT"}
"""What the server would add: its name, and a clock by which a hidden machine could be recognised."""


class Refusal(Exception):  # noqa: N818 - a refusal is no fault
    """A page that says no, in plain words and without detail."""

    def __init__(self, status: int, word: str) -> None:
        """Keep the HTTP status and the name of the words."""
        super().__init__(word)
        self.status = status
        self.word = word


class SourceLeftError(Exception):
    """The source's connection ended before everything had arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One page."""

    body: bytes = field(repr=False)
    status: int = 200


@dataclass(slots=True, kw_only=True)
class Request:
    """What is looked at of a request. Where it comes from is not."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    receive: Receive = field(repr=False)
    silent_seconds: float = 120.0
    slowest_bytes: float = 256.0
    ended: bool = False
    """Whether everything that follows was read."""

    def length(self) -> int:
        """Return how many bytes follow.

        Raises:
            Refusal: 411 where it does not say.
        """
        told = self.headers.get("content-length", "")
        if not told.isascii() or not told.isdigit():
            raise Refusal(411, "unreadable")
        return int(told)

    async def body(self) -> AsyncIterator[bytes]:
        """Yield what follows, piece by piece.

        Raises:
            SourceLeftError: it ended early, nothing came for too long, or it came too slowly.
        """
        began, taken = time.monotonic(), 0
        while not self.ended:
            try:
                event = await asyncio.wait_for(self.receive(), self.silent_seconds)
            except TimeoutError:
                raise SourceLeftError from None
            if event["type"] != "http.request":
                raise SourceLeftError
            self.ended = not event.get("more_body", False)
            if piece := event.get("body", b""):
                taken += len(piece)
                yield piece
            passed = time.monotonic() - began
            if passed > PATIENCE_SECONDS and taken < passed * self.slowest_bytes:
                raise SourceLeftError


async def send_answer(send: Send, answer: Answer, headers: list[tuple[bytes, bytes]], *, with_body: bool) -> None:
    """Send a page with exactly these headers and its length."""
    length = (b"content-length", str(len(answer.body)).encode())
    await send({"type": "http.response.start", "status": answer.status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": answer.body if with_body else b""})


def page_headers(style_digest: str) -> list[tuple[bytes, bytes]]:
    """Return the headers of every page as bytes."""
    all_of_them = {**HEADERS, **UNSET}
    return [(name.encode(), value.replace("{style}", style_digest).encode()) for name, value in all_of_them.items()]


def padded(page: bytes) -> bytes:
    """Return a page filled with a comment to a multiple of `PAGE_STEP` bytes."""
    opening, closing = b"<!--", b"-->"
    left = -(len(page) + len(opening) + len(closing)) % PAGE_STEP
    return page + opening + b" " * left + closing
