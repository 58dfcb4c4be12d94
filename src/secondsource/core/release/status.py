"""What holds for a subject now: the rule that every page, command and verifier shares.

In this order:

1. Any doubt about the log as a whole (fork, stale witnesses, a text missing) means no current statement.
2. Two different counted statements of one round, none of them a hold, mean no current statement, until a later one
   supersedes both. (Two holds are two holds: one seat alone must not be able to freeze a subject for good.)
3. The latest go, release or cancel that is heard governs (`counting` says what is heard). A cancel is current whatever
   holds there are: a hold must not be able to soften it.
4. A hold that is neither expired nor superseded nor beyond its seat's ration suspends a go or release.
5. What governs and has expired leaves no current statement: an older one never comes back to life.
6. A go or release in its cooling-off is pending.

"No current statement" and "pending" both mean: treat as hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from secondsource.core.release import counting
from secondsource.core.release.counting import CLOCK_SKEW, Counted
from secondsource.core.release.history import History
from secondsource.core.release.lines import write_time
from secondsource.core.release.policy import LETTING_OUT, Action

MAX_AGE = timedelta(hours=24)
"""How old the newest word of the witnesses may be."""


class Standing(StrEnum):
    """Whether there is a current statement."""

    CURRENT = "current"
    PENDING = "pending"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What holds for one subject at one moment."""

    subject: str
    now: datetime
    standing: Standing
    action: Action | None = None
    """What the current or pending statement says; None without one."""
    index: int | None = None
    """Its place in the log."""
    until: datetime | None = None
    """When this status ends by itself: expiry of what is current, end of the cooling-off of what is pending."""
    reasons: tuple[str, ...]
    """Sentences, the weightiest first."""
    evidence: tuple[int, ...] = ()
    """Indices of entries that contradict one another."""
    not_counted: tuple[tuple[int, str], ...] = ()
    """Entries on this subject that do not count, each with its reason."""

    @property
    def may_go(self) -> bool:
        """True only for a current go or release; everything else means hold."""
        return self.standing is Standing.CURRENT and self.action in LETTING_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes the statuses of one subject at one moment."""

    subject: str
    now: datetime
    not_counted: tuple[tuple[int, str], ...]

    def none(self, reasons: Sequence[str], evidence: tuple[int, ...] = ()) -> Status:
        return Status(
            subject=self.subject,
            now=self.now,
            standing=Standing.NONE,
            reasons=tuple(reasons),
            evidence=evidence,
            not_counted=self.not_counted,
        )

    def current(self, one: Counted, reason: str) -> Status:
        return self._said(one, Standing.CURRENT, reason, one.end)

    def pending(self, one: Counted) -> Status:
        reason = f"It is cooling off until {write_time(one.effective)}: any seat may still hold it."
        return self._said(one, Standing.PENDING, reason, one.effective)

    def _said(self, one: Counted, standing: Standing, reason: str, until: datetime | None) -> Status:
        return Status(
            subject=self.subject,
            now=self.now,
            standing=standing,
            action=one.statement.action,
            index=one.index,
            until=until,
            reasons=(reason,),
            not_counted=self.not_counted,
        )


def stale(newest: datetime | None, now: datetime, max_age: timedelta = MAX_AGE) -> str:
    """Say why a log's witnesses are too old to rely on; the empty string when they are fresh.

    Args:
        newest: the moment at which enough witnesses had last vouched for the log; None when they never had.
        now: UTC.
        max_age: how old that may be.
    """
    if newest is None:
        return "Not enough witnesses have vouched for this log."
    if now - newest > max_age:
        hours = max_age // timedelta(hours=1)
        return f"The witnesses last vouched for this log at {write_time(newest)}, more than {hours} hours ago."
    if newest - now > CLOCK_SKEW:
        return "The witnesses' time lies in the future: a clock is wrong."
    return ""


def status_of(subject: str, history: History, now: datetime, doubts: Sequence[str] = ()) -> Status:
    """Return what holds for `subject` at `now`.

    Args:
        subject: an id.
        history: the log, judged.
        now: UTC.
        doubts: sentences on what is wrong with the log or its witnesses; any of them means no current statement.
    """
    hearing = counting.hear(history)
    about = hearing.by_subject.get(subject, ())
    latest, blind = counting.governing(about)
    made = _Maker(
        subject=subject,
        now=now,
        not_counted=tuple(
            (entry.index, why)
            for entry in hearing.named.get(subject, ())
            if (why := entry.why_not or hearing.ignored.get(entry.index) or blind.get(entry.index, ""))
        ),
    )
    if doubts or history.doubts:
        return made.none((*doubts, *history.doubts))
    heard = [one for one in about if one.index not in blind]
    evidence = counting.conflict(subject, hearing.torn, heard)
    if evidence:
        places = " and ".join(str(index) for index in evidence)
        return made.none((f"Entries {places} say different things in one round of one motion.",), evidence=evidence)
    return _said_last(made, latest, counting.standing_hold(heard, now), now)


def _said_last(made: _Maker, latest: Counted | None, hold: Counted | None, now: datetime) -> Status:
    """Return the status that the governing statement and a standing hold leave."""
    cancelled = latest is not None and latest.statement.action is Action.CANCEL and not latest.expired(now)
    if latest is not None and cancelled:
        return made.current(latest, "The desk has cancelled it.")
    if hold is not None:
        return made.current(hold, "The desk holds it.")
    if latest is None:
        return made.none(("The desk has said nothing on this subject that still counts.",))
    if latest.expired(now):
        return made.none((f"What the desk said last, entry {latest.index}, has expired.",))
    if now < latest.effective:
        return made.pending(latest)
    return made.current(latest, "The desk has said so, and nothing since speaks against it.")
