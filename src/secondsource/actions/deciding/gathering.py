"""What the desk does together: take in what colleagues bring, put a carried statement together, seat new policies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from secondsource.actions.deciding.desk import MOST_TEXT_BYTES, Desk, read_file, write_once
from secondsource.actions.deciding.drafting import RoundWish, check_second, check_seconded, open_one
from secondsource.actions.deciding.moving import move, vote
from secondsource.actions.deciding.moving import open_round as open_next
from secondsource.actions.deciding.reading import (
    MotionFolder,
    last_entry,
    log_history,
    open_ballot,
    open_motion,
    open_note,
    open_round,
    read_motion,
)
from secondsource.core.release import rounds
from secondsource.core.release.counting import may_hold
from secondsource.core.release.lines import kind_of, malformed
from secondsource.core.release.papers import (
    Ballot,
    Declaration,
    DeclarationKind,
    Motion,
    Round,
    Vote,
    parse_paper,
    text_digest,
)
from secondsource.core.release.policy import Action, SeatPolicy
from secondsource.core.release.rounds import RoundStanding
from secondsource.core.release.statement import KIND, Statement
from secondsource.errors import InputError, RuleError, SecondSourceError
from secondsource.trust.signing.signer import Signer
from secondsource.trust.statements import assemble as notes
from secondsource.trust.statements import seats_file
from secondsource.trust.statements.papers import open_paper, statement_line
from secondsource.trust.tlog import note

NOTE = "statement.note"
_MOST_FILES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one file that a colleague brought."""

    file: str
    to: Path | None
    """Where it lies now; None when it was refused."""
    why: str = ""
    """Why it was refused."""


def take(desk: Desk, paths: Iterable[Path], now: datetime) -> tuple[Taken, ...]:
    """Take in papers: single files, or a motion's folder as it lies on a colleague's stick.

    Every paper is checked as if this desk had never seen its author. One that does not fit is refused by itself.

    Raises:
        InputError: `desk-unreadable`, when a path leads to nothing.
    """
    return tuple(_take_one(desk, path, now) for path in _in_order(paths))


def _in_order(paths: Iterable[Path]) -> list[Path]:
    """Return all files in the order in which they build upon one another."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [one for one in sorted(path.rglob("*"))[:_MOST_FILES] if one.is_file() and not one.is_symlink()]
        kinds = ("motion.txt", "second-*.txt", "recusal-*.txt", "round.txt", "*.ballot", NOTE)
        ranked = [(_depth(one, path), kinds.index(kind), one) for one in inside for kind in kinds if one.match(kind)]
        found += [one for _, _, one in sorted(ranked)]
        if not ranked:
            raise InputError("desk-unreadable", f"There is no paper in {path}.", "Name a motion's folder, or files.")
    return found


def _depth(path: Path, top: Path) -> tuple[str, int]:
    """Return a file's motion folder and round, for sorting; 0 stands for papers outside the rounds."""
    number = path.parent.name.removeprefix("round-")
    in_round = number != path.parent.name and number.isascii() and number.isdigit()
    motion = path.parent.parent if in_round else path.parent
    return (str(motion.relative_to(top.parent)), int(number) if in_round else 0)


def _take_one(desk: Desk, path: Path, now: datetime) -> Taken:
    try:
        data = read_file(path)
        papers = _place(desk, data, lambda: read_file(path.with_name("text.txt"), MOST_TEXT_BYTES), now)
        for place, content in papers:
            write_once(place, content)
    except SecondSourceError as error:
        return Taken(file=str(path), to=None, why=error.sentence)
    return Taken(file=str(path), to=next(place for place, content in papers if content is data))


def receive(desk: Desk, data: bytes, now: datetime, beside: bytes = b"") -> Path:
    """Take in one signed paper that came as bytes, such as through a form; return where it lies now.

    Args:
        desk: where.
        data: the paper with its signature line.
        now: UTC, whole seconds.
        beside: of a motion, its full text.

    Raises:
        SecondSourceError: it does not fit, with the code of what is wrong.
    """
    papers = _place(desk, data, lambda: beside, now)
    for place, content in papers:
        write_once(place, content)
    return next(place for place, content in papers if content is data)


def _place(desk: Desk, data: bytes, beside_it: Callable[[], bytes], now: datetime) -> tuple[tuple[Path, bytes], ...]:
    """Check a paper and return what is to be written where, in an order that a crash may cut anywhere."""
    text = note.parse(data).text
    if kind_of(text) == KIND:
        return ((_place_note(desk, data, Statement.parse(text)), data),)
    match parse_paper(text):
        case Motion() as motion:
            beside = beside_it()
            open_motion(desk, data, beside)
            folder = desk.motion_path(motion.motion)
            return ((folder / "text.txt", beside), (folder / "motion.txt", data))
        case Declaration() as declaration:
            held = read_motion(desk, declaration.motion)
            opened = open_paper(data, held.policies(desk.in_force()))
            if declaration.motion_sha256 != text_digest(held.motion.text()):
                raise malformed("it speaks of another motion")
            if declaration.kind is DeclarationKind.SECOND:
                check_second(held, opened.seat)
            name = f"{declaration.kind.value}-{opened.seat.name}.txt"
            return ((desk.motion_path(declaration.motion) / name, data),)
        case Round() as held_round:
            held = read_motion(desk, held_round.motion)
            return _place_round(desk, held, data, now)
        case Ballot() as ballot:
            return ((_place_ballot(desk, ballot, data, now), data),)


def _place_round(desk: Desk, held: MotionFolder, data: bytes, now: datetime) -> tuple[tuple[Path, bytes], ...]:
    opened = open_round(desk, data, held.motion, held.new_policy)
    folder = desk.round_path(held.motion.motion, opened.round)
    if opened.round > len(held.rounds):  # else it is compared with the one that is there
        in_force = desk.policy(opened.policy)
        check_seconded(held, in_force)
        rounds.check_round(held.motion, opened, in_force, held.past(now))
    statement = rounds.statement_of(held.motion, opened).text().encode()
    return ((folder / "round.txt", data), (folder / "statement.txt", statement))


def _place_ballot(desk: Desk, ballot: Ballot, data: bytes, now: datetime) -> Path:
    held = read_motion(desk, ballot.motion)
    folder = desk.round_path(ballot.motion, ballot.round)
    if ballot.round <= len(held.rounds):
        known = held.rounds[ballot.round - 1]
        cast, seat = open_ballot(data, known.statement, known.policies)
        path = folder / f"{seat.name}.ballot"
        if any(one.ballot == cast.ballot and one.key == cast.key for one in known.ballots):
            return path  # it is here already
    current = open_one(held, now)
    if ballot.round != current.round.round:
        raise RuleError(
            "round-closed",
            f"No round {ballot.round} of motion {ballot.motion} is open.",
            "Open the next one with `motion round`; what is closed never reopens.",
        )
    _, seat = open_ballot(data, current.statement, current.policies)
    return folder / f"{seat.name}.ballot"


def _place_note(desk: Desk, data: bytes, statement: Statement) -> Path:
    held = read_motion(desk, statement.motion)
    if statement.round > len(held.rounds):
        raise malformed("its round is not known here")
    known = held.rounds[statement.round - 1]
    open_note(data, known.statement, known.policies)
    return desk.round_path(statement.motion, statement.round) / NOTE


def put_together(desk: Desk, motion: str, now: datetime, suspended: Collection[str] = ()) -> Path:
    """Put the statement note of a motion's last round together, once it has carried; return its path.

    Args:
        desk: where.
        motion: its id.
        now: UTC.
        suspended: names of seats whose ballots are left out; the threshold stays as it is.

    Raises:
        RuleError: `round-not-carried`, naming who is missing. IntegrityError: `statement-line-wrong`.
    """
    held = read_motion(desk, motion)
    last = held.rounds[-1] if held.rounds else None
    if last is not None and suspended:
        out = [seat for policy in last.policies for seat in policy.seats if seat.name in suspended]
        held = replace(held, recused=(*held.recused, *out))
    if last is None:
        raise _not_carried(motion, "it has had no round")
    path = desk.round_path(motion, last.round.round) / NOTE
    if last.note is not None:
        return path
    if last.round.policy != held.in_force:
        raise _not_carried(motion, "another policy is in force")
    counted = held.tally(last, now)
    if counted.standing is not RoundStanding.CARRIED:
        short = next(count for count in counted.counts if not count.quorate)
        missing = ", ".join(one.seat for one in short.missing) or "nobody"
        raise _not_carried(motion, f"not enough seats have said yes, and missing are {missing}")
    if last.statement.expires is not None and now >= last.statement.expires:
        raise _not_carried(motion, "its statement has expired")
    signatures = []
    for one in counted.signing:
        policy = next(policy for policy in last.policies if policy.seat_with(one.key) is not None)
        seat = next(seat for seat in policy.seats if seat.key == one.key)
        signatures.append(statement_line(one.ballot, last.statement, policy, seat))
    write_once(path, notes.assemble(last.statement, signatures, last.policies))
    return path


def _not_carried(motion: str, why: str) -> RuleError:
    return RuleError(
        "round-not-carried",
        f"Motion {motion} has no statement: {why}.",
        "Look at `motion show`; a round that is over is followed by `motion round`.",
    )


def enact(desk: Desk, motion: str) -> SeatPolicy:
    """Put the policy of a carried membership motion in force in this folder, and return it.

    Do so when its statement is in the log: from that entry on, readers hold statements against the new seats.

    Raises:
        RuleError: `policy-not-carried`. SecondSourceError: something of the motion does not fit.
    """
    held = read_motion(desk, motion)
    carried = any(one.note is not None for one in held.rounds)
    if held.new_policy is None or not carried:
        raise RuleError(
            "policy-not-carried",
            f"Motion {motion} is no membership whose statement was put together.",
            "Only the signatures of the old and of the new seats put a policy in force.",
        )
    write_once(desk.seats_path(held.new_policy.version), seats_file.text(held.new_policy).encode())
    return held.new_policy


def hold(desk: Desk, *, subject: str, text: bytes, lasts: timedelta | None, signer: Signer, now: datetime) -> Path:
    """Hold a subject by one seat alone, in one step; return the statement note's path.

    Raises:
        RuleError: `hold-takes-more`, where the policy in force lets no single seat hold; `hold-spent`, when the log
            shows that this seat's ration is used up. Else as in each step.
    """
    in_force = desk.in_force()
    if in_force is None or in_force.thresholds.hold != 1:
        raise RuleError(
            "hold-takes-more",
            "No single seat can hold at this desk.",
            "Move it with `motion open --action hold` and gather the votes.",
        )
    history = log_history(desk, now)
    if history.entries and not may_hold(history, signer.key, now):
        raise RuleError(
            "hold-spent",
            f"{signer.name} has no hold left: readers would not hear this one.",
            "Ask another seat to hold, or move it with a quorum.",
        )
    before = last_entry(history, subject)
    moved = move(desk, action=Action.HOLD, subject=subject, text=text, signer=signer, now=now)
    open_next(desk, moved.motion, RoundWish(lasts=lasts, supersedes=before), signer, now)
    vote(desk, moved.motion, Vote.YES, signer, now)
    return put_together(desk, moved.motion, now)
