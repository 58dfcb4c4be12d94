"""Word, Excel, PowerPoint and OpenDocument files: every part, read as XML where it is XML.

ISO/IEC 29500 (OOXML) and 26300 (ODF). Nothing is left out for its kind: what no program shows is attacked as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from secondsource.shielding.attacking.leak import Check, Place, Severity
from secondsource.shielding.attacking.naming.words import word_set
from secondsource.shielding.attacking.opening import archives, markup
from secondsource.shielding.attacking.opening.failure import NotOpenedError
from secondsource.shielding.attacking.walk import Walk

_SLOTS: Final = (
    (r"comments|threadedComments|persons/|commentAuthors", "comment"),
    (r"^docProps/|^meta\.xml$", "property"),
    (r"^customXml/", "custom-xml"),
    (r"notesSlide|notesMaster", "speaker-notes"),
    (r"footnotes|endnotes", "footnote"),
    (r"word/(?:header|footer)", "header-or-footer"),
    (r"sharedStrings", "shared-string"),
    (r"worksheets/|externalLinks|pivot|workbook\.xml|tables/", "sheet"),
    (r"slides/|slideMaster|slideLayout", "slide"),
    (r"\.rels$", "relationship"),
    (r"^word/document|^content\.xml", "document-text"),
)
_VISIBLE: Final = frozenset({"document-text", "shared-string", "slide", "sheet", "header-or-footer", "footnote"})
_DELETED: Final = frozenset({"delText", "delInstrText", "del", "moveFrom", "tracked-changes"})
_WORDS_APART: Final = word_set(
    "p h br tab cr s line-break si row tr tc c table-cell table-row comment title subject txBody"
)
_HARMLESS: Final = word_set(
    "Properties coreProperties document-meta meta template Template TotalTime Pages Words Characters Lines Paragraphs "
    "CharactersWithSpaces Application AppVersion DocSecurity ScaleCrop LinksUpToDate SharedDoc HyperlinksChanged "
    "Slides Notes HiddenSlides MMClips PresentationFormat TitlesOfParts HeadingPairs vector variant lpstr i4 revision "
    "document-statistic editing-cycles editing-duration generator language version"
)
_PACKED: Final = re.compile(rb"\A\xd0\xcf\x11\xe0")


def attack_office(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack an office file part by part.

    Raises:
        NotOpenedError: if its archive cannot be read.
    """
    strings: list[str] = []
    parts = archives.members(walk, data, path)
    for name, content in parts:
        if "sharedStrings" in name:
            root = markup.parsed(content)
            strings = [] if root is None else [_joined(one, deleted=None) for one in root.iter("{*}si")]
    for name, content in parts:
        if content[:512].lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"<" and not name.endswith((".htm", ".html", ".svg")):
            _attack_xml(walk, content, path, name, strings)
        elif _PACKED.match(content):
            inner = walk.named(path, name)
            walk.raw(content, inner)
            walk.unchecked(inner, "legacy-format")
        else:
            walk.part(content, path, name)


def _attack_xml(walk: Walk, content: bytes, path: tuple[str, ...], name: str, strings: list[str]) -> None:
    slot = next((slot for pattern, slot in _SLOTS if re.search(pattern, name)), "office-part")
    inner = (*path, name)
    walk.raw(content, inner)
    root = markup.parsed(content)
    if root is None:
        walk.leak(Check.UNOPENED, Severity.BLOCK, Place(path=inner, slot="damaged"))
        return
    try:
        walk.text(_joined(root, deleted=False), inner, slot, visible=slot in _VISIBLE)
        deleted = _joined(root, deleted=True)
        if deleted.strip():
            walk.text(deleted, inner, "tracked-deletion")
            walk.text(_joined(root, deleted=None), inner, "tracked-deletion")
    except RecursionError as error:
        raise NotOpenedError("beyond-limit") from error
    if strings and slot == "sheet":
        walk.text("\n\0".join(_rows(root, strings)), inner, "sheet", visible=True)
    markup.attack_marks(walk, root, inner)
    if slot == "property":
        _attack_properties(walk, root, inner)
    elif any(markup.local(str(key)) == "author" for one in root.iter() for key in one.attrib):
        walk.leak(Check.METADATA, Severity.WARN, Place(path=inner, slot="author"), detail="author")


def _attack_properties(walk: Walk, root: etree._Element, path: tuple[str, ...]) -> None:
    """Point out every property that is filled and not on the list of harmless ones."""
    for element in root.iter():
        name = markup.local(str(element.tag))
        if (element.text or "").strip() and name not in _HARMLESS and name[:1].isalpha():
            walk.leak(Check.METADATA, Severity.WARN, Place(path=path, slot="property"), detail=name)


def _joined(root: etree._Element, *, deleted: bool | None) -> str:
    """Return the text under an element, words whole across runs.

    Args:
        root: any element.
        deleted: True for tracked deletions alone, False for all but these, None for both.
    """
    return "".join(_pieces(root, deleted=deleted))


def _pieces(root: etree._Element, *, deleted: bool | None) -> Iterator[str]:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        name = markup.local(element.tag)
        is_deletion = int(name in _DELETED)
        if event == "start":
            depth += is_deletion
            if name in _WORDS_APART:
                yield "\n" if name not in {"tab", "s"} else " "
            wanted = deleted is None or bool(depth) == deleted
            yield (element.text or "") if wanted else ""
        else:
            depth -= is_deletion
            wanted = deleted is None or bool(depth) == deleted
            yield (element.tail or "") if wanted and element is not root else ""


def _rows(root: etree._Element, strings: list[str]) -> Iterator[str]:
    """Yield the cells of each row of a sheet side by side, shared strings put in."""
    for row in root.iter("{*}row"):
        cells = []
        for cell in row.iter("{*}c"):
            value = cell.findtext("{*}v") or ""
            if cell.get("t") == "s" and value.isdecimal() and int(value) < len(strings):
                value = strings[int(value)].strip()
            cells.append(value)
        yield " ".join(cells)
