"""Reading files that a stranger may have made: never more than is asked for, never anything but a file."""

from __future__ import annotations

from pathlib import Path

from secondsource.errors import InputError
from secondsource.trust.durable import open_file


def read_some(path: Path, most: int) -> bytes:
    """Return a file's content.

    Args:
        path: where it is.
        most: bytes; a longer file is refused after reading one byte more.

    Raises:
        InputError: `evidence-missing` or `evidence-too-long`.
    """
    try:
        if not path.is_file():
            raise InputError("evidence-missing", f"There is no file {path}.", "Check the path, or get the file again.")
        with open_file(path) as file:
            data = file.read(most + 1)
    except OSError as error:
        raise InputError(
            "evidence-missing",
            f"The file {path} could not be read: {error.strerror or error}.",
            "Check the path, or get the file again.",
        ) from error
    if len(data) > most:
        raise InputError(
            "evidence-too-long",
            f"The file {path} is longer than {most:,} bytes, which nothing of its kind ever is.",
            "Do not rely on it; get the file again from the desk.",
        )
    return data
