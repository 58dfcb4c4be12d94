"""Every object of a PDF, used or not: strings by the place they stand in, streams by what they hold."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

from secondsource.shielding.attacking.images import characters, pictures
from secondsource.shielding.attacking.leak import Check, Place, Severity
from secondsource.shielding.attacking.pdf.content import SHOWS_TEXT, Fonts, shown_text
from secondsource.shielding.attacking.pdf.fonts import unicode_map
from secondsource.shielding.attacking.walk import Walk

_SLOTS: Final = {
    "/Contents": "annotation",
    "/RC": "annotation",
    "/Subj": "annotation",
    "/OverlayText": "annotation",
    "/T": "form-field",
    "/TU": "form-field",
    "/TM": "form-field",
    "/V": "form-field",
    "/DV": "form-field",
    "/Opt": "form-field",
    "/URI": "link",
    "/ActualText": "replacement-text",
    "/Alt": "alt-text",
    "/E": "replacement-text",
    "/F": "attachment-name",
    "/UF": "attachment-name",
    "/Desc": "attachment-name",
    "/JS": "script",
    "/Title": "bookmark",
    "/Name": "layer-name",
    "/Names": "destination-name",
    "/Dests": "destination-name",
    "/BaseFont": "font-name",
    "/FontName": "font-name",
}
_HARMLESS_INFO: Final = frozenset({"/Trapped", "/Producer", "/CreationDate", "/ModDate"})
_PICTURE_FILES: Final = (b"\xff\xd8\xff", b"\0\0\0\x0cjP")
_DIGITS: Final = re.compile(r"\d{5,}")
_DEEPEST: Final = 60
_MOST_PIXELS: Final = 40_000_000


@dataclass(slots=True)
class _Seen:
    """What was met in one file so far."""

    fonts: Fonts = field(default_factory=Fonts)
    number: int = 0
    strings: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    begins: set[bytes] = field(default_factory=set)


def attack_objects(walk: Walk, pdf: pikepdf.Pdf, path: tuple[str, ...]) -> set[bytes]:
    """Attack every object of a file and return the first bytes of every stream that was looked into."""
    seen = _Seen()
    _attack_information(walk, pdf, path)
    for number, page in enumerate(pdf.pages, start=1):
        if number > walk.limits.pages:
            break
        _attack_content(walk, page, seen.fonts.of(page.obj.get("/Resources", _resources(page))), path, number)
    for item in pdf.objects:
        _collect(item, "", seen, 0)
    for slot, texts in seen.strings.items():
        walk.text("\n\0".join(texts), path, slot)
        walk.raw("\n\0".join(texts).encode("utf-8", "replace"), path, "object-bytes")
    walk.text("\n\0".join(sorted(seen.names)), path, "object-name")
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            _attack_stream(walk, item, path, seen)
        elif isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Redact":
            walk.leak(Check.UNAPPLIED_REDACTION, Severity.BLOCK, Place(path=path, slot="annotation"))
    return seen.begins


def _attack_information(walk: Walk, pdf: pikepdf.Pdf, path: tuple[str, ...]) -> None:
    information = pdf.trailer.get("/Info")
    for name, value in information.items() if isinstance(information, pikepdf.Dictionary) else ():
        text = str(value) if isinstance(value, pikepdf.String | pikepdf.Name) else ""
        walk.text(f"{name}\n\0{text}", path, "document-information")
        if name not in _HARMLESS_INFO and text.strip() not in {"", "untitled", "anonymous", "unspecified"}:
            known = name in {"/Author", "/Title", "/Subject", "/Keywords", "/Creator", "/Company", "/Manager"}
            walk.leak(
                Check.METADATA,
                Severity.WARN,
                Place(path=path, slot="document-information"),
                detail=name.removeprefix("/") if known else "other-field",
            )


def _collect(item: Any, key: str, seen: _Seen, depth: int) -> None:
    """Gather the strings and names that stand directly in an object."""
    if depth > _DEEPEST:
        return
    if isinstance(item, pikepdf.String):
        seen.strings.setdefault(_SLOTS.get(key, "object-string"), []).append(_string(item))
    elif isinstance(item, pikepdf.Name):
        seen.names.add(_name(item))
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for name, child in _children(item):
            seen.names.add(name)
            if not _is_elsewhere(child):
                _collect(child, name, seen, depth + 1)
    elif isinstance(item, pikepdf.Array):
        for child in item:
            if not _is_elsewhere(child):
                _collect(child, key, seen, depth + 1)


def _children(item: Any) -> Iterator[tuple[str, Any]]:
    source = item.stream_dict if isinstance(item, pikepdf.Stream) else item
    yield from source.items()


def _is_elsewhere(child: Any) -> bool:
    """Say whether a child is an object of its own, which has its own turn."""
    return isinstance(child, pikepdf.Object) and child.is_indirect


def _name(item: pikepdf.Name) -> str:
    try:
        return str(item)
    except UnicodeDecodeError:
        return item.unparse().decode("latin-1")


def _string(item: pikepdf.String) -> str:
    told = str(item)
    raw = bytes(item)
    plain = raw.decode("utf-8", "replace")
    return told if plain == told or raw.startswith((b"\xfe\xff", b"\xff\xfe")) else f"{told}\0{plain}"


def _attack_stream(walk: Walk, stream: pikepdf.Stream, path: tuple[str, ...], seen: _Seen) -> None:
    """Attack one stream by what it holds."""
    kind, subtype = stream.get("/Type"), stream.get("/Subtype")
    try:
        raw = stream.read_raw_bytes()
    except pikepdf.PdfError:
        raw = b""
    seen.begins.add(raw[:64])
    seen.number += 1
    if kind == "/XRef":
        return
    if subtype == "/Image" or raw.startswith(_PICTURE_FILES):
        _attack_image(walk, stream, raw, path, seen.number)
        return
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        data = raw
        walk.unchecked(path, "damaged-stream")
    if kind == "/EmbeddedFile":
        walk.part(data, path, f"attachment-{seen.number}")
        return
    slot = "xmp" if kind == "/Metadata" else "stream"
    if kind == "/Metadata":
        walk.text(data.decode("utf-8", "replace"), path, slot)
        walk.leak(Check.METADATA, Severity.WARN, Place(path=path, slot=slot), detail="xmp")
    if b"beginbf" in data:
        walk.text(_without_rows("".join(unicode_map(data).values())), path, "font-table")
    walk.raw(data, path, slot)
    if SHOWS_TEXT.search(data):
        own = seen.fonts.of(stream.get("/Resources"))
        _attack_content(walk, stream, {**seen.fonts.guesses, **own}, path, 0)


def _without_rows(letters: str) -> str:
    """Return a table's letters with digits that only count up taken out: every font has them, and they are no number.

    A number that such a font shows is found in the text of the page, which is read through the table.
    """
    return _DIGITS.sub(lambda run: "\n" if run[0] in "0123456789" else run[0], letters)


def _attack_content(walk: Walk, source: Any, fonts: Any, path: tuple[str, ...], page: int) -> None:
    try:
        shown, marks = shown_text(source, fonts)
    except (pikepdf.PdfError, ValueError, TypeError, IndexError, OverflowError):
        walk.unchecked(path, "damaged-stream")
        return
    walk.text(shown, path, "page-content", page=page)
    walk.text(marks, path, "replacement-text", page=page)


def _attack_image(walk: Walk, stream: pikepdf.Stream, raw: bytes, path: tuple[str, ...], number: int) -> None:
    """Attack a picture: as the file it is where it is one, else by its pixels."""
    if raw.startswith(_PICTURE_FILES):
        walk.part(raw, path, f"picture-{number}")
        return
    try:
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > _MOST_PIXELS:
            walk.unchecked(path, "picture-beyond-limit")
            return
        image = pikepdf.PdfImage(stream).as_pil_image()
        pictures.attack_pixels(walk, image.convert("RGB"), (*path, f"picture-{number}"), 0, lossy=False)
    except Exception:  # noqa: BLE001 - whatever the colours of a picture lead the library to, the pages are rendered too
        out = io.BytesIO(raw)
        walk.raw(out.getvalue()[: 1024 * 1024], path, "stream")
        walk.unchecked(path, "picture-not-decoded")
        if not characters.available():
            walk.unchecked(path, "picture-not-read")


def _resources(page: pikepdf.Page) -> Any:
    """Return the resources a page inherits."""
    return page.resources if "/Resources" in page.obj or "/Parent" in page.obj else None
