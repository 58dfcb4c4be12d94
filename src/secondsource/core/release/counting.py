"""Which entries of a judged log are heard, once repeats, rations and blind votes are taken out.

An entry that counts by its signatures may still not be heard:

- one that repeats an earlier entry word for word counts once, so that nobody revives a hold by publishing it again;
- a hold whose seats have used up their ration; an ignored hold uses up nothing;
- a go or release that does not supersede the go, release or cancel before it: it was voted without sight of that one.
  A cancel is never blind, because the safe side needs no such care.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from secondsource.core.release.history import Entry, History
from secondsource.core.release.policy import LETTING_OUT, Action, SeatPolicy
from secondsource.core.release.statement import Statement

CLOCK_SKEW = timedelta(minutes=15)
"""How far two honest clocks may be apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A counted entry with its statement at hand."""

    entry: Entry
    statement: Statement

    @property
    def index(self) -> int:
        """Its place in the log."""
        return self.entry.index

    @property
    def end(self) -> datetime | None:
        """When it ends: its expiry, and a hold at the latest when the policy says. None for a membership."""
        expires = self.statement.expires
        if self.statement.action is Action.HOLD and self.entry.policy is not None and expires is not None:
            return min(expires, self.statement.issued + self.entry.policy.hold_lasts)
        return expires

    @property
    def effective(self) -> datetime:
        """When it takes effect: a go or release after its cooling-off, anything else at once."""
        issued = self.statement.issued
        if self.statement.action not in LETTING_OUT or self.entry.policy is None:
            return issued
        return max(issued, self.entry.public_since or issued) + self.entry.policy.cooling_off

    def expired(self, now: datetime) -> bool:
        """Say whether it has ended."""
        return self.end is not None and now >= self.end

    def saw(self, index: int) -> bool:
        """Say whether its voters had entry `index` before them."""
        return self.statement.supersedes is not None and self.statement.supersedes >= index


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What of a whole log counts, laid out so that each subject is answered from its own entries alone."""

    by_subject: Mapping[str, tuple[Counted, ...]]
    """Without repeats and holds beyond their ration, in the log's order."""
    torn: tuple[tuple[Counted, ...], ...]
    """Rounds with more than one statement, holds and memberships aside."""
    ignored: Mapping[int, str]
    """Why the other entries that count are not heard, by index."""
    named: Mapping[str, tuple[Entry, ...]]
    """Every readable entry by subject, counted or not."""


@lru_cache(maxsize=4)
def hear(history: History) -> Hearing:
    """Return what of a history counts; the same history is gone through once."""
    by_subject: dict[str, list[Counted]] = {}
    rounds: dict[tuple[str, int], list[Counted]] = {}
    named: dict[str, list[Entry]] = {}
    ignored: dict[int, str] = {}
    first: dict[Statement, int] = {}
    spent: dict[bytes, list[datetime]] = {}
    for entry in history.entries:
        said = entry.statement
        if said is None:
            continue
        named.setdefault(said.subject, []).append(entry)
        if not entry.counts:
            continue
        if said in first:
            ignored[entry.index] = f"It repeats entry {first[said]} and counts once."
            continue
        if said.action is Action.HOLD:
            if _beyond_ration(entry, said.issued, spent):
                ignored[entry.index] = "Its seat has held more often than the policy lets it."
                continue
            for key in entry.keys:
                spent.setdefault(key, []).append(said.issued)
        first[said] = entry.index
        one = Counted(entry=entry, statement=said)
        by_subject.setdefault(said.subject, []).append(one)
        if said.action not in {Action.HOLD, Action.MEMBERSHIP}:
            rounds.setdefault((said.motion, said.round), []).append(one)
    return Hearing(
        by_subject={subject: tuple(found) for subject, found in by_subject.items()},
        torn=tuple(tuple(found) for found in rounds.values() if len(found) > 1),
        ignored=ignored,
        named={subject: tuple(found) for subject, found in named.items()},
    )


def _beyond_ration(hold: Entry, issued: datetime, spent: Mapping[bytes, Sequence[datetime]]) -> bool:
    """Say whether too few of a hold's seats had a hold left. Earlier holds on any subject count."""
    policy = hold.policy
    if policy is None:
        return True
    left = [key for key in hold.keys if _used(spent.get(key, ()), issued, policy) < policy.hold_rate]
    return not policy.reached(Action.HOLD, left)


def _used(holds: Iterable[datetime], moment: datetime, policy: SeatPolicy) -> int:
    """Return how many holds were issued within the policy's window around a moment."""
    return sum(abs(issued - moment) < policy.hold_window for issued in holds)


def may_hold(history: History, key: bytes, moment: datetime) -> bool:
    """Say whether a hold that this key signs now would be heard, as far as its ration goes."""
    policy = history.policy
    mine = [
        one.statement.issued
        for found in hear(history).by_subject.values()
        for one in found
        if one.statement.action is Action.HOLD and key in one.entry.keys
    ]
    return policy is not None and _used(mine, moment, policy) < policy.hold_rate


def governing(about: Sequence[Counted]) -> tuple[Counted | None, dict[int, str]]:
    """Return the latest go, release or cancel that is heard, and why the others are not.

    Args:
        about: what counts on one subject, in the log's order.
    """
    latest: Counted | None = None
    blind: dict[int, str] = {}
    for one in about:
        said = one.statement
        if said.action is Action.HOLD:
            continue
        if said.action in LETTING_OUT and said.supersedes is not None and said.supersedes >= one.index:
            blind[one.index] = "It says it supersedes an entry that comes after it."
        elif said.action in LETTING_OUT and latest is not None and not one.saw(latest.index):
            blind[one.index] = f"It was voted without sight of entry {latest.index}."
        else:
            latest = one
    return latest, blind


def conflict(subject: str, torn: Iterable[Sequence[Counted]], heard: Sequence[Counted]) -> tuple[int, ...]:
    """Return the entries of one round that differ and that nothing later supersedes.

    Holds make no conflict: one seat alone must not be able to freeze a subject for good.

    Args:
        subject: the subject asked about; the other entry may be about another one.
        torn: rounds with more than one statement.
        heard: what is heard on this subject; only that can settle a conflict.
    """
    for said in torn:
        if subject not in {one.statement.subject for one in said}:
            continue
        last = said[-1].index
        if not any(one.saw(last) for one in heard if one not in said and one.statement.action is not Action.HOLD):
            return tuple(one.index for one in said)
    return ()


def standing_hold(heard: Sequence[Counted], now: datetime) -> Counted | None:
    """Return the latest hold that is neither expired nor superseded."""
    deciding = [one for one in heard if one.statement.action is not Action.HOLD]
    found = [
        hold
        for hold in heard
        if hold.statement.action is Action.HOLD
        and hold.statement.issued - CLOCK_SKEW <= now
        and not hold.expired(now)
        and not any(one.index > hold.index and one.saw(hold.index) for one in deciding)
    ]
    return found[-1] if found else None
