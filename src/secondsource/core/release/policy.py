"""Seats and their policy: who may decide, and how many it takes.

A seat is a pseudonym with one Ed25519 key. How many seats an action takes is written in the policy, and some numbers
are not free: a go that fewer than half could give would let two halves of a desk contradict each other.

    hold        1 or more     short and rationed, because one person may be under pressure
    cancel      n/2 or more   (rounded up)
    go          over n/2
    release     over n/2
    membership  over n/2, of the old seats and of the new ones
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from secondsource.core.release import lines
from secondsource.errors import InputError

FEWEST_SEATS = 3
"""With two, half of the desk is one person, who could cancel alone."""
MOST_SEATS = 16
"""Every reader of signed notes must accept sixteen signature lines."""
KEY_BYTES = 32
LONGEST_HOLD = timedelta(hours=72)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


class Action(StrEnum):
    """What the desk can say of a subject."""

    GO = "go"
    HOLD = "hold"
    CANCEL = "cancel"
    RELEASE = "release"
    MEMBERSHIP = "membership"


LETTING_OUT = frozenset({Action.GO, Action.RELEASE})
"""What lets something out, and therefore waits out the cooling-off."""


def _unfit(why: str) -> InputError:
    return InputError("policy-unfit", f"This policy cannot stand: {why}.", "Correct that line; nothing was used.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One voice of the desk."""

    name: str
    """A pseudonym such as `seat-3`; never a person's name."""
    key: bytes
    """The raw Ed25519 public key, 32 bytes. Voices are counted by it, never by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How many seats must say yes, by action."""

    hold: int
    cancel: int
    go: int
    release: int
    membership: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPolicy:
    """One version of who decides, and how.

    Raises:
        InputError: `policy-unfit`, when the numbers break a rule above or a key stands in it twice.
    """

    log_origin: str
    """The log's own name."""
    version: int
    """1 and up, each one more than the version before."""
    log_policy_sha256: str
    """Hash of the file that names the log's key and its witnesses: the seats vouch for them too."""
    seats: tuple[Seat, ...]
    thresholds: Thresholds
    hold_lasts: timedelta
    """Whole hours, 72 at most."""
    hold_rate: int
    """Holds that one seat may carry within `hold_window`."""
    hold_window: timedelta
    """Whole days."""
    cooling_off: timedelta
    """Whole hours, one or more, between a go's or release's issue and its effect."""

    def __post_init__(self) -> None:
        """Refuse what breaks the rules of a policy."""
        lines.origin(self.log_origin)
        lines.sha256(self.log_policy_sha256)
        if self.version < 1:
            raise _unfit("its version is not 1 or more")
        self._check_seats()
        self._check_thresholds()
        for span, unit, word in (
            (self.hold_lasts, _HOUR, "hold-lasts"),
            (self.cooling_off, _HOUR, "cooling-off"),
            (self.hold_window, _DAY, "hold-rate"),
        ):
            if span < unit or span % unit:
                raise _unfit(f"{word} does not last whole hours or days, one or more")
        if self.hold_lasts > LONGEST_HOLD:
            raise _unfit("a hold may last 72 hours at most")
        if self.hold_rate < 1:
            raise _unfit("hold-rate lets nobody hold")

    def _check_seats(self) -> None:
        if not FEWEST_SEATS <= len(self.seats) <= MOST_SEATS:
            raise _unfit(f"it has {len(self.seats)} seats, and a desk has {FEWEST_SEATS} to {MOST_SEATS}")
        for seat in self.seats:
            lines.identifier(seat.name)
            if len(seat.key) != KEY_BYTES:
                raise _unfit(f"the key of {seat.name} is not 32 bytes long")
        if len({seat.name for seat in self.seats}) < len(self.seats):
            raise _unfit("one name stands in it twice")
        by_key: dict[bytes, str] = {}
        for seat in self.seats:
            if seat.key in by_key:
                raise _unfit(f"{by_key[seat.key]} and {seat.name} have one key, and one key is one voice")
            by_key[seat.key] = seat.name

    def _check_thresholds(self) -> None:
        half, count, asked = len(self.seats) / 2, len(self.seats), self.thresholds
        for word, threshold in (("go", asked.go), ("release", asked.release), ("membership", asked.membership)):
            if not half < threshold <= count:
                raise _unfit(f"{word} takes {threshold} of {count} seats, and must take more than half of them")
        if not half <= asked.cancel <= count:
            raise _unfit(f"cancel takes {asked.cancel} of {count} seats, and must take half of them or more")
        if not 1 <= asked.hold <= asked.go:
            raise _unfit(f"hold takes {asked.hold} seats, and must take one or more, never more than go")

    def threshold(self, action: Action) -> int:
        """Return how many seats must say yes."""
        return int(getattr(self.thresholds, action.value))

    def seat_with(self, key: bytes) -> Seat | None:
        """Return the seat that has this raw key."""
        return next((seat for seat in self.seats if seat.key == key), None)

    def seats_with(self, keys: Iterable[bytes]) -> tuple[Seat, ...]:
        """Return the seats whose raw key is among `keys`, each once, in the policy's order."""
        held = frozenset(keys)
        return tuple(seat for seat in self.seats if seat.key in held)

    def reached(self, action: Action, keys: Collection[bytes]) -> bool:
        """Say whether enough distinct keys of this policy are among `keys`."""
        return len(self.seats_with(keys)) >= self.threshold(action)


def check_next(old: SeatPolicy | None, new: SeatPolicy) -> None:
    """Check that `new` may follow `old`: the same log, one version at a time.

    Raises:
        InputError: `policy-unfit`.
    """
    if new.version != (old.version if old else 0) + 1:
        raise _unfit(f"it is version {new.version} and would follow version {old.version if old else 0}")
    if old is not None and new.log_origin != old.log_origin:
        raise _unfit("it speaks for another log")
