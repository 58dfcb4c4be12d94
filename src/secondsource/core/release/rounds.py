"""When a round may open, and the statement that its voters sign.

A motion is moved by one seat and seconded by another before it is voted on; a hold that one seat may carry needs no
second, because it must work at once. A round lasts 72 hours at most. The next one may open only when the last is over,
and then the last never reopens, whatever ballots still arrive for it. A motion that has carried has no further round.

A go or release is issued when its round closes, not when it opens: the cooling-off then begins after the last moment
at which anybody could vote, and nobody can gather signatures in silence and show them when the cooling-off is over.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from secondsource.core.release.papers import Motion, Round, text_digest
from secondsource.core.release.policy import LETTING_OUT, LONGEST_HOLD, Action, SeatPolicy
from secondsource.core.release.statement import MOST_ROUNDS, Statement
from secondsource.errors import RuleError

LONGEST_ROUND = timedelta(hours=72)


class RoundStanding(StrEnum):
    """How a round stands."""

    OPEN = "open"
    CARRIED = "carried"
    LOST = "lost"
    """Too few seats are left that could say yes."""
    EXPIRED = "expired"
    """Its time ran out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRound:
    """A round that was opened before, and how it stands now."""

    round: Round
    standing: RoundStanding


def _forbidden(why: str, next_step: str) -> RuleError:
    return RuleError("round-forbidden", f"No round can open: {why}.", next_step)


def statement_of(motion: Motion, held: Round) -> Statement:
    """Return the statement that the voters of a round sign.

    Raises:
        PaperError: the round's times do not fit the motion's action.
    """
    return Statement(
        log_origin=motion.log_origin,
        policy=held.policy,
        motion=motion.motion,
        round=held.round,
        action=motion.action,
        subject=motion.subject,
        supersedes=held.supersedes,
        issued=held.closes if motion.action in LETTING_OUT else held.opened,
        expires=held.expires,
        text_sha256=motion.text_sha256,
    )


def needs_second(motion: Motion, in_force: SeatPolicy | None) -> bool:
    """Say whether a motion must be seconded before it is voted on."""
    return not (motion.action is Action.HOLD and in_force is not None and in_force.thresholds.hold == 1)


def seconded(mover: bytes, seconders: Collection[bytes], in_force: SeatPolicy | None, new: SeatPolicy | None) -> bool:
    """Say whether another key of the desk than the mover's has seconded."""
    policy = in_force or new
    return policy is not None and any(seat.key != mover for seat in policy.seats_with(seconders))


def check_round(motion: Motion, held: Round, in_force: SeatPolicy | None, past: Sequence[PastRound]) -> None:
    """Check that a round may open.

    Args:
        motion: what it votes on.
        held: the round.
        in_force: the policy in force; None before the first.
        past: every round of this motion before it.

    Raises:
        RuleError: `round-forbidden`, with the rule. PaperError: its times do not fit.
    """
    if (held.motion, held.motion_sha256) != (motion.motion, text_digest(motion.text())):
        raise _forbidden("it speaks of another motion", "Open it anew from the motion as it lies in this desk.")
    if held.policy != (in_force.version if in_force else 0):
        raise _forbidden("another policy is in force", "Open it anew.")
    if held.round != len(past) + 1 or held.round > MOST_ROUNDS:
        raise _forbidden(f"the next round is number {len(past) + 1}", "Take in what your colleagues have, then retry.")
    if not timedelta(0) < held.closes - held.opened <= LONGEST_ROUND:
        raise _forbidden("a round lasts 72 hours at most", "Give it a shorter time.")
    for before in past:
        if before.standing is RoundStanding.OPEN:
            raise _forbidden(f"round {before.round.round} is still open", "Wait until it closes, or vote in it.")
        if before.standing is RoundStanding.CARRIED:
            raise _forbidden(f"round {before.round.round} has carried", "Move a new motion to say something else.")
    statement = statement_of(motion, held)
    lasts = in_force.hold_lasts if in_force is not None else LONGEST_HOLD
    if motion.action is Action.HOLD and statement.expires is not None and statement.expires - statement.issued > lasts:
        hours = lasts // timedelta(hours=1)
        raise _forbidden(f"a hold lasts {hours} hours at most under this policy", "Give it a shorter time.")


def late(held: Round, now: datetime) -> bool:
    """Say whether a round's time has run out."""
    return now >= held.closes
