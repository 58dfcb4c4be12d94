"""Which motions a member may read, and how each of them stands.

Whoever has a seat votes on everything and may read every motion. Everybody else reads the motions on subjects of
their own cases, and memberships, which concern the whole team. What is not theirs looks as if it were not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondsource.actions.deciding.desk import Desk
from secondsource.actions.deciding.reading import HeldRound, MotionFolder, read_motion
from secondsource.actions.desk import access
from secondsource.core.release import lines
from secondsource.core.release.policy import Seat, SeatPolicy
from secondsource.core.release.rounds import RoundStanding
from secondsource.core.release.statement import SEATS
from secondsource.core.release.tally import Tally
from secondsource.errors import AccessError, SecondSourceError
from secondsource.store.letting_out import lookups
from secondsource.store.team.values import Member
from secondsource.trust.statements import seats_file


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberVoice:
    """The seat of a member, as far as papers must name it; nothing here can sign."""

    name: str
    """The name in signature lines, such as `desk.example/seat-3`."""
    key: bytes
    """The raw public key of the seat."""
    seat: str
    """The seat's own name, such as `seat-3`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRound:
    """A round as it may be shown."""

    held: HeldRound
    standing: RoundStanding
    counted: Tally
    voted: tuple[str, ...]
    """Seats whose ballot lies there; how they voted is in `counted`, which is shown only when the round is over."""

    @property
    def over(self) -> bool:
        """Whether votes may be shown."""
        return self.standing is not RoundStanding.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMotion:
    """A motion as a member sees it."""

    held: MotionFolder
    text: str
    rounds: tuple[SeenRound, ...]

    @property
    def standing(self) -> str:
        """How its last round stands; `moved` or `seconded` before any."""
        if self.rounds:
            return self.rounds[-1].standing.value
        return "seconded" if self.seconders else "moved"

    @property
    def seconders(self) -> tuple[str, ...]:
        """Seats other than the mover's that second it."""
        return tuple(seat.name for seat in self.held.seconders if seat.key != self.held.mover.key)

    @property
    def carried(self) -> bool:
        """Whether its last round has carried."""
        return bool(self.rounds) and self.rounds[-1].standing is RoundStanding.CARRIED

    @property
    def note(self) -> bytes | None:
        """The statement note, once it was put together."""
        return next((one.held.note for one in reversed(self.rounds) if one.held.note is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A motion's folder that does not hold together, so that it can be shown and never followed."""

    motion: str
    why: str


def seat_of(desk: Desk, member: Member) -> Seat | None:
    """Return the member's seat in the policy in force; None for whoever has none."""
    in_force = desk.in_force()
    return None if in_force is None else _named(in_force, member.seat)


def voice_of(desk: Desk, member: str, new: SeatPolicy | None = None) -> MemberVoice:
    """Return how a member speaks in papers.

    Args:
        desk: the papers.
        member: a key.
        new: a policy that is only moved yet, whose seats speak on it too.

    Raises:
        AccessError: `seat-needed`, `member-dormant`.
    """
    found = access.standing(member)
    for policy in (desk.in_force(), new):
        seat = None if policy is None else _named(policy, found.seat)
        if policy is not None and seat is not None:
            return MemberVoice(name=seats_file.key_name(policy.log_origin, seat.name), key=seat.key, seat=seat.name)
    raise AccessError(
        "seat-needed",
        "You have no seat in the policy in force, so you can sign nothing for the desk.",
        "A keeper gives you a seat's name, and a membership motion seats its key.",
    )


def motions(desk: Desk, member: str, now: datetime) -> tuple[SeenMotion | Unreadable, ...]:
    """Return the motions that a member may read, newest first.

    Raises:
        AccessError: `member-dormant`.
    """
    found = access.standing(member)
    allowed = _allowed(desk, found)
    seen: list[SeenMotion | Unreadable] = []
    for name in reversed(desk.motions()):
        try:
            held = read_motion(desk, name)
        except SecondSourceError as error:
            if allowed is None:
                seen.append(Unreadable(motion=name, why=error.sentence))
            continue
        if allowed is None or held.motion.subject in allowed:
            seen.append(_seen(held, now))
    return tuple(seen)


def motion(desk: Desk, member: str, name: str, now: datetime) -> SeenMotion:
    """Return one motion.

    Raises:
        AccessError: `motion-unknown`, for what is missing and for what is not theirs alike; `member-dormant`.
    """
    found = access.standing(member)
    allowed = _allowed(desk, found)
    try:
        held = read_motion(desk, lines.identifier(name))
    except SecondSourceError as error:
        if allowed is None and (desk.motion_path(name) / "motion.txt").is_file():
            raise
        raise _unknown() from error
    if allowed is not None and held.motion.subject not in allowed:
        raise _unknown()
    return _seen(held, now)


def _allowed(desk: Desk, member: Member) -> frozenset[str] | None:
    """Return the subjects whose motions a member may read; None for all."""
    if seat_of(desk, member) is not None:
        return None
    return lookups.subjects_of(member.key) | {SEATS}


def _seen(held: MotionFolder, now: datetime) -> SeenMotion:
    rounds = []
    for one in held.rounds:
        voted = {seat.name for policy in one.policies for seat in policy.seats_with(cast.key for cast in one.ballots)}
        rounds.append(
            SeenRound(
                held=one,
                standing=held.standing(one, now),
                counted=held.tally(one, now),
                voted=tuple(sorted(voted)),
            )
        )
    return SeenMotion(held=held, text=held.text.decode(), rounds=tuple(rounds))


def _named(policy: SeatPolicy, name: str) -> Seat | None:
    return next((seat for seat in policy.seats if seat.name == name), None)


def _unknown() -> AccessError:
    return AccessError("motion-unknown", "There is no such motion for you.", "Go back to the list of motions.")
