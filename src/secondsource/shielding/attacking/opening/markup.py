"""HTML, XML, SVG and plain text: what is read, what is hidden, attributes, comments, scripts, data inside addresses."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from secondsource.shielding.attacking.naming.words import word_set
from secondsource.shielding.attacking.opening.failure import NotOpenedError
from secondsource.shielding.attacking.walk import Walk

INLINE: Final = word_set(
    "a abbr b bdi bdo big cite code data em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr "
    "r t rPr tspan del nobr"
)
"""Elements that do not part words; all others do."""
_COMMENT: Final = type(etree.Comment())
_UNREAD: Final = frozenset({"script", "style", "template", "noscript", "head"})
_DATA: Final = re.compile(r"data:([\w/+.-]*)((?:;[\w=-]+)*?)(;base64)?,([^\"')\s]*)", re.IGNORECASE)
_HIDDEN_STYLE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}"
)
_ALT: Final = frozenset({"alt", "title", "aria-label", "descr", "summary"})


def attack_text(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack plain text, Markdown and whatever reads like them."""
    text = decoded(data)
    walk.text(text, path, "visible-text", visible=True)
    if _DATA.search(text):
        attack_addresses(walk, text, path)


def attack_markup(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack a page or an XML file.

    Raises:
        NotOpenedError: if no parser makes anything of it.
    """
    root = parsed(data)
    if root is None:
        attack_text(walk, data, path)
        return
    visible, hidden = _texts(root)
    walk.text(visible, path, "visible-text", visible=True)
    walk.text(hidden, path, "hidden-element")
    attack_marks(walk, root, path)


def attack_marks(walk: Walk, root: etree._Element, path: tuple[str, ...]) -> None:
    """Attack attributes, comments, processing instructions and what addresses carry."""
    attributes: dict[str, list[str]] = {}
    for element in root.iter():
        if isinstance(element, _COMMENT):
            walk.text(str(element.text or ""), path, "markup-comment")
            attack_addresses(walk, str(element.text or ""), path)
        elif not isinstance(element.tag, str):
            walk.text(str(element), path, "processing-instruction")
        else:
            for name, value in element.attrib.items():
                slot = "alt-text" if local(str(name)) in _ALT else "attribute"
                attributes.setdefault(slot, []).append(str(value))
    for slot, values in attributes.items():
        text = "\n\0".join(values)
        walk.text(text, path, slot)
        attack_addresses(walk, text, path)


def attack_addresses(walk: Walk, text: str, path: tuple[str, ...]) -> None:
    """Attack files that are written out inside addresses (RFC 2397)."""
    for number, match in enumerate(_DATA.finditer(text), start=1):
        content = unquote_to_bytes(match[4])
        if match[3]:
            try:
                content = base64.b64decode(content + b"=" * (-len(content) % 4))
            except binascii.Error:
                continue
        if content:
            walk.part(content, path, f"data-{number}")


def parsed(data: bytes) -> etree._Element | None:
    """Return the root of a page or an XML file, or None where there is none; entities are never followed."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    parsers: list[etree.XMLParser | html.HTMLParser] = [html.HTMLParser(huge_tree=True)]
    if b"<!doctype html" not in head and b"<html" not in head:
        parsers.insert(0, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True))
    for parser in parsers:
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, etree.ParserError, ValueError):
            continue
        except RecursionError as error:
            raise NotOpenedError("beyond-limit") from error
        if root is not None:
            return root.getroottree().getroot()
    return None


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def decoded(data: bytes) -> str:
    """Return bytes as text by their mark, else as UTF-8, else as the encoding that Windows used in the West."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _texts(root: etree._Element) -> tuple[str, str]:
    """Return what is read and what is not, words kept whole across inline elements."""
    visible: list[str] = []
    hidden: list[str] = []
    for text, shown in _pieces(root):
        (visible if shown else hidden).append(text)
    return "".join(visible), "".join(hidden)


def _pieces(root: etree._Element) -> Iterator[tuple[str, bool]]:
    concealed = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if not isinstance(element.tag, str):
            if event in {"comment", "pi"} and element.tail:
                yield element.tail, not concealed
            continue
        name = local(element.tag)
        breaks = "" if name in INLINE else "\n"
        if event == "start":
            concealed += _conceals(element, name)
            yield breaks + (element.text or ""), not concealed
        else:
            concealed -= _conceals(element, name)
            yield breaks + (element.tail or ""), not concealed


def _conceals(element: etree._Element, name: str) -> int:
    style = str(element.get("style") or "").lower()
    is_hidden_input = name == "input" and element.get("type") == "hidden"
    marked = element.get("hidden") is not None or element.get("aria-hidden") == "true" or is_hidden_input
    return int(name in _UNREAD or marked or bool(_HIDDEN_STYLE.search(style)))
