"""Signing by ssh-agent: the private key stays with the agent, or with the token behind it.

A minimal client of the agent protocol (draft-ietf-sshm-ssh-agent): list identities, sign. For keys of type
`ssh-ed25519` the agent signs the bytes themselves, so its signatures stand in notes like any other and no reader needs
to know. Security keys (`sk-ssh-ed25519`) sign something else around the bytes: see `sidecar`.

The socket is a file on this machine (`SSH_AUTH_SOCK`); nothing here can reach another one.
"""

from __future__ import annotations

import os
import socket  # noqa: TID251 - a file of this machine (AF_UNIX): the agent's own door
import struct
from dataclasses import dataclass
from pathlib import Path

from secondsource.errors import AccessError, InputError, IntegrityError
from secondsource.trust.tlog import note

SOCKET_VARIABLE = "SSH_AUTH_SOCK"
MOST_REPLY_BYTES = 262_144
"""The limit of OpenSSH's own agent."""
SECONDS_TO_TOUCH = 60.0
"""How long a person has to confirm at the agent or touch a token."""
_TYPE = b"ssh-ed25519"
_LIST, _IDENTITIES, _SIGN, _SIGNED = 11, 12, 13, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSigner:
    """Signs with an Ed25519 key that an ssh-agent keeps."""

    name: str
    key: bytes
    socket_path: Path

    def sign(self, message: bytes) -> bytes:
        """Return the agent's signature over `message`.

        Raises:
            AccessError: `agent-missing`, `agent-refused`. IntegrityError: `agent-garbled`.
        """
        request = bytes([_SIGN]) + _string(_blob(self.key)) + _string(message) + struct.pack(">I", 0)
        reply = _ask(self.socket_path, request)
        if not reply or reply[0] != _SIGNED:
            raise AccessError(
                "agent-refused",
                "The ssh-agent did not sign.",
                "Confirm at the agent or touch the token, and try again.",
            )
        signature, rest = _take(reply[1:])
        kind, after = _take(signature)
        data, end = _take(after)
        if rest or end or kind != _TYPE or len(data) != note.SIGNATURE_BYTES:
            raise _garbled()
        return data


def agent_socket() -> Path:
    """Return where the agent listens.

    Raises:
        AccessError: `agent-missing`, when no agent is announced.
    """
    announced = os.environ.get("SSH_AUTH_SOCK")
    if not announced:
        raise _missing("no agent is announced in SSH_AUTH_SOCK")
    return Path(announced)


def keys(socket_path: Path) -> list[tuple[bytes, str]]:
    """Return the Ed25519 keys that the agent holds, each with its comment.

    Raises:
        AccessError: `agent-missing`. IntegrityError: `agent-garbled`.
    """
    reply = _ask(socket_path, bytes([_LIST]))
    if len(reply) < 5 or reply[0] != _IDENTITIES:
        raise _garbled()
    (count,) = struct.unpack_from(">I", reply, 1)
    rest, found = reply[5:], []
    for _ in range(count):
        blob, rest = _take(rest)
        comment, rest = _take(rest)
        kind, after = _take(blob)
        if kind == _TYPE:
            key, end = _take(after)
            if end or len(key) != note.KEY_BYTES:
                raise _garbled()
            found.append((key, comment.decode("utf-8", "replace")))
    return found


def signer(name: str, key: bytes, socket_path: Path | None = None) -> AgentSigner:
    """Return a signer for a public key that the agent must hold.

    Args:
        name: the name in signature lines.
        key: the raw public key.
        socket_path: where the agent listens; by default what `SSH_AUTH_SOCK` says.

    Raises:
        InputError: `agent-lacks-key`. AccessError, IntegrityError: as in `keys`.
    """
    place = socket_path if socket_path is not None else agent_socket()
    if key not in {held for held, _ in keys(place)}:
        raise InputError(
            "agent-lacks-key",
            f"The ssh-agent does not hold the key of {name}.",
            "Add it with ssh-add, or plug in the token that holds it.",
        )
    return AgentSigner(name=name, key=key, socket_path=place)


def parse_public_line(line: str) -> bytes:
    """Return the raw key of an OpenSSH public key line (`ssh-ed25519 AAAA... comment`).

    Raises:
        InputError: `ssh-key-unreadable`.
    """
    words = line.split()
    try:
        if len(words) < 2 or words[0] != _TYPE.decode():
            raise _unreadable()
        kind, after = _take(note.decode_base64(words[1]))
        key, end = _take(after)
    except IntegrityError:
        raise _unreadable() from None
    if end or kind != _TYPE or len(key) != note.KEY_BYTES:
        raise _unreadable()
    return key


def public_line(key: bytes, comment: str) -> str:
    """Return a raw key as an OpenSSH public key line."""
    return f"ssh-ed25519 {note.encode_base64(_blob(key))} {comment}\n"


def _ask(place: Path, request: bytes) -> bytes:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.settimeout(SECONDS_TO_TOUCH)
            door.connect(str(place))
            door.sendall(_string(request))
            (length,) = struct.unpack(">I", _exactly(door, 4))
            if length > MOST_REPLY_BYTES:
                raise _garbled()
            return _exactly(door, length)
    except OSError as error:
        raise _missing(error.strerror or str(error)) from error


def _exactly(door: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = door.recv(count - len(data))
        if not more:
            raise _garbled()
        data += more
    return data


def _blob(key: bytes) -> bytes:
    return _string(_TYPE) + _string(key)


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _take(data: bytes) -> tuple[bytes, bytes]:
    """Return the first length-framed string and what follows it."""
    if len(data) < 4:
        raise _garbled()
    (length,) = struct.unpack_from(">I", data)
    if len(data) < 4 + length:
        raise _garbled()
    return data[4 : 4 + length], data[4 + length :]


def _missing(why: str) -> AccessError:
    return AccessError(
        "agent-missing", f"The ssh-agent cannot be reached: {why}.", "Start ssh-agent, or sign with a key file."
    )


def _garbled() -> IntegrityError:
    return IntegrityError("agent-garbled", "The ssh-agent gave an answer that cannot be read.", "Restart the agent.")


def _unreadable() -> InputError:
    return InputError(
        "ssh-key-unreadable",
        "This is not an Ed25519 public key of OpenSSH.",
        "Name the .pub file whose line begins with ssh-ed25519.",
    )
