"""The tally: who said yes, who did not, who is missing and why.

What carries is the number of distinct keys that said yes, held against the policy's threshold and nothing else. An
abstention, a no, a recusal and an absence all leave the threshold where it is; counting abstentions towards a quorum
of presence is how a few yes votes came to decide elsewhere. A seat that voted in two ways in one round has not voted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from secondsource.core.release.counting import CLOCK_SKEW
from secondsource.core.release.papers import Ballot, Motion, Round, Vote, text_digest
from secondsource.core.release.policy import Action, Seat, SeatPolicy
from secondsource.core.release.rounds import RoundStanding, late, statement_of

BALLOT_LASTS = timedelta(hours=72)
"""How long after it was cast a ballot counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CastBallot:
    """A ballot, and the raw key that was found to have signed it."""

    ballot: Ballot
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A seat whose yes, no or abstention is not there."""

    seat: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The seats of one policy; a membership has two counts, old and new."""

    version: int
    threshold: int
    yes: tuple[str, ...]
    no: tuple[str, ...]
    abstained: tuple[str, ...]
    recused: tuple[str, ...]
    missing: tuple[Missing, ...]

    @property
    def quorate(self) -> bool:
        """Whether enough seats said yes."""
        return len(self.yes) >= self.threshold

    @property
    def reachable(self) -> bool:
        """Whether enough seats said yes or could still say so."""
        return len(self.yes) + len(self.missing) >= self.threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a round stands."""

    standing: RoundStanding
    counts: tuple[Count, ...]
    """One for the policy in force, and for a membership one more for the new policy."""
    signing: tuple[CastBallot, ...]
    """The yes ballots that count, one a key, in the order of the seats."""
    refused: tuple[Missing, ...]
    """Ballots that do not count: whose, and why."""

    @property
    def over(self) -> bool:
        """Whether votes may be shown: before, they would sway those who have not voted."""
        return self.standing is not RoundStanding.OPEN


def tally(
    motion: Motion,
    held: Round,
    policies: Sequence[SeatPolicy],
    cast: Iterable[CastBallot],
    recused: Collection[bytes],
    now: datetime,
) -> Tally:
    """Count a round.

    Args:
        motion: what was voted on.
        held: the round.
        policies: the policy in force, and for a membership the new one after it; before the first, the new one alone.
        cast: ballots in any order, their signatures checked.
        recused: raw keys that take no part.
        now: UTC.

    Returns:
        The tally; it does not depend on the order of `cast`.
    """
    statement_sha256 = text_digest(statement_of(motion, held).text())
    seats = {seat.key: seat for policy in reversed(policies) for seat in policy.seats}
    fitting: dict[bytes, list[CastBallot]] = {}
    refused: set[tuple[str, str]] = set()
    for one in cast:
        why = _why_not(one, motion, held, statement_sha256, now)
        if one.key not in seats:
            refused.add((one.key.hex(), "It is no seat of this policy."))
        elif one.key in recused:
            refused.add((seats[one.key].name, "It has recused itself."))
        elif why:
            refused.add((seats[one.key].name, why))
        else:
            fitting.setdefault(one.key, []).append(one)
    votes: dict[bytes, CastBallot] = {}
    for key, ballots in fitting.items():
        if len({one.ballot.vote for one in ballots}) > 1:
            refused.add((seats[key].name, "It has voted in two ways, and neither counts."))
        else:
            votes[key] = min(ballots, key=lambda one: one.ballot.text())
    counts = tuple(_count(policy, motion.action, votes, recused, refused) for policy in policies)
    return Tally(
        standing=_standing(counts, held, now),
        counts=counts,
        signing=tuple(votes[key] for key in seats if key in votes and votes[key].ballot.vote is Vote.YES),
        refused=tuple(Missing(seat=seat, why=why) for seat, why in sorted(refused)),
    )


def _why_not(one: CastBallot, motion: Motion, held: Round, statement_sha256: str, now: datetime) -> str:
    """Say why a ballot does not count in this round; the empty string when it does."""
    ballot = one.ballot
    open_then = held.opened - CLOCK_SKEW <= ballot.cast < held.closes
    rules = (
        ((ballot.log_origin, ballot.motion) == (motion.log_origin, motion.motion), "It was cast on another motion."),
        (ballot.round == held.round, f"It was cast in round {ballot.round}."),
        (ballot.policy == held.policy, f"It was cast under policy {ballot.policy}."),
        (ballot.text_sha256 == motion.text_sha256, "It was cast on another text."),
        (ballot.statement_sha256 == statement_sha256, "It was cast on another statement."),
        (open_then, "It was cast while the round was not open."),
        (now - ballot.cast <= BALLOT_LASTS, "It is older than 72 hours."),
    )
    return next((why for kept, why in rules if not kept), "")


def _count(
    policy: SeatPolicy,
    action: Action,
    votes: Mapping[bytes, CastBallot],
    recused: Collection[bytes],
    refused: Collection[tuple[str, str]],
) -> Count:
    def those(vote: Vote) -> tuple[str, ...]:
        return tuple(seat.name for seat in policy.seats if seat.key in votes and votes[seat.key].ballot.vote is vote)

    def why_missing(seat: Seat) -> str:
        return " ".join(sorted(why for name, why in refused if name == seat.name)) or "It has not voted."

    return Count(
        version=policy.version,
        threshold=policy.threshold(action),
        yes=those(Vote.YES),
        no=those(Vote.NO),
        abstained=those(Vote.ABSTAIN),
        recused=tuple(seat.name for seat in policy.seats if seat.key in recused),
        missing=tuple(
            Missing(seat=seat.name, why=why_missing(seat))
            for seat in policy.seats
            if seat.key not in votes and seat.key not in recused
        ),
    )


def _standing(counts: Sequence[Count], held: Round, now: datetime) -> RoundStanding:
    if all(count.quorate for count in counts):
        return RoundStanding.CARRIED
    if late(held, now):
        return RoundStanding.EXPIRED
    if not all(count.reachable for count in counts):
        return RoundStanding.LOST
    return RoundStanding.OPEN
