"""The watch's folder: kept by one person, on a machine that runs all day, outside of the desk's shared folder.

WATCH/
  watch.key              an age identity file; it opens signs of life and nothing else
  state.json             who is watched, the asks that stand, contacts and their codewords, hashed
  journal.txt            what the watch did
  inbox/                 answers that came in
  outbox/<whom>/         what is to be carried: asks, reminders, alerts
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from secondsource.actions.custody.folder import storage, write
from secondsource.actions.custody.watch.signs import Enrolled
from secondsource.actions.deciding.desk import read_file
from secondsource.core.codec import canonical, from_plain, to_plain
from secondsource.core.custody.checkin import Watch
from secondsource.core.release.policy import SeatPolicy
from secondsource.errors import InputError, IntegrityError, RuleError
from secondsource.trust.custody.keys import age

_MOST_STATE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody outside who is told, and whose word counts."""

    members: tuple[str, ...]
    """For whom."""
    salt: str
    codeword: str
    """Argon2id of the codeword, hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """The last rehearsal."""

    day: date
    codes: dict[str, str]
    """By whom it was sent to: what they are to read back."""
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the watch keeps between two looks."""

    watch: Watch
    enrolled: dict[str, Enrolled] = field(default_factory=dict)
    nonces: dict[str, str] = field(default_factory=dict)
    """By member: the ask that stands."""
    contacts: dict[str, Contact] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    """Marks that were read; each speaks once."""
    drill: Drill | None = None

    def contacts_of(self, member: str) -> tuple[str, ...]:
        """Return who is told about a member."""
        return tuple(sorted(name for name, one in self.contacts.items() if member in one.members))


@dataclass(frozen=True, slots=True)
class WatchFolder:
    """Where the watch is kept."""

    folder: Path

    @property
    def inbox(self) -> Path:
        """Where answers are put."""
        return self.folder / "inbox"

    @property
    def outbox(self) -> Path:
        """Where notices lie until somebody carries them."""
        return self.folder / "outbox"

    @property
    def journal_path(self) -> Path:
        """What the watch did."""
        return self.folder / "journal.txt"

    def identity(self) -> str:
        """Return the watch's own age identity.

        Raises:
            InputError: `watch-missing`.
        """
        path = self.folder / "watch.key"
        if not path.is_file():
            raise InputError("watch-missing", f"{self.folder} is no watch.", "Make one with `checkin new`.")
        return read_file(path).decode("ascii", "replace").strip()

    def recipient(self) -> str:
        """Return what members seal to."""
        return age.recipient_of(self.identity())

    def load(self) -> State:
        """Return the state.

        Raises:
            InputError: `watch-missing`. IntegrityError: `watch-damaged`.
        """
        self.identity()
        try:
            return from_plain(State, json.loads(read_file(self.folder / "state.json", _MOST_STATE)))
        except (ValueError, TypeError, KeyError):
            raise IntegrityError(
                "watch-damaged", "The state of the watch cannot be read.", "Put back a copy, or enrol everybody anew."
            ) from None

    def save(self, state: State) -> None:
        """Write the state; it is the old or the new one at any moment."""
        write([(self.folder / "state.json", canonical(to_plain(state)))], below=self.folder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other looks away while one is going on.

        Raises:
            RuleError: `watch-busy`.
        """
        with storage(self.folder):
            handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise RuleError(
                    "watch-busy", "Another look at this watch is going on.", "Try again in a moment."
                ) from None
            yield
        finally:
            os.close(handle)


def begin(folder: Path, policy: SeatPolicy) -> WatchFolder:
    """Make a watch for a desk.

    Raises:
        RuleError: `watch-exists`. StorageError: `custody-unwritable`.
    """
    made = WatchFolder(folder)
    if (folder / "watch.key").exists():
        raise RuleError("watch-exists", f"{folder} is a watch already.", "Name a new folder.")
    with storage(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made.inbox.mkdir(mode=0o700, exist_ok=True)
    made.save(State(watch=Watch(members=(), seats=seats_of(policy), threshold=most_needed(policy))))
    write([(folder / "watch.key", f"{age.new_identity()}\n".encode())], below=folder)
    return made


def seats_of(policy: SeatPolicy) -> tuple[str, ...]:
    """Return the names of all seats."""
    return tuple(seat.name for seat in policy.seats)


def most_needed(policy: SeatPolicy) -> int:
    """Return how many seats the most demanding decision takes."""
    asked = policy.thresholds
    return max(asked.go, asked.release, asked.cancel, asked.membership)
