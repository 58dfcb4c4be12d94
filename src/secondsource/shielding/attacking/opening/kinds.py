"""What a file looks like, by its first bytes; the attacker's own judgement, so that a wrong one elsewhere shows."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from typing import Final


class Looks(StrEnum):
    """Kinds of file that are taken apart differently."""

    PDF = "pdf"
    OFFICE = "office"
    ZIP = "zip"
    TAR = "tar"
    PACKED = "packed"
    PICTURE = "picture"
    MEDIA = "media"
    MARKUP = "markup"
    MAIL = "mail"
    TEXT = "text"
    UNKNOWN = "unknown"


_PICTURES: Final = (
    b"\xff\xd8\xff",
    b"\0\0\0\x0cjP",
    b"\x89PNG",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"BM",
    b"\0\0\x01\0",
    b"P5\n",
    b"P6\n",
)
_BRANDS: Final = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
_PACKED: Final = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_MEDIA: Final = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"fLaC", b"OggS", b"\x1aE\xdf\xa3", b"FORM", b"0&\xb2u")
_MARKUP: Final = re.compile(rb"<(?:!doctype|html|\?xml|svg|head|body|div|p|table|!--)\b|<!--", re.IGNORECASE)
_HEADER: Final = re.compile(
    rb"\A(?:[A-Za-z][\w-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}\r?\n|"
    rb"\A(?:From |Received:|Return-Path:|MIME-Version:)"
)
_MAIL_WORDS: Final = re.compile(rb"(?im)^(?:from|to|subject|date|message-id|mime-version|received):")


def looks_of(data: bytes, name: str) -> Looks:
    """Return what `data` looks like; `name` decides only between mail, markup and plain text."""
    if data.startswith(b"PK\x03\x04") or (data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data))):
        return _looks_of_zip(data)
    if b"%PDF-" in data[:1024]:
        return Looks.PDF
    return _by_mark(data) or _looks_of_text(data, name.lower())


def _by_mark(data: bytes) -> Looks | None:
    head = data[:16]
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Looks.PICTURE
    if head[4:8] == b"ftyp":
        return Looks.PICTURE if data[8:12] in _BRANDS else Looks.MEDIA
    if head.startswith(_PACKED):
        return Looks.PACKED
    if data[257:262] == b"ustar":
        return Looks.TAR
    if head.startswith(_MEDIA) or head[:4] == b"RIFF":
        return Looks.MEDIA
    return None


def _looks_of_zip(data: bytes) -> Looks:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Looks.ZIP
    office = {"[Content_Types].xml", "mimetype", "_rels/.rels", "META-INF/manifest.xml"}
    return Looks.OFFICE if names & office else Looks.ZIP


def _looks_of_text(data: bytes, name: str) -> Looks:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in data[:8192] and not wide:
        return Looks.UNKNOWN
    if name.endswith(".eml") or (_HEADER.match(data[:65536]) and _MAIL_WORDS.search(data[:65536])):
        return Looks.MAIL
    head = data[:4096] if not wide else data[:4096].replace(b"\0", b"")
    if name.endswith((".htm", ".html", ".xhtml", ".xml", ".svg", ".rels", ".xmp", ".rdf")) or _MARKUP.search(head):
        return Looks.MARKUP
    printable = sum(byte >= 32 or byte in b"\t\r\n\f" for byte in data[:4096])
    return Looks.TEXT if wide or printable * 100 >= len(data[:4096]) * 97 else Looks.UNKNOWN
