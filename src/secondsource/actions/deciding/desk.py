"""The desk folder: policies, motions and ballots as text files that members can read, carry and exchange.

    seats/policy-<version>.txt             every seats file that came into force
    motions/<motion>/motion.txt            the motion, signed by its mover
                     text.txt              the full text; of a membership, the new seats file
                     second-<seat>.txt, recusal-<seat>.txt
                     round-<n>/round.txt   the round, signed by whoever opened it
                               statement.txt   the very text that a yes signs, for `cat` and other tools
                               <seat>.ballot
                               statement.note  what is published, once the round has carried
    site/                                  the public folder

A paper is written once and never replaced: aside, flushed, then given its name unless the name is taken. Two members
may work on copies of the folder; what one has and the other lacks is taken in file by file, each checked again.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secondsource.core.release.policy import SeatPolicy
from secondsource.errors import InputError, RuleError, StorageError
from secondsource.trust.durable import open_file
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note

MOST_TEXT_BYTES = 1_000_000
"""Of a full text."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk's folder, or a member's copy of it."""

    folder: Path

    @property
    def site(self) -> Path:
        """Where the public folder is."""
        return self.folder / "site"

    def seats_path(self, version: int) -> Path:
        """Return where a policy's seats file lies."""
        return self.folder / "seats" / f"policy-{version}.txt"

    def motion_path(self, motion: str) -> Path:
        """Return a motion's folder."""
        return self.folder / "motions" / motion

    def round_path(self, motion: str, number: int) -> Path:
        """Return a round's folder."""
        return self.motion_path(motion) / f"round-{number}"

    def motions(self) -> tuple[str, ...]:
        """Return the ids of all motions, sorted."""
        return tuple(sorted(path.parent.name for path in (self.folder / "motions").glob("*/motion.txt")))

    def versions(self) -> tuple[int, ...]:
        """Return the versions of all policies that came into force, in order."""
        names = (path.stem.removeprefix("policy-") for path in (self.folder / "seats").glob("policy-*.txt"))
        return tuple(sorted(int(name) for name in names if name.isascii() and name.isdigit()))

    def policy(self, version: int) -> SeatPolicy | None:
        """Return a policy that came into force; None for version 0, which is before the first.

        Raises:
            InputError: `policy-unknown`, `desk-unreadable`, or as in `seats_file.parse`.
        """
        if version == 0:
            return None
        if version not in self.versions():
            raise InputError(
                "policy-unknown",
                f"Policy {version} is not in {self.folder}.",
                "Take in its membership motion from a colleague and put it in force with `policy enact`.",
            )
        found = seats_file.parse(read_file(self.seats_path(version)))
        if found.version != version:
            raise InputError(
                "policy-unknown",
                f"The file {self.seats_path(version)} holds policy {found.version}.",
                "Get the folder anew from a colleague.",
            )
        return found

    def in_force(self) -> SeatPolicy | None:
        """Return the policy in force; None before the first."""
        versions = self.versions()
        return self.policy(versions[-1]) if versions else None


def read_file(path: Path, most: int = note.MOST_BYTES) -> bytes:
    """Return a file's content, never more than `most` bytes of it.

    Raises:
        InputError: `desk-unreadable`.
    """
    try:
        with open_file(path) as file:
            data = file.read(most + 1)
    except OSError as error:
        raise InputError(
            "desk-unreadable", f"{path} could not be read: {error.strerror or error}.", "Check the path and try again."
        ) from error
    if len(data) > most:
        raise InputError(
            "desk-unreadable",
            f"{path} is longer than {most:,} bytes, which nothing of its kind ever is.",
            "Do not rely on it; get it again.",
        )
    return data


def write_once(path: Path, data: bytes) -> None:
    """Write a paper that is not there yet; the same paper once more changes nothing.

    Raises:
        RuleError: `paper-exists`, when another paper has its name.
        StorageError: `desk-unwritable`.
    """
    with _storage(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(aside)  # unlike a rename, this never replaces what another process wrote meanwhile
        finally:
            aside.unlink(missing_ok=True)
    if read_file(path) != data:
        raise RuleError(
            "paper-exists",
            f"{path} is there already and says something else; a paper is never replaced.",
            "Look at both. If somebody signed two things under one name, tell the desk.",
        )


@contextlib.contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            "desk-unwritable",
            f"{path} could not be written: {error.strerror or error}.",
            "Nothing was left half-written. Free some space or check the folder's permissions.",
        ) from error
