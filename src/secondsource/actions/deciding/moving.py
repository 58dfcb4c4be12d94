"""What one seat does: move, second, recuse itself, open a round, vote. Each writes one signed paper, once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from secondsource.actions.deciding.desk import Desk, write_once
from secondsource.actions.deciding.reading import HeldRound, MotionFolder, log_history, read_motion
from secondsource.core.release import lines, rounds
from secondsource.core.release.papers import Ballot, Declaration, DeclarationKind, Motion, Round, Vote, text_digest
from secondsource.core.release.policy import LETTING_OUT, Action, Seat, SeatPolicy, check_next
from secondsource.core.release.rounds import RoundStanding
from secondsource.core.release.statement import SEATS, Statement
from secondsource.errors import AccessError, RuleError
from secondsource.trust.signing.signer import Signer
from secondsource.trust.statements import papers, seats_file

USUAL_ROUND = timedelta(hours=24)
USUAL_LASTING = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundWish:
    """What the opener of a round may choose."""

    closes_in: timedelta = USUAL_ROUND
    """72 hours at most."""
    lasts: timedelta | None = None
    """How long the statement is in force; None for the usual, which for a hold is what the policy lets it last."""
    supersedes: int | None = None
    """Index of the last entry on the subject that lies before the voters."""


def move(
    desk: Desk, *, action: Action, subject: str, text: bytes, signer: Signer, now: datetime, motion: str | None = None
) -> Motion:
    """Move a motion and return it.

    Args:
        desk: where.
        action: what the desk is to say.
        subject: of what; `seats` for a membership.
        text: the full text; of a membership, the new seats file.
        signer: the mover's.
        now: UTC, whole seconds.
        motion: its id; None for the next number.

    Raises:
        PaperError: the text hides something, or the id is none. InputError: the new seats file does not fit.
        AccessError: `seat-unknown`. RuleError: `paper-exists`.
    """
    lines.prose(text)
    in_force = desk.in_force()
    new_policy = seats_file.parse(text) if action is Action.MEMBERSHIP else None
    if new_policy is not None:
        check_next(in_force, new_policy)
    if (action is Action.MEMBERSHIP) != (subject == SEATS):
        raise lines.malformed(f"the subject {SEATS!r} and the action 'membership' go together only")
    policy = in_force or new_policy
    if policy is None:
        raise RuleError(
            "policy-first",
            "This desk has no seats yet.",
            "Make a seats file with `policy new` and move it with `motion open --action membership`.",
        )
    moved = Motion(
        log_origin=policy.log_origin,
        motion=lines.identifier(motion or _next_id(desk)),
        policy=in_force.version if in_force else 0,
        action=action,
        subject=lines.identifier(subject),
        text_sha256=seats_file.fingerprint(text),
        moved=now,
    )
    _seat(signer, [one for one in (in_force, new_policy) if one is not None])
    folder = desk.motion_path(moved.motion)
    write_once(folder / "text.txt", text)  # before the motion: a motion without its text cannot be read
    write_once(folder / "motion.txt", papers.seal(moved, signer))
    return moved


def declare(desk: Desk, motion: str, kind: DeclarationKind, signer: Signer, now: datetime) -> Path:
    """Second a motion, or take no part in it; return the paper's path.

    Raises:
        AccessError: `seat-unknown`. RuleError: `second-own`, or `motion-carried`.
    """
    held = read_motion(desk, motion)
    seat = _seat(signer, held.policies(desk.in_force()))
    if kind is DeclarationKind.SECOND and seat.key == held.mover.key:
        raise RuleError("second-own", "Nobody seconds their own motion.", "Another seat must second it.")
    if any(past.standing is RoundStanding.CARRIED for past in held.past(now)):
        raise RuleError("motion-carried", f"Motion {motion} has carried.", "Move a new motion to say something else.")
    paper = Declaration(
        log_origin=held.motion.log_origin,
        kind=kind,
        motion=held.motion.motion,
        motion_sha256=text_digest(held.motion.text()),
        given=now,
    )
    path = desk.motion_path(motion) / f"{kind.value}-{seat.name}.txt"
    if not path.exists():  # said once is said; the same words at another hour change nothing
        write_once(path, papers.seal(paper, signer))
    return path


def open_round(desk: Desk, motion: str, wish: RoundWish, signer: Signer, now: datetime) -> HeldRound:
    """Open the next round of a motion and return it.

    Raises:
        AccessError: `seat-unknown`. RuleError: `motion-unseconded`, `round-forbidden`.
    """
    held = read_motion(desk, motion)
    in_force = desk.in_force()
    _seat(signer, held.policies(in_force))
    check_seconded(held, in_force)
    wished = Round(
        log_origin=held.motion.log_origin,
        motion=held.motion.motion,
        motion_sha256=text_digest(held.motion.text()),
        round=len(held.rounds) + 1,
        policy=in_force.version if in_force else 0,
        supersedes=wish.supersedes,
        opened=now,
        closes=now + wish.closes_in,
        expires=_expiry(held.motion.action, wish, in_force, now),
    )
    rounds.check_round(held.motion, wished, in_force, held.past(now))
    if held.new_policy is not None:
        check_next(in_force, held.new_policy)
    statement = rounds.statement_of(held.motion, wished)
    folder = desk.round_path(motion, wished.round)
    write_once(folder / "round.txt", papers.seal(wished, signer))
    write_once(folder / "statement.txt", statement.text().encode())
    return read_motion(desk, motion).rounds[-1]


def check_seconded(held: MotionFolder, in_force: SeatPolicy | None) -> None:
    """Check that a motion may be voted on.

    Raises:
        RuleError: `motion-unseconded`.
    """
    keys = {seat.key for seat in held.seconders}
    if rounds.needs_second(held.motion, in_force) and not rounds.seconded(
        held.mover.key, keys, in_force, held.new_policy
    ):
        raise RuleError(
            "motion-unseconded",
            f"Motion {held.motion.motion} has not been seconded.",
            "Another seat than the mover's seconds it with `motion second`.",
        )


def vote(desk: Desk, motion: str, choice: Vote, signer: Signer, now: datetime, shown: Statement | None = None) -> Path:
    """Vote in the open round of a motion and return the ballot's path.

    Args:
        desk: where.
        motion: its id.
        choice: yes, no or abstain.
        signer: the voter's.
        now: UTC, whole seconds.
        shown: the statement that the voter has read. While somebody reads, another may write into a shared folder,
            and nobody signs what their screen did not show.

    Raises:
        AccessError: `seat-unknown`. RuleError: `round-closed`, `round-changed`, `round-ahead`, `seat-recused`,
            `voted-already`.
    """
    held = read_motion(desk, motion)
    current = open_one(held, now)
    if shown is not None and current.statement != shown:
        raise RuleError(
            "round-changed",
            f"Motion {motion} was changed while you read it, and nothing was signed.",
            "Look who writes into this folder, and read the statement again.",
        )
    if choice is Vote.YES:
        _check_sight(desk, current.statement, now)
    seat = _seat(signer, current.policies)
    if seat.key in {recused.key for recused in held.recused}:
        raise RuleError(
            "seat-recused", f"{seat.name} takes no part in motion {motion}.", "Leave this vote to the other seats."
        )
    path = desk.round_path(motion, current.round.round) / f"{seat.name}.ballot"
    if path.exists() or any(cast.key == seat.key for cast in current.ballots):
        raise RuleError(
            "voted-already",
            f"{seat.name} has voted in this round, and a signature cannot be taken back.",
            "To undo what carries, move a hold or a cancel.",
        )
    ballot = Ballot(
        log_origin=held.motion.log_origin,
        motion=held.motion.motion,
        round=current.round.round,
        policy=current.round.policy,
        text_sha256=held.motion.text_sha256,
        statement_sha256=text_digest(current.statement.text()),
        vote=choice,
        cast=now,
        signature=papers.statement_signature(current.statement, signer) if choice is Vote.YES else None,
    )
    write_once(path, papers.seal(ballot, signer))
    return path


def _check_sight(desk: Desk, statement: Statement, now: datetime) -> None:
    """Check that a statement claims no sight of entries that this copy of the log does not hold.

    Whoever opens a round says which entry lies before the voters. By a number too high they could let a go pass over
    a cancel that is still to come.

    Raises:
        RuleError: `round-ahead`.
    """
    held = len(log_history(desk, now).entries)
    if statement.supersedes is not None and statement.supersedes >= held:
        raise RuleError(
            "round-ahead",
            f"This statement supersedes entry {statement.supersedes}, and your copy of the log holds {held} entries.",
            "Get the newest log first. If it has no such entry either, do not vote yes.",
        )


def open_one(held: MotionFolder, now: datetime) -> HeldRound:
    """Return the round that is open, or that has carried while there is time left to vote.

    Raises:
        RuleError: `round-closed`.
    """
    current = held.rounds[-1] if held.rounds else None
    if (
        current is None
        or current.note is not None
        or current.round.policy != held.in_force
        or not current.round.opened <= now < current.round.closes
    ):
        raise RuleError(
            "round-closed",
            f"No round of motion {held.motion.motion} is open.",
            "Open the next one with `motion round`; what is closed never reopens.",
        )
    return current


def _expiry(action: Action, wish: RoundWish, in_force: SeatPolicy | None, now: datetime) -> datetime | None:
    """Return when the statement expires, counted from its issue."""
    if action is Action.MEMBERSHIP:
        return None
    usual = in_force.hold_lasts if action is Action.HOLD and in_force is not None else USUAL_LASTING
    issued = now + wish.closes_in if action in LETTING_OUT else now
    return issued + (wish.lasts if wish.lasts is not None else usual)


def _seat(signer: Signer, policies: Iterable[SeatPolicy]) -> Seat:
    """Return the seat whose key a signer has.

    Raises:
        AccessError: `seat-unknown`, also when the key signs under another name than the seat's.
    """
    for policy in policies:
        seat = policy.seat_with(signer.key)
        if seat is not None and signer.name == seats_file.key_name(policy.log_origin, seat.name):
            return seat
    raise AccessError(
        "seat-unknown",
        f"The key of {signer.name} is no seat of the policy in force under this name.",
        "Look at the seats with `policy show`; a new key needs a membership motion.",
    )


def _next_id(desk: Desk) -> str:
    # Folders and not motions: a crash may have left a text alone, and its number is spent.
    names = [path.name for path in (desk.folder / "motions").glob("m-*")]
    taken = [int(match[1]) for name in names if (match := re.fullmatch(r"m-([0-9]{4})", name))]
    return f"m-{max(taken, default=0) + 1:04d}"
