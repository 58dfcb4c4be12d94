"""The layers of an office file: every part, every text and every attribute that the visible text does not hold.

The known places are named for what they are (comments, deletions, hidden rows, alternative texts, properties). What is
known to nobody is shown all the same, under the name of its part: a list of known places is never complete.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from lxml import etree

from secondsource.documents.cleaning.office.parts import local, read_parts
from secondsource.documents.kinds import Kind, kind_of
from secondsource.documents.layers.layered import Gathering, Sort
from secondsource.documents.layers.office.sorting import is_off, sort_of_attribute, sort_of_text
from secondsource.documents.layers.pictures import add_picture
from secondsource.documents.layers.runs import printable, readable
from secondsource.documents.readers.office.sheets import sheets_of
from secondsource.documents.readers.office.slides import slides_of

Descend = Callable[[bytes, str, Gathering], None]
"""Adds the layers of a file inside this one."""
_USUAL_NAME = re.compile(r"[a-z]{2,}\d*(?:\.[a-z0-9]+)?", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


def add_package(data: bytes, visible: str, gathering: Gathering, descend: Descend) -> None:
    """Add what an office file holds beside its visible text.

    Args:
        data: the file.
        visible: the text that is read from it.
        gathering: takes the layers.
        descend: adds the layers of a file inside this one.
    """
    parts = read_parts(data, gathering.limits)
    add_archive_notes(data, gathering)
    kind = kind_of(data, "")
    told: set[str] = set()
    unshown: frozenset[str] = frozenset()
    if kind is Kind.SHEET:
        _add_hidden_cells(parts, gathering, told)
    elif kind is Kind.SLIDES:
        unshown = frozenset(slide.part for slide in slides_of(parts) if slide.hidden)
    for name in sorted(parts):
        if not _USUAL_NAME.fullmatch(PurePosixPath(name).name) and "/" in name and not name.endswith(".rels"):
            gathering.add(Sort.NAME, "part", name)
        _add_part(name, parts[name], _Seen(visible, told, name in unshown), gathering, descend)


class _Seen:
    """What need not be told of a part again."""

    def __init__(self, visible: str, told: set[str], hidden: bool) -> None:  # noqa: FBT001 - whole part is not shown
        self.visible, self.told, self.hidden = visible, told, hidden

    def holds(self, words: str) -> bool:
        """Say whether these words are visible, or were told in a better place."""
        return not self.hidden and (words in self.visible or words in self.told)


def add_archive_notes(data: bytes, gathering: Gathering) -> None:
    """Add the comments that a ZIP archive carries for itself and for its entries."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        gathering.add(Sort.METADATA, "archive comment", readable(archive.comment) or "")
        for entry in archive.infolist():
            gathering.add(Sort.METADATA, f"archive entry {entry.filename}", readable(entry.comment + entry.extra))


def _add_hidden_cells(parts: Mapping[str, bytes], gathering: Gathering, told: set[str]) -> None:
    for sheet in sheets_of(parts):
        if sheet.hidden:
            gathering.add(Sort.NAME, "hidden sheet", sheet.name)
        for row in sheet.rows:
            for cell in row:
                if sheet.hidden or cell.hidden:
                    what = f"{sheet.name}, cell {cell.place}, hidden"
                    gathering.add(Sort.HIDDEN, what, cell.text)
                    told.add(cell.text)


def _add_part(name: str, data: bytes, seen: _Seen, gathering: Gathering, descend: Descend) -> None:
    kind = kind_of(data, name)
    if name.endswith(_XML) or data.lstrip()[:5] == b"<?xml":
        root = _parsed(data)
        if root is not None:
            _add_tree(root, name, seen, gathering)
            return
    if kind is Kind.IMAGE:
        add_picture(data, name, gathering)
    elif kind in {Kind.TEXT, Kind.UNKNOWN, Kind.LEGACY}:
        gathering.add(_sort_of_part(name), name, data.decode("utf-8", "replace") if printable(data) else readable(data))
    else:
        gathering.add(Sort.ATTACHMENT, name, f"a file inside ({kind.value})")
        descend(data, name, gathering)


def _sort_of_part(name: str) -> Sort:
    if "embed" in name.lower() or name.lower().endswith((".ole", ".bin")):
        return Sort.ATTACHMENT
    return Sort.REVISION if name.startswith("Versions/") else Sort.METADATA


def _parsed(data: bytes) -> etree._Element | None:
    """Return a part with its comments; no entities, no network. None where it is no XML after all."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _add_tree(root: etree._Element, part: str, seen: _Seen, gathering: Gathering) -> None:
    rest: list[str] = []
    for node in root.iter():
        named = bool(local(node.tag))
        if not named:
            gathering.add(Sort.HIDDEN, f"{part}, comment in the source", node.text or "")
        else:
            _add_attributes(node, part, rest, gathering)
        for text in ((node.text if named else ""), node.tail):
            words = " ".join((text or "").split())
            if not words or (_is_properties(part) and not any(letter.isalpha() for letter in words)):
                continue
            off = is_off(node)
            if off or not seen.holds(words) or _is_properties(part):
                sort, what = sort_of_text(node, part, hidden=off or seen.hidden)
                gathering.add(sort, what, words)
    gathering.add(Sort.METADATA, f"{part}, names and settings", "\n".join(dict.fromkeys(rest)))


def _is_properties(part: str) -> bool:
    return part.startswith("docProps/") or part == "meta.xml"


def _add_attributes(node: etree._Element, part: str, rest: list[str], gathering: Gathering) -> None:
    for key, value in node.attrib.items():
        label = local(str(key)) or str(key)
        found = sort_of_attribute(node, label, str(value))
        if found is None:
            continue
        sort, what = found
        if what:
            gathering.add(sort, f"{part}, {what}", value)
        else:
            rest.append(str(value))
