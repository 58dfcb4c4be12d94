"""What kind of file some bytes are, judged by the bytes and never by the name alone.

A name is what a stranger wrote. The first bytes decide; where a format has none (plain text, Markdown, CSS), the name
chooses among those that pass as text. A file whose bytes are two kinds at once is refused, because each program that
opens it would see another file.
"""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from pathlib import PurePath


class Kind(StrEnum):
    """The kinds of file that can be cleaned or read in layers."""

    PDF = "pdf"
    WORD = "docx"
    SHEET = "xlsx"
    SLIDES = "pptx"
    OPEN_DOCUMENT = "odf"
    BOOK = "epub"
    ARCHIVE = "zip"
    HTML = "html"
    SVG = "svg"
    STYLES = "css"
    MESSAGE = "eml"
    MARKDOWN = "md"
    TEXT = "txt"
    IMAGE = "image"
    MEDIA = "media"
    LEGACY = "legacy"
    UNKNOWN = "unknown"


_IMAGE_MAGIC = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
)
_MEDIA_MAGIC = (
    b"ID3",
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf2",
    b"fLaC",
    b"OggS",
    b"\x1aE\xdf\xa3",
    b"0&\xb2u\x8ef\xcf\x11",
)
_LEGACY_MAGIC = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_IMAGE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif", b"avis")
_RIFF = {b"WEBP": Kind.IMAGE, b"WAVE": Kind.MEDIA, b"AVI ": Kind.MEDIA}
_BY_SUFFIX = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".css": Kind.STYLES,
    ".eml": Kind.MESSAGE,
    ".svg": Kind.SVG,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".xhtml": Kind.HTML,
}
_HEADER_NAMES = (
    b"from:",
    b"to:",
    b"subject:",
    b"date:",
    b"received:",
    b"return-path:",
    b"message-id:",
    b"mime-version:",
)


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of `data`; `name` decides only among formats without a mark of their own."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_LEGACY_MAGIC):
        return Kind.LEGACY
    return _kind_by_magic(data) or _kind_of_text(data, PurePath(name).suffix.lower())


def second_kind(data: bytes, kind: Kind) -> str | None:
    """Return what else the bytes are, or None: a file that is two things at once shows each reader another."""
    if kind not in {Kind.ARCHIVE, Kind.WORD, Kind.SHEET, Kind.SLIDES, Kind.OPEN_DOCUMENT, Kind.BOOK}:
        if zipfile.is_zipfile(io.BytesIO(data)) and kind not in {Kind.UNKNOWN, Kind.LEGACY}:
            return "a ZIP archive"
    elif b"%PDF-" in data[:1024]:
        return "a PDF"
    if kind == Kind.IMAGE and b"%PDF-" in data[:1024]:
        return "a PDF"
    return None


def _kind_by_magic(data: bytes) -> Kind | None:
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], Kind.UNKNOWN)
    if data[:4] == b"FORM" and data[8:12] in {b"AIFF", b"AIFC"}:
        return Kind.MEDIA
    if data[4:8] == b"ftyp":
        return Kind.IMAGE if data[8:12] in _IMAGE_BRANDS else Kind.MEDIA
    if data.startswith(_IMAGE_MAGIC) or _is_plain_bitmap(data):
        return Kind.IMAGE
    if data.startswith(_MEDIA_MAGIC):
        return Kind.MEDIA
    return None


def _is_plain_bitmap(data: bytes) -> bool:
    """Two letters are no mark: a text may begin with them, so the bytes after them are looked at as well."""
    if data[:2] == b"BM":
        return data[6:10] == b"\0\0\0\0"
    return data[:1] == b"P" and data[1:2] in b"123456" and data[2:3].isspace() and data[3:4].isdigit()


def _kind_of_archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return Kind.ARCHIVE
    if mimetype.startswith(b"application/epub"):
        return Kind.BOOK
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return Kind.OPEN_DOCUMENT
    for root, kind in (("word/", Kind.WORD), ("xl/", Kind.SHEET), ("ppt/", Kind.SLIDES)):
        if any(name.startswith(root) for name in names) and ("[Content_Types].xml" in names or "_rels/.rels" in names):
            return kind
    return Kind.ARCHIVE


def _kind_of_text(data: bytes, suffix: str) -> Kind:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.UNKNOWN
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return Kind.HTML
    if b"<svg" in head and head.startswith((b"<?xml", b"<svg", b"<!doctype svg")):
        return Kind.SVG
    if head.startswith(_HEADER_NAMES):
        return Kind.MESSAGE
    return Kind.TEXT
