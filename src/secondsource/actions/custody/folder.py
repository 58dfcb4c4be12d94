"""The custody folder, inside the desk's folder: sealed items, who holds them, and the journal.

    custody/
      journal.txt                        hash-chained, append-only
      members-<n>.txt                    every roster that a quorum put in force
      revoked/<member>.note
      suspensions/<member>.age           who is suspended, sealed to each member; written by the watch
      recipients.txt                     whom the drop seals to
      items/<id>/item.json               what is known without opening
                 message.age, file-1.age ...
                 wraps-<generation>/key.age, or share-1.age ...
      labels/<n>.age, <n>.txt            the key of labels and notes, wrapped to the members, and its recipient
      marks/<item>/<random>.<n>.age      labels, notes, assignments
      deletions/<motion>.note

Whoever seizes it learns how many items came on which days, how large they are, and pseudonyms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from secondsource.actions.deciding.desk import Desk, read_file
from secondsource.core.codec import canonical, from_plain, to_plain
from secondsource.core.custody.held import Held, Holding, WrapRecord, check_id
from secondsource.core.custody.roster import Member, Roster, parse_roster
from secondsource.errors import InputError, IntegrityError, RuleError, SecondSourceError, StorageError
from secondsource.trust import durable
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.records import journal

MOST_MESSAGE = 64 * 1024 * 1024
ITEM = "item.json"


@dataclass(frozen=True, slots=True)
class Custody:
    """One desk's custody folder, or a member's copy of it."""

    desk: Desk

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self.desk.folder / "custody"

    @property
    def journal_path(self) -> Path:
        """The journal's file."""
        return self.root / "journal.txt"

    def item_folder(self, item: str) -> Path:
        """Return where an item lies."""
        return self.root / "items" / check_id(item)

    def wraps(self, held: Held) -> Path:
        """Return where an item's wraps or shares of its generation lie."""
        return self.item_folder(held.id) / f"wraps-{held.generation}"

    def marks(self, item: str) -> Path:
        """Return where an item's labels and notes lie."""
        return self.root / "marks" / check_id(item)

    def held(self, item: str) -> Held:
        """Return what is known of an item.

        Raises:
            InputError: `item-unknown`. IntegrityError: `item-damaged`.
        """
        path = self.item_folder(item) / ITEM
        if not path.is_file():
            raise InputError("item-unknown", f"There is no item {item} here.", "List them with `tips list`.")
        try:
            found = from_plain(Held, json.loads(read_file(path)))
        except (ValueError, TypeError, KeyError):
            found = None
        if found is None or found.id != item:
            raise IntegrityError(
                "item-damaged", f"What is known of item {item} cannot be read.", "Take it from a colleague's copy."
            )
        return found

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all items, sorted."""
        return tuple(sorted(path.parent.name for path in (self.root / "items").glob(f"*/{ITEM}")))

    def all_held(self) -> tuple[Held, ...]:
        """Return what is known of all items, the oldest first."""
        return tuple(sorted((self.held(item) for item in self.ids()), key=lambda one: (one.day, one.id)))

    def rosters(self) -> tuple[Roster, ...]:
        """Return every roster that was put in force, the first one first."""
        numbers = (path.stem.removeprefix("members-") for path in self.root.glob("members-*.txt"))
        places = sorted(int(number) for number in numbers if number.isascii() and number.isdigit())
        return tuple(
            parse_roster(read_file(self.root / f"members-{number}.txt").decode("utf-8", "replace")) for number in places
        )

    def roster(self) -> Roster:
        """Return the roster in force.

        Raises:
            RuleError: `roster-first`.
        """
        found = self.rosters()
        if not found:
            raise RuleError(
                "roster-first",
                "This desk has no roster of members yet.",
                "Gather their lines from `keys show`, and let a quorum admit them: see `custody admit`.",
            )
        return found[-1]

    def revoked(self) -> frozenset[str]:
        """Return the names of members whose key was revoked."""
        return frozenset(path.stem for path in (self.root / "revoked").glob("*.note"))

    def live(self, suspended: frozenset[str] = frozenset()) -> tuple[Member, ...]:
        """Return whom new things are sealed to.

        Raises:
            RuleError: `roster-first`, `members-none`.
        """
        policy = self.desk.in_force()
        seats = {seat.name for seat in policy.seats} if policy else set()
        found = self.roster().live(seats, self.revoked() | suspended)
        if not found:
            raise RuleError(
                "members-none",
                "Nobody is left to seal to: every member is suspended, revoked or without a seat.",
                "Look at `custody members` and `policy show`.",
            )
        return found

    def suspended(self, key: MemberKey) -> frozenset[str]:
        """Return who is suspended, as the watch has told this member; nobody where it has told nothing to this key."""
        path = self.root / "suspensions" / f"{key.name}.age"
        if not path.is_file():
            return frozenset()
        try:
            names = age.unseal(read_file(path), key.identity).decode().split()
        except SecondSourceError:
            return frozenset()  # sealed to the member's other key: this workspace is told nothing
        return frozenset(names)

    def wrapped(self) -> tuple[WrapRecord, ...]:
        """Return from the journal who ever held what.

        Raises:
            IntegrityError: `journal-broken`.
        """
        return tuple(
            WrapRecord(items=tuple(about["items"]), members=tuple(about["members"]), holding=Holding(about["holding"]))
            for line in journal.read(self.journal_path)
            if line.event.verb == "wrapped"
            for about in [line.event.about]
        )

    def note(self, day: date, *events: journal.Event) -> str:
        """Write events into the journal."""
        return journal.append(self.journal_path, events, day)

    def save(self, items: Iterable[Held]) -> None:
        """Write what is known of items; each is the old or the new one at any moment."""
        write([(self.item_folder(one.id) / ITEM, canonical(to_plain(one))) for one in items], below=self.root)


def wrapped_event(by: str, items: Sequence[str], members: Sequence[str], holding: Holding) -> journal.Event:
    """Return the event that some items are held by some members; written before it is so, for exposure's sake."""
    about = {"items": list(items), "members": list(members), "holding": holding.value}
    return journal.Event(verb="wrapped", by=by, about=about)


def write(files: Sequence[tuple[Path, bytes]], *, below: Path) -> None:
    """Write files so that each is whole at any moment, readable by their owner only.

    Raises:
        StorageError: `custody-unwritable`.
    """
    with storage(below):
        below.mkdir(parents=True, exist_ok=True, mode=0o700)
        durable.write_all(files, below=below)
        for path, _ in files:
            path.chmod(0o600)


@contextmanager
def storage(path: Path) -> Iterator[None]:
    """Turn what the system refuses into our refusal.

    Raises:
        StorageError: `custody-unwritable`.
    """
    try:
        yield
    except OSError as error:
        raise StorageError(
            "custody-unwritable",
            f"{path} could not be kept: {error.strerror or error}.",
            "Nothing was left half-written. Free some space or check the folder's permissions.",
        ) from error
