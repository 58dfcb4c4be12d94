"""An ssh-agent signs notes: the real one where it is installed, a hostile one everywhere."""

from __future__ import annotations

import os
import shutil
import socket  # noqa: TID251 - plays a hostile agent
import struct
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.errors import AccessError, InputError, IntegrityError
from secondsource.trust.signing import agent
from secondsource.trust.signing.signer import cosign_text, sign_text, verifier_of, witness_of

PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x21" * 32)
KEY = PRIVATE.public_key().public_bytes_raw()
NAME = "desk.example/seat-1"
needs_ssh = pytest.mark.skipif(not shutil.which("ssh-agent"), reason="OpenSSH's client is not installed")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "agent"
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(place)], stdout=subprocess.DEVNULL) as process:
        try:
            key_file = tmp_path / "seat"
            key_file.write_bytes(
                PRIVATE.private_bytes(
                    serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
                )
            )
            key_file.chmod(0o600)
            while not place.exists():
                assert process.poll() is None
            environment = {**os.environ, "SSH_AUTH_SOCK": str(place)}
            subprocess.run(["ssh-add", "-q", str(key_file)], check=True, env=environment)
            yield place
        finally:
            process.terminate()


@needs_ssh
def test_the_agent_signs_notes_and_cosignatures(running: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", str(running))
    assert [key for key, _ in agent.keys(running)] == [KEY]
    signer = agent.signer(NAME, KEY)
    assert verifier_of(signer).verify("hold\n", sign_text("hold\n", signer))
    assert witness_of(signer).verify("hold\n", cosign_text("hold\n", signer, 1_900_000_000))


@needs_ssh
def test_a_key_the_agent_does_not_hold_is_said(running: Path) -> None:
    with pytest.raises(InputError, match="does not hold"):
        agent.signer(NAME, bytes(32), running)
    with pytest.raises(AccessError, match="did not sign"):
        agent.AgentSigner(name=NAME, key=b"\x05" * 32, socket_path=running).sign(b"hold")


def test_without_an_agent_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    with pytest.raises(AccessError, match="SSH_AUTH_SOCK"):
        agent.signer(NAME, KEY)
    with pytest.raises(AccessError, match="cannot be reached"):
        agent.signer(NAME, KEY, tmp_path / "nothing")


def framed(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


GARBLED = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"\x00\x00", id="half a length"),
    pytest.param(struct.pack(">I", 10) + b"\x0c", id="cut off"),
    pytest.param(struct.pack(">I", 2**31), id="two gigabytes announced"),
    pytest.param(framed(b"\x0c"), id="no count"),
    pytest.param(framed(b"\x0c" + struct.pack(">I", 5)), id="fewer keys than said"),
    pytest.param(framed(b"\x05"), id="a refusal to list"),
    pytest.param(
        framed(b"\x0c" + struct.pack(">I", 1) + framed(framed(b"ssh-ed25519") + framed(b"short")) + framed(b"")),
        id="a key that is too short",
    ),
]


@pytest.mark.parametrize("answer", GARBLED)
def test_a_garbled_answer_is_refused(tmp_path: Path, answer: bytes) -> None:
    place = tmp_path / "agent"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(str(place))
        door.listen(1)

        def once() -> None:
            connected, _ = door.accept()
            with connected:
                connected.recv(100)
                connected.sendall(answer)

        thread = threading.Thread(target=once)
        thread.start()
        with pytest.raises(IntegrityError, match="cannot be read"):
            agent.keys(place)
        thread.join()


def test_a_signature_of_another_key_is_not_handed_out(tmp_path: Path) -> None:
    place = tmp_path / "agent"
    wrong = framed(bytes([14]) + framed(framed(b"ssh-ed25519") + framed(bytes(64))))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(str(place))
        door.listen(1)

        def once() -> None:
            connected, _ = door.accept()
            with connected:
                connected.recv(1000)
                connected.sendall(wrong)

        thread = threading.Thread(target=once)
        thread.start()
        with pytest.raises(IntegrityError, match="does not fit its key"):
            sign_text("hold\n", agent.AgentSigner(name=NAME, key=KEY, socket_path=place))
        thread.join()


def test_public_keys_of_openssh_are_read_strictly() -> None:
    line = agent.public_line(KEY, "seat one")
    assert agent.parse_public_line(line) == KEY
    for wrong in ("", "ssh-ed25519", "ssh-rsa AAAA", "ssh-ed25519 AAAA", "ssh-ed25519 !", line[:40]):
        with pytest.raises(InputError):
            agent.parse_public_line(wrong)
