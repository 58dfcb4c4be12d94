"""Word documents: paragraphs and tables in their order, and the document's own properties.

A `.docx` is a ZIP archive of XML. Before the library sees it, every part is inflated under a bound (a
declared size may lie) and any document type declaration is refused: office documents have none, and entity
expansion needs one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime

import docx
import docx.document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from secondsource.documents.extract import Extract, UnreadableError, one_line
from secondsource.documents.labels.values import read_language
from secondsource.documents.limits import Limits

_ENCRYPTED_MAGIC = b"\xd0\xcf\x11\xe0"
_ZIP_MAGIC = b"PK\x03\x04"
_DECLARATION = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK = 1 << 20

_TEXT, _DELETED, _MOVED, _FALLBACK = qn("w:t"), qn("w:del"), qn("w:moveFrom"), "Fallback"
_SPACES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_PARAGRAPH = qn("w:p")
_UNREAD_PARTS = {"comments": "comments", "footnotes": "footnotes", "endnotes": "endnotes"}


def read_docx(data: bytes, limits: Limits) -> Extract:
    """Read one document.

    Raises:
        UnreadableError: if it is encrypted, damaged, a bomb, or holds a document type declaration.
    """
    if data.startswith(_ENCRYPTED_MAGIC):
        raise UnreadableError(
            "encrypted", "The document is encrypted or an old .doc; save it as .docx without a password."
        )
    if not data.startswith(_ZIP_MAGIC):
        raise UnreadableError("damaged", "The file is not a Word document.")
    names = _inspect_archive(data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UnreadableError("damaged", "The Word document is damaged.") from error
    properties = document.core_properties
    language = read_language(properties.language or "")
    published, basis = _day(properties.created, properties.modified)
    unread = [kind for part, kind in _UNREAD_PARTS.items() if f"word/{part}.xml" in names]
    return Extract(
        text="\n\n".join(_blocks(document)),
        title=one_line(properties.title),
        published=published,
        published_basis=basis,
        language=language,
        language_basis=None if language is None else "document properties: language",
        author=one_line(properties.author),
        notes=tuple(f"The document's {kind} were not read." for kind in unread),
    )


def _inspect_archive(data: bytes, limits: Limits) -> set[str]:
    """Inflate every part under the bound and return the names of the parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.archive_parts:
                raise UnreadableError("archive-bomb", f"The document has {len(parts)} parts, too many to be a report.")
            if sum(part.file_size for part in parts) > limits.archive_bytes:
                raise _bomb(limits)
            budget = limits.archive_bytes
            for part in parts:
                budget -= _inflate(archive, part, budget, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnreadableError("damaged", "The Word document is a damaged or encrypted archive.") from error
    return {part.filename for part in parts}


def _inflate(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: int, limits: Limits) -> int:
    """Inflate one part, look for declarations in it, and return its true size."""
    size, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > budget:
                raise _bomb(limits)
            # UTF-16 hides a declaration behind zero bytes; a chunk's edge would cut it in two.
            seen = tail + chunk.replace(b"\0", b"")
            if part.filename.lower().endswith((".xml", ".rels")) and _DECLARATION.search(seen):
                sentence = (
                    "The document declares XML entities, which no report needs and which can expand without bound."
                )
                raise UnreadableError("entity-expansion", sentence)
            tail = seen[-16:]
    return size


def _bomb(limits: Limits) -> UnreadableError:
    sentence = f"The document inflates to more than {limits.archive_bytes} bytes, as a ZIP bomb does."
    return UnreadableError("archive-bomb", sentence)


def _blocks(document: docx.document.Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        texts = _table_rows(block) if isinstance(block, Table) else _paragraphs(block)
        yield from (text for text in texts if text.strip())


def _table_rows(table: Table) -> Iterator[str]:
    """Yield a row at a time; a merged cell, which the library repeats, is read once."""
    for row in table.rows:
        cells: list[etree._Element] = []
        for cell in row.cells:
            if cell._tc not in cells:  # noqa: SLF001  # only the element tells a merged cell from its twin
                cells.append(cell._tc)  # noqa: SLF001
        texts = (" ".join(_text(found) for found in cell.iter(_PARAGRAPH)).strip() for cell in cells)
        yield " | ".join(text for text in texts if text)


def _paragraphs(paragraph: Paragraph) -> Iterator[str]:
    """Yield the paragraph and then those of text boxes anchored in it."""
    for found in paragraph._p.iter(_PARAGRAPH):  # noqa: SLF001  # `text` leaves out tracked insertions
        yield _text(found)


def _text(paragraph: etree._Element) -> str:
    """Return the words that stand: insertions in, deletions and the doubles of text boxes out."""
    standing = (node for node in paragraph.iter(_TEXT, *_SPACES) if _stands(node, paragraph))
    return "".join(_SPACES.get(node.tag) or node.text or "" for node in standing).strip("\n")


def _stands(node: etree._Element, paragraph: etree._Element) -> bool:
    for above in node.iterancestors():
        if above is paragraph:
            return not any(_is_fallback(outer) for outer in paragraph.iterancestors())
        if above.tag in {_DELETED, _MOVED, _PARAGRAPH} or _is_fallback(above):
            return False
    return False


def _is_fallback(element: etree._Element) -> bool:
    return etree.QName(element).localname == _FALLBACK


def _day(created: datetime | None, modified: datetime | None) -> tuple[date | None, str | None]:
    if created is not None:
        return created.date(), "document properties: created"
    if modified is not None:
        return modified.date(), "document properties: modified"
    return None, None
