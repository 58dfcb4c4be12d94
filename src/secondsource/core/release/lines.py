"""Texts of fixed lines: read strictly, written canonically, so that one meaning has one form.

Every paper of the desk and every statement is such a text:

    desk.example/log                  the log's own name, bare
    secondsource statement v1         what it is
    policy: 3                         keys in fixed order, each once
    ...

All of it is printable ASCII. Nothing can hide in it: no bidirectional or invisible character, no letter that looks
like another, no second way to write the same. What deviates by one byte is refused, because these bytes are signed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from secondsource.errors import IntegrityError

MOST_CHARACTERS = 4096
"""No paper comes near; longer ones are refused before they are read."""
NONE = "none"
NEVER = "never"
_PLAIN = re.compile(r"[ -~\n]*")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_ORIGIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?(?:/[a-z0-9][a-z0-9-]{0,63}){1,4}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories whose characters show nothing or move others: controls, bidirectional marks, unassigned."""


class PaperError(IntegrityError):
    """The text is not the paper it claims to be."""


def malformed(why: str) -> PaperError:
    """Return the refusal of a text, `why` completing the sentence."""
    return PaperError(
        "paper-malformed",
        f"This text cannot be read: {why}.",
        "Get the file again from whoever wrote it; do not rely on it.",
    )


def write(log_origin: str, kind: str, fields: Mapping[str, str]) -> str:
    """Return the canonical text of a paper.

    Args:
        log_origin: the first line.
        kind: what it is, such as `statement`.
        fields: key and value of every line, in their order.

    Raises:
        PaperError: a value could not be read back.
    """
    text = "".join(
        f"{line}\n" for line in (log_origin, title(kind), *(f"{key}: {value}" for key, value in fields.items()))
    )
    if read(text, kind, tuple(fields)) != (log_origin, dict(fields)):
        raise malformed("a value would not read back as it is")
    return text


def read(text: str, kind: str, keys: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Read a paper's text: its first line, and its values by key.

    Raises:
        PaperError: `paper-malformed`, with what is wrong.
    """
    lines = _lines(text)
    if len(lines) < 2 or lines[1] != title(kind):
        raise malformed(f"its second line is not {title(kind)!r}")
    found: dict[str, str] = {}
    for key, line in zip(keys, lines[2:], strict=False):
        if not line.startswith(f"{key}: "):
            raise malformed(f"the line {key!r} is missing or not in its place")
        found[key] = line.removeprefix(f"{key}: ")
        if not found[key].strip() or found[key] != found[key].strip():
            raise malformed(f"the line {key!r} is empty or padded")
    if len(lines) != len(keys) + 2:
        raise malformed("it has lines too many or too few")
    return origin(lines[0]), found


def kind_of(text: str) -> str:
    """Return what a text says it is, `statement` for `secondsource statement v1`."""
    match = re.match(r"[^\n]*\nsecondsource ([a-z]+) v1\n", text)
    if match is None:
        raise malformed("its second line does not say what it is")
    return match[1]


def title(kind: str) -> str:
    """Return the line that says what a text is."""
    return f"secondsource {kind} v1"


def _lines(text: str) -> list[str]:
    if len(text) > MOST_CHARACTERS:
        raise malformed(f"it is longer than {MOST_CHARACTERS:,} characters")
    if not text.endswith("\n"):
        raise malformed("it does not end in a newline")
    if not _PLAIN.fullmatch(text):
        raise malformed("it holds a character that is not plain ASCII, which could hide or imitate another")
    return text[:-1].split("\n")


def origin(text: str) -> str:
    """Check a log's own name, such as `desk.example/log`."""
    if not _ORIGIN.fullmatch(text):
        raise malformed(f"{text!r} is not the name of a log, such as desk.example/log")
    return text


def host(log_origin: str) -> str:
    """Return what stands before the first slash: seats are named below it."""
    return log_origin.partition("/")[0]


def identifier(text: str) -> str:
    """Check a subject, seat or motion: small letters a-z, digits and hyphens, 64 at most."""
    if not _ID.fullmatch(text):
        raise malformed(f"{text!r} is not an id: small letters a-z, digits and hyphens, 64 at most")
    return text


def number(text: str) -> int:
    """Read a decimal number without leading zeros."""
    if not _NUMBER.fullmatch(text):
        raise malformed(f"{text!r} is not a number")
    return int(text)


def number_or_none(text: str) -> int | None:
    """Read a number, or `none`."""
    return None if text == NONE else number(text)


def sha256(text: str) -> str:
    """Check a SHA-256 in small hexadecimal digits."""
    if not _SHA256.fullmatch(text):
        raise malformed(f"{text!r} is not a SHA-256 in 64 small hexadecimal digits")
    return text


def time(text: str) -> datetime:
    """Read a moment in UTC, to the second, such as 2031-03-05T18:00:00Z."""
    try:
        if _TIME.fullmatch(text):
            return datetime.strptime(text, _TIME_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        pass  # a 30 February fits the pattern
    raise malformed(f"{text!r} is not a moment such as 2031-03-05T18:00:00Z")


def write_time(moment: datetime) -> str:
    """Write a moment; `time(write_time(m)) == m` for whole seconds."""
    if moment.tzinfo is None or moment.microsecond:
        raise malformed("a moment needs a time zone and whole seconds")
    return moment.astimezone(UTC).strftime(_TIME_FORMAT)


def prose(data: bytes) -> str:
    """Read a full text that people will see: UTF-8 in its composed form (NFC), nothing in it that hides or reorders.

    Raises:
        PaperError: `paper-malformed`.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise malformed("it is not UTF-8") from None
    if unicodedata.normalize("NFC", text) != text:
        raise malformed("its accents are not in their composed form (NFC)")
    hidden = next((char for char in text if char not in "\n\t" and unicodedata.category(char) in _HIDDEN), None)
    if hidden is not None:
        raise malformed(f"it holds the invisible character U+{ord(hidden):04X}")
    if not text.strip():
        raise malformed("it is empty")
    return text
