"""How a motion is shown: who has voted while a round is open, and how only when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from secondsource.actions.deciding.reading import HeldRound, MotionFolder
from secondsource.core.release.lines import write_time
from secondsource.core.release.rounds import RoundStanding
from secondsource.core.release.tally import Count, Tally

STANDINGS = {
    RoundStanding.OPEN: "it is open",
    RoundStanding.CARRIED: "it has carried",
    RoundStanding.LOST: "it is lost",
    RoundStanding.EXPIRED: "it is over and has not carried",
}


def described(held: MotionFolder, now: datetime) -> Iterator[str]:
    """Yield the sentences that tell how a motion stands."""
    motion = held.motion
    yield f"Motion {motion.motion}: {motion.action.value} {motion.subject}, moved by {held.mover.name}."
    others = [seat.name for seat in held.seconders if seat.key != held.mover.key]
    yield f"Seconded by {', '.join(others)}." if others else "Nobody has seconded it."
    if held.recused:
        yield f"Taking no part: {', '.join(seat.name for seat in held.recused)}."
    if not held.rounds:
        yield "No round has been opened."
    for one in held.rounds:
        yield from _round(held, one, now)
    for aside in (*held.set_aside, *(aside for one in held.rounds for aside in one.set_aside)):
        yield f"Set aside: {aside.file}. {aside.why}"


def _round(held: MotionFolder, one: HeldRound, now: datetime) -> Iterator[str]:
    standing = held.standing(one, now)
    yield (
        f"Round {one.round.round}, policy {one.round.policy}, closes {write_time(one.round.closes)}: "
        f"{STANDINGS[standing]}."
    )
    counted = held.tally(one, now)
    for count in counted.counts:
        yield from _count(count, counted, hidden=standing is RoundStanding.OPEN)
    for refused in counted.refused:
        yield f"Not counted: a ballot of {refused.seat}. {refused.why}"


def _count(count: Count, counted: Tally, *, hidden: bool) -> Iterator[str]:
    """Yield one policy's count; while the round is open, only who has voted."""
    if len(counted.counts) > 1:
        yield f"Seats of policy {count.version}:"
    if hidden:
        voted = sorted((*count.yes, *count.no, *count.abstained))
        yield f"Have voted: {', '.join(voted) or '-'}. It takes {count.threshold} yes."
    else:
        yield f"Yes: {', '.join(count.yes) or '-'}. It takes {count.threshold} yes."
        yield f"No: {', '.join(count.no) or '-'}. Abstained: {', '.join(count.abstained) or '-'}."
    for missing in count.missing:
        yield f"Missing: {missing.seat}. {missing.why}"
