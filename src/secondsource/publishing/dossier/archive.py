"""A dossier as one archive: the same files give the same bytes, on every machine.

Names are sorted, all times are 1980-01-01, nothing is compressed (how zlib packs differs between versions) and no
owner, comment or extra field is written.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from secondsource.documents.extract import UnreadableError
from secondsource.documents.imports.opening import unzip
from secondsource.documents.limits import MEBIBYTE, Limits
from secondsource.publishing.dossier.manifest import damaged

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_REGULAR: Final = 0o100644 << 16
LIMITS: Final = Limits(file_bytes=4096 * MEBIBYTE, archive_bytes=4096 * MEBIBYTE, archive_parts=20_000)
"""Of a dossier as a whole."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive; the same files always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _NO_TIME)
            entry.external_attr = _REGULAR
            entry.create_system = 3
            archive.writestr(entry, files[path])
    return out.getvalue()


def _stored(data: bytes) -> bool:
    """Say whether nothing in an archive is compressed: then it cannot inflate, whoever made it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return all(
                entry.compress_type == zipfile.ZIP_STORED and entry.file_size == entry.compress_size
                for entry in archive.infolist()
            )
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, IndexError):
        return False


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive.

    Raises:
        IntegrityError: `dossier-changed`: it is damaged, leads out of itself, or was packed by another hand (then a
            byte could hide in it that no manifest covers).
    """
    if not _stored(data):
        raise damaged("This archive was not packed by the desk: it holds more than its files.")
    try:
        files, left_out = unzip(data, LIMITS)
    except UnreadableError as refusal:
        raise damaged(f"This dossier cannot be opened: {refusal.sentence}") from refusal
    if left_out or pack(files) != data:
        raise damaged("This archive was not packed by the desk: it holds more than its files.")
    return files
