"""Writing so that nothing is ever half-written: aside, flushed, then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from secondsource.errors import StorageError


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace `path` by `data` in one step; a reader sees the old file or the new one, never a part.

    Args:
        path: where to; its folder is made where missing.
        data: the whole content.
        durable: wait until the disk has it; False for what can be made again.

    Raises:
        StorageError: `output-unwritable`, with the system's reason (disk full, read-only, no permission).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                if durable:
                    os.fsync(out.fileno())
            aside.chmod(0o600)  # findings name people: for the owner's eyes until the owner decides otherwise
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StorageError(
            "output-unwritable",
            f"{path} could not be written: {error.strerror or error}.",
            "Nothing was left half-written. Free some space or choose another folder with --out.",
        ) from error
