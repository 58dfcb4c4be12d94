"""What a quorum has decided: custody asks the desk's own motions, and nothing else decides.

Opening a shared item, admitting a member, unlocking and erasing each take a carried `go` on a subject of its own. It
counts while its statement is in force: after its cooling-off, before its expiry, under the policy in force now, and not
while a hold on the subject stands or after a cancel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from secondsource.actions.deciding.desk import Desk
from secondsource.actions.deciding.reading import HeldRound, MotionFolder, read_motion
from secondsource.core.release.lines import write_time
from secondsource.core.release.policy import Action
from secondsource.errors import RuleError, SecondSourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A go that is in force."""

    motion: str
    statement_sha256: str
    """Of the statement note with its signatures."""
    text: str
    """The motion's full text."""


def decided(desk: Desk, subject: str, now: datetime) -> Decision:
    """Return the decision on a subject.

    Args:
        desk: where.
        subject: such as `open-<item>`.
        now: UTC.

    Raises:
        RuleError: `undecided`, saying what is missing.
    """
    policy = desk.in_force()
    if policy is None:
        raise _undecided(subject, "the desk has no seats yet")
    carried = [(held, one) for held, one in _carried(desk, subject) if one.round.policy == policy.version]
    goes = sorted(
        (pair for pair in carried if pair[0].motion.action is Action.GO), key=lambda pair: pair[1].round.opened
    )
    if not goes:
        raise _undecided(subject, "no motion to go has carried on it under the policy in force")
    gone, last = goes[-1]
    for held, one in carried:
        expires = one.statement.expires
        if held.motion.action is Action.HOLD and expires is not None and now < expires:
            raise _undecided(subject, f"motion {held.motion.motion} holds it")
        if held.motion.action is Action.CANCEL and one.statement.issued >= last.round.opened:
            raise _undecided(subject, f"motion {held.motion.motion} has cancelled it")
    effective = last.statement.issued + policy.cooling_off
    if now < effective:
        raise _undecided(subject, f"it is cooling off until {write_time(effective)}")
    if last.statement.expires is None or now >= last.statement.expires:
        raise _undecided(subject, f"the decision of motion {gone.motion.motion} has expired")
    assert last.note is not None  # noqa: S101 - that is what carried means
    return Decision(
        motion=gone.motion.motion, statement_sha256=hashlib.sha256(last.note).hexdigest(), text=gone.text.decode()
    )


def _carried(desk: Desk, subject: str) -> Iterator[tuple[MotionFolder, HeldRound]]:
    """Yield every motion on a subject with its carried round; one that does not read speaks for nobody."""
    for name in desk.motions():
        try:
            held = read_motion(desk, name)
        except SecondSourceError:
            continue
        if held.motion.subject == subject:
            yield from ((held, one) for one in held.rounds if one.note is not None)


def _undecided(subject: str, why: str) -> RuleError:
    return RuleError(
        "undecided",
        f"The desk has not decided on {subject}: {why}.",
        f"Move it with `motion open --action go --subject {subject}`, and vote.",
    )
