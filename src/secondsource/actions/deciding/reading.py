"""Reading a motion from the desk folder: every paper checked anew, and what does not fit set aside by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from secondsource.actions.deciding.desk import MOST_TEXT_BYTES, Desk, read_file
from secondsource.core.release import lines
from secondsource.core.release.history import History
from secondsource.core.release.papers import Ballot, Declaration, DeclarationKind, Motion, Round, Vote, text_digest
from secondsource.core.release.policy import Action, Seat, SeatPolicy
from secondsource.core.release.rounds import PastRound, RoundStanding, check_round, statement_of
from secondsource.core.release.statement import Statement
from secondsource.core.release.tally import CastBallot, Tally, tally
from secondsource.errors import InputError, SecondSourceError
from secondsource.trust.log_folder import CHECKPOINT
from secondsource.trust.statements import seats_file
from secondsource.trust.statements.history import keys_that_signed
from secondsource.trust.statements.papers import SignedPaper, open_paper, statement_line
from secondsource.trust.tlog import note
from secondsource.trust.verifying.site import Asked, open_site


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A file that does not count, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRound:
    """A round with all that lies in its folder."""

    round: Round
    statement: Statement
    policies: tuple[SeatPolicy, ...]
    """The policy in force, and for a membership the new one."""
    ballots: tuple[CastBallot, ...]
    note: bytes | None
    """The statement note, when it was put together and fits."""
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionFolder:
    """A motion with all that lies in its folder."""

    motion: Motion
    mover: Seat
    text: bytes
    new_policy: SeatPolicy | None
    """What a membership puts in force; None for everything else."""
    seconders: tuple[Seat, ...]
    recused: tuple[Seat, ...]
    rounds: tuple[HeldRound, ...]
    in_force: int
    """Version of the policy in force now; 0 before the first."""
    set_aside: tuple[SetAside, ...]

    def tally(self, held: HeldRound, now: datetime) -> Tally:
        """Count one of its rounds."""
        keys = {seat.key for seat in self.recused}
        return tally(self.motion, held.round, held.policies, held.ballots, keys, now)

    def standing(self, held: HeldRound, now: datetime) -> RoundStanding:
        """Say how one of its rounds stands.

        A round before another is over, whatever ballots still arrive for it; so is one under a policy that is no
        longer in force, for nobody would count its statement.
        """
        if held.note is not None:
            return RoundStanding.CARRIED
        found = self.tally(held, now).standing
        past = held.round.round < len(self.rounds) or held.round.policy != self.in_force
        if past and found in {RoundStanding.OPEN, RoundStanding.CARRIED}:
            return RoundStanding.EXPIRED
        return found

    def past(self, now: datetime) -> tuple[PastRound, ...]:
        """Return its rounds and how they stand."""
        return tuple(PastRound(round=held.round, standing=self.standing(held, now)) for held in self.rounds)

    def policies(self, in_force: SeatPolicy | None) -> tuple[SeatPolicy, ...]:
        """Return whose seats speak on this motion: those in force, and for a membership the new ones."""
        return tuple(policy for policy in (in_force, self.new_policy) if policy is not None)


def read_motion(desk: Desk, motion: str) -> MotionFolder:
    """Read a motion's folder.

    Raises:
        InputError: `motion-missing`. SecondSourceError: the motion itself, its text or its policy does not fit.
    """
    folder = desk.motion_path(lines.identifier(motion))
    if not (folder / "motion.txt").is_file():
        raise InputError(
            "motion-missing",
            f"There is no motion {motion} in {desk.folder}.",
            "List them with `motion list`, or take it in from a colleague with `motion take`.",
        )
    text = read_file(folder / "text.txt", MOST_TEXT_BYTES)
    moved, mover, new_policy = open_motion(desk, read_file(folder / "motion.txt"), text)
    voices = tuple(policy for policy in (desk.policy(moved.policy), new_policy) if policy is not None)
    seconders, recused, aside = _declarations(desk, folder, moved, voices)
    rounds: list[HeldRound] = []
    while (folder / f"round-{len(rounds) + 1}" / "round.txt").is_file():
        rounds.append(_read_round(desk, folder / f"round-{len(rounds) + 1}", moved, new_policy, len(rounds)))
    return MotionFolder(
        motion=moved,
        mover=mover,
        text=text,
        new_policy=new_policy,
        seconders=seconders,
        recused=recused,
        rounds=tuple(rounds),
        in_force=max(desk.versions(), default=0),
        set_aside=aside,
    )


def open_motion(desk: Desk, data: bytes, text: bytes) -> tuple[Motion, Seat, SeatPolicy | None]:
    """Check a motion and its text; return it, its mover and the policy that a membership would put in force.

    Raises:
        InputError: `motion-text-differs`. SecondSourceError: it is malformed, unsigned, or its policy unknown.
    """
    motion = Motion.parse(note.parse(data).text)
    lines.prose(text)  # people read it before they sign: nothing in it may hide, or steer their terminal
    new_policy = seats_file.parse(text) if motion.action is Action.MEMBERSHIP else None
    if seats_file.fingerprint(text) != motion.text_sha256:
        raise InputError(
            "motion-text-differs",
            f"The text beside motion {motion.motion} is not the one it was moved with.",
            "Do not vote on it. Get both files again from the mover.",
        )
    in_force = desk.policy(motion.policy)
    voices = [policy for policy in (in_force, new_policy) if policy is not None]
    opened = open_paper(data, voices)
    if in_force is not None and motion.log_origin != in_force.log_origin:
        raise lines.malformed("it speaks for another log")
    return motion, opened.seat, new_policy


def open_round(desk: Desk, data: bytes, motion: Motion, new_policy: SeatPolicy | None) -> Round:
    """Check a round's paper.

    Raises:
        SecondSourceError: it is malformed, unsigned, or of another motion.
    """
    voices = _voices(desk, Round.parse(note.parse(data).text).policy, new_policy)
    opened = open_paper(data, voices).paper
    if not isinstance(opened, Round) or opened.motion_sha256 != text_digest(motion.text()):
        raise lines.malformed("it is no round of this motion")
    statement_of(motion, opened)
    return opened


def open_ballot(data: bytes, statement: Statement, policies: tuple[SeatPolicy, ...]) -> tuple[CastBallot, Seat]:
    """Check a ballot, and of a yes the signature that it carries.

    Raises:
        SecondSourceError: it is malformed, unsigned, of another statement, or its yes would spoil the note.
    """
    opened = open_paper(data, policies)
    ballot = opened.paper
    if not isinstance(ballot, Ballot) or ballot.statement_sha256 != text_digest(statement.text()):
        raise lines.malformed("it is no ballot on this statement")
    if ballot.vote is Vote.YES:
        statement_line(ballot, statement, _policy_of(opened, policies), opened.seat)
    return CastBallot(ballot=ballot, key=opened.seat.key), opened.seat


def _policy_of(opened: SignedPaper, policies: tuple[SeatPolicy, ...]) -> SeatPolicy:
    return next(policy for policy in policies if policy.seat_with(opened.seat.key) is not None)


def _voices(desk: Desk, version: int, new_policy: SeatPolicy | None) -> tuple[SeatPolicy, ...]:
    return tuple(policy for policy in (desk.policy(version), new_policy) if policy is not None)


def _declarations(
    desk: Desk, folder: Path, motion: Motion, voices: tuple[SeatPolicy, ...]
) -> tuple[tuple[Seat, ...], tuple[Seat, ...], tuple[SetAside, ...]]:
    """Return who seconds, who takes no part, and what does not count."""
    found: dict[DeclarationKind, dict[bytes, Seat]] = {kind: {} for kind in DeclarationKind}
    aside = []
    in_force = desk.in_force()
    known = (*voices, *([in_force] if in_force is not None and in_force not in voices else []))
    for path in sorted([*folder.glob("second-*.txt"), *folder.glob("recusal-*.txt")]):
        try:
            opened = open_paper(read_file(path), known)
            paper = opened.paper
            if not isinstance(paper, Declaration) or paper.motion_sha256 != text_digest(motion.text()):
                raise lines.malformed("it speaks of another motion")
            found[paper.kind].setdefault(opened.seat.key, opened.seat)
        except SecondSourceError as error:
            aside.append(SetAside(file=path.name, why=error.sentence))
    seconds, recusals = (tuple(found[kind].values()) for kind in (DeclarationKind.SECOND, DeclarationKind.RECUSAL))
    return seconds, recusals, tuple(aside)


def _read_round(desk: Desk, folder: Path, motion: Motion, new_policy: SeatPolicy | None, before: int) -> HeldRound:
    held = open_round(desk, read_file(folder / "round.txt"), motion, new_policy)
    if held.round != before + 1:
        raise lines.malformed("a round lies in another round's folder")
    in_force = desk.policy(held.policy)
    check_round(motion, held, in_force, [PastRound(round=held, standing=RoundStanding.EXPIRED)] * before)
    statement = statement_of(motion, held)
    policies = _voices(desk, held.policy, new_policy)
    ballots: list[CastBallot] = []
    aside: list[SetAside] = []
    for path in sorted(folder.glob("*.ballot")):
        try:
            ballots.append(open_ballot(read_file(path), statement, policies)[0])
        except SecondSourceError as error:
            aside.append(SetAside(file=path.name, why=error.sentence))
    made = None
    if (folder / "statement.note").is_file():
        try:
            made = open_note(read_file(folder / "statement.note"), statement, policies)
        except SecondSourceError as error:
            aside.append(SetAside(file="statement.note", why=error.sentence))
    return HeldRound(
        round=held,
        statement=statement,
        policies=policies,
        ballots=tuple(ballots),
        note=made,
        set_aside=tuple(aside),
    )


def open_note(data: bytes, statement: Statement, policies: tuple[SeatPolicy, ...]) -> bytes:
    """Check that a statement note says this statement with enough seats of every policy; return it.

    Raises:
        SecondSourceError: it does not.
    """
    parsed = note.parse(data)
    if parsed.text != statement.text():
        raise lines.malformed("it is not the statement of this round")
    keys = keys_that_signed(parsed, policies)
    if not all(policy.reached(statement.action, keys) for policy in policies):
        raise lines.malformed("too few seats have signed it")
    return data


def log_history(desk: Desk, now: datetime) -> History:
    """Return the history of the desk's own log; an empty one where it has no log.

    Raises:
        SecondSourceError: there is a log, and it does not add up.
    """
    if not (desk.site / CHECKPOINT).is_file():
        return History(entries=(), policies=())
    return open_site(desk.site, Asked(now=now)).history


def last_entry(history: History, subject: str) -> int | None:
    """Return the index of the last counted entry on a subject; None where there is none."""
    return max(
        (
            entry.index
            for entry in history.entries
            if entry.counts and entry.statement and entry.statement.subject == subject
        ),
        default=None,
    )
