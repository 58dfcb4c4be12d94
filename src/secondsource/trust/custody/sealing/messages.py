"""What lies inside a sealed message: words, the list of files, and where a reply goes.

JSON in UTF-8, padded to one of three sizes, then sealed. The stock `age` shows it readable, zeros behind it.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from secondsource.errors import IntegrityError
from secondsource.trust.custody.keys.age import seal, unseal
from secondsource.trust.custody.sealing.padding import pad_message, unpad_message

FORMAT = "secondsource-message/1"
LONGEST_TEXT = 100_000
"""Characters of one message."""


class MessageKind(StrEnum):
    """Who says what to whom."""

    SUBMISSION = "submission"
    """A source, for the first time."""
    ADDITION = "addition"
    """A source who returned."""
    WITHDRAWAL = "withdrawal"
    """A source asks that an item not be used."""
    CLOSING = "closing"
    """A source ends the conversation; no reply can be left any more."""
    REPLY = "reply"
    """The desk, to a source."""
    RECEIPT = "receipt"
    """The drop, to a source: on which day how many files arrived, and nothing that could prove which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of an item."""

    file: str
    """Its name beside the message: `file-1.age`."""
    title: str
    """The name that the source's machine gave; not to be trusted."""
    media_type: str
    """As the source's browser says; not to be trusted."""
    size: int
    """Bytes before padding."""
    sha256: str
    """Hex, of the bytes before padding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sealed as `message.age`."""

    kind: MessageKind
    item: str
    """32 hex digits: the item it came in, or the reply's own id."""
    day: dt.date
    """The day it arrived, UTC; no finer time is kept."""
    language: str = "en"
    """`en` or `es`: of the pages that the source saw."""
    text: str = field(default="", repr=False)
    parts: tuple[Part, ...] = ()
    mailbox: str = ""
    """Where a reply goes; 32 hex digits."""
    reply_to: str = ""
    """What a reply is sealed to."""
    about: str = ""
    """The item withdrawn, or the one a receipt is for."""
    sha256: str = ""
    """Hex SHA-256 of the words as they arrived, UTF-8; empty in a receipt."""


def seal_message(message: Message, recipient: str) -> bytes:
    """Return a message padded and sealed.

    Raises:
        InputError: `message-too-long`; `recipient-unreadable`.
    """
    plain = {"format": FORMAT, **asdict(message), "day": message.day.isoformat()}
    return seal(pad_message(json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")), [recipient])


def open_message(sealed: bytes, identity: str) -> Message:
    """Return what was sealed.

    Raises:
        AccessError: `sealed-for-others`. IntegrityError: `sealed-damaged`, `padding-damaged`, `message-unreadable`.
    """
    try:
        return _read(json.loads(unpad_message(unseal(sealed, identity))))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise IntegrityError(
            "message-unreadable",
            "This was sealed correctly, but it is no message of a drop.",
            "Ask whoever runs the drop whether it has another version.",
        ) from None


def _read(plain: dict[str, Any]) -> Message:
    if plain.pop("format") != FORMAT:
        raise ValueError(FORMAT)
    plain["kind"] = MessageKind(plain["kind"])
    plain["day"] = dt.date.fromisoformat(plain["day"])
    plain["parts"] = tuple(Part(**part) for part in plain["parts"])
    return Message(**plain)
