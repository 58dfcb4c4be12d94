"""The layers of web pages, drawings and plain texts: marks, comments, attributes, front matter."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from secondsource.documents.cleaning.office.parts import local
from secondsource.documents.encoding import decode
from secondsource.documents.extract import UnreadableError
from secondsource.documents.layers.layered import Gathering, Sort

_HIDDEN = frozenset({"script", "style", "noscript", "template", "object", "iframe", "metadata", "foreignobject"})
_ALTERNATIVE = frozenset({"alt", "aria-label", "longdesc", "summary"})
_UNTELLING = frozenset({"style", "width", "height", "rel", "type", "charset", "lang", "viewport", "method", "role"})
_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)]*)\)")
_DEFINITION = re.compile(r"^\s*\[([^\]]+)\]:\s*(.+)$", re.MULTILINE)
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


def add_page(data: bytes, visible: str, gathering: Gathering) -> None:
    """Add what a web page holds beside the text that is read."""
    parser = lxml.html.HTMLParser(remove_comments=False, huge_tree=False, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(decode(data).text.encode() or b"<html></html>", parser=parser)
    except (etree.ParserError, ValueError):
        return
    add_tree(root, visible, gathering)


def add_drawing(data: bytes, gathering: Gathering) -> None:
    """Add all the words of an SVG; what it shows as text is its visible layer.

    Raises:
        UnreadableError: if nothing of it can be parsed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root: etree._Element | None = etree.fromstring(data, parser)
    if root is None:
        raise UnreadableError("damaged", "The drawing is damaged.")
    shown = [node.text for node in root.iter() if local(node.tag) in {"text", "tspan"} and node.text]
    gathering.add(Sort.VISIBLE, "drawing", "\n\n".join(shown))
    add_tree(root, "\n".join(shown), gathering)


def add_tree(root: etree._Element, visible: str, gathering: Gathering) -> None:
    """Add comments, attributes and the text that is not among the visible."""
    top = [*root.itersiblings(preceding=True), *root.itersiblings()]
    for node in (*top, *root.iter()):
        name = _name(node)
        if not name:
            gathering.add(Sort.HIDDEN, "comment in the source", node.text or "")
        for text in ((node.text if name else ""), node.tail):
            words = " ".join((text or "").split())
            if words and words not in visible:
                gathering.add(*_sort_of(node, name, is_tail=text is node.tail), words)
        for key, value in node.attrib.items() if name else ():
            label = str(key).rpartition("}")[2].lower()
            if label in _UNTELLING or not any(letter.isalpha() for letter in str(value)):
                continue
            sort = Sort.ALTERNATIVE if label in _ALTERNATIVE else Sort.METADATA
            gathering.add(sort, f"{name} {label}", value)


def _sort_of(node: etree._Element, name: str, *, is_tail: bool) -> tuple[Sort, str]:
    """Return the sort and the place of a text that is not read."""
    if not is_tail and name in _HIDDEN:
        return Sort.HIDDEN, name
    if not is_tail and name in {"title", "desc"}:
        return Sort.METADATA, name
    for above in (node, *node.iterancestors()):
        if "hidden" in above.attrib or _NOT_SHOWN.search(str(above.get("style", ""))):
            return Sort.HIDDEN, f"{name} not shown"
        if _name(above) in _HIDDEN:
            return Sort.HIDDEN, _name(above)
    return Sort.HIDDEN, "text outside the main text"


def _name(node: etree._Element) -> str:
    """Return an element's name in small letters; empty for a comment."""
    return local(node.tag).lower()


def add_plain(data: bytes, visible: str, gathering: Gathering, *, markdown: bool) -> None:
    """Add what a plain text hides: unseen characters, and in Markdown front matter, comments, links and tags."""
    text = decode(data).text
    unseen = _UNSEEN.findall(text.removeprefix("\ufeff"))
    if unseen:
        kinds = sorted({f"U+{ord(one):04X}" for one in unseen})
        gathering.add(Sort.HIDDEN, "unseen characters", f"{len(unseen)}: {' '.join(kinds)}")
    if not markdown:
        return
    gathering.add(Sort.METADATA, "front matter", text.removesuffix(visible))
    for match in _COMMENT.finditer(visible):
        gathering.add(Sort.HIDDEN, "comment in the source", match[1])
    for match in _LINK.finditer(visible):
        if match.group().startswith("!"):
            gathering.add(Sort.ALTERNATIVE, "picture", match[1])
        gathering.add(Sort.METADATA, "link", match[2])
    for match in _DEFINITION.finditer(visible):
        gathering.add(Sort.METADATA, "link", match[2])
    for match in _TAG.finditer(visible):
        gathering.add(Sort.HIDDEN, "tag", match.group())
