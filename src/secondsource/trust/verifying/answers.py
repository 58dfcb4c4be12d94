"""What a verification answers: one outcome, one sentence, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.release.history import Entry
from secondsource.core.release.lines import write_time
from secondsource.core.release.policy import Action
from secondsource.core.release.status import Standing, Status
from secondsource.errors import SecondSourceError

HOLD_SENTENCE = "No current statement: treat as HOLD."
"""What everything that cannot be shown comes down to."""


class Outcome(StrEnum):
    """What a reader may conclude, from the best to the worst; only the first means go."""

    GO = "go"
    """A go or release of the desk is current; everything was checked against what the reader pinned."""
    HELD = "held"
    """The desk's own word is hold, cancel, or a go that is still cooling off."""
    UNPROVEN = "unproven"
    """Nothing is wrong with what was shown, and it does not show enough to go."""
    NONE = "none"
    """No current statement: expired, stale, withheld, contradictory."""
    REFUSED = "refused"
    """Something does not match: forged, changed, rolled back, forked."""

    @property
    def exit_status(self) -> int:
        """What `secondsource verify` ends with."""
        return _STATUS[self]


_STATUS = {Outcome.GO: 0, Outcome.HELD: 10, Outcome.NONE: 11, Outcome.UNPROVEN: 12, Outcome.REFUSED: 4}
_WORST_FIRST = (Outcome.REFUSED, Outcome.NONE, Outcome.UNPROVEN, Outcome.HELD, Outcome.GO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer on one subject, or on what was handed in as a whole."""

    outcome: Outcome
    sentence: str
    """To be read out alone; English."""
    reasons: tuple[str, ...] = ()
    """Sentences, the weightiest first."""
    subject: str | None = None
    action: Action | None = None
    index: int | None = None
    """Place in the log of the statement that the sentence is about."""
    until: datetime | None = None
    """UTC; when the answer ends by itself."""
    code: str | None = None
    """The refusal's code, where something did not match."""


def worst(answers: tuple[Answer, ...]) -> Outcome:
    """Return the outcome of several answers together: the worst; none at all is no current statement."""
    found = {answer.outcome for answer in answers}
    return next((outcome for outcome in _WORST_FIRST if outcome in found), Outcome.NONE)


def refused(error: SecondSourceError) -> Answer:
    """Turn a refusal of the evidence into an answer: what does not match is never half believed."""
    return Answer(
        outcome=Outcome.REFUSED,
        sentence=HOLD_SENTENCE,
        reasons=tuple(part for part in (error.sentence, error.next_step) if part),
        code=error.code,
    )


def of_status(status: Status, entry: Entry | None, *, unpinned: str = "") -> Answer:
    """Return the answer that a subject's status gives.

    Args:
        status: of one subject.
        entry: the entry its index names, for the seats that signed.
        unpinned: why nobody has vouched for the seats; empty when the reader has.
    """
    signed = _signed(entry)
    if status.standing is Standing.NONE or status.action is None or status.index is None:
        outcome = Outcome.NONE
        sentence = f"No current statement on {status.subject}: treat as HOLD."
    elif status.standing is Standing.PENDING:
        outcome = Outcome.HELD
        sentence = f"{status.action.value.upper()} on {status.subject} is not yet in force: treat as HOLD."
    else:
        outcome = Outcome.GO if status.may_go else Outcome.HELD
        until = write_time(status.until) if status.until else "further notice"
        sentence = f"{status.action.value.upper()} on {status.subject} until {until}."
    reasons = (*((unpinned,) if unpinned else ()), *signed, *status.reasons)
    if unpinned and outcome is Outcome.GO:
        outcome = Outcome.UNPROVEN
        sentence = f"{sentence.rstrip('.')}, if these seats are the desk's: nobody has vouched for them."
    ignored = tuple(f"Entry {index} does not count: {why}" for index, why in status.not_counted)
    return Answer(
        outcome=outcome,
        sentence=sentence,
        reasons=(*reasons, *ignored),
        subject=status.subject,
        action=status.action,
        index=status.index,
        until=status.until,
    )


def _signed(entry: Entry | None) -> tuple[str, ...]:
    """Say who signed an entry."""
    if entry is None or entry.policy is None or entry.statement is None:
        return ()
    count, seats = len(entry.seats), len(entry.policy.seats)
    needed = entry.policy.threshold(entry.statement.action)
    return (
        f"Entry {entry.index} is signed by {count} of {seats} seats ({', '.join(entry.seats)}); it takes {needed}.",
    )
