"""The attack on a PDF: every object, every earlier revision, every page, and bytes that no table lists."""

from __future__ import annotations

import io
import re
from typing import Final

import pikepdf

from secondsource.shielding.attacking.leak import Check, Place, Severity
from secondsource.shielding.attacking.opening.carving import attack_tail, inflate
from secondsource.shielding.attacking.opening.failure import NotOpenedError
from secondsource.shielding.attacking.pdf.objects import attack_objects
from secondsource.shielding.attacking.pdf.pages import attack_pages, page_texts
from secondsource.shielding.attacking.walk import Walk

_END: Final = re.compile(rb"%%EOF[ \t]*\r?\n?")
_STREAM: Final = re.compile(rb"stream\r?\n")
_SHOWN: Final = re.compile(rb"\(((?:\\.|[^()\\])*)\)|<([0-9A-Fa-f\s]+)>")
_MOST_REVISIONS: Final = 20
_MOST_STREAMS: Final = 20_000
_WORD: Final = re.compile(r"\w{2,}")


def attack_pdf(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack a PDF.

    Raises:
        NotOpenedError: if it needs a password, cannot be repaired, or has more pages than are looked at.
    """
    with _opened(data) as pdf:
        if len(pdf.pages) > walk.limits.pages:
            raise NotOpenedError("beyond-limit")
        begins = attack_objects(walk, pdf, path)
    text = attack_pages(walk, data, path)
    _attack_revisions(walk, data, path, text)
    _attack_unlisted(walk, data, path, begins)
    ends = list(_END.finditer(data))
    if ends:
        attack_tail(walk, data[ends[-1].end() :], path, "after-the-end")
    start = data.find(b"%PDF-")
    attack_tail(walk, data[:start], path, "before-the-start")


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise NotOpenedError("encrypted") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise NotOpenedError("damaged") from error


def _attack_revisions(walk: Walk, data: bytes, path: tuple[str, ...], text: str) -> None:
    """Attack what the file was before each later saving (ISO 32000-2, 7.5.6)."""
    ends = [match.end() for match in _END.finditer(data)]
    is_linear = b"/Linearized" in data[:1024]
    for number, end in enumerate(ends[int(is_linear) : -1][-_MOST_REVISIONS:], start=1):
        earlier = data[:end]
        inner = (*path, f"revision-{number}")
        try:
            with _opened(earlier) as pdf:
                if not len(pdf.pages):
                    continue
                attack_objects(walk, pdf, inner)
        except NotOpenedError:
            continue
        before = "\n".join(page_texts(earlier, walk.limits.pages))
        walk.text(before, inner, "page-text")
        lost = set(_WORD.findall(before)) - set(_WORD.findall(text))
        severity = Severity.BLOCK if lost else Severity.WARN
        walk.leak(Check.REVISION, severity, Place(path=inner, slot="revision"), detail=str(len(lost)))


def _attack_unlisted(walk: Walk, data: bytes, path: tuple[str, ...], begins: set[bytes]) -> None:
    """Attack streams that no cross-reference leads to: they stay behind when objects are only unlinked."""
    for number, match in enumerate(_STREAM.finditer(data)):
        if number >= _MOST_STREAMS:
            walk.unchecked(path, "streams-beyond-limit")
            return
        start = match.end()
        if data[start - 10 : start].startswith(b"end") or data[start : start + 64] in begins:
            continue
        if any(one and data.startswith(one, start) for one in (begins if len(begins) < 64 else ())):
            continue
        end = data.find(b"endstream", start)
        raw = data[start : end if end >= 0 else len(data)]
        content = inflate(raw) or raw
        walk.raw(content, path, "unlisted-object")
        walk.text(_literal_text(content), path, "unlisted-object")


def _literal_text(content: bytes) -> str:
    """Return the strings of a content stream run together, for one whose fonts are gone."""
    texts = []
    for match in _SHOWN.finditer(content[: 1024 * 1024]):
        if match[1] is not None:
            texts.append(match[1].decode("latin-1"))
        else:
            digits = re.sub(rb"\s", b"", match[2])
            texts.append(bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")).decode("latin-1"))
    return "".join(texts)
