"""A witness on the network: a small server for `add-checkpoint` and for monitors (C2SP tlog-witness v1.0.0).

It listens on this machine only, unless told otherwise; an onion service or a reverse proxy stands before it. It
answers; it never calls anybody. Everything a stranger can send is bounded: the length of a request, the time of a
connection, the number of connections. It needs no secret from the asker, so it has none to lose.
"""

from __future__ import annotations

import contextlib
import re
import socket  # noqa: TID251 - only to cut off a connection that takes too long
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from secondsource.errors import SecondSourceError
from secondsource.trust.witness.request import MOST_BYTES, RefusedError
from secondsource.trust.witness.witness import Witness

MOST_CONNECTIONS = 32
SECONDS_IDLE = 10.0
"""How long one read or write may take."""
SECONDS_CONNECTION = 60.0
"""How long a connection may stay, however busily it drips."""
_MONITOR = re.compile(r"/([0-9a-f]{64})/checkpoint")
_LENGTH = re.compile(r"0|[1-9][0-9]{0,8}")
_TEXT = "text/plain;charset=utf-8"


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    timeout = SECONDS_IDLE
    server: WitnessServer

    def setup(self) -> None:
        """Give the connection its end."""
        super().setup()
        self._end = threading.Timer(SECONDS_CONNECTION, self._cut)
        self._end.daemon = True
        self._end.start()

    def finish(self) -> None:
        """Take the end back."""
        self._end.cancel()
        with contextlib.suppress(OSError):
            super().finish()

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_POST(self) -> None:
        """Answer `add-checkpoint`."""
        body = self._body()
        if body is None:
            return
        if self.path != "/add-checkpoint":
            self._answer(HTTPStatus.NOT_FOUND)
            return
        try:
            lines = self.server.witness.add_checkpoint(body)
        except RefusedError as refusal:
            if refusal.size is not None:
                self._answer(HTTPStatus.CONFLICT, f"{refusal.size}\n".encode(), "text/x.tlog.size")
            else:
                self._answer(HTTPStatus(refusal.status), f"{refusal.sentence}\n".encode())
        except SecondSourceError:
            # What is wrong here, such as a full disk or a wrong clock, is the keeper's business and no stranger's.
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR)
        else:
            self._answer(HTTPStatus.OK, lines)

    def do_GET(self) -> None:
        """Answer a monitor that asks for the newest checkpoint of a log."""
        match = _MONITOR.fullmatch(self.path)
        try:
            found = self.server.witness.state.published(match[1]) if match is not None else None
        except SecondSourceError:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR)
            return
        if found is None:
            self._answer(HTTPStatus.NOT_FOUND)
        else:
            self._answer(HTTPStatus.OK, found)

    def _body(self) -> bytes | None:
        """Return the body; None where it was refused and answered."""
        length = self.headers.get_all("Content-Length", [])
        if self.headers.get("Transfer-Encoding") is not None or not length:
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif len(length) != 1 or not _LENGTH.fullmatch(length[0]):
            self._refuse(HTTPStatus.BAD_REQUEST)
        elif int(length[0]) > MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            body = self.rfile.read(int(length[0]))
            if len(body) == int(length[0]):
                return body
            self._refuse(HTTPStatus.BAD_REQUEST)
        return None

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer and hang up: what follows on this connection cannot be told from a body."""
        self.close_connection = True
        self._answer(status)

    def _answer(self, status: HTTPStatus, body: bytes | None = None, kind: str = _TEXT) -> None:
        data = f"{status.phrase}\n".encode() if body is None else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer a request that is no HTTP, without repeating any of it."""
        self._refuse(HTTPStatus(code))

    def version_string(self) -> str:
        """Name no version that could be looked up in a list of holes."""
        return "witness"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Keep no record of who asked."""


class WitnessServer(ThreadingHTTPServer):
    """Serves one witness; `serve_forever` until `shutdown`."""

    daemon_threads = True
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, witness: Witness, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen.

        Args:
            witness: who answers.
            host: the address to listen on; another machine reaches it only if this is not 127.0.0.1.
            port: 0 takes a free one; `server_port` says which.
        """
        self.witness = witness
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__((host, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own while there are few enough; else hang up at once."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and make room for the next."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: a connection that broke off is no fault."""
