"""The watch as a folder: asks, answers, notices, drills, and a machine that is switched off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.worlds.custody import CustodyWorld, everything_in

from secondsource.actions.custody.watch import contacts, signs
from secondsource.actions.custody.watch.folder import WatchFolder, begin
from secondsource.actions.custody.watch.running import (
    Looked,
    confirm_drill,
    enrol,
    happen,
    look,
    start_drill,
    without,
)
from secondsource.core.custody.watched import HOUR, Beat, Deed, Schedule, Tick, Word
from secondsource.errors import AccessError, InputError, IntegrityError, RuleError
from secondsource.trust.custody.keys import age
from secondsource.trust.custody.keys.member_key import MemberKey, fresh
from secondsource.trust.statements import seats_file

USUAL = Schedule(every=24 * HOUR, grace=6 * HOUR)


class Watched:
    """A desk with a watch, three members on it, and a clock."""

    def __init__(self, folder: Path) -> None:
        self.world = CustodyWorld(folder)
        policy = self.world.desk.in_force()
        assert policy is not None
        self.watch = begin(folder / "watch", policy)
        self.decoy = fresh("seat-3")
        self.seconds = 0
        for number in (1, 2, 3):
            decoy = self.decoy if number == 3 else None
            data = signs.enrolment(self.world.keys[number], decoy, self.watch.recipient())
            enrol(self.watch, self.world.custody, data, USUAL)
        self.look()

    def look(self, passed: int = 300) -> Looked:
        self.seconds += passed
        tick = Tick(beat=Beat(boot="a", seconds=self.seconds), minute=0)
        return look(self.watch, self.world.custody, tick, self.world.today)

    def wait(self, hours: int) -> list[tuple[Deed, str]]:
        """Let hours pass, ticked every quarter of an hour."""
        ticks = []
        for _ in range(hours * 4):
            self.seconds += 900
            ticks.append(Tick(beat=Beat(boot="a", seconds=self.seconds), minute=0))
        state, effects = happen(self.watch, self.world.custody, self.watch.load(), ticks, self.world.today)
        self.watch.save(state)
        return [(one.deed, one.member) for one in effects]

    def ask(self, member: str) -> str:
        return (self.watch.outbox / member / "ask.txt").read_text()

    def answer(self, key: MemberKey) -> Looked:
        (self.watch.inbox / f"{key.name}.age").write_bytes(signs.answer(key, self.ask(key.name)))
        return self.look()


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def test_an_answer_counts_once_and_only_to_the_newest_ask(watched: Watched) -> None:
    key = watched.world.keys[1]
    old = signs.answer(key, watched.ask("seat-1"))
    assert watched.answer(key).answered == ("seat-1",)
    assert list(watched.watch.inbox.iterdir()) == []
    (watched.watch.inbox / "again.age").write_bytes(old)
    (watched.watch.inbox / "rubbish.age").write_bytes(b"rubbish")
    stranger = fresh("seat-1")
    (watched.watch.inbox / "stranger.age").write_bytes(signs.answer(stranger, watched.ask("seat-1")))
    assert watched.look().refused == ("again.age", "rubbish.age", "stranger.age")
    with pytest.raises(InputError, match="asks somebody else"):
        signs.answer(watched.world.keys[2], watched.ask("seat-1"))


def test_a_missed_check_in_goes_from_a_reminder_to_a_prepared_motion(watched: Watched) -> None:
    state, codeword = contacts.new_contact(watched.watch.load(), "quay", ["seat-1"], "es")
    watched.watch.save(state)
    assert len(codeword.split()) == 4
    found: list[tuple[Deed, str]] = []
    for _ in range(6):
        found += watched.wait(6)
        for number in (2, 3):
            watched.answer(watched.world.keys[number])
    assert found == [
        (Deed.REMIND, "seat-1"),
        (Deed.SUSPEND, "seat-1"),
        (Deed.ALERT, "seat-1"),
        (Deed.PREPARE, "seat-1"),
    ]
    boxes = {path.parent.name: path.read_text() for path in watched.watch.outbox.glob("*/*-*-*.txt")}
    assert set(boxes) == {"seat-1", "quay", "all-but-seat-1"}
    assert "reason to worry about seat-1" in boxes["quay"]
    assert "motivos para preocuparse" in boxes["quay"]
    (draft,) = watched.watch.outbox.glob("all-but-seat-1/*-seats.txt")
    policy = seats_file.parse(draft.read_bytes())
    assert [seat.name for seat in policy.seats] == ["seat-2", "seat-3", "seat-4", "seat-5"]
    assert policy.thresholds.go == 3
    assert watched.world.custody.suspended(watched.world.keys[2]) == {"seat-1"}
    drop = (watched.watch.outbox / "drop" / "recipients.txt").read_text()
    assert watched.world.keys[1].recipient not in drop
    assert watched.world.desk.in_force() == watched.world.desk.policy(1), "nothing is decided by silence"


def test_duress_looks_like_any_check_in_and_is_told_to_everybody_else(watched: Watched) -> None:
    ask = watched.ask("seat-3")
    own, pressed = (signs.answer(key, ask) for key in (watched.world.keys[3], watched.decoy))
    identity = watched.watch.identity()
    assert len({len(age.unseal(data, identity)) for data in (own, pressed)}) == 1
    state, _ = contacts.new_contact(watched.watch.load(), "quay", ["seat-3"], "en")
    watched.watch.save(state)
    looked = watched.answer(watched.decoy)
    assert looked.answered == ("seat-3",)
    assert [(one.deed, one.silent) for one in looked.effects] == [(Deed.SUSPEND, True), (Deed.ALERT, True)]
    assert list((watched.watch.outbox / "seat-3").iterdir()) == [watched.watch.outbox / "seat-3" / "ask.txt"]
    custody = watched.world.custody
    assert custody.suspended(watched.world.keys[1]) == {"seat-3"}
    assert custody.suspended(watched.world.keys[3]) == frozenset(), "not even with their own key, on their own machine"
    assert custody.suspended(watched.decoy) == frozenset()
    assert watched.answer(watched.world.keys[3]).effects == ()
    assert custody.suspended(watched.world.keys[1]) == {"seat-3"}, "coming back takes a contact as well"


def test_a_used_duress_passphrase_reaches_the_watch_at_the_next_contact(watched: Watched) -> None:
    custody = watched.world.custody
    for key in (watched.world.keys[1], watched.world.keys[3]):
        signs.leave_mark(custody, key)
    assert watched.look().effects == ()
    signs.leave_mark(custody, watched.decoy)
    (mark,) = (custody.root / "contacts").iterdir()
    kept = mark.read_bytes()
    assert [one.deed for one in watched.look().effects] == [Deed.SUSPEND, Deed.ALERT]
    assert list((custody.root / "contacts").iterdir()) == []
    mark.write_bytes(kept)
    assert watched.look().effects == ()
    assert b"seat-3" not in kept


def test_a_contact_s_codeword_starts_it_at_once_and_brings_nobody_back_alone(watched: Watched) -> None:
    state, codeword = contacts.new_contact(watched.watch.load(), "quay", ["seat-2"], "en")
    with pytest.raises(AccessError, match="has no say"):
        contacts.heard(state, "quay", "wrong words here now", "seat-2", Word.ALARM)
    with pytest.raises(AccessError, match="has no say"):
        contacts.heard(state, "quay", codeword, "seat-1", Word.ALARM)
    with pytest.raises(AccessError, match="has no say"):
        contacts.heard(state, "nobody", codeword, "seat-2", Word.ALARM)
    told = contacts.heard(state, "quay", codeword.upper(), "seat-2", Word.ALARM)
    state, effects = happen(watched.watch, watched.world.custody, state, [told], watched.world.today)
    assert [one.deed for one in effects] == [Deed.SUSPEND, Deed.ALERT]
    safe = contacts.heard(state, "quay", codeword, "seat-2", Word.SAFE)
    state, effects = happen(watched.watch, watched.world.custody, state, [safe], watched.world.today)
    assert effects == ()
    watched.watch.save(state)
    assert [one.deed for one in watched.answer(watched.world.keys[2]).effects] == [Deed.RESTORE]
    assert codeword not in (watched.watch.folder / "state.json").read_text()


def test_a_machine_that_was_off_fires_nothing_and_gives_the_grace_again(watched: Watched) -> None:
    watched.wait(29)
    assert watched.look(40 * 24 * HOUR).effects == ()
    assert watched.wait(5) == []
    found = watched.wait(2)
    assert (Deed.SUSPEND, "seat-1") in found


def test_no_suspension_leaves_fewer_seats_than_decisions_take(watched: Watched) -> None:
    found = watched.wait(60)
    suspended = [member for deed, member in found if deed is Deed.SUSPEND]
    assert suspended == ["seat-1", "seat-2"], "five seats, three needed"
    assert (Deed.ALERT, "seat-3") in found


def test_a_look_killed_before_it_saved_does_the_same_again(watched: Watched) -> None:
    watched.wait(29)
    before = watched.watch.load()
    watched.look(900)
    first = sorted(path.name for path in watched.watch.outbox.rglob("*.txt"))
    watched.watch.save(before)
    watched.seconds -= 900
    watched.look(900)
    assert sorted(path.name for path in watched.watch.outbox.rglob("*.txt")) == first


def test_a_drill_reaches_everybody_and_is_read_back(watched: Watched) -> None:
    due = watched.watch.outbox / "desk" / "drill-due.txt"
    assert due.exists()
    state, _ = contacts.new_contact(watched.watch.load(), "quay", ["seat-1"], "en")
    watched.watch.save(state)
    drill = start_drill(watched.watch, watched.world.today)
    assert set(drill.codes) == {"quay", "seat-1", "seat-2", "seat-3"}
    assert drill.codes["quay"] in next(watched.watch.outbox.glob("quay/drill-*.txt")).read_text()
    assert confirm_drill(watched.watch, drill.codes["quay"], watched.world.today).confirmed == ("quay",)
    with pytest.raises(InputError, match="No drill"):
        confirm_drill(watched.watch, "none", watched.world.today)
    watched.look()
    assert not due.exists()
    watched.world.now += timedelta(days=32)
    watched.look()
    assert due.exists()
    assert watched.watch.load().watch.suspended == (), "a drill does nothing"


def test_only_the_member_enrols_and_nothing_in_the_desk_tells_who_has_a_duress_passphrase(watched: Watched) -> None:
    stranger = signs.enrolment(fresh("seat-4"), None, watched.watch.recipient())
    with pytest.raises(IntegrityError, match="does not come from a member"):
        enrol(watched.watch, watched.world.custody, stranger, USUAL)
    found = everything_in(watched.world.desk.folder)
    assert watched.decoy.checking_in.key.hex().encode() not in found
    assert b"duress" not in found
    with pytest.raises(RuleError, match="is a watch already"):
        begin(watched.watch.folder, watched.world.desk.in_force())  # type: ignore[arg-type]
    with pytest.raises(InputError, match="is no watch"):
        WatchFolder(watched.world.folder / "nowhere").load()


def test_a_policy_that_could_not_stand_is_not_prepared(watched: Watched) -> None:
    policy = watched.world.desk.in_force()
    for member in ("seat-1", "seat-2"):
        policy = without(policy, member)
        assert policy is not None
    assert without(policy, "seat-3") is None, "two seats are no desk"
    assert without(None, "seat-3") is None


@pytest.mark.parametrize(
    ("every", "grace", "quiet"),
    [(60, 60, None), (HOUR, 2 * HOUR, None), (24 * HOUR, 60, None), (24 * HOUR, HOUR, (0, 780)), (HOUR, HOUR, (5, 5))],
)
def test_schedules_that_alarm_for_nothing_or_never_are_refused(
    every: int, grace: int, quiet: tuple[int, int] | None
) -> None:
    with pytest.raises(InputError, match="schedule cannot stand"):
        Schedule(every=every, grace=grace, quiet=quiet)
