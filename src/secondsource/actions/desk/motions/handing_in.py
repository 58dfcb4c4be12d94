"""Taking signed papers in, and putting a carried statement together. Each paper is one act and one journal entry.

Who hands a paper in need not be who signed it: papers travel by any way. What counts is the signature, which is
checked as if this desk had never seen its author.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from secondsource.actions.deciding import gathering
from secondsource.actions.deciding.desk import Desk
from secondsource.actions.desk import access
from secondsource.actions.desk.motions.seeing import motion
from secondsource.core.release import lines
from secondsource.core.release.papers import Motion
from secondsource.core.release.policy import SeatPolicy
from secondsource.core.release.statement import SEATS
from secondsource.errors import AccessError, InputError
from secondsource.store.letting_out import lookups
from secondsource.store.team import journal
from secondsource.store.team import lookups as team
from secondsource.store.team.values import Standing
from secondsource.trust.tlog import note

MOST_BYTES = 20_000
"""Of one signed paper."""


def hand_in(desk: Desk, *, actor: str, signed: bytes, beside: str, now: datetime) -> str:
    """Take one signed paper in and return the id of its motion.

    Args:
        desk: the papers.
        actor: who hands it in.
        signed: the paper with its signature line, as signed on the command line or in the browser.
        beside: of a motion, its full text.
        now: the moment.

    Raises:
        SecondSourceError: it does not fit, with the code of what is wrong.
        AccessError: `motion-unknown`, when it speaks of a motion that is not theirs to read; `member-dormant`.
    """
    member = access.standing(actor)
    if len(signed) > MOST_BYTES:
        raise InputError("paper-long", "This is too long to be one of the desk's papers.", "Hand in one paper at once.")
    signed = signed.replace(b"\r\n", b"\n").strip(b"\n") + b"\n"
    text = note.parse(signed).text
    kind = lines.kind_of(text)
    name = _motion_of(text)
    if kind == "motion":
        subject = Motion.parse(text).subject
        allowed = lookups.subjects_of(actor) | {SEATS}
        if not member.seat and subject not in allowed:
            raise AccessError("motion-unknown", "There is no such motion for you.", "Go back to the list of motions.")
    else:
        motion(desk, actor, name, now)
    about: journal.About = {"motion": name, "paper": kind, "sha256": hashlib.sha256(signed).hexdigest()}
    with journal.entry(actor=actor, verb="motion.hand-in", now=now, about=about):
        gathering.receive(desk, signed, whole_second(now), beside.encode())
    return name


def put_together(desk: Desk, *, actor: str, name: str, now: datetime) -> Path:
    """Put the statement of a carried motion together and return its path.

    The ballots of members who are suspended or gone are left out, and the threshold stays as it is.

    Raises:
        RuleError: `round-not-carried`, naming who is missing. AccessError: `motion-unknown`.
    """
    motion(desk, actor, name, now)
    suspended = tuple(one.seat for one in team.members() if one.seat and one.standing is not Standing.ACTIVE)
    with journal.entry(actor=actor, verb="motion.put-together", now=now, about={"motion": name}):
        return gathering.put_together(desk, name, whole_second(now), suspended)


def enact(desk: Desk, *, actor: str, name: str, now: datetime) -> SeatPolicy:
    """Put the policy of a carried membership in force.

    Raises:
        RuleError: `policy-not-carried`. AccessError: `motion-unknown`.
    """
    motion(desk, actor, name, now)
    with journal.entry(actor=actor, verb="motion.enact", now=now, about={"motion": name}):
        return gathering.enact(desk, name)


def whole_second(now: datetime) -> datetime:
    """Return the moment as papers name it."""
    return now.replace(microsecond=0)


def _motion_of(text: str) -> str:
    line = next((line for line in text.splitlines() if line.startswith("motion: ")), "")
    return lines.identifier(line.removeprefix("motion: "))
