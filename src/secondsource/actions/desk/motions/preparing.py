"""The texts that a member is asked to sign, whole, before anything is signed. The desk holds no member's key.

A sheet is one text. Most papers are one sheet; a yes is two, the statement and then the ballot that carries the
statement's signature in its last line; a hold is four, so that it can be signed in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondsource.actions.deciding import drafting
from secondsource.actions.deciding.desk import Desk
from secondsource.actions.deciding.drafting import RoundWish
from secondsource.actions.deciding.reading import last_entry, log_history, read_motion
from secondsource.actions.desk.motions.seeing import MemberVoice, motion, voice_of
from secondsource.core.release.counting import may_hold
from secondsource.core.release.papers import Ballot, Declaration, DeclarationKind, Motion, Round, Vote
from secondsource.core.release.policy import Action
from secondsource.core.release.rounds import statement_of
from secondsource.errors import RuleError
from secondsource.trust.statements import seats_file

TO_COME = "AAAA"
"""What stands in a yes ballot's last line until the statement's signature is there; by itself it counts for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One text to be signed."""

    name: str
    """`motion`, `second`, `recusal`, `round`, `statement` or `ballot`."""
    text: str
    carried: bool = True
    """False for a statement: its signature goes into the ballot after it, and no note of it is handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """All that one act asks a member to sign, in order."""

    voice: MemberVoice
    sheets: tuple[Sheet, ...]
    beside: str = ""
    """The full text that goes with a motion."""
    motion: str = ""
    """Id of the motion it is about."""


def moving(desk: Desk, *, member: str, action: Action, subject: str, text: str, now: datetime) -> ToSign:
    """Return what moves a motion.

    Raises:
        SecondSourceError: as `drafting.motion_of`. AccessError: `seat-needed`.
    """
    data = plain(text).encode()
    new = seats_file.parse(data) if action is Action.MEMBERSHIP else None
    voice = voice_of(desk, member, new)
    moved = drafting.motion_of(desk, action=action, subject=subject, text=data, voice=voice, now=now)
    return ToSign(voice=voice, sheets=(_sheet("motion", moved),), beside=plain(text), motion=moved.motion)


def declaring(desk: Desk, *, member: str, name: str, kind: DeclarationKind, now: datetime) -> ToSign:
    """Return what seconds a motion, or takes no part in it.

    Raises:
        RuleError: `second-own`, `motion-carried`. AccessError: `motion-unknown`, `seat-needed`.
    """
    voice = _voice(desk, member, name, now)
    paper, _ = drafting.declaration_of(desk, name, kind, voice, now)
    return ToSign(voice=voice, sheets=(_sheet(kind.value, paper),), motion=name)


def opening(desk: Desk, *, member: str, name: str, wish: RoundWish, now: datetime) -> ToSign:
    """Return what opens a motion's next round.

    Raises:
        RuleError: `motion-unseconded`, `round-forbidden`. AccessError: `motion-unknown`, `seat-needed`.
    """
    voice = _voice(desk, member, name, now)
    paper, _ = drafting.round_of(desk, name, wish, voice, now)
    return ToSign(voice=voice, sheets=(_sheet("round", paper),), motion=name)


def voting(desk: Desk, *, member: str, name: str, choice: Vote, now: datetime) -> ToSign:
    """Return what casts a vote.

    Raises:
        RuleError: `round-closed`, `round-ahead`, `seat-recused`, `voted-already`.
        AccessError: `motion-unknown`, `seat-needed`.
    """
    voice = _voice(desk, member, name, now)
    held, current, _ = drafting.may_vote(desk, name, choice, voice, now)
    return ToSign(voice=voice, sheets=_ballot(held.motion, current.round, choice, now), motion=name)


def holding(desk: Desk, *, member: str, subject: str, text: str, now: datetime) -> ToSign:
    """Return what holds a subject by one seat alone: motion, round and ballot in one go.

    Raises:
        RuleError: `hold-takes-more`, `hold-spent`. SecondSourceError: as `moving`.
    """
    in_force = desk.in_force()
    if in_force is None or in_force.thresholds.hold != 1:
        raise RuleError(
            "hold-takes-more",
            "No single seat can hold at this desk.",
            "Move it with `motion open --action hold` and gather the votes.",
        )
    voice = voice_of(desk, member)
    history = log_history(desk, now)
    if history.entries and not may_hold(history, voice.key, now):
        raise RuleError(
            "hold-spent",
            f"{voice.seat} has no hold left: readers would not hear this one.",
            "Ask another seat to hold, or move it with a quorum.",
        )
    data = plain(text).encode()
    moved = drafting.motion_of(desk, action=Action.HOLD, subject=subject, text=data, voice=voice, now=now)
    wished, _ = drafting.next_round(desk, moved, (), RoundWish(supersedes=last_entry(history, subject)), now)
    sheets = (_sheet("motion", moved), _sheet("round", wished), *_ballot(moved, wished, Vote.YES, now))
    return ToSign(voice=voice, sheets=sheets, beside=plain(text), motion=moved.motion)


def before(desk: Desk, name: str, now: datetime) -> int | None:
    """Return the index of the last entry on a motion's subject, which lies before its voters."""
    return last_entry(log_history(desk, now), read_motion(desk, name).motion.subject)


def plain(text: str) -> str:
    """Return a text from a form with a file's line ends and one newline at its end."""
    return text.replace("\r\n", "\n").strip("\n") + "\n"


def _ballot(moved: Motion, held: Round, choice: Vote, now: datetime) -> tuple[Sheet, ...]:
    if choice is not Vote.YES:
        return (_sheet("ballot", drafting.ballot_of(moved, held, choice, None, now)),)
    statement = statement_of(moved, held).text()
    ballot = drafting.ballot_of(moved, held, choice, TO_COME, now)
    return (Sheet(name="statement", text=statement, carried=False), Sheet(name="ballot", text=ballot.text()))


def _sheet(name: str, paper: Motion | Declaration | Round | Ballot) -> Sheet:
    return Sheet(name=name, text=paper.text())


def _voice(desk: Desk, member: str, name: str, now: datetime) -> MemberVoice:
    seen = motion(desk, member, name, now)
    return voice_of(desk, member, seen.held.new_policy)
