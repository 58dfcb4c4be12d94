"""WACZ 1.1.1, a web archive in a ZIP: hashes held against `datapackage.json`, the pages' main text out of the WARC.

https://specs.webrecorder.net/wacz/1.1.1/. Text is taken only from parts whose hash fits. A signature in
`datapackage-digest.json` is not verified, and the editor is told so. WARC records are read by warcio.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from secondsource.documents.extract import Extract, UnreadableError, refuse_unusable_text
from secondsource.documents.imports.opening import unzip
from secondsource.documents.imports.taken import Match, Taking, compare
from secondsource.documents.limits import MEBIBYTE
from secondsource.documents.readers.html import read_html

_PACKAGE = "datapackage.json"
_DIGEST = "datapackage-digest.json"
_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_MOST_PAGE_BYTES = 16 * MEBIBYTE
_MOST_PAGES = 2_000
_UNPACKED = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""What the library unpacks by itself; anything else would be read as rubbish."""


def fits(files: Mapping[str, bytes]) -> bool:
    """Say whether these files are the inside of a WACZ."""
    return _PACKAGE in files and any(path.startswith("archive/") for path in files)


def take_packed(path: str, taking: Taking) -> None:
    """Take a WACZ that lies among other files: itself as an exhibit, its pages as reports."""
    taking.exhibit(path, system="WACZ")
    try:
        files, left_out = unzip(taking.files[path], taking.limits)
    except UnreadableError as refusal:
        taking.leave(path, code=refusal.code, reason=refusal.sentence)
        return
    taking.left_out += left_out
    if fits(files):
        _pages(path, files, taking)
    else:
        taking.leave(path, code="damaged", reason="It is no web archive: its list of parts is missing.")


def _pages(path: str, files: Mapping[str, bytes], taking: Taking) -> None:
    """Take the pages of one archive."""
    package = _json(files[_PACKAGE])
    digest = _json(files.get(_DIGEST, b""))
    if digest is not None and compare(files[_PACKAGE], str(digest.get("hash", ""))) is Match.DIFFERS:
        taking.leave(
            f"{path}: {_PACKAGE}", code="hash-differs", reason="Its hash is not the one that the archive gives."
        )
        return
    if digest is not None and "signedData" in digest:
        taking.note("The archive carries a signature, which was not verified.")
    sound = _sound(path, package or {}, files, taking)
    wanted = dict(_listed(files, sound))
    if not wanted:
        taking.leave(path, code="no-text", reason="The archive lists no page.")
    for address, extract, day in _texts(path, files, sound, wanted, taking):
        title = extract.title or str(wanted[address].get("title") or "") or None
        taking.report(
            title or "page",
            extract.text,
            {"system": "WACZ", "path": path, "archived": day},
            title=title,
            published=extract.published.isoformat() if extract.published else None,
            language=extract.language,
            author=extract.author,
            url=address,
        )


def _json(data: bytes) -> dict[str, Any] | None:
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None


def _sound(path: str, package: Mapping[str, Any], files: Mapping[str, bytes], taking: Taking) -> frozenset[str]:
    """Return the parts whose hash and length are what the package says; name the others."""
    listed = package.get("resources")
    sound = set()
    for one in listed if isinstance(listed, list) else []:
        part = str(one.get("path", "")) if isinstance(one, dict) else ""
        if part not in files:
            taking.leave(f"{path}: {part}", code="missing", reason="The archive lists it and does not hold it.")
        elif compare(files[part], str(one.get("hash", ""))) is Match.MATCHES and one.get(
            "bytes", len(files[part])
        ) == len(files[part]):
            sound.add(part)
        else:
            taking.leave(
                f"{path}: {part}", code="hash-differs", reason="Its hash is not the one that the archive gives."
            )
    for part in sorted(files.keys() - sound - {_PACKAGE, _DIGEST}):
        if part.startswith(("archive/", "pages/")) and not any(
            left.path == f"{path}: {part}" for left in taking.left_out
        ):
            taking.leave(f"{path}: {part}", code="not-listed", reason="The archive holds it and does not list it.")
    return frozenset(sound)


def _listed(files: Mapping[str, bytes], sound: frozenset[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the pages that the archive lists, by address."""
    for name in _PAGES:
        for line in (files[name] if name in sound else b"").splitlines()[: _MOST_PAGES + 1]:
            page = _json(line)
            if page is not None and isinstance(page.get("url"), str):
                yield page["url"], page


def _texts(
    path: str, files: Mapping[str, bytes], sound: frozenset[str], wanted: Mapping[str, dict[str, Any]], taking: Taking
) -> Iterator[tuple[str, Extract, str]]:
    """Yield address, text and day of every page listed, out of the WARC, or out of the list where that has the text."""
    found: set[str] = set()
    for part in sorted(sound):
        if part.startswith("archive/"):
            for address, data, day in _responses(path, part, files[part], wanted.keys() - found, taking):
                found.add(address)
                try:
                    extract = read_html(data, taking.limits)
                    refuse_unusable_text(extract.text, taking.limits)
                except UnreadableError as refusal:
                    taking.leave(f"{path}: {address}", code=refusal.code, reason=refusal.sentence)
                else:
                    yield address, extract, day
    for address in sorted(wanted.keys() - found):
        text = wanted[address].get("text")
        if isinstance(text, str) and text.strip():
            yield address, Extract(text=text), str(wanted[address].get("ts") or "")[:10]
        else:
            taking.leave(
                f"{path}: {address}", code="no-text", reason="The page is listed, and its text is not in the archive."
            )


def _responses(path: str, part: str, data: bytes, wanted: set[str], taking: Taking) -> Iterator[tuple[str, bytes, str]]:
    """Yield the web pages of a WARC that are wanted, each once."""
    left = set(wanted)
    try:
        for record in ArchiveIterator(io.BytesIO(data), check_digests=True):
            address = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type != "response" or address not in left or record.http_headers is None:
                continue
            kind = record.http_headers.get_header("Content-Type") or ""
            packed = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
            answered = str(record.http_headers.get_statuscode()).startswith("2")
            if "html" not in kind.lower() or not answered or packed not in _UNPACKED:
                continue
            content = record.content_stream().read(_MOST_PAGE_BYTES)
            if getattr(record.digest_checker, "passed", None) is False:
                taking.leave(
                    f"{path}: {address}", code="hash-differs", reason="Its hash is not the one that the archive gives."
                )
                continue
            left.discard(address)
            yield address, content, (record.rec_headers.get_header("WARC-Date") or "")[:10]
    except (ArchiveLoadFailed, ValueError, EOFError, OSError, AttributeError) as error:
        taking.leave(
            f"{path}: {part}",
            code="damaged",
            reason=f"The web archive cannot be read to its end ({type(error).__name__}).",
        )
