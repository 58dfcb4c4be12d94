"""A source in tests: sends forms to a drop and reads the pages that come back."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import secrets
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from secondsource.web.drop.app import Drop

DAY = dt.date(2031, 5, 6)
BOUNDARY = "----invented-boundary"


@dataclass(frozen=True, kw_only=True)
class Page:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    text: str

    @property
    def heading(self) -> str:
        """The page's one main heading."""
        (found,) = re.findall(r"<h1>(.*?)</h1>", self.text)
        return str(found)

    def hidden(self, name: str) -> str:
        """The first hidden field of this name."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, name
        return found[1]

    def all_hidden(self, name: str) -> list[str]:
        """Every hidden field of this name."""
        return re.findall(rf'name="{name}" value="([^"]*)"', self.text)

    @property
    def codename(self) -> str:
        """The codename that a receipt shows."""
        found = re.search(r'class="codename"[^>]*>([^<]+)<', self.text)
        assert found
        return found[1]


def with_files(fields: Mapping[str, str], files: Iterable[tuple[str, bytes]] = ()) -> tuple[str, bytes]:
    """Return content type and body of a form as browsers send it, files last."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, data in files:
        head = f'Content-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: application/pdf'
        parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + data + b"\r\n")
    parts.append(f"--{BOUNDARY}--\r\n".encode())
    return f"multipart/form-data; boundary={BOUNDARY}", b"".join(parts)


def number() -> str:
    """Return the number that a form would have."""
    return secrets.token_hex(16)


class Source:
    """A source whose browser speaks to a drop in this process."""

    def __init__(self, drop: Drop) -> None:
        self.drop = drop

    def get(self, path: str, **headers: str) -> Page:
        return self.ask("GET", path, headers=headers)

    def send(
        self, text: str = "", files: Iterable[tuple[str, bytes]] = (), *, path: str = "/en/send", **fields: str
    ) -> Page:
        """Send a form with words and files."""
        kind, body = with_files({"number": number(), **fields, "text": text}, files)
        return self.ask("POST", path, body, {"content-type": kind})

    def post(self, path: str, **fields: str) -> Page:
        """Send a small form."""
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, urlencode(named).encode(), {"content-type": kind})

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None, piece: int = 50_000
    ) -> Page:
        """Ask for a page; the body comes in pieces, as over a wire."""
        given = {"content-length": str(len(body)), **(headers or {})}
        pieces = [body[start : start + piece] for start in range(0, len(body), piece)] or [b""]
        return asyncio.run(self._ask(method, path, pieces, given))

    async def _ask(self, method: str, path: str, pieces: list[bytes], headers: Mapping[str, str]) -> Page:
        said: list[MutableMapping[str, Any]] = []
        waiting = list(pieces)

        async def receive() -> MutableMapping[str, Any]:
            if not waiting:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

        async def send(event: MutableMapping[str, Any]) -> None:
            said.append(event)

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }
        await self.drop(scope, receive, send)
        if not said:
            return Page(status=0, headers=[], text="")
        return Page(
            status=said[0]["status"],
            headers=[(name.decode(), value.decode()) for name, value in said[0]["headers"]],
            text=b"".join(event["body"] for event in said[1:]).decode(),
        )
