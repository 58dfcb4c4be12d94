"""Read forms while they arrive: small ones whole, those with files piece by piece, nothing of them on the disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from secondsource.web.drop.answers import Refusal, Request

SMALL_FORM = 16_384
"""Bytes of a form without files."""
_FIELD_BYTES = {"text": 450_000}
"""More than 100,000 characters in UTF-8 take; every other field is short."""
_SHORT_FIELD = 4_096
_FIELDS = 16
_PIECE = 65_536
"""Bytes of a file that are gathered before they are handed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that is no file, whole."""

    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBegins:
    """A file follows."""

    title: str = field(repr=False)
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEnds:
    """The file was whole."""


FormEvent = Field | FileBegins | bytes | bytearray | FileEnds


async def read_small_form(request: Request) -> dict[str, str]:
    """Return the fields of a form without files.

    Raises:
        Refusal: 413 too long, 415 of another kind. SourceLeftError: it was cut.
    """
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise Refusal(415, "unreadable")
    if request.length() > SMALL_FORM:
        raise Refusal(413, "unreadable")
    data = bytearray()
    async for piece in request.body():
        data += piece
    try:
        return dict(parse_qsl(data.decode("ascii"), max_num_fields=_FIELDS, errors="replace"))
    except ValueError:
        raise Refusal(400, "unreadable") from None


async def read_form(request: Request, *, files: int) -> AsyncIterator[FormEvent]:
    """Yield the fields and files of a form in the order the browser sent them.

    Args:
        request: its body is read.
        files: how many may come.

    Raises:
        Refusal: 400 unreadable, 413 too much, 415 of another kind. SourceLeftError: it was cut.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != "multipart/form-data" or not options.get("boundary"):
        raise Refusal(415, "unreadable")
    segments = _Segments(files)
    try:
        with PushMultipartParser(
            options["boundary"], content_length=request.length(), max_segment_count=files + _FIELDS
        ) as parser:
            async for piece in request.body():
                for event in parser.parse(piece):
                    for told in segments.take(event):
                        yield told
    except (MultipartError, UnicodeDecodeError):
        raise Refusal(400, "unreadable") from None


class _Segments:
    """Turns what the parser says into fields, and gathers small pieces of files into larger ones."""

    def __init__(self, files: int) -> None:
        self.files_left = files
        self.name = ""
        self.is_file = False
        self.gathered = bytearray()

    def take(self, event: MultipartSegment | bytes | None) -> list[FormEvent]:
        if isinstance(event, MultipartSegment):
            return self._begin(event)
        if event is None:
            return self._end()
        if self.is_file and not self.gathered and len(event) >= _PIECE // 2:
            return [event]
        self.gathered += event
        if self.is_file:
            return self._release(_PIECE)
        if len(self.gathered) > _FIELD_BYTES.get(self.name, _SHORT_FIELD):
            raise Refusal(413, "too-long")
        return []

    def _begin(self, segment: MultipartSegment) -> list[FormEvent]:
        self.name = segment.name or ""
        # A browser sends an empty file without a name where none was chosen.
        self.is_file = bool(segment.filename)
        if not self.is_file:
            return []
        self.files_left -= 1
        if self.files_left < 0:
            raise Refusal(413, "too-many-files")
        return [FileBegins(title=str(segment.filename), media_type=segment.content_type or "")]

    def _release(self, at_least: int) -> list[FormEvent]:
        if len(self.gathered) < at_least:
            return []
        ready, self.gathered = self.gathered, bytearray()
        return [ready]

    def _end(self) -> list[FormEvent]:
        if self.is_file:
            return [*self._release(1), FileEnds()]
        value = bytes(self.gathered).decode("utf-8", "replace")
        self.gathered = bytearray()
        return [Field(name=self.name, value=value)]
