"""What one seat does: move, second, recuse itself, open a round, vote. Each signs one paper and keeps it, once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from secondsource.actions.deciding import drafting
from secondsource.actions.deciding.desk import Desk, write_once
from secondsource.actions.deciding.drafting import RoundWish
from secondsource.actions.deciding.reading import HeldRound, read_motion
from secondsource.core.release.papers import DeclarationKind, Motion, Vote
from secondsource.core.release.policy import Action
from secondsource.core.release.statement import Statement
from secondsource.trust.signing.signer import Signer
from secondsource.trust.statements import papers


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
        AccessError: `seat-unknown`. RuleError: `policy-first`, `paper-exists`.
    """
    moved = drafting.motion_of(desk, action=action, subject=subject, text=text, voice=signer, now=now, motion=motion)
    folder = desk.motion_path(moved.motion)
    write_once(folder / "text.txt", text)  # before the motion: a motion without its text cannot be read
    write_once(folder / "motion.txt", papers.seal(moved, signer))
    return moved


def declare(desk: Desk, motion: str, kind: DeclarationKind, signer: Signer, now: datetime) -> Path:
    """Second a motion, or take no part in it; return the paper's path.

    Raises:
        AccessError: `seat-unknown`. RuleError: `second-own`, or `motion-carried`.
    """
    paper, seat = drafting.declaration_of(desk, motion, kind, signer, now)
    path = desk.motion_path(motion) / f"{kind.value}-{seat.name}.txt"
    if not path.exists():  # said once is said; the same words at another hour change nothing
        write_once(path, papers.seal(paper, signer))
    return path


def open_round(desk: Desk, motion: str, wish: RoundWish, signer: Signer, now: datetime) -> HeldRound:
    """Open the next round of a motion and return it.

    Raises:
        AccessError: `seat-unknown`. RuleError: `motion-unseconded`, `round-forbidden`.
    """
    wished, statement = drafting.round_of(desk, motion, wish, signer, now)
    folder = desk.round_path(motion, wished.round)
    write_once(folder / "round.txt", papers.seal(wished, signer))
    write_once(folder / "statement.txt", statement.text().encode())
    return read_motion(desk, motion).rounds[-1]


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
    held, current, seat = drafting.may_vote(desk, motion, choice, signer, now, shown)
    signature = papers.statement_signature(current.statement, signer) if choice is Vote.YES else None
    ballot = drafting.ballot_of(held.motion, current.round, choice, signature, now)
    path = desk.round_path(motion, current.round.round) / f"{seat.name}.ballot"
    write_once(path, papers.seal(ballot, signer))
    return path
