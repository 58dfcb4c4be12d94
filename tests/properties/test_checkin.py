"""Laws of the watch: whatever happens in whatever order, it never lets out, destroys, names, or locks all out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.core.custody.checkin import LONGEST_PAUSE, Watch, step
from secondsource.core.custody.watched import (
    HOUR,
    Answered,
    Beat,
    Deed,
    Event,
    Pressed,
    Reseated,
    Schedule,
    Standing,
    Tick,
    Told,
    Travels,
    Watched,
    Word,
)

SEATS = tuple(f"seat-{number}" for number in range(1, 6))
MEMBERS = st.sampled_from(SEATS)
SCHEDULES = st.builds(
    lambda every, grace, quiet: Schedule(every=every, grace=min(grace, every), quiet=quiet),
    st.integers(HOUR, 48 * HOUR),
    st.integers(HOUR, 12 * HOUR),
    st.none() | st.just((22 * 60, 6 * 60)),
)
TICKS = st.builds(
    lambda boot, seconds, minute: Tick(beat=Beat(boot=boot, seconds=seconds), minute=minute),
    st.sampled_from(["a", "b"]),
    st.integers(0, 40 * 24 * HOUR),
    st.integers(0, 1439),
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    TICKS,
    st.builds(Answered, member=MEMBERS, duress=st.booleans()),
    st.builds(Pressed, member=MEMBERS),
    st.builds(Told, member=MEMBERS, word=st.sampled_from(Word)),
    st.builds(Travels, member=MEMBERS, schedule=st.none() | SCHEDULES),
    st.integers(3, 5).flatmap(lambda count: st.builds(Reseated, seats=st.just(SEATS), threshold=st.integers(2, count))),
)


def fresh(threshold: int = 3) -> Watch:
    usual = Schedule(every=24 * HOUR, grace=6 * HOUR)
    members = tuple(Watched(member=name, schedule=usual) for name in SEATS)
    return Watch(members=members, seats=SEATS, threshold=threshold)


class Clock:
    """Ticks every five minutes, so that time passes while watched."""

    def __init__(self) -> None:
        self.seconds = 0

    def run(self, watch: Watch, span: int) -> tuple[Watch, list[Deed]]:
        deeds: list[Deed] = []
        for _ in range(span // 300 + 1):
            self.seconds += 300
            watch, effects = step(watch, Tick(beat=Beat(boot="a", seconds=self.seconds), minute=0))
            deeds += [effect.deed for effect in effects]
        return watch, deeds


def test_the_list_of_what_can_follow_has_no_word_for_publishing_deleting_or_naming() -> None:
    assert {deed.value for deed in Deed} == {"remind", "alert", "suspend", "restore", "prepare"}


@settings(max_examples=200, deadline=None)
@given(st.lists(EVENTS, max_size=60))
def test_whatever_happens_only_listed_deeds_follow_and_live_seats_never_fall_below_the_threshold(
    events: list[Event],
) -> None:
    watch = fresh()
    for event in events:
        if isinstance(event, Tick) and watch.last is not None and event.minute % 2:
            beat = Beat(boot=watch.last.boot, seconds=watch.last.seconds + event.beat.seconds % LONGEST_PAUSE)
            event = Tick(beat=beat, minute=event.minute)  # noqa: PLW2901 - half of the ticks follow one another closely
        watch, effects = step(watch, event)
        assert {effect.deed for effect in effects} <= set(Deed)
        assert watch.live >= watch.threshold
        assert not [one for one in effects if one.deed is Deed.RESTORE] or not isinstance(event, Tick)


@settings(max_examples=100, deadline=None)
@given(st.lists(EVENTS, max_size=30), st.integers(LONGEST_PAUSE + 1, 400 * 24 * HOUR), st.booleans())
def test_downtime_never_fires_anything_and_gives_the_whole_grace_again(
    events: list[Event], pause: int, other_run: object
) -> None:
    watch = fresh()
    for event in events:
        watch, _ = step(watch, event)
    last = watch.last or Beat(boot="a", seconds=0)
    beat = Beat(boot="c" if other_run else last.boot, seconds=0 if other_run else last.seconds + pause)
    woken, effects = step(watch, Tick(beat=beat, minute=0))
    assert effects == ()
    clock = Clock()
    clock.seconds = beat.seconds
    shortest = min(one.now.grace for one in woken.members)
    for _ in range((shortest - 1) // 300):
        clock.seconds += 300
        woken, effects = step(woken, Tick(beat=Beat(boot=beat.boot, seconds=clock.seconds), minute=0))
        assert {effect.deed for effect in effects} <= {Deed.REMIND}


@settings(deadline=None)
@given(st.lists(TICKS, max_size=40))
def test_a_watch_that_is_looked_at_too_seldom_does_nothing_at_all(ticks: list[Tick]) -> None:
    watch, seconds = fresh(), 0
    for tick in ticks:
        seconds += LONGEST_PAUSE + 1 + tick.beat.seconds
        watch, effects = step(watch, Tick(beat=Beat(boot="a", seconds=seconds), minute=tick.minute))
        assert effects == ()


def test_the_stages_come_in_their_order_and_each_once() -> None:
    clock = Clock()
    watch, _ = step(fresh(), Tick(beat=Beat(boot="a", seconds=0), minute=0))
    for member in SEATS[1:]:
        watch, _ = step(watch, Travels(member=member, schedule=Schedule(every=31 * 24 * HOUR, grace=HOUR)))
    watch, deeds = clock.run(watch, 23 * HOUR)
    assert deeds == []
    watch, deeds = clock.run(watch, 2 * HOUR)
    assert deeds == [Deed.REMIND]
    watch, deeds = clock.run(watch, 6 * HOUR)
    assert deeds == [Deed.SUSPEND, Deed.ALERT]
    assert watch.suspended == ("seat-1",)
    watch, deeds = clock.run(watch, 6 * HOUR)
    assert deeds == [Deed.PREPARE]
    watch, deeds = clock.run(watch, 20 * 24 * HOUR)
    assert deeds == []


def test_coming_back_takes_the_member_and_a_contact() -> None:
    watch, _ = step(fresh(), Told(member="seat-2", word=Word.ALARM))
    alone, effects = step(watch, Told(member="seat-2", word=Word.SAFE))
    assert (effects, alone.suspended) == ((), ("seat-2",))
    alone, effects = step(watch, Answered(member="seat-2", duress=False))
    assert (effects, alone.suspended) == ((), ("seat-2",))
    both, effects = step(alone, Told(member="seat-2", word=Word.SAFE))
    assert [one.deed for one in effects] == [Deed.RESTORE]
    assert both.suspended == ()


def test_duress_suspends_silently_and_reminders_go_on_as_ever() -> None:
    clock = Clock()
    watch, _ = step(fresh(), Tick(beat=Beat(boot="a", seconds=0), minute=0))
    watch, effects = step(watch, Answered(member="seat-1", duress=True))
    assert [(one.deed, one.silent) for one in effects] == [(Deed.SUSPEND, True), (Deed.ALERT, True)]
    watch, effects = step(watch, Answered(member="seat-1", duress=True))
    assert effects == (), "a second answer under duress changes nothing"
    for member in SEATS[1:]:
        watch, _ = step(watch, Travels(member=member, schedule=Schedule(every=31 * 24 * HOUR, grace=HOUR)))
    watch, deeds = clock.run(watch, 25 * HOUR)
    assert Deed.REMIND in deeds
    watch, effects = step(watch, Told(member="seat-1", word=Word.SAFE))
    assert watch.member("seat-1").standing is not Standing.PRESENT, "a contact alone does not bring them back"


def test_quiet_hours_do_not_count() -> None:
    asleep = Schedule(every=2 * HOUR, grace=HOUR, quiet=(22 * 60, 6 * 60))
    watch = Watch(members=(Watched(member="seat-1", schedule=asleep),), seats=SEATS, threshold=3)
    seconds = 0
    for _ in range(200):
        watch, effects = step(watch, Tick(beat=Beat(boot="a", seconds=seconds), minute=23 * 60))
        seconds += 300
        assert effects == ()
