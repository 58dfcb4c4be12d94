"""Who is watched: schedules, trips, standings; what can happen to them and what may follow from it.

What may follow is a closed list. It has no word for publishing, for deleting and for naming: silence is what a
kidnapping and a power cut have in common, and nothing may be gained by causing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from secondsource.core.release import lines
from secondsource.errors import InputError

HOUR = 3600
LONGEST_QUIET = 12 * 60
"""Minutes of quiet hours in a day; more would leave no day to be missed in."""


def _unfit(why: str) -> InputError:
    return InputError("schedule-unfit", f"This schedule cannot stand: {why}.", "Correct it; nothing was changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How often a member checks in.

    Raises:
        InputError: `schedule-unfit`.
    """

    every: int
    """Seconds between two check-ins; an hour or more."""
    grace: int
    """Seconds from a missed check-in to the alert; an hour or more, never longer than `every`."""
    quiet: tuple[int, int] | None = None
    """Minute of the UTC day at which the hours begin that do not count, and at which they end."""

    def __post_init__(self) -> None:
        """Refuse what would alarm for nothing, or never."""
        if not HOUR <= self.every <= 31 * 24 * HOUR:
            raise _unfit("the time between check-ins is an hour or more, and 31 days at most")
        if not HOUR <= self.grace <= self.every:
            raise _unfit("the grace is an hour or more, and never longer than the time between check-ins")
        if self.quiet is not None:
            start, end = self.quiet
            in_day = 0 <= start < 1440 and 0 <= end < 1440
            if not in_day or not 0 < (end - start) % 1440 <= LONGEST_QUIET:
                raise _unfit("quiet hours last twelve hours at most")

    def is_quiet(self, minute: int) -> bool:
        """Say whether a minute of the UTC day (0 to 1439) lies in the quiet hours."""
        if self.quiet is None:
            return False
        start, end = self.quiet
        return (minute - start) % 1440 < (end - start) % 1440


class Standing(StrEnum):
    """How a member stands with the watch."""

    PRESENT = "present"
    SUSPENDED = "suspended"
    """Nothing new is sealed to them, and no ballot of theirs is to be used; they and a contact together undo it."""
    REVOKING = "revoking"
    """A membership motion lies ready; still undone by the member and a contact, until a quorum has carried it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One member on the watch."""

    member: str
    """The seat's pseudonym."""
    schedule: Schedule
    trip: Schedule | None = None
    """What holds instead during a trip."""
    standing: Standing = Standing.PRESENT
    elapsed: int = 0
    """Seconds watched since the last sign of life, on a clock that only runs while somebody watches."""
    since_answer: int = 0
    """The same since the last answer of whatever kind; reminders go by it, so that duress looks like any day."""
    reminded: bool = False
    alerted: bool = False
    """The contacts have been told, whether or not the seat could be suspended."""
    silent: bool = False
    """The suspension came from the duress passphrase: the member is shown nothing of it."""
    answered: bool = False
    """Since the suspension, the member has answered with their own key."""
    vouched: bool = False
    """Since the suspension, a contact has vouched for them."""

    def __post_init__(self) -> None:
        """Refuse names that are none."""
        lines.identifier(self.member)

    @property
    def now(self) -> Schedule:
        """The schedule that holds."""
        return self.trip or self.schedule

    @property
    def live(self) -> bool:
        """Whether the seat counts."""
        return self.standing is Standing.PRESENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A reading of the watch's own clock."""

    boot: str
    """Which run of the machine; another one means that nobody knows how long it was down."""
    seconds: int
    """Of a clock that only goes forward and counts sleep, whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Time has passed."""

    beat: Beat
    minute: int
    """Of the UTC day, for quiet hours only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A member's signed answer to a fresh nonce, checked."""

    member: str
    duress: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A member's duress passphrase was used on the desk's folder, between two check-ins."""

    member: str


class Word(StrEnum):
    """What a contact says, with the codeword that only they and the watch know."""

    ALARM = "alarm"
    """Something is wrong: suspend at once."""
    MISSING = "missing"
    """I have looked, and cannot reach them."""
    SAFE = "safe"
    """I have spoken to them, and they are free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A contact has said something of a member, codeword checked."""

    member: str
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Travels:
    """A trip begins, or ends where `schedule` is None."""

    member: str
    schedule: Schedule | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reseated:
    """Another policy is in force."""

    seats: tuple[str, ...]
    threshold: int


Event = Tick | Answered | Pressed | Told | Travels | Reseated


class Deed(StrEnum):
    """All that can ever follow. There is deliberately nothing here that lets anything out, destroys or names."""

    REMIND = "remind"
    """Tell the member alone."""
    ALERT = "alert"
    """Tell the member's contacts."""
    SUSPEND = "suspend"
    RESTORE = "restore"
    PREPARE = "prepare"
    """Lay a membership motion ready, for the remaining quorum to vote on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One deed, and on whom."""

    deed: Deed
    member: str
    silent: bool = False
