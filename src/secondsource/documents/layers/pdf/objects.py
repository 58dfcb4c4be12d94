"""Everything that the objects of a PDF say beside the text on its pages.

The objects are gone through one by one, so that a slot nobody thought of is shown as well, under the object's number.
Names and values that the standard defines tell nothing of a document and are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

from secondsource.documents.layers.layered import Gathering, Sort
from secondsource.documents.layers.pictures import add_picture
from secondsource.documents.layers.runs import printable, readable

_FONT_FILES: Final = ("/FontFile2", "/FontFile3")
_SILENT: Final = frozenset({"/ID", "/Length"})
_PROGRAM_NAME: Final = re.compile(r"/[A-Z0-9][A-Za-z0-9]{0,3}|/[A-Z]+[a-z]?\d{0,3}|/[a-z]?\d+|/[A-Z][A-Za-z]{1,24}")
_COMMENT: Final = re.compile(rb"%([^\r\n]*)")
_PLACES: Final = {
    "/Contents": (Sort.ANNOTATION, "comment"),
    "/RC": (Sort.ANNOTATION, "comment"),
    "/Subj": (Sort.ANNOTATION, "subject of a comment"),
    "/T": (Sort.ANNOTATION, "name of a commenter or field"),
    "/TU": (Sort.ALTERNATIVE, "field"),
    "/V": (Sort.HIDDEN, "field value"),
    "/DV": (Sort.HIDDEN, "field value"),
    "/Alt": (Sort.ALTERNATIVE, "picture"),
    "/ActualText": (Sort.ALTERNATIVE, "actual text"),
    "/E": (Sort.ALTERNATIVE, "expansion"),
    "/Title": (Sort.METADATA, "title or bookmark"),
    "/URI": (Sort.METADATA, "link"),
    "/JS": (Sort.HIDDEN, "script"),
    "/F": (Sort.NAME, "file"),
    "/UF": (Sort.NAME, "file"),
}


def add_objects(document: pikepdf.Pdf, gathering: Gathering) -> None:
    """Add the information dictionary, then every object by what it is."""
    for key, value in document.docinfo.items():
        gathering.add(Sort.METADATA, f"document information {key[1:]}", value)
    pages = _page_of(document)
    attached = {entry.get_file().obj.objgen for entry in document.attachments.values()}
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream | pikepdf.String):
            number = thing.objgen[0]
            where = pages.get(thing.objgen, f"object {number}")
            _add_values(thing, where, gathering, depth=0)
            if isinstance(thing, pikepdf.Stream) and thing.objgen not in attached:
                _add_stream(thing, where, gathering)


def _page_of(document: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return on which page an object stands, for pages and what belongs to one alone."""
    places = {}
    for number, page in enumerate(document.pages, start=1):
        where = f"page {number}"
        places[page.obj.objgen] = where
        for key in ("/Annots", "/Contents", "/Resources"):
            value = page.obj.get(key)
            rows = list(value) if isinstance(value, pikepdf.Array) else [value]
            for row in [value, *rows]:
                if getattr(row, "is_indirect", False):
                    places[row.objgen] = where
    return places


def _add_values(thing: Any, where: str, gathering: Gathering, *, depth: int, key: str = "") -> None:
    """Add the texts in an object, down to what is an object of its own."""
    if depth > 12:
        return
    if isinstance(thing, pikepdf.String):
        sort, what = _PLACES.get(key, (Sort.METADATA, f"entry {key[1:]}" if key else "text"))
        gathering.add(sort, f"{where}, {what}", _decoded(thing))
    elif isinstance(thing, pikepdf.Name):
        if not _PROGRAM_NAME.fullmatch(str(thing)) and key not in {"/BaseFont", "/FontName"}:
            gathering.add(Sort.METADATA, f"{where}, names", str(thing)[1:])
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in thing.items():
            if not _PROGRAM_NAME.fullmatch(name):
                gathering.add(Sort.METADATA, f"{where}, names", name[1:])
            if name not in _SILENT and not getattr(value, "is_indirect", False):
                _add_values(value, where, gathering, depth=depth + 1, key=name)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                _add_values(value, where, gathering, depth=depth + 1, key=key)


def _decoded(text: pikepdf.String) -> str:
    """Return a text of a PDF; bytes that are none by what is readable in them."""
    raw = bytes(text)
    if raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")) or printable(raw):
        return str(text)
    return readable(raw)


def _add_stream(stream: pikepdf.Stream, where: str, gathering: Gathering) -> None:
    kind, sub = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    raw = stream.read_raw_bytes()
    try:
        if sub == "/Image":
            _add_image(stream, raw, where, gathering)
            return
        data = stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError, ValueError):
        gathering.add(Sort.METADATA, f"{where}, stream that cannot be unpacked", readable(bytes(raw)))
        return
    if kind in {"/XRef", "/ObjStm"}:
        return
    if kind == "/Metadata" or data[:64].lstrip().startswith((b"<?xpacket", b"<x:xmpmeta")):
        gathering.add(Sort.METADATA, f"{where}, XMP", _xmp(data))
    elif data[:4] in {b"\0\1\0\0", b"true", b"OTTO"}:
        _add_font(data, where, gathering)
    elif data[:3] == b"\xff\xd8\xff" or data[:4] == b"\x89PNG":
        add_picture(data, where, gathering)
    elif sub == "/Form" or _is_content(data):
        _add_content(stream, data, where, gathering)
    else:
        words = data.decode("utf-8", "replace") if printable(data) else readable(data)
        gathering.add(Sort.METADATA, f"{where}, stream", words)


def _xmp(data: bytes) -> str:
    """Return the texts and attribute values of an XMP block, a line each."""
    words = re.sub(r"<\?xpacket.*?\?>", "", data.decode("utf-8", "replace"), flags=re.DOTALL)
    values = re.findall(r'(\w+:\w+)="([^"]*)"', words)
    told = [f"{name}: {value}" for name, value in values if not name.startswith(("xmlns:", "rdf:"))]
    texts = (" ".join(line.split()) for line in re.sub(r"<[^>]*>", "\n", words).split("\n"))
    return "\n".join(dict.fromkeys([*told, *(line for line in texts if line)]))


def _is_content(data: bytes) -> bool:
    """Say whether a stream draws something."""
    return re.search(rb"\b(?:BT|ET|re|Do|cm|BDC|Tj|TJ)\s", data[:65_536]) is not None and b"begincmap" not in data


def _add_content(stream: pikepdf.Stream, data: bytes, where: str, gathering: Gathering) -> None:
    """Add comments and marks of a stream that draws; what it draws is the visible text."""
    for comment in _comments(data):
        gathering.add(Sort.HIDDEN, f"{where}, comment in the drawing", comment)
    try:
        steps = pikepdf.parse_content_stream(stream)
    except (pikepdf.PdfError, ValueError, TypeError):
        gathering.add(Sort.HIDDEN, f"{where}, readable bytes", readable(data))
        return
    for step in steps:
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            gathering.add(Sort.PICTURE, f"{where}, picture in the drawing", "not decoded")
        elif str(step.operator) in {"BDC", "DP"}:
            for operand in step.operands:
                _add_values(operand, where, gathering, depth=0)


def _comments(data: bytes) -> Iterator[str]:
    """Yield comments, which stand outside of strings."""
    bare = re.sub(rb"\((?:\\.|[^\\()])*\)", b"()", data)
    for match in _COMMENT.finditer(bare):
        if printable(match[1]):
            yield match[1].decode("utf-8", "replace")


def _add_font(data: bytes, where: str, gathering: Gathering) -> None:
    """Add the names table of a font, which a program may have filled."""
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            records = [str(record) for record in font["name"].names] if "name" in font else []
    except (TTLibError, KeyError, ValueError, AssertionError):
        records = []
    gathering.add(Sort.METADATA, f"{where}, names in a font", "\n".join(dict.fromkeys(records)))


def _add_image(stream: pikepdf.Stream, raw: bytes, where: str, gathering: Gathering) -> None:
    size = f"{stream.get('/Width', '?')} x {stream.get('/Height', '?')}"
    place = f"{where}, picture {stream.objgen[0]}"
    if bytes(raw[:3]) == b"\xff\xd8\xff":
        add_picture(bytes(raw), place, gathering)
        return
    gathering.add(Sort.PICTURE, place, size)
    try:
        gathering.add(Sort.METADATA, f"{place}, readable samples", readable(stream.read_bytes()[-4096:]))
        image = io.BytesIO()
        pikepdf.PdfImage(stream).as_pil_image().save(image, format="PNG")
    except (
        pikepdf.PdfError,
        pikepdf.UnsupportedImageTypeError,
        NotImplementedError,
        ValueError,
        OSError,
        RuntimeError,
    ):
        gathering.note("A picture in the PDF could not be decoded.")
        return
    add_picture(image.getvalue(), place, gathering)
