"""Open documents (.odt, .ods, .odp): paragraphs, rows and slides as they are shown (OASIS OpenDocument 1.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from secondsource.documents.cleaning.office.parts import local, parse_xml
from secondsource.documents.extract import Extract, UnreadableError
from secondsource.documents.limits import Limits
from secondsource.documents.readers.office.package import attribute, described, elements, read_package

CONTENT = "content.xml"
_BLOCKS = frozenset({"p", "h"})
_APART = frozenset({"annotation", "tracked-changes", "hidden-text", "hidden-paragraph", "notes", "title", "desc"})
"""What is no part of the running text: comments, deleted words, conditional text, speaker's notes, alternative text."""
_MOST_SPACES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a row of a table."""

    text: str
    hidden: bool


def read_open_document(data: bytes, limits: Limits) -> Extract:
    """Read one open document.

    Raises:
        UnreadableError: if it is encrypted, damaged or a bomb.
    """
    parts = read_package(data, limits)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise UnreadableError("encrypted", "The document is encrypted; save it without a password.")
    shown = [block.text for block in blocks_of(parts) if not block.hidden]
    return described("\n\n".join(shown), parts)


def blocks_of(parts: Mapping[str, bytes]) -> Iterator[Block]:
    """Yield paragraphs and rows in their order, the hidden ones marked; hidden words of a paragraph on their own.

    Raises:
        UnreadableError: if the document has no content.
    """
    if CONTENT not in parts:
        raise UnreadableError("damaged", "The open document has no content.")
    root = parse_xml(parts[CONTENT], CONTENT)
    hidden_styles = _hidden_styles(root)
    for body in elements(root, "body"):
        yield from _blocks(body, hidden_styles, hidden=False)


def _hidden_styles(root: etree._Element) -> frozenset[str]:
    """Return the names of styles whose words, rows or slides are not shown."""
    found = set()
    for style in elements(root, "style"):
        for node in style:
            off = attribute(node, "display") == "none" or attribute(node, "visibility") == "hidden"
            if off and local(node.tag).endswith("properties"):
                found.add(attribute(style, "name") or "")
    return frozenset(found)


def _blocks(element: etree._Element, styles: frozenset[str], *, hidden: bool) -> Iterator[Block]:
    for node in element:
        name = local(node.tag)
        if not name or name in _APART:
            continue
        off = hidden or _is_off(node, styles)
        if name in _BLOCKS:
            yield from _split(node, styles, hidden=off)
        elif name == "table-row":
            cells = [_cell(cell, styles, hidden=off) for cell in node if local(cell.tag) == "table-cell"]
            for part in (False, True):
                text = " | ".join(words for pair in cells if (words := pair[part]))
                if text:
                    yield Block(text=text, hidden=part)
        else:
            yield from _blocks(node, styles, hidden=off)


def _is_off(node: etree._Element, styles: frozenset[str]) -> bool:
    style = attribute(node, "style-name")
    # A sheet or row may say by itself that it is not shown.
    collapsed = attribute(node, "visibility") in {"collapse", "filter"}
    return collapsed or attribute(node, "display") in {"none", "false"} or (style is not None and style in styles)


def _cell(cell: etree._Element, styles: frozenset[str], *, hidden: bool) -> tuple[str, str]:
    """Return what a cell shows and what it hides."""
    blocks = list(_blocks(cell, styles, hidden=hidden))
    shown, off = ((" ".join(block.text for block in blocks if block.hidden is part)) for part in (False, True))
    return shown, off


def _split(paragraph: etree._Element, styles: frozenset[str], *, hidden: bool) -> Iterator[Block]:
    pieces: list[tuple[str, bool]] = []
    _gather(paragraph, styles, pieces, hidden=hidden)
    for part in (False, True):
        text = "".join(words for words, off in pieces if off is part).strip()
        if text:
            yield Block(text=text, hidden=part)


def _gather(node: etree._Element, styles: frozenset[str], pieces: list[tuple[str, bool]], *, hidden: bool) -> None:
    """Collect the words of a paragraph, each with whether it is hidden."""
    pieces.append((" ".join((node.text or "").split("\n")), hidden))
    for child in node:
        name = local(child.tag)
        if name == "s":
            count = attribute(child, "c") or "1"
            pieces.append((" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES), hidden))
        elif name in {"tab", "line-break"}:
            pieces.append(("\t" if name == "tab" else "\n", hidden))
        elif name and name not in _APART:
            _gather(child, styles, pieces, hidden=hidden or _is_off(child, styles))
        pieces.append((" ".join((child.tail or "").split("\n")), hidden))
