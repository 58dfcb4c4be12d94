"""What one seat may say, checked and written out, before anybody has signed it.

Whoever signs elsewhere - on the command line of another machine, or with a key that only their browser has - gets
these very texts; who has the key at hand lets `moving` sign them. A voice is a name and a public key: no more is
needed to know what may be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from secondsource.actions.deciding.desk import Desk
from secondsource.actions.deciding.reading import HeldRound, MotionFolder, log_history, read_motion
from secondsource.core.release import lines, rounds
from secondsource.core.release.papers import Ballot, Declaration, DeclarationKind, Motion, Round, Vote, text_digest
from secondsource.core.release.policy import LETTING_OUT, Action, Seat, SeatPolicy, check_next
from secondsource.core.release.rounds import RoundStanding
from secondsource.core.release.statement import SEATS, Statement
from secondsource.errors import AccessError, RuleError
from secondsource.trust.statements import seats_file

USUAL_ROUND = timedelta(hours=24)
USUAL_LASTING = timedelta(days=7)


class Voice(Protocol):
    """Who speaks: what a signer shows of itself without signing."""

    @property
    def name(self) -> str:
        """The name in signature lines, such as `desk.example/seat-3`."""

    @property
    def key(self) -> bytes:
        """The raw public key, 32 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundWish:
    """What the opener of a round may choose."""

    closes_in: timedelta = USUAL_ROUND
    """72 hours at most."""
    lasts: timedelta | None = None
    """How long the statement is in force; None for the usual, which for a hold is what the policy lets it last."""
    supersedes: int | None = None
    """Index of the last entry on the subject that lies before the voters."""


def motion_of(
    desk: Desk, *, action: Action, subject: str, text: bytes, voice: Voice, now: datetime, motion: str | None = None
) -> Motion:
    """Return the motion that a seat may move; for what is meant by each, see `moving.move`.

    Raises:
        PaperError: the text hides something, or the id is none. InputError: the new seats file does not fit.
        AccessError: `seat-unknown`. RuleError: `policy-first`.
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
    seat_of(voice, [one for one in (in_force, new_policy) if one is not None])
    return moved


def declaration_of(
    desk: Desk, motion: str, kind: DeclarationKind, voice: Voice, now: datetime
) -> tuple[Declaration, Seat]:
    """Return the second or recusal that a seat may give, and the seat.

    Raises:
        AccessError: `seat-unknown`. RuleError: `second-own`, or `motion-carried`.
    """
    held = read_motion(desk, motion)
    seat = seat_of(voice, held.policies(desk.in_force()))
    if kind is DeclarationKind.SECOND:
        check_second(held, seat)
    if any(past.standing is RoundStanding.CARRIED for past in held.past(now)):
        raise RuleError("motion-carried", f"Motion {motion} has carried.", "Move a new motion to say something else.")
    paper = Declaration(
        log_origin=held.motion.log_origin,
        kind=kind,
        motion=held.motion.motion,
        motion_sha256=text_digest(held.motion.text()),
        given=now,
    )
    return paper, seat


def check_second(held: MotionFolder, seat: Seat) -> None:
    """Check that a seat may second a motion.

    Raises:
        RuleError: `second-own`.
    """
    if seat.key == held.mover.key:
        raise RuleError("second-own", "Nobody seconds their own motion.", "Another seat must second it.")


def round_of(desk: Desk, motion: str, wish: RoundWish, voice: Voice, now: datetime) -> tuple[Round, Statement]:
    """Return the next round of a motion, and the statement that its voters would sign.

    Raises:
        AccessError: `seat-unknown`. RuleError: `motion-unseconded`, `round-forbidden`.
    """
    held = read_motion(desk, motion)
    seat_of(voice, held.policies(desk.in_force()))
    check_seconded(held, desk.in_force())
    if held.new_policy is not None:
        check_next(desk.in_force(), held.new_policy)
    return next_round(desk, held.motion, held.past(now), wish, now)


def next_round(
    desk: Desk, motion: Motion, past: tuple[rounds.PastRound, ...], wish: RoundWish, now: datetime
) -> tuple[Round, Statement]:
    """Return a motion's next round as it would open now, whoever opens it; the motion need not be kept yet.

    Raises:
        RuleError: `round-forbidden`.
    """
    in_force = desk.in_force()
    wished = Round(
        log_origin=motion.log_origin,
        motion=motion.motion,
        motion_sha256=text_digest(motion.text()),
        round=len(past) + 1,
        policy=in_force.version if in_force else 0,
        supersedes=wish.supersedes,
        opened=now,
        closes=now + wish.closes_in,
        expires=_expiry(motion.action, wish, in_force, now),
    )
    rounds.check_round(motion, wished, in_force, past)
    return wished, rounds.statement_of(motion, wished)


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


def may_vote(
    desk: Desk, motion: str, choice: Vote, voice: Voice, now: datetime, shown: Statement | None = None
) -> tuple[MotionFolder, HeldRound, Seat]:
    """Check that a seat may vote so in the open round; return motion, round and seat. Arguments as in `moving.vote`.

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
    seat = seat_of(voice, current.policies)
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
    return held, current, seat


def ballot_of(motion: Motion, held: Round, choice: Vote, signature: str | None, now: datetime) -> Ballot:
    """Return the ballot of a vote; a yes carries its signature over the round's statement."""
    return Ballot(
        log_origin=motion.log_origin,
        motion=motion.motion,
        round=held.round,
        policy=held.policy,
        text_sha256=motion.text_sha256,
        statement_sha256=text_digest(rounds.statement_of(motion, held).text()),
        vote=choice,
        cast=now,
        signature=signature,
    )


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


def seat_of(voice: Voice, policies: Iterable[SeatPolicy]) -> Seat:
    """Return the seat whose key a voice has.

    Raises:
        AccessError: `seat-unknown`, also when the key signs under another name than the seat's.
    """
    for policy in policies:
        seat = policy.seat_with(voice.key)
        if seat is not None and voice.name == seats_file.key_name(policy.log_origin, seat.name):
            return seat
    raise AccessError(
        "seat-unknown",
        f"The key of {voice.name} is no seat of the policy in force under this name.",
        "Look at the seats with `policy show`; a new key needs a membership motion.",
    )


def _next_id(desk: Desk) -> str:
    # Folders and not motions: a crash may have left a text alone, and its number is spent.
    names = [path.name for path in (desk.folder / "motions").glob("m-*")]
    taken = [int(match[1]) for name in names if (match := re.fullmatch(r"m-([0-9]{4})", name))]
    return f"m-{max(taken, default=0) + 1:04d}"
