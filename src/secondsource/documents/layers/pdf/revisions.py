"""What stood in a PDF before, and what lies behind its end: each save may only append (ISO 32000-2, 7.5.6)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2

from secondsource.documents.layers.layered import Gathering, Sort
from secondsource.documents.layers.runs import readable

_END = b"%%EOF"
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+obj\b(.*?)\bendobj", re.DOTALL)
_MOST_REVISIONS = 20


def add_revisions(data: bytes, gathering: Gathering) -> None:
    """Add the texts of earlier revisions that differ, replaced objects, and the bytes behind the end."""
    ends = [match.end() for match in re.finditer(re.escape(_END), data)]
    gathering.add(Sort.METADATA, "behind the end", readable(data[ends[-1] :] if ends else b""))
    now = _text(data)
    for number, end in enumerate(ends[:-1][:_MOST_REVISIONS], start=1):
        before = _text(data[:end])
        if before and before != now:
            gathering.add(Sort.REVISION, f"revision {number}", before)
    for number, body in _replaced(data):
        gathering.add(Sort.REVISION, f"object {number}, replaced", readable(body))


def _text(data: bytes) -> str:
    """Return the words on the pages of one revision; empty where it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    texts = []
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return "\n".join(texts).strip()


def _replaced(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield objects in the bytes that a later one of the same number replaced."""
    found: dict[tuple[int, int], list[bytes]] = {}
    for match in _OBJECT.finditer(data):
        found.setdefault((int(match[1]), int(match[2])), []).append(match[3])
    for (number, _), bodies in found.items():
        for body in bodies[:-1]:
            if body.strip() != bodies[-1].strip():
                yield number, b"\n".join([body, _inflated(body)])


def _inflated(body: bytes) -> bytes:
    """Return the content of a stream object that nothing refers to any more."""
    if b"stream" not in body:
        return b""
    whole = b"%PDF-1.5\n1 0 obj" + body + b"endobj\ntrailer<</Root 1 0 R/Size 2>>\n"
    try:
        with pikepdf.open(io.BytesIO(whole)) as document:
            thing = document.Root
            return thing.read_bytes() if isinstance(thing, pikepdf.Stream) else b""
    except (pikepdf.PdfError, ValueError):
        return b""
