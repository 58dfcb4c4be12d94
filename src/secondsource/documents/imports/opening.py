"""Opening archives that strangers packed: nothing is written, nothing leads out, and what is inflated is counted.

One bad entry does not spoil the rest: it is left out and named. An archive that inflates beyond its bound is refused
whole, because what it would hold next cannot be told.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from secondsource.documents.extract import UnreadableError
from secondsource.documents.imports.taken import LeftOut
from secondsource.documents.limits import Limits

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP_HEADER_BYTES = 10
_GZIP_NAME_FLAG = 8
_GZIP_EXTRA_FLAG = 4
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, IndexError)


def unzip(data: bytes, limits: Limits) -> tuple[dict[str, bytes], list[LeftOut]]:
    """Return the files of a ZIP archive by path, and what was left out.

    Raises:
        UnreadableError: `damaged`, or `too-large` for one that inflates to more than it may or has too many parts.
    """
    files: dict[str, bytes] = {}
    left_out: list[LeftOut] = []
    left = limits.archive_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > limits.archive_parts:
                raise UnreadableError("too-large", f"The archive has more than {limits.archive_parts} parts.")
            for entry in entries:
                refusal = _refusal(entry)
                if refusal is not None:
                    left_out.append(refusal)
                    continue
                with archive.open(entry) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise UnreadableError("too-large", "The archive inflates to more than a file may hold.")
                files[_free(entry.filename, files)] = content
    except _BROKEN as error:
        raise UnreadableError("damaged", "The archive is damaged.") from error
    return files, left_out


def _refusal(entry: zipfile.ZipInfo) -> LeftOut | None:
    """Say why an entry is not taken."""
    path = PurePosixPath(entry.filename)
    shown = entry.filename.encode("unicode_escape").decode()
    outside = path.is_absolute() or ".." in path.parts or "\\" in entry.filename or ":" in path.parts[0]
    if outside or (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return LeftOut(path=shown, code="unsafe-path", reason="Its path leads out of the archive, or it is a link.")
    if entry.flag_bits & 1:
        return LeftOut(path=shown, code="encrypted", reason="It is encrypted; open it with its password first.")
    return None


def _free(path: str, taken: dict[str, bytes]) -> str:
    """Return a path that is not taken: some systems pack two files of one name."""
    if path not in taken:
        return path
    place = PurePosixPath(path)
    number = 2
    while (other := str(place.with_name(f"{place.stem} ({number}){place.suffix}"))) in taken:
        number += 1
    return other


def gunzip(data: bytes, limits: Limits) -> tuple[str, bytes]:
    """Return the name that a gzip file carries, which may be empty, and what it holds.

    Raises:
        UnreadableError: `damaged` or `too-large`.
    """
    if not data:
        raise UnreadableError("damaged", "The archive is damaged.")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content = stream.read(limits.archive_bytes + 1)
    except (OSError, EOFError, zlib.error, struct.error) as error:
        raise UnreadableError("damaged", "The archive is damaged.") from error
    if len(content) > limits.archive_bytes:
        raise UnreadableError("too-large", "The archive inflates to more than a file may hold.")
    return _gzip_name(data), content


def _gzip_name(data: bytes) -> str:
    """Return the file name in a gzip header (RFC 1952), its last part only."""
    start = _GZIP_HEADER_BYTES
    if len(data) < start:
        return ""
    if data[3] & _GZIP_EXTRA_FLAG:
        start += 2 + int.from_bytes(data[start : start + 2], "little")
    if not data[3] & _GZIP_NAME_FLAG:
        return ""
    end = data.find(b"\0", start, start + 1024)
    name = data[start:end].decode("latin-1") if end > 0 else ""
    return PurePosixPath(name.replace("\\", "/")).name
