"""The watch over the members: a state machine of pure steps.

    check-in missed        REMIND, the member alone
    and the grace passes   ALERT the contacts and SUSPEND the seat
    and once more, or a contact confirms     PREPARE a membership motion; a quorum decides on it, nothing else does
    a contact's codeword   ALERT and SUSPEND at once
    the duress passphrase  the same, and the member is shown nothing
    the member's own answer and a contact's word, both since then     RESTORE

Time is the watch's own. A pause longer than `LONGEST_PAUSE`, or another run of the machine, is downtime: it counts for
nothing, nothing follows from it, and whoever was in their grace gets the whole grace again. Quiet hours do not count.

The seats that count never fall below the policy's threshold through a suspension: the last of them is only reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from secondsource.core.custody.watched import (
    Answered,
    Beat,
    Deed,
    Effect,
    Event,
    Pressed,
    Reseated,
    Standing,
    Tick,
    Told,
    Travels,
    Watched,
    Word,
)
from secondsource.errors import InputError

LONGEST_PAUSE = 15 * 60
"""Seconds between two ticks; the watch is meant to look every five minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """All that the watch knows between two events."""

    members: tuple[Watched, ...]
    seats: tuple[str, ...]
    """All seats of the policy in force, watched or not."""
    threshold: int
    """The most seats that any decision takes: live seats never fall below it through a suspension."""
    last: Beat | None = None
    sequence: int = 0
    """Events so far; it names what is written, so that a step repeated after a crash writes the same files."""

    @property
    def live(self) -> int:
        """How many seats count."""
        return len(self.seats) - len(self.suspended)

    @property
    def suspended(self) -> tuple[str, ...]:
        """The seats that do not count now."""
        return tuple(one.member for one in self.members if not one.live and one.member in self.seats)

    def member(self, name: str) -> Watched:
        """Return one member.

        Raises:
            InputError: `member-unwatched`.
        """
        for one in self.members:
            if one.member == name:
                return one
        raise InputError("member-unwatched", f"{name} is not on the watch.", "Enrol them first with `checkin enrol`.")


@dataclass(slots=True)
class _Step:
    """One step being taken: the watch as it stands so far, and what follows."""

    watch: Watch
    effects: list[Effect]

    def put(self, changed: Watched) -> None:
        members = tuple(changed if one.member == changed.member else one for one in self.watch.members)
        self.watch = replace(self.watch, members=members)

    def deed(self, deed: Deed, one: Watched) -> None:
        self.effects.append(Effect(deed=deed, member=one.member, silent=one.silent))


def step(watch: Watch, event: Event) -> tuple[Watch, tuple[Effect, ...]]:
    """Return the watch after an event, and what follows from it.

    Raises:
        InputError: `member-unwatched`.
    """
    taken = _Step(replace(watch, sequence=watch.sequence + 1), [])
    match event:
        case Tick():
            _tick(taken, event)
        case Answered():
            _answered(taken, taken.watch.member(event.member), duress=event.duress)
        case Pressed():
            _pressed(taken, taken.watch.member(event.member))
        case Told():
            _told(taken, taken.watch.member(event.member), event.word)
        case Travels():
            one = taken.watch.member(event.member)
            taken.put(replace(one, trip=event.schedule, elapsed=min(one.elapsed, (event.schedule or one.now).every)))
        case Reseated():
            _reseated(taken, event)
        case _ as never:
            assert_never(never)
    return taken.watch, tuple(taken.effects)


def _tick(taken: _Step, tick: Tick) -> None:
    last = taken.watch.last
    taken.watch = replace(taken.watch, last=tick.beat)
    passed = tick.beat.seconds - last.seconds if last is not None and last.boot == tick.beat.boot else -1
    if not 0 <= passed <= LONGEST_PAUSE:
        for one in taken.watch.members:
            taken.put(_after_downtime(one))
        return
    for one in taken.watch.members:
        counted = 0 if one.now.is_quiet(tick.minute) else passed
        older = replace(one, elapsed=one.elapsed + counted, since_answer=one.since_answer + counted)
        taken.put(older)
        _judge(taken, older)


def _after_downtime(one: Watched) -> Watched:
    """Return a member whose stage begins anew: nobody could have reached a watch that was down."""
    every, grace = one.now.every, one.now.grace
    begun = every if one.live else every + grace
    return replace(one, elapsed=min(one.elapsed, begun), since_answer=min(one.since_answer, every))


def _judge(taken: _Step, one: Watched) -> None:
    """Let follow what the time since a member's last sign calls for."""
    every, grace = one.now.every, one.now.grace
    if one.since_answer >= every and not one.reminded and (one.live or one.silent):
        one = replace(one, reminded=True)
        taken.put(one)
        taken.deed(Deed.REMIND, one)
    if one.live and one.elapsed >= every + grace:
        _suspend(taken, one)
    elif one.standing is Standing.SUSPENDED and one.elapsed >= every + 2 * grace:
        _prepare(taken, one)


def _suspend(taken: _Step, one: Watched, *, silent: bool = False) -> None:
    """Alert the contacts, and suspend the seat unless too few would be left."""
    told, one = one.alerted, replace(one, alerted=True)
    if taken.watch.live - 1 >= taken.watch.threshold:
        elapsed = max(one.elapsed, one.now.every + one.now.grace)
        one = replace(one, standing=Standing.SUSPENDED, silent=silent, elapsed=elapsed, answered=False, vouched=False)
        taken.deed(Deed.SUSPEND, one)
    if not told:
        taken.deed(Deed.ALERT, replace(one, silent=silent))
    taken.put(one)


def _prepare(taken: _Step, one: Watched) -> None:
    one = replace(one, standing=Standing.REVOKING)
    taken.put(one)
    taken.deed(Deed.PREPARE, one)


def _answered(taken: _Step, one: Watched, *, duress: bool) -> None:
    one = replace(one, since_answer=0, reminded=False)
    taken.put(one)
    if duress:
        _pressed(taken, one)
        return
    if one.live:
        taken.put(replace(one, elapsed=0, alerted=False))
        return
    taken.put(replace(one, answered=True))
    _restore(taken, taken.watch.member(one.member))


def _pressed(taken: _Step, one: Watched) -> None:
    """Take a member's seat out of play without a word to them; reminders go on as on any day."""
    if one.live:
        _suspend(taken, replace(one, alerted=False), silent=True)


def _told(taken: _Step, one: Watched, word: Word) -> None:
    match word:
        case Word.ALARM:
            if one.live:
                _suspend(taken, one)
        case Word.MISSING:
            if one.standing is Standing.SUSPENDED:
                _prepare(taken, one)
        case Word.SAFE:
            if not one.live:
                taken.put(replace(one, vouched=True))
                _restore(taken, taken.watch.member(one.member))


def _restore(taken: _Step, one: Watched) -> None:
    """Undo a suspension, where the member and a contact have both spoken since."""
    if one.answered and one.vouched:
        _lift(taken, one)


def _lift(taken: _Step, one: Watched) -> None:
    one = Watched(member=one.member, schedule=one.schedule, trip=one.trip)
    taken.put(one)
    taken.deed(Deed.RESTORE, one)


def _reseated(taken: _Step, event: Reseated) -> None:
    """Go by the new policy; where it leaves too few seats, suspensions are lifted, the youngest first, and reported."""
    staying = tuple(one for one in taken.watch.members if one.member in event.seats)
    taken.watch = replace(taken.watch, members=staying, seats=event.seats, threshold=event.threshold)
    for one in sorted((one for one in staying if not one.live), key=lambda one: one.elapsed):
        if taken.watch.live < event.threshold:
            _lift(taken, one)
            lifted = replace(taken.watch.member(one.member), alerted=True)
            taken.put(lifted)
            taken.deed(Deed.ALERT, lifted)
