"""The parts of an office file, how they refer to one another, and what the file says about itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from secondsource.documents.cleaning.office.parts import local, parse_xml, read_parts
from secondsource.documents.extract import Extract, UnreadableError, one_line
from secondsource.documents.labels.values import read_day, read_language
from secondsource.documents.limits import Limits

_ENCRYPTED_MAGIC = b"\xd0\xcf\x11\xe0"
_ZIP_MAGIC = b"PK\x03\x04"
_PROPERTIES = ("docProps/core.xml", "meta.xml")
_AUTHORS = ("initial-creator", "creator")
_DAYS = ("created", "creation-date", "modified", "date")


def read_package(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Return the parts of an office file by name.

    Raises:
        UnreadableError: if it is encrypted, damaged, or inflates to more than it may.
    """
    if data.startswith(_ENCRYPTED_MAGIC):
        raise UnreadableError("encrypted", "The document is encrypted or in an old format; save it anew.")
    if not data.startswith(_ZIP_MAGIC):
        raise UnreadableError("damaged", "The file is not an office document.")
    return read_parts(data, limits)


def related(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    """Return what a part refers to inside the file: names of parts by relation id."""
    folder, _, name = part.rpartition("/")
    table = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if table not in parts:
        return {}
    found = {}
    for row in parse_xml(parts[table], table).iter():
        if local(row.tag) == "Relationship" and row.get("TargetMode") != "External":
            target = str(row.get("Target", ""))
            inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[str(row.get("Id", ""))] = inside
    return found


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its local name, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if local(str(key)) == name), None)


def elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements below `root` that bear one of some local names, in order."""
    return (node for node in root.iter() if local(node.tag) in names)


def described(text: str, parts: Mapping[str, bytes], *notes: str) -> Extract:
    """Return a text with the title, author, day and language that the file's own properties give."""
    values: dict[str, str] = {}
    for part in _PROPERTIES:
        if part in parts:
            for node in parse_xml(parts[part], part).iter():
                if node.text and node.text.strip():
                    values.setdefault(local(node.tag), node.text)
    day_name = next((name for name in _DAYS if name in values), None)
    day = read_day(values[day_name]) if day_name else None
    language = read_language(values.get("language", ""))
    author = next((values[name] for name in _AUTHORS if name in values), None)
    return Extract(
        text=text,
        title=one_line(values.get("title")),
        published=day,
        published_basis=None if day is None else f"document properties: {day_name}",
        language=language,
        language_basis=None if language is None else "document properties: language",
        author=one_line(author),
        notes=notes,
    )
