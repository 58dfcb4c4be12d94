"""The layers of an e-mail: headers, the other forms of its text, and its attachments."""

from __future__ import annotations

import email
from collections.abc import Callable
from email import policy
from email.errors import MessageError
from email.message import Message
from typing import Any

from secondsource.documents.extract import UnreadableError
from secondsource.documents.layers.layered import Gathering, Sort

Descend = Callable[[bytes, str, Gathering], None]
_SHOWN = frozenset({"from", "to", "cc", "subject", "date"})
_HEADER_ERRORS = (AttributeError, IndexError, LookupError, MessageError, TypeError, ValueError)


def add_message(data: bytes, visible: str, gathering: Gathering, descend: Descend) -> None:
    """Add what a message holds beside the text that is read.

    Raises:
        UnreadableError: if its parts are too many or lie too deep.
    """
    message = email.message_from_bytes(data, policy=policy.compat32)
    for name, value in message.items():
        place = f"header {name}" if name.lower() in _SHOWN else f"technical header {name}"
        gathering.add(Sort.METADATA, place, _header(value))
    gathering.add(Sort.HIDDEN, "text before the first part", message.preamble or "")
    gathering.add(Sort.HIDDEN, "text behind the last part", message.epilogue or "")
    waiting: list[tuple[Message[Any, Any], int]] = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop(0)
        seen += 1
        if depth > gathering.limits.message_depth or seen > gathering.limits.message_parts:
            raise UnreadableError("too-deeply-nested", "The e-mail's parts are too many, or nested too deeply.")
        if part is not message:
            for name, value in part.items():
                gathering.add(Sort.METADATA, f"part {seen}, header {name}", _header(value))
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting += [(child, depth + 1) for child in payload if isinstance(child, Message)]
        else:
            _add_content(part, seen, visible, gathering, descend)


def _header(value: object) -> str:
    """Return a header's value decoded, as far as it can be."""
    try:
        pieces = email.header.decode_header(str(value))
        return str(email.header.make_header(pieces))
    except _HEADER_ERRORS:
        return str(value)


def _add_content(part: Message[Any, Any], number: int, visible: str, gathering: Gathering, descend: Descend) -> None:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return
    try:
        name = part.get_filename() or ""
    except _HEADER_ERRORS:
        name = ""
    if name:
        gathering.add(Sort.NAME, "attachment", name)
    elif part.get_content_type() == "text/plain":
        text = content.decode(part.get_content_charset("utf-8"), "replace").replace("\r\n", "\n").strip()
        if text not in visible:
            gathering.add(Sort.HIDDEN, f"part {number}, text that is not read", text)
        return
    suffix = {"text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml"}.get(part.get_content_type(), "")
    label = name or f"part-{number}{suffix}"
    gathering.add(Sort.ATTACHMENT, label, part.get_content_type())
    descend(content, label, gathering)
