"""E-mail: headers as written and as decoded, every part, every attachment, what stands before and after the parts."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from secondsource.shielding.attacking.opening import markup
from secondsource.shielding.attacking.walk import Walk


def attack_mail(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack a message and all its parts."""
    _attack(walk, message_from_bytes(data, policy=policy.compat32), path)


def _attack(walk: Walk, message: Message, path: tuple[str, ...]) -> None:
    for number, part in enumerate(message.walk(), start=1):
        walk.text("\n\0".join(_headers(part)), path, "mail-header")
        for around in (part.preamble, part.epilogue):
            walk.text(around or "", path, "mail-margin")
        if part.is_multipart():
            continue
        content = _content(part)
        name = _file_name(part)
        if part.get_content_maintype() != "text" or name:
            walk.part(content, path, name or f"part-{number}")
            continue
        text = content.decode(_charset(part), "replace")
        if part.get_content_subtype() == "html":
            markup.attack_markup(walk, text.encode(), (*path, f"part-{number}"))
        else:
            walk.text(text, path, "mail-body", visible=True)
        walk.raw(content, path)


def _content(part: Message) -> bytes:
    """Return the bytes of a part; those written where its encoding is none."""
    try:
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "replace")
    except (LookupError, UnicodeError, ValueError):
        return part.as_bytes()


def _headers(part: Message) -> list[str]:
    found = []
    for name, value in part.raw_items() if hasattr(part, "raw_items") else part.items():
        found.append(f"{name}: {value}")
        try:
            found.append(str(make_header(decode_header(str(value)))))
        except (HeaderParseError, LookupError, UnicodeError, ValueError):
            continue
    return found


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (LookupError, UnicodeError, ValueError):
        return "unreadable-name"


def _charset(part: Message) -> str:
    """Return the declared encoding if Python knows it."""
    declared = str(part.get_content_charset() or "utf-8")
    try:
        b"".decode(declared)
    except LookupError:
        return "latin-1"
    return declared
