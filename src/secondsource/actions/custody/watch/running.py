"""One look of the watch: read what came in, let time pass, write what is to be carried.

What is written has names that follow from the state, and the state is saved last: killed anywhere, the next look does
the same again and overwrites it with the same. It opens no connection; notices are files, and people or their own
tools carry them.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from secondsource.actions.custody.folder import Custody, write
from secondsource.actions.custody.watch.folder import Drill, State, WatchFolder, most_needed, seats_of
from secondsource.actions.custody.watch.notices import drill_due, drill_notice, notice
from secondsource.actions.custody.watch.signs import ask_text, read_enrolment, read_sign
from secondsource.actions.deciding.desk import read_file
from secondsource.core.custody.checkin import step
from secondsource.core.custody.roster import Member
from secondsource.core.custody.watched import Answered, Deed, Effect, Event, Pressed, Reseated, Schedule, Tick, Watched
from secondsource.core.release.policy import SeatPolicy, Thresholds
from secondsource.errors import InputError, RuleError, SecondSourceError
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.records import journal
from secondsource.trust.statements import seats_file

SUSPENSIONS_SIZE = 2048
DRILL_EVERY = timedelta(days=31)
_MOST_SEEN = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one look found."""

    effects: tuple[Effect, ...]
    answered: tuple[str, ...]
    """Members whose answer was taken; it says nothing of with which key."""
    refused: tuple[str, ...]
    """Names of files in the inbox that are nobody's answer."""


def enrol(watch: WatchFolder, custody: Custody, data: bytes, schedule: Schedule) -> str:
    """Take a member onto the watch, or change their keys and schedule; return their name.

    Raises:
        IntegrityError: `sign-unfit`. InputError: `roster-member-unknown`.
    """
    with watch.locked():
        state = watch.load()
        name, keys = read_enrolment(data, watch.identity(), custody.roster())
        others = tuple(one for one in state.watch.members if one.member != name)
        before = next((one for one in state.watch.members if one.member == name), None)
        fresh = replace(before, schedule=schedule) if before else Watched(member=name, schedule=schedule)
        members = tuple(sorted((*others, fresh), key=lambda one: one.member))
        state = replace(state, watch=replace(state.watch, members=members), enrolled={**state.enrolled, name: keys})
        state = _asks(watch, state)
        watch.save(state)
    write([(custody.root / "watch.txt", f"{watch.recipient()}\n".encode())], below=custody.root)
    return name


def look(watch: WatchFolder, custody: Custody, tick: Tick, today: date) -> Looked:
    """Look once.

    Raises:
        RuleError: `watch-busy`, `policy-first`. InputError: `watch-missing`. IntegrityError: `watch-damaged`.
    """
    with watch.locked():
        state = watch.load()
        policy = custody.desk.in_force()
        if policy is None:
            raise RuleError("policy-first", "This desk has no seats yet.", "See `policy new`.")
        answers, marks, refused = _signs(watch, custody, state)
        events: list[Event] = []
        if (state.watch.seats, state.watch.threshold) != (seats_of(policy), most_needed(policy)):
            events.append(Reseated(seats=seats_of(policy), threshold=most_needed(policy)))
        known = {one.member for one in state.watch.members} & set(seats_of(policy))
        events += [one for one in answers if one.member in known]
        events += [one for _, one in marks if one.member in known]
        state, effects = happen(watch, custody, state, [*events, tick], today)
        answered = tuple(dict.fromkeys(one.member for one in answers))
        seen = tuple(digest for digest, _ in marks)
        state = replace(
            state,
            nonces={name: nonce for name, nonce in state.nonces.items() if name not in answered},
            seen=(*state.seen, *seen)[-_MOST_SEEN:],
        )
        state = _asks(watch, state)
        _rehearsal(watch, state, today)
        watch.save(state)
        for path in _files(watch.inbox):
            path.unlink(missing_ok=True)
        for path in _files(custody.root / "contacts"):
            path.unlink(missing_ok=True)
    return Looked(effects=effects, answered=answered, refused=refused)


def happen(
    watch: WatchFolder, custody: Custody, state: State, events: Sequence[Event], today: date
) -> tuple[State, tuple[Effect, ...]]:
    """Let events happen, write what follows from them, and return the new state, which the caller saves."""
    effects: list[Effect] = []
    for event in events:
        after, found = step(state.watch, event)
        state = replace(state, watch=after)
        for effect in found:
            _carry_out(watch, custody, state, effect)
        effects += found
    if effects:
        rows = [
            journal.Event(verb=one.deed.value, by="watch", about={"member": one.member, "step": state.watch.sequence})
            for one in effects
        ]
        journal.append(watch.journal_path, rows, today)
    _tell_members(watch, custody, state)
    return state, tuple(effects)


def start_drill(watch: WatchFolder, today: date) -> Drill:
    """Send every member and contact a dummy notice with a code to read back; return the drill."""
    with watch.locked():
        state = watch.load()
        people = sorted({*state.contacts, *(one.member for one in state.watch.members)})
        codes = {name: f"{secrets.randbelow(10**6):06}" for name in people}
        files = [
            (watch.outbox / name / f"drill-{today.isoformat()}.txt", drill_notice(code).encode())
            for name, code in codes.items()
        ]
        if files:
            write(files, below=watch.folder)
        drill = Drill(day=today, codes=codes)
        journal.append(
            watch.journal_path, [journal.Event(verb="drill", by="watch", about={"people": len(codes)})], today
        )
        watch.save(replace(state, drill=drill))
    return drill


def confirm_drill(watch: WatchFolder, code: str, today: date) -> Drill:
    """Take a code that somebody read back; return the drill.

    Raises:
        InputError: `drill-code`.
    """
    with watch.locked():
        state = watch.load()
        drill = state.drill
        name = next((name for name, known in drill.codes.items() if known == code), None) if drill else None
        if drill is None or name is None:
            raise InputError("drill-code", "No drill sent this code.", "Have it read again.")
        confirmed = tuple(sorted({*drill.confirmed, name}))
        drill = replace(drill, confirmed=confirmed)
        journal.append(watch.journal_path, [journal.Event(verb="drill-read", by="watch", about={"of": name})], today)
        watch.save(replace(state, drill=drill))
    return drill


def _signs(
    watch: WatchFolder, custody: Custody, state: State
) -> tuple[list[Answered], list[tuple[str, Pressed]], tuple[str, ...]]:
    """Return answers to asks that stand, marks of the duress slot not seen before, and what is nobody's answer."""
    identity = watch.identity()
    answers, marks, refused = [], [], []
    for path in _files(watch.inbox):
        try:
            found = read_sign(read_file(path), identity, state.enrolled)
        except SecondSourceError:
            refused.append(path.name)
            continue
        if state.nonces.get(found.member) == found.about:
            answers.append(Answered(member=found.member, duress=found.duress))
        else:
            refused.append(path.name)
    for path in _files(custody.root / "contacts"):
        digest = hashlib.sha256(read_file(path)).hexdigest()
        try:
            found = read_sign(read_file(path), identity, state.enrolled)
        except SecondSourceError:
            continue  # anybody may leave rubbish there
        if found.duress and digest not in state.seen and found.about.startswith("contact-"):
            marks.append((digest, Pressed(member=found.member)))
    return answers, marks, tuple(refused)


def _asks(watch: WatchFolder, state: State) -> State:
    """Keep one ask standing for every member, and lay it out to be carried."""
    nonces = {one.member: state.nonces.get(one.member) or secrets.token_hex(16) for one in state.watch.members}
    recipient = watch.recipient()
    files = [
        (watch.outbox / name / "ask.txt", ask_text(name, nonce, recipient).encode()) for name, nonce in nonces.items()
    ]
    if files:
        write(files, below=watch.folder)
    return replace(state, nonces=nonces)


def _carry_out(watch: WatchFolder, custody: Custody, state: State, effect: Effect) -> None:
    """Write the notices of one effect, and for a prepared membership its seats file."""
    text = notice(effect.deed, effect.member).encode()
    name = f"{state.watch.sequence:08}-{effect.deed.value}-{effect.member}.txt"
    everybody_else = f"all-but-{effect.member}"
    to: tuple[str, ...] = (everybody_else,)
    if effect.deed is Deed.REMIND:
        to = (effect.member,)
    elif effect.deed is Deed.ALERT:
        to = state.contacts_of(effect.member)
    files = [(watch.outbox / one / name, text) for one in to]
    if effect.deed is Deed.PREPARE:
        draft = without(custody.desk.in_force(), effect.member)
        if draft is not None:
            files.append((watch.outbox / everybody_else / f"{name[:8]}-seats.txt", seats_file.text(draft).encode()))
    if files:
        write(files, below=watch.folder)


def without(policy: SeatPolicy | None, member: str) -> SeatPolicy | None:
    """Return the next policy without one seat; None where that could not stand. No threshold is lowered below half."""
    if policy is None:
        return None
    seats = tuple(seat for seat in policy.seats if seat.name != member)
    count, old = len(seats), policy.thresholds
    more_than_half = count // 2 + 1

    def fitting(asked: int, least: int) -> int:
        return max(min(asked, count), least)

    try:
        return replace(
            policy,
            version=policy.version + 1,
            seats=seats,
            thresholds=Thresholds(
                hold=min(old.hold, fitting(old.go, more_than_half)),
                cancel=fitting(old.cancel, -(-count // 2)),
                go=fitting(old.go, more_than_half),
                release=fitting(old.release, more_than_half),
                membership=fitting(old.membership, more_than_half),
            ),
        )
    except InputError:
        return None


def _tell_members(watch: WatchFolder, custody: Custody, state: State) -> None:
    """Tell each member who is suspended: one sealed file each, one size, written anew at every look.

    Whoever was suspended silently is not told of themselves, and the drop's new list does not pass by them.
    """
    try:
        members = custody.roster().members
    except RuleError:
        return
    suspended = frozenset(state.watch.suspended)
    silent = {one.member for one in state.watch.members if one.silent}
    files = [
        (custody.root / "suspensions" / f"{one.name}.age", _suspensions(one, suspended, silent)) for one in members
    ]
    write(files, below=custody.root)
    try:
        rows = [f"# {one.name}\n{one.recipient}\n" for one in custody.live(suspended)]
    except RuleError:
        return
    write([(watch.outbox / "drop" / "recipients.txt", "".join(rows).encode())], below=watch.folder)


def _suspensions(member: Member, suspended: frozenset[str], silent: set[str]) -> bytes:
    shown = sorted(suspended - ({member.name} if member.name in silent else set()))
    return age.seal(" ".join(shown).encode().ljust(SUSPENSIONS_SIZE), [member.recipient])


def _rehearsal(watch: WatchFolder, state: State, today: date) -> None:
    path = watch.outbox / "desk" / "drill-due.txt"
    due = bool(state.watch.members) and (state.drill is None or today - state.drill.day > DRILL_EVERY)
    if due:
        write([(path, drill_due().encode())], below=watch.folder)
    else:
        path.unlink(missing_ok=True)


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith("."))
