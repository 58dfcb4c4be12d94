"""ZIP and TAR archives and packed single files: members, names, comments, extra fields, and what no directory lists."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib

from secondsource.shielding.attacking.leak import Check, Place, Severity
from secondsource.shielding.attacking.opening.failure import NotOpenedError
from secondsource.shielding.attacking.walk import Walk


def attack_zip(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack an archive member by member.

    Raises:
        NotOpenedError: if its directory cannot be read.
    """
    for name, content in members(walk, data, path):
        walk.part(content, path, name)


def members(walk: Walk, data: bytes, path: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """Return an archive's members with their bytes, having attacked names, comments and extra fields.

    Raises:
        NotOpenedError: if its directory cannot be read.
    """
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            walk.raw(archive.comment, path, "archive-comment")
            for member in archive.infolist():
                walk.text(member.filename, path, "file-name")
                walk.raw(member.comment, path, "archive-comment")
                walk.raw(member.extra, path, "archive-extra-field")
                if not member.is_dir():
                    content = _content(walk, archive, member, path)
                    if content is not None:
                        found.append((member.filename, content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotOpenedError("damaged") from error
    return found


def _content(walk: Walk, archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: tuple[str, ...]) -> bytes | None:
    """Return a member's bytes, or say that nobody could look at them."""
    if member.file_size > walk.limits.archive_bytes:
        why = "beyond-limit"
    elif member.flag_bits & 1:
        why = "encrypted"
    else:
        try:
            with archive.open(member) as stream:
                content = stream.read(walk.limits.archive_bytes + 1)
            if len(content) <= walk.limits.archive_bytes:
                return content
            why = "beyond-limit"
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            why = "damaged"
    inner = walk.named(path, member.filename)
    walk.leak(Check.UNOPENED, Severity.BLOCK, Place(path=inner, slot=why))
    return None


def attack_tar(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack a TAR archive member by member.

    Raises:
        NotOpenedError: if it cannot be read.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                walk.text(f"{member.uname} {member.gname} {member.linkname}", path, "archive-extra-field")
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is None:
                    walk.named(path, member.name)
                else:
                    walk.part(stream.read(walk.limits.archive_bytes), path, member.name)
    except (tarfile.TarError, OSError, ValueError, EOFError) as error:
        raise NotOpenedError("damaged") from error


def attack_packed(walk: Walk, data: bytes, path: tuple[str, ...]) -> None:
    """Attack what a gzip, bzip2 or xz file holds; the name a gzip header carries stands in its raw bytes.

    Raises:
        NotOpenedError: if it cannot be unpacked within the limits.
    """
    most = walk.limits.archive_bytes
    try:
        if data.startswith(b"\x1f\x8b"):
            content = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, most + 1)
        elif data.startswith(b"BZh"):
            content = bz2.BZ2Decompressor().decompress(data, most + 1)
        else:
            content = lzma.LZMADecompressor(memlimit=most).decompress(data, most + 1)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
        raise NotOpenedError("damaged") from error
    if len(content) > most:
        raise NotOpenedError("beyond-limit")
    walk.part(content, path, "unpacked")
