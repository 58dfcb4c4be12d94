"""Who is on the roster, put there by a quorum; and whose key has ended."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from secondsource.actions.custody.deciding import decided
from secondsource.actions.custody.folder import Custody, write
from secondsource.actions.deciding.desk import read_file, write_once
from secondsource.core.custody.roster import SUBJECT, Roster, parse_roster
from secondsource.trust.custody.keys.age import check_recipient
from secondsource.trust.custody.keys.revocation import revoked_by
from secondsource.trust.custody.records.journal import Event
from secondsource.trust.tlog import note

RECIPIENTS = "recipients.txt"


def admit(custody: Custody, now: datetime) -> Roster:
    """Put the roster in force that a quorum has decided on, and return it.

    Raises:
        RuleError: `undecided`. InputError: `roster-unreadable`, `recipient-unreadable`.
    """
    decision = decided(custody.desk, SUBJECT, now)
    roster = parse_roster(decision.text)
    for one in roster.members:
        check_recipient(one.recipient)
        note.VerifierKey.parse(one.voice)
    known = custody.rosters()
    if not known or known[-1] != roster:
        names = [one.name for one in roster.members]
        custody.note(now.date(), Event(verb="admitted", by="desk", about={"motion": decision.motion, "members": names}))
        write_once(custody.root / f"members-{len(known) + 1}.txt", decision.text.encode())
    write_recipients(custody)
    return roster


def take_revocation(custody: Custody, file: Path, now: datetime) -> str:
    """Take in a member's own revocation; return their name. Nothing is sealed to them from now on.

    Raises:
        InputError: `revocation-unfit`. NoteError: it is no note. RuleError: `roster-first`.
    """
    data = read_file(file)
    member = revoked_by(data, custody.roster().members)
    if member.name not in custody.revoked():
        custody.note(now.date(), Event(verb="revoked", by=member.name, about={"recipient": member.recipient}))
        write([(custody.root / "revoked" / f"{member.name}.note", data)], below=custody.root)
    write_recipients(custody)
    return member.name


def write_recipients(custody: Custody, suspended: frozenset[str] = frozenset()) -> Path:
    """Write the recipients that the drop seals to, and return the file.

    Raises:
        RuleError: `members-none`.
    """
    path = custody.root / RECIPIENTS
    rows = [f"# {one.name}\n{one.recipient}\n" for one in custody.live(suspended)]
    write([(path, "".join(rows).encode())], below=custody.root)
    return path
