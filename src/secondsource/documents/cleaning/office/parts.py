"""The parts of a ZIP package, read within bounds and written back without times, order or owner."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from lxml import etree

from secondsource.documents.cleaning.cleaned import UncleanableError
from secondsource.documents.limits import Limits

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16


def read_parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Return the parts of a package by name; what is inflated is counted while it is inflated.

    Raises:
        UncleanableError: if the package is damaged, encrypted, too large, or holds a link or a path that leaves it.
    """
    parts: dict[str, bytes] = {}
    left = limits.archive_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.archive_parts:
                raise UncleanableError("too-large", f"The archive has more than {limits.archive_parts} parts.")
            for entry in entries:
                # A name without a letter ends `is_dir` with an error in Python 3.11.
                if entry.filename and entry.is_dir():
                    continue
                _check_entry(entry)
                if entry.filename in parts:
                    raise UncleanableError("ambiguous", "The archive holds two parts of one name.")
                with archive.open(entry) as stream:
                    parts[entry.filename] = stream.read(left + 1)
                left -= len(parts[entry.filename])
                if left < 0:
                    raise UncleanableError("too-large", "The archive inflates to more than a file may hold.")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise UncleanableError("damaged", "The archive is damaged.") from error
    return parts


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise UncleanableError("encrypted", "The archive is encrypted; open it with its password and save it without.")
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in entry.filename:
        raise UncleanableError("unsafe-path", "The archive holds a path that leads out of it.")
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        raise UncleanableError("unsafe-path", "The archive holds a link.")


def write_parts(parts: Mapping[str, bytes], first: str | None = None) -> bytes:
    """Return a package: sorted by name, all times 1980-01-01, `first` stored uncompressed in front (ODF, EPUB)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != first, part)):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.external_attr = _REGULAR
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return out.getvalue()


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root element of a part: no entities, no network, no comments, no processing instructions.

    Raises:
        UncleanableError: if it is no XML, or brings a document type of its own.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UncleanableError("damaged", f"A part of the file is no XML: {PurePosixPath(name).suffix}.") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise UncleanableError("entities", "A part of the file brings a document type of its own.")
    return root


def write_xml(root: etree._Element) -> bytes:
    """Return an element as a part."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(name: object) -> str:
    """Return a qualified name without its namespace; empty for what is no element."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attributes(element: etree._Element) -> dict[str, str]:
    """Return an element's attributes as they are now, by qualified name."""
    return {str(key): str(value) for key, value in element.attrib.items()}


def namespace(name: str) -> str:
    """Return the namespace of a qualified name; empty where it has none."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def drop(element: etree._Element) -> None:
    """Take an element out and leave the text behind it where it was."""
    parent = element.getparent()
    if parent is None:
        return
    _give_text(element, element.tail)
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's children and text where the element was."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    _give_text(element, element.text)
    children = list(element)
    tail = element.tail
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
    if tail:
        if children:
            children[-1].tail = (children[-1].tail or "") + tail
        elif place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail


def _give_text(element: etree._Element, text: str | None) -> None:
    """Append `text` to what stands right before `element`."""
    parent = element.getparent()
    if not text or parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
