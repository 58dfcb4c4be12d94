"""The witness's server: the statuses of the specification, and nothing a stranger sends can hold it up."""

from __future__ import annotations

import contextlib
import http.client
import socket  # noqa: TID251 - plays a stranger who sends what is no HTTP
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.trust.signing.signer import KeySigner, sign_text, verifier_of, witness_of
from secondsource.trust.tlog import merkle, note
from secondsource.trust.tlog.checkpoint import Checkpoint
from secondsource.trust.tlog.policy import LogPolicy
from secondsource.trust.witness import server as server_module
from secondsource.trust.witness.request import MOST_BYTES, Request
from secondsource.trust.witness.server import WitnessServer
from secondsource.trust.witness.witness import Witness

NAME = "desk.example/log"
LOG = KeySigner(name=NAME, private=Ed25519PrivateKey.from_private_bytes(b"\x41" * 32))
KEY = KeySigner(name="witness.example/w1", private=Ed25519PrivateKey.from_private_bytes(b"\x42" * 32))
POLICY = LogPolicy(logs=(verifier_of(LOG),), witnesses={}, groups={}, quorum="none")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WitnessServer]:
    made = WitnessServer(Witness(tmp_path, KEY, POLICY))
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def checkpoint(size: int) -> tuple[bytes, merkle.Tree]:
    tree = merkle.Tree()
    for number in range(size):
        tree.append(merkle.leaf_hash(str(number).encode()))
    text = Checkpoint(log_origin=NAME, size=size, root=tree.root()).text()
    return note.join(text, [sign_text(text, LOG)]), tree


def asked(server: WitnessServer, data: bytes, path: str = "/add-checkpoint") -> tuple[int, str | None, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    try:
        line.request("POST", path, body=data)
        answer = line.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read()
    finally:
        line.close()


def got(server: WitnessServer, path: str) -> tuple[int, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


def raw(server: WitnessServer, data: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as line:
        answer = b""
        with contextlib.suppress(ConnectionError):
            line.sendall(data)
        with contextlib.suppress(ConnectionResetError):
            while more := line.recv(4096):
                answer += more
        return answer


def test_it_listens_on_this_machine_only(server: WitnessServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_200_then_409_then_200_and_monitors_see_it(server: WitnessServer) -> None:
    data, _ = checkpoint(3)
    place = server.witness.state.place(NAME).name
    assert got(server, f"/{place}/checkpoint")[0] == 404
    status, _, line = asked(server, Request(old=0, proof=(), checkpoint=data).encode())
    assert status == 200
    assert note.verify(note.parse(data + line), [witness_of(KEY)])
    later, tree = checkpoint(9)
    conflict = asked(server, Request(old=0, proof=(), checkpoint=later).encode())
    assert conflict == (409, "text/x.tlog.size", b"3\n")
    proof = tuple(tree.consistency_proof(3))
    assert asked(server, Request(old=3, proof=proof, checkpoint=later).encode())[0] == 200
    status, shown = got(server, f"/{place}/checkpoint")
    assert status == 200
    assert note.parse(shown).text == note.parse(later).text


def test_400_403_404_422_as_the_specification_says(server: WitnessServer) -> None:
    data, _ = checkpoint(3)
    assert asked(server, b"old 0\n")[0] == 400
    assert asked(server, Request(old=0, proof=(bytes(32),), checkpoint=data).encode())[0] == 422
    assert asked(server, Request(old=0, proof=(), checkpoint=data.replace(b"\n3\n", b"\n4\n")).encode())[0] == 403
    assert asked(server, Request(old=0, proof=(), checkpoint=data.replace(b"desk.", b"mesa.")).encode())[0] == 404
    assert asked(server, b"x", path="/elsewhere")[0] == 404
    assert got(server, "/")[0] == got(server, "/../checkpoint")[0] == got(server, f"/{'A' * 64}/checkpoint")[0] == 404


def test_a_connection_may_carry_several_requests(server: WitnessServer) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    data, _ = checkpoint(3)
    for _ in range(3):
        line.request("POST", "/add-checkpoint", body=Request(old=3, proof=(), checkpoint=data).encode())
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (409, b"0\n")
    line.close()


HEAD = b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        pytest.param(HEAD + b"\r\n", 411, id="no length"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411, id="chunks"),
        pytest.param(
            HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc", 411, id="two lengths by two means"
        ),
        pytest.param(HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400, id="two lengths"),
        pytest.param(HEAD + b"Content-Length: -1\r\n\r\n", 400, id="negative length"),
        pytest.param(HEAD + b"Content-Length: 1_0\r\n\r\n", 400, id="odd length"),
        pytest.param(HEAD + b"Content-Length: %d\r\n\r\n" % (MOST_BYTES + 1), 413, id="too long"),
        pytest.param(HEAD + b"Content-Length: 99999999999999999999\r\n\r\n", 400, id="length without end"),
        pytest.param(HEAD + b"X: " + b"y" * 70_000 + b"\r\n\r\n", 431, id="a header without end"),
        pytest.param(HEAD + b"".join(b"X%d: y\r\n" % n for n in range(200)) + b"\r\n", 431, id="headers without end"),
        pytest.param(b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414, id="a path without end"),
        pytest.param(b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501, id="another method"),
        pytest.param(b"\x16\x03\x01\x02\x00\r\n\r\n", 400, id="no HTTP"),
    ],
)
def test_what_is_no_good_request_is_answered_and_hung_up_on(server: WitnessServer, data: bytes, status: int) -> None:
    answer = raw(server, data)
    if answer or len(data) < 60_000:  # who still sends when it hangs up may lose the answer
        assert HTTPStatus(status).phrase.encode() in answer
    assert b"Python" not in answer
    assert asked(server, b"old 0\n")[0] == 400


def test_one_who_drips_is_cut_off_and_the_others_are_served(
    server: WitnessServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "SECONDS_CONNECTION", 0.3)
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as line:
        line.sendall(HEAD + b"Content-Length: 100\r\n\r\n")
        assert asked(server, b"old 0\n")[0] == 400
        while time.monotonic() - started < 3:
            try:
                line.sendall(b"x")
            except OSError:
                break
            time.sleep(0.05)
    assert time.monotonic() - started < 2


def test_more_connections_than_it_takes_are_hung_up_on(server: WitnessServer) -> None:
    lines = [
        socket.create_connection(("127.0.0.1", server.server_port), timeout=5)
        for _ in range(server_module.MOST_CONNECTIONS)
    ]
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=0.5) as extra:
            try:
                if extra.recv(1) == b"":
                    break
            except TimeoutError:
                continue
    else:
        pytest.fail("it took more connections than it should")
    for line in lines:
        line.close()
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        try:
            if asked(server, b"old 0\n")[0] == 400:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
    pytest.fail("it did not recover")


def test_a_keeper_s_trouble_is_not_told_to_strangers(server: WitnessServer) -> None:
    data, _ = checkpoint(3)
    asked(server, Request(old=0, proof=(), checkpoint=data).encode())
    (server.witness.state.place(NAME) / "checkpoint").write_bytes(b"damaged")
    status, _, said = asked(server, Request(old=3, proof=(), checkpoint=data).encode())
    assert (status, said) == (500, b"Internal Server Error\n")
