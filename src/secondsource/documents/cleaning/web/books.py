"""Clean EPUB books: chapters, pictures and their order, under neutral names and a neutral title."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from lxml import etree

from secondsource.documents.cleaning.cleaned import Account, Cleaned, UncleanableError, refuse_part
from secondsource.documents.cleaning.images import recode
from secondsource.documents.cleaning.office.parts import local, parse_xml, read_parts, write_parts
from secondsource.documents.cleaning.web.pages import clean_markup
from secondsource.documents.limits import Limits

_CONTAINER = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" '
    b'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" '
    b'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_CHAPTER = "application/xhtml+xml"
_LEFT_BEHIND = {".css": "style sheet", ".ncx": "table of contents", ".ttf": "embedded font", ".otf": "embedded font"}
_LEFT_BEHIND |= {".woff": "embedded font", ".woff2": "embedded font", ".js": "script", ".xml": "settings", ".opf": ""}
_LEFT_BEHIND |= {".plist": "settings", ".svg": "drawing", ".xpgt": "style sheet"}


def clean_book(data: bytes, limits: Limits) -> Cleaned:
    """Return a book whose chapters stand in the order of the original.

    Raises:
        UncleanableError: if a part is damaged or unknown.
    """
    account = Account()
    old = read_parts(data, limits)
    new: dict[str, bytes] = {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER}
    chapters: list[str] = []
    used: set[str] = set()
    for path in reading_order(old):
        if path not in old:
            raise UncleanableError("damaged", "The book lacks a chapter.")
        used.add(path)
        chapters.append(f"chapter{len(chapters) + 1}.xhtml")
        new[chapters[-1]] = _chapter(old[path].decode("utf-8", "replace"), limits, account)
    account.removed("title, author and other metadata")
    _tell_rest(old, used, account)
    new["book.opf"] = _new_package(chapters)
    new["toc.xhtml"] = _contents(chapters)
    account.note("Styles, pictures between chapters and the table of contents' titles are not carried over.")
    return account.close(write_parts(new, first="mimetype"), ".epub")


def reading_order(parts: dict[str, bytes]) -> list[str]:
    """Return the chapters' paths in reading order; one may be missing among the parts.

    Raises:
        UncleanableError: if the book has no package that says so.
    """
    return _spine(*_package(parts))


def _package(old: dict[str, bytes]) -> tuple[str, etree._Element]:
    container = old.get("META-INF/container.xml")
    if container is None:
        raise UncleanableError("damaged", "The book lacks its container.")
    paths = [e.get("full-path") for e in parse_xml(container, "container.xml").iter() if local(e.tag) == "rootfile"]
    if not paths or paths[0] not in old:
        raise UncleanableError("damaged", "The book lacks its package.")
    path = str(paths[0])
    return posixpath.dirname(path), parse_xml(old[path], "book.opf")


def _spine(folder: str, package: etree._Element) -> list[str]:
    """Return the chapters' paths in reading order."""
    items = {e.get("id"): e for e in package.iter() if local(e.tag) == "item"}
    paths = []
    for reference in package.iter():
        item = items.get(reference.get("idref")) if local(reference.tag) == "itemref" else None
        if item is not None and item.get("media-type") == _CHAPTER:
            paths.append(posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or ""))))
    return paths


def _chapter(text: str, limits: Limits, account: Account) -> bytes:
    page = clean_markup(text, limits, account)
    root = etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))
    root.set("xmlns", "http://www.w3.org/1999/xhtml")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", method="xml")


def _tell_rest(old: dict[str, bytes], used: set[str], account: Account) -> None:
    """Account for what stays behind; a part nobody knows refuses the book."""
    for name in set(old) - used - {"mimetype", "META-INF/container.xml"}:
        suffix = posixpath.splitext(name)[1].lower()
        if suffix in {".xhtml", ".html", ".htm"}:
            account.removed("page outside the reading order")
        elif suffix in {".jpg", ".jpeg", ".png", ".gif", ".webp"}:
            recode(old[name], Account())
            account.removed("picture")
        elif suffix in _LEFT_BEHIND or name.startswith("META-INF/"):
            if what := _LEFT_BEHIND.get(suffix, "settings"):
                account.removed(what)
        else:
            refuse_part("a part of a book that no reader shows")


def _new_package(chapters: list[str]) -> bytes:
    items = "".join(f'<item id="c{n}" href="{name}" media-type="{_CHAPTER}"/>' for n, name in enumerate(chapters, 1))
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(1, len(chapters) + 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">book'
        "</dc:identifier><dc:title>Book</dc:title><dc:language>und</dc:language>"
        '<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta></metadata><manifest>'
        f'<item id="toc" href="toc.xhtml" media-type="{_CHAPTER}" properties="nav"/>{items}</manifest>'
        f"<spine>{order}</spine></package>\n"
    ).encode()


def _contents(chapters: list[str]) -> bytes:
    rows = "".join(f'<li><a href="{name}">{number}</a></li>' for number, name in enumerate(chapters, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Book</title></head><body>'
        f'<nav epub:type="toc"><ol>{rows}</ol></nav></body></html>\n'
    ).encode()
