"""What stands in the log, entry by entry, judged under the policy in force at its index.

Signatures are checked a floor above; here it is decided what they amount to. An entry counts when enough distinct
keys of the policy in force have signed it, and a membership when enough of the old and enough of the new have. What
does not count stays in the history with its reason: whoever keeps the log can add rubbish to it, and rubbish must
neither speak for the desk nor silence it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from secondsource.core.release.policy import Action, SeatPolicy, check_next
from secondsource.core.release.statement import Statement
from secondsource.errors import SecondSourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the log."""

    index: int
    statement: Statement | None
    """None when the entry is no readable statement."""
    keys: frozenset[bytes] = frozenset()
    """Raw keys whose lines were checked against the text."""
    seats: tuple[str, ...] = ()
    """Names of the seats in force that signed, for people to read."""
    policy: SeatPolicy | None = None
    """The policy in force at this index; the new one for the first membership."""
    why_not: str = ""
    """Why it does not count; empty when it does."""
    public_since: datetime | None = None
    """When a witness first vouched for a log that holds it, where that is known; cooling-off starts no earlier."""

    @property
    def counts(self) -> bool:
        """Whether it is the desk's word."""
        return not self.why_not and self.statement is not None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class History:
    """The whole log, judged; compared by identity, since comparing a long log entry by entry serves nobody."""

    entries: tuple[Entry, ...]
    policies: tuple[SeatPolicy, ...]
    """Every version that came into force, in order."""
    first_policy_sha256: str | None = None
    """Hash of the first seats file: what a reader pins."""
    doubts: tuple[str, ...] = ()
    """Why the log could not be judged to its end; with any doubt nothing in it is current."""

    @property
    def policy(self) -> SeatPolicy | None:
        """The policy in force at the end of the log."""
        return self.policies[-1] if self.policies else None

    def subjects(self) -> tuple[str, ...]:
        """Return every subject that a counted statement speaks of, sorted; membership is none."""
        return tuple(
            sorted(
                {
                    entry.statement.subject
                    for entry in self.entries
                    if entry.counts and entry.statement and entry.statement.action is not Action.MEMBERSHIP
                }
            )
        )


def why_not_counted(statement: Statement, keys: Collection[bytes], in_force: SeatPolicy | None) -> str:
    """Say why a statement does not count under the policy in force; the empty string when nothing speaks against it.

    For a membership this judges the old seats; `why_not_followed` judges the new ones.

    Args:
        statement: what was signed.
        keys: raw keys whose lines were checked.
        in_force: the policy at its index; None before the first.
    """
    version = in_force.version if in_force else 0
    if statement.policy != version:
        return f"It was voted under policy {statement.policy}, and policy {version} was in force."
    if in_force is None:
        return ""
    if statement.log_origin != in_force.log_origin:
        return "It was written for another log."
    threshold = in_force.threshold(statement.action)
    signed = len(in_force.seats_with(keys))
    if signed < threshold:
        return f"It has {signed} of the {threshold} seats that {statement.action.value} takes."
    return ""


def why_not_followed(statement: Statement, keys: Collection[bytes], old: SeatPolicy | None, new: SeatPolicy) -> str:
    """Say why a membership statement does not put `new` in force; the empty string when it does."""
    if statement.log_origin != new.log_origin:
        return "It was written for another log."
    try:
        check_next(old, new)
    except SecondSourceError as error:
        return error.sentence
    signed, threshold = len(new.seats_with(keys)), new.threshold(Action.MEMBERSHIP)
    if signed < threshold:
        return f"It has {signed} of the {threshold} new seats that membership takes."
    return ""
