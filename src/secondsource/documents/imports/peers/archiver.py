"""auto-archiver: archived posts and pages with their media, as CSV, JSON or HTML beside the stored files.

The CSV database has the columns `status`, `metadata`, `media`, each the `repr` of a Python value; the JSON has the
same as an object; the HTML shows it as tables. Media carry `hash` as `SHA-256:...` or `SHA3-512:...`. A hash is matched
by the file it is given for, and a file named nowhere by its own digest. Source: bellingcat/auto-archiver, its modules
`csv_db`, `json_enricher`, `html_formatter`, `hash_enricher` and `local_storage`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import lxml.html
from lxml import etree

from secondsource.documents.encoding import decode
from secondsource.documents.imports.peers.folder import is_dropping
from secondsource.documents.imports.peers.literals import read_literal
from secondsource.documents.imports.tables import header, records
from secondsource.documents.imports.taken import Taking, digests
from secondsource.documents.labels.values import read_day

_COLUMNS = ["status", "metadata", "media"]
_HASH = re.compile(r"\b(SHA-256|SHA3-512):([0-9a-fA-F]{64,128})\b")
_KINDS = {"SHA-256": "sha256", "SHA3-512": "sha3-512"}
_PAGE_MARK = b"bellingcat/auto-archiver"


def fits(files: Mapping[str, bytes]) -> bool:
    """Say whether one of these files is such a database."""
    return any(_is_database(path, data) for path, data in files.items())


def take(taking: Taking) -> None:
    """Take entries as reports and stored media as exhibits."""
    databases = {path for path, data in taking.files.items() if _is_database(path, data)}
    entries = [(path, entry) for path in sorted(databases) for entry in _entries(path, taking)]
    named = dict(pair for _, entry in entries for pair in _hashes(entry["media"]))
    loose = {
        f"{_KINDS[kind]}:{value.lower()}" for path in databases for kind, value in _HASH.findall(_text(path, taking))
    }
    for path in sorted(taking.files.keys() - databases):
        if not is_dropping(path):
            fitting = sorted(digests(taking.files[path]) & (loose | set(named.values())))
            given = named.get(PurePosixPath(path).name, "")
            taking.exhibit(path, fitting[0] if fitting else given, system="auto-archiver")
    seen: set[tuple[str, str]] = set()
    for path, entry in entries:
        key = (
            str(entry["metadata"].get("url")),
            str(entry["metadata"].get("content") or entry["metadata"].get("title")),
        )
        if key not in seen:
            seen.add(key)
            _report(path, entry, taking)


def _is_database(path: str, data: bytes) -> bool:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".csv":
        return header(data) == _COLUMNS
    if suffix == ".json":
        return {"status", "metadata", "media"} <= (_json(data) or {}).keys()
    return suffix in {".html", ".htm"} and _PAGE_MARK in data and b"Archived media for" in data


def _json(data: bytes) -> dict[str, Any] | None:
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None


def _text(path: str, taking: Taking) -> str:
    return decode(taking.files[path]).text


def _entries(path: str, taking: Taking) -> Iterator[dict[str, Any]]:
    """Yield the entries of a database, each with `status`, `metadata` and `media` of the right kind."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".csv":
        found = _rows(path, taking)
    else:
        found = iter([_json(taking.files[path]) if suffix == ".json" else _page(taking.files[path])])
    for entry in found:
        metadata, media = (entry or {}).get("metadata"), (entry or {}).get("media")
        if isinstance(metadata, dict) and isinstance(media, list):
            yield {"status": str((entry or {}).get("status", "")), "metadata": metadata, "media": media}
        else:
            taking.leave(path, code="damaged", reason="An entry of this database cannot be read.")


def _rows(path: str, taking: Taking) -> Iterator[dict[str, Any] | None]:
    """Yield the rows of the CSV."""
    rows, whole = records(taking.files[path])
    for row in rows:
        try:
            yield {
                "status": row["status"],
                "metadata": read_literal(row["metadata"] or ""),
                "media": read_literal(row["media"] or ""),
            }
        except (ValueError, KeyError):
            yield None
    if not whole:
        yield None


def _page(data: bytes) -> dict[str, Any] | None:
    """Read the page that shows one entry."""
    try:
        tree = lxml.html.document_fromstring(data)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    metadata = {}
    for row in tree.iter("tr"):
        cells = [_words(cell) for cell in row.iter("td")]
        if len(cells) == 2:
            metadata[cells[0]] = cells[1]
    marked = {str(getattr(span.getparent(), "tag", "")): _words(span) for span in tree.iter("span")}
    address, title = marked.get("h2", ""), marked.get("p", "")
    return {"status": "", "metadata": {"url": address, "title": title, **metadata}, "media": []}


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _hashes(media: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield the file name and hash of every medium that gives one, nested ones too."""
    waiting = list(media)
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        if not isinstance(one, dict):
            continue
        properties = one.get("properties")
        given = properties.get("hash") if isinstance(properties, dict) else None
        if isinstance(given, str) and (match := _HASH.fullmatch(given)):
            places = one.get("urls")
            for place in (one.get("_key"), one.get("filename"), *(places if isinstance(places, list) else [])):
                if isinstance(place, str):
                    yield PurePosixPath(place).name, f"{_KINDS[match[1]]}:{match[2].lower()}"
        waiting += list(properties.values()) if isinstance(properties, dict) else []


def _report(path: str, entry: Mapping[str, Any], taking: Taking) -> None:
    """Take one entry's own words as a report."""
    metadata = entry["metadata"]
    texts = [str(metadata[name]).strip() for name in ("title", "content") if metadata.get(name)]
    address = metadata.get("url")
    if not any(texts):
        taking.leave(f"{path}: {address}", code="no-text", reason="The entry has no words of its own.")
        return
    day = read_day(str(metadata.get("timestamp") or ""))
    author = next((str(metadata[name]) for name in ("author", "uploader", "username") if metadata.get(name)), None)
    about = {
        "system": "auto-archiver",
        "status": entry["status"],
        "archived": str(metadata.get("_processed_at") or "")[:10],
        "path": path,
    }
    taking.report(
        PurePosixPath(str(address or "entry")).name or "entry",
        "\n\n".join(dict.fromkeys(texts)) + "\n",
        about,
        title=texts[0].splitlines()[0][:120],
        published=day.isoformat() if day else None,
        author=author,
        url=str(address) if address else None,
    )
