"""Web pages: the main text by trafilatura with its paragraphs kept, and what the page says about itself."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import trafilatura
from lxml import etree
from trafilatura.settings import Document

from secondsource.documents.encoding import decode
from secondsource.documents.extract import Extract, UnreadableError, one_line
from secondsource.documents.limits import Limits
from secondsource.documents.readers.html_metadata import read_page_metadata

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CHARSET_BYTES = 2_048

_SPACE = re.compile(r"\s+")
_SPACES = re.compile(r"[ \t\r\n\f]+")

# Elements of a page that carry no text for a reader.
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "select"})
# Elements within a line, of a page and of the extractor's tree (`hi`, `ref`).
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "font", "hi", "i", "ins", "kbd", "label"}
    | {"mark", "q", "ref", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img"}
)
_CELLS = frozenset({"cell", "td", "th"})
_LINE_BREAKS = frozenset({"br", "lb"})


def read_html(data: bytes, limits: Limits) -> Extract:
    """Read one page: its main text, or all its text where no main text is found.

    Raises:
        UnreadableError: if the elements are nested too deeply, or the bytes are no page.
    """
    charset = _CHARSET.search(data[:_CHARSET_BYTES])
    decoded = decode(data, charset[1].decode("ascii") if charset else None)
    page = _DECLARATION.sub("", decoded.text)
    tree = _tree(page, limits)
    metadata = read_page_metadata(tree)
    found = _extracted(page, tree, limits)
    all_text = paragraphs(tree)
    main = [] if found is None or found.body is None else paragraphs(found.body)
    text = "\n\n".join(_with_breaks(main, all_text))
    notes = decoded.notes
    if not text:
        text = "\n\n".join(all_text)
        notes = (*notes, "No main text was found on the page; all its text was taken, menus included.")
    if found is not None:
        metadata = metadata.filled(
            title=one_line(found.title),
            outlet=one_line(found.sitename),
            author=one_line(found.author),
            url=one_line(found.url),
        )
        if metadata.outlet is None and found.hostname:
            metadata = replace(metadata, outlet=one_line(found.hostname))
            notes = (*notes, "The outlet is the page's address.")
    metadata = replace(metadata, title=metadata.title or one_line(tree.findtext(".//title")))
    return metadata.as_extract(text, notes)


def _extracted(page: str, tree: lxml.html.HtmlElement, limits: Limits) -> Document | None:
    """Search the page for its main text; None where there is none, or the page is too long for the search."""
    if sum(1 for _ in tree.iter()) > limits.page_elements:
        return None
    # Days are read by us, with their basis; the extractor's own guess would be bounded by today.
    found = trafilatura.bare_extraction(
        _tree(page, limits),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return found if isinstance(found, Document) else None


def read_all_text(page: str, limits: Limits) -> str:
    """Return all the text of a page that is nothing but text, such as the HTML part of an e-mail.

    Raises:
        UnreadableError: if the elements are nested too deeply.
    """
    return "\n\n".join(paragraphs(_tree(_DECLARATION.sub("", page), limits)))


def _tree(page: str, limits: Limits) -> lxml.html.HtmlElement:
    """Parse the page into a tree of its own; the extractor takes apart the one it gets."""
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(page or "<html></html>", parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError("no-text", "The page holds no text.") from error
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        # A tree cut short by want of memory must not pass for the whole page.
        raise MemoryError
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or _too_deep(tree, limits):
        sentence = f"The page's elements are nested deeper than {limits.element_depth} levels."
        raise UnreadableError("too-deeply-nested", sentence)
    return tree


def _too_deep(tree: lxml.html.HtmlElement, limits: Limits) -> bool:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest > limits.element_depth


def paragraphs(root: etree._Element) -> list[str]:
    """Return the text under `root` by paragraphs, for a page's tree as for the extractor's own.

    Every element that is not part of a line starts and ends a paragraph; a table's row is one, its cells
    parted by a bar; a line break stays a line break.
    """
    found: list[str] = []
    pieces: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        breaks = node.tag not in _INLINE and node.tag not in _CELLS and node.tag not in _LINE_BREAKS
        if breaks:
            _finish(pieces, found)
        if event == "start" and (node.tag in _SILENT or not isinstance(node.tag, str)):
            walker.skip_subtree()
        elif event == "start":
            pieces.append("\n" if node.tag in _LINE_BREAKS else _SPACES.sub(" ", node.text or ""))
        else:
            pieces.append(" | " if node.tag in _CELLS else "")
            pieces.append(_SPACES.sub(" ", node.tail or "") if node is not root else "")
    _finish(pieces, found)
    return found


def _with_breaks(main: list[str], all_text: list[str]) -> list[str]:
    """Give a main text its paragraphs back where the extractor ran them together, as it does on short pages."""
    if len(main) != 1:
        return main
    within = _SPACE.sub("", main[0])
    parts = [part for part in all_text if _SPACE.sub("", part) in within]
    found = sum(len(_SPACE.sub("", part)) for part in parts)
    return parts if 0.9 * len(within) <= found <= len(within) else main


def _finish(pieces: list[str], found: list[str]) -> None:
    """Move the paragraph gathered so far to `found`."""
    lines = (re.sub(" +", " ", line).strip(" |") for line in "".join(pieces).split("\n"))
    paragraph = "\n".join(line for line in lines if line)
    if paragraph:
        found.append(paragraph)
    pieces.clear()
