"""Look into files: each taken apart into layers, in the confined process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import UnreadableError
from secondsource.documents.layers.layered import Layered
from secondsource.documents.layers.task import LIMITS, TASK, from_payload
from secondsource.documents.opening import read_bytes
from secondsource.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one file holds."""

    file: Path
    layered: Layered | None
    """None where it could not be opened."""
    refusal: tuple[str, str] | None = None
    """Code and sentence of the refusal."""


def look_into(files: Sequence[Path]) -> Iterator[Looked]:
    """Take each file apart into layers; of a folder those inside it.

    Yields:
        One value for each file, in the order given.

    Raises:
        InputError: code `nothing-to-look-at`, if no file was named or found.
    """
    paths = list(_files_of(files))
    if not paths:
        raise InputError(
            "nothing-to-look-at", "There is no file to look into.", "Name one or more files, or a folder of them."
        )
    with Sandbox(LIMITS) as sandbox:
        for path in paths:
            try:
                data = read_bytes(path.parent, path, LIMITS).data
                yield Looked(file=path, layered=take_apart(data, path.name, sandbox))
            except UnreadableError as refusal:
                yield Looked(file=path, layered=None, refusal=(refusal.code, refusal.sentence))


def take_apart(data: bytes, name: str, sandbox: Sandbox) -> Layered:
    """Return one file in layers.

    Raises:
        UnreadableError: if it cannot be opened, or the process gave no sense.
    """
    _, payload = sandbox.run(TASK, data, {"name": name})
    try:
        return from_payload(payload)
    except ValueError:
        raise UnreadableError("damaged", "Reading the file gave an answer that makes no sense.") from None


def _files_of(files: Sequence[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from sorted(entry for entry in path.rglob("*") if entry.is_file() and not entry.is_symlink())
        else:
            yield path
