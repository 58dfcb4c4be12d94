"""Verifying what can be carried by hand: the two files of one statement, and two checkpoints side by side.

The two files (a statement note and its C2SP tlog-proof) show that the desk said something and that witnesses had seen
it in the log. They cannot show that nothing came after it, nor that it was voted with everything before it in sight.
So they never give more than "genuine": for a current go the site folder is needed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from secondsource.core.release.counting import Counted
from secondsource.core.release.history import Entry, why_not_counted
from secondsource.core.release.lines import write_time
from secondsource.core.release.policy import Action, SeatPolicy
from secondsource.core.release.statement import Statement
from secondsource.core.release.status import stale
from secondsource.errors import IntegrityError, SecondSourceError
from secondsource.trust.statements import seats_file
from secondsource.trust.statements.history import keys_that_signed
from secondsource.trust.tlog import note
from secondsource.trust.tlog.proof import Proof
from secondsource.trust.verifying.answers import Answer, Outcome, refused
from secondsource.trust.verifying.checkpoints import Witnessed, contradict, log_policy_of, open_seen, open_witnessed
from secondsource.trust.verifying.pins import fits
from secondsource.trust.verifying.site import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One statement as a reader carries it, with what the reader trusts."""

    note: bytes
    proof: bytes
    seats: bytes
    """The seats file in force when it was voted."""
    log_policy: bytes
    """The seats file vouches for it by its hash."""
    text: bytes | None = None
    """The full text, where it was carried along."""


def verify_carried(carried: Carried, asked: Asked) -> Answer:
    """Return the answer that the two files of a statement give."""
    try:
        return _answer(carried, asked)
    except SecondSourceError as error:
        return refused(error)


def _answer(carried: Carried, asked: Asked) -> Answer:
    seats = seats_file.parse(carried.seats)
    unpinned = _check_pins(carried, seats, asked)
    proof = Proof.parse(carried.proof)
    witnessed = open_witnessed(proof.checkpoint, log_policy_of(carried.log_policy), now=asked.now)
    proof.verify(carried.note, witnessed.checkpoint)
    parsed = note.parse(carried.note)
    statement = Statement.parse(parsed.text)
    keys = keys_that_signed(parsed, [seats])
    why_not = why_not_counted(statement, keys, seats)
    if why_not:
        raise IntegrityError("statement-not-counted", why_not, "Treat it as not said.")
    if carried.text is not None and hashlib.sha256(carried.text).hexdigest() != statement.text_sha256:
        raise IntegrityError(
            "statement-text-foreign",
            "The text beside this statement is not the one that its seats signed.",
            "Treat it as not said, or get the text again.",
        )
    names = tuple(seat.name for seat in seats.seats_with(keys))
    entry = Entry(index=proof.index, statement=statement, keys=keys, seats=names, policy=seats)
    return _judged(entry, statement, witnessed, asked, unpinned)


def _check_pins(carried: Carried, seats: SeatPolicy, asked: Asked) -> str:
    """Check that what the reader trusts hangs together; return why nobody has vouched for it, or nothing.

    Raises:
        IntegrityError: `log-policy-foreign` or `seats-not-pinned`.
    """
    if hashlib.sha256(carried.log_policy).hexdigest() != seats.log_policy_sha256:
        raise IntegrityError(
            "log-policy-foreign",
            "The log policy beside this log is not the one that the desk's seats vouch for.",
            "Treat every statement as HOLD: the log's key or its witnesses may have been swapped.",
        )
    found = seats_file.fingerprint(carried.seats)
    if asked.pin is None:
        return f"Nobody has vouched for these seats. Compare their fingerprint, {found}, with one the desk gave you."
    if not fits(asked.pin, carried.seats):
        raise IntegrityError(
            "seats-not-pinned",
            "The seats file has another fingerprint than the one you gave.",
            "Treat it as not said. Compare the fingerprint with one the desk gave you by another way.",
        )
    return ""


def _judged(entry: Entry, statement: Statement, witnessed: Witnessed, asked: Asked, unpinned: str) -> Answer:
    """Return the answer on a statement that is genuine."""
    counted = Counted(entry=entry, statement=statement)
    said = f"{statement.action.value.upper()} on {statement.subject}"
    doubt = stale(witnessed.quorum_at, asked.now, asked.max_age)
    if counted.expired(asked.now):
        outcome, sentence = Outcome.NONE, f"{said} has expired: treat as HOLD."
    elif doubt:
        outcome, sentence = Outcome.NONE, f"{said} cannot be shown to be recent: treat as HOLD."
    elif asked.now < counted.effective:
        outcome, sentence = Outcome.HELD, f"{said} is not yet in force: treat as HOLD."
    elif statement.action in {Action.HOLD, Action.CANCEL}:
        outcome, sentence = Outcome.HELD, f"{said} is genuine."
    else:
        outcome, sentence = (
            Outcome.UNPROVEN,
            f"{said} is genuine, but these files alone do not show that it still holds.",
        )
    later = witnessed.checkpoint.size - entry.index - 1
    seen = write_time(witnessed.quorum_at) if witnessed.quorum_at else "no time"
    reasons = [
        unpinned,
        doubt,
        f"Entry {entry.index} is signed by {len(entry.seats)} seats ({', '.join(entry.seats)}).",
        f"Witnesses vouched at {seen} for the log that holds it; entries after it: {later}.",
        "Ask for the site folder, and verify that, before anything goes out.",
    ]
    return Answer(
        outcome=outcome,
        sentence=sentence,
        reasons=tuple(reason for reason in reasons if reason),
        subject=statement.subject,
        action=statement.action,
        index=entry.index,
        until=counted.end,
    )


def verify_pair(one: bytes, other: bytes, log_policy: bytes) -> Answer:
    """Return what two checkpoints of one log say about each other: one size and two roots are proof of a fork."""
    try:
        trusted = log_policy_of(log_policy)
        first, second = open_seen(one, trusted), open_seen(other, trusted)
    except SecondSourceError as error:
        return refused(error)
    if contradict(first, second):
        return Answer(
            outcome=Outcome.REFUSED,
            sentence=f"The log {first.log_origin} has forked: treat every statement in it as HOLD.",
            reasons=(
                f"Both checkpoints are signed by the log, both are of {first.size} entries, and their roots differ.",
                "Keep both files: they are proof by themselves. Tell the witnesses and the desk.",
            ),
            code="log-forked",
        )
    if first.size == second.size:
        return Answer(outcome=Outcome.UNPROVEN, sentence="These two checkpoints say the same.")
    return Answer(
        outcome=Outcome.UNPROVEN,
        sentence="These two checkpoints do not contradict each other by themselves.",
        reasons=(
            f"They are of {first.size} and {second.size} entries; only the log shows whether one grew into the other.",
            "Verify the site folder, and give both with --seen.",
        ),
    )
