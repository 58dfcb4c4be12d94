"""E-mail: the text part, or the HTML part where there is none; attachments are named, not opened."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr
from typing import Any

from secondsource.documents.encoding import decode
from secondsource.documents.extract import Extract, UnreadableError, one_line
from secondsource.documents.labels.values import read_day, read_language
from secondsource.documents.limits import Limits

# What the header parser of the standard library has been seen to raise on malformed headers.
_HEADER_ERRORS = (AttributeError, IndexError, LookupError, MessageError, TypeError, ValueError)
_BOUNDARY_MARK = b"boundary="


def read_message(data: bytes, limits: Limits) -> Extract:
    """Read one message: subject, sender, day and text.

    Raises:
        UnreadableError: if it has no header, or its parts are too many or too deeply nested.
    """
    if data.lower().count(_BOUNDARY_MARK) > limits.message_parts:
        raise UnreadableError("too-deeply-nested", f"The e-mail has more than {limits.message_parts} nested parts.")
    # The default policy is for reading headers; parsing itself calls itself once a level.
    message = email.message_from_bytes(data, policy=policy.default)
    if not message.keys():
        raise UnreadableError("damaged", "The file has no e-mail header.")
    parts = list(_parts(message, limits))
    plain = [part for part in parts if part.get_content_type() == "text/plain" and not _is_attachment(part)]
    pages = [part for part in parts if part.get_content_type() == "text/html" and not _is_attachment(part)]
    notes = [_named(part) for part in parts if _is_attachment(part)]
    text, text_notes = _joined(plain)
    if not text.strip() and pages:
        text, text_notes = _from_html(pages, limits)
    sender, address = parseaddr(_header(message, "From") or "")
    organisation = _header(message, "Organization") or _header(message, "Organisation")
    language = read_language(_header(message, "Content-Language") or "")
    day = read_day(_header(message, "Date") or "")
    author = one_line(sender) or one_line(address)
    if organisation is None and author is not None:
        notes.append("The outlet is the sender of the e-mail.")
    return Extract(
        text=text,
        title=_header(message, "Subject"),
        outlet=organisation or author,
        published=day,
        published_basis=None if day is None else "e-mail header: Date",
        language=language,
        language_basis=None if language is None else "e-mail header: Content-Language",
        author=author,
        notes=(*text_notes, *notes),
    )


def _header(message: Message[Any, Any], name: str) -> str | None:
    try:
        return one_line(str(message[name])) if message[name] is not None else None
    except _HEADER_ERRORS:
        return None


def _parts(message: Message[Any, Any], limits: Limits) -> Iterator[Message[Any, Any]]:
    """Yield the parts that hold no others, in order; a message attached whole is one part.

    Raises:
        UnreadableError: if there are too many or they lie too deep.
    """
    waiting = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > limits.message_depth or seen > limits.message_parts:
            sentence = f"The e-mail's parts are nested deeper than {limits.message_depth} or are too many."
            raise UnreadableError("too-deeply-nested", sentence)
        payload = part.get_payload()
        if isinstance(payload, list) and (depth == 0 or part.get_content_maintype() == "multipart"):
            waiting.extend((child, depth + 1) for child in reversed(payload) if isinstance(child, Message))
        else:
            yield part


def _is_attachment(part: Message[Any, Any]) -> bool:
    try:
        if part.get_content_disposition() == "attachment":
            return True
        return part.get_content_maintype() != "text" or part.get_filename() is not None
    except _HEADER_ERRORS:
        return True


def _named(part: Message[Any, Any]) -> str:
    try:
        name = one_line(part.get_filename())
    except _HEADER_ERRORS:
        name = None
    return f"An attachment was not read: {name or 'without a name'} ({part.get_content_type()})."


def _content(part: Message[Any, Any]) -> tuple[str, tuple[str, ...]]:
    """Return a part's text with plain line feeds; the network's line ends are no part of what was written."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return "", ()
    charset = part.get_content_charset()
    try:
        decoded = decode(payload, charset)
    except UnreadableError:
        return "", ("A text part of the e-mail could not be decoded.",)
    return decoded.text.replace("\r\n", "\n"), decoded.notes


def _joined(parts: list[Message[Any, Any]]) -> tuple[str, tuple[str, ...]]:
    contents = [_content(part) for part in parts]
    texts = [text.strip("\n") for text, _ in contents if text.strip()]
    return "\n\n".join(texts), tuple(note for _, notes in contents for note in notes)


def _from_html(pages: list[Message[Any, Any]], limits: Limits) -> tuple[str, tuple[str, ...]]:
    # Loaded only for a message without a text part: the extractor takes half a second to load.
    from secondsource.documents.readers.html import read_all_text  # noqa: PLC0415

    texts: list[str] = []
    notes: list[str] = []
    for page in pages:
        text, found = _content(page)
        if text.strip():
            texts.append(read_all_text(text, limits))
        notes.extend(found)
    return "\n\n".join(texts), tuple(notes)
