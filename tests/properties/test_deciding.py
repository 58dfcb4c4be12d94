"""Laws of voting: what never lowers a threshold, never counts, and never depends on order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.voters import (
    DAY,
    HOUR,
    NOW,
    POLICY,
    SUBJECT,
    ballot,
    held_round,
    judged,
    later,
    motion,
    raw,
    said,
    seats,
    signed,
)

from secondsource.core.release.papers import Vote
from secondsource.core.release.policy import LETTING_OUT, Action, Seat
from secondsource.core.release.rounds import RoundStanding
from secondsource.core.release.status import Standing, status_of
from secondsource.core.release.tally import CastBallot, Tally, tally

MOVED = motion()
HELD = held_round(MOVED)
THEN = NOW + 2 * HOUR
votes = st.dictionaries(st.integers(1, 5), st.sampled_from(Vote), max_size=5)
voters = st.sets(st.integers(1, 5))


def cast_of(chosen: dict[int, Vote]) -> list[CastBallot]:
    return [ballot(MOVED, HELD, number, vote) for number, vote in chosen.items()]


def counted(cast: list[CastBallot], recused: Collection[int] = (), now: datetime = THEN) -> Tally:
    return tally(MOVED, HELD, (POLICY,), cast, {raw(number) for number in recused}, now)


@given(votes)
def test_it_takes_the_threshold_in_yes_votes_and_nothing_else_counts(chosen: dict[int, Vote]) -> None:
    yes = sum(vote is Vote.YES for vote in chosen.values())
    assert (counted(cast_of(chosen)).standing is RoundStanding.CARRIED) == (yes >= 3)


@given(votes, st.integers(1, 5))
def test_an_abstention_never_lowers_the_threshold(chosen: dict[int, Vote], number: int) -> None:
    absent = {voter: vote for voter, vote in chosen.items() if voter != number}
    abstaining = counted(cast_of(absent | {number: Vote.ABSTAIN}))
    assert abstaining.counts[0].threshold == POLICY.thresholds.go
    assert abstaining.counts[0].yes == counted(cast_of(absent)).counts[0].yes


@given(votes, voters)
def test_recused_ballots_never_count_and_recusal_lowers_nothing(chosen: dict[int, Vote], recused: set[int]) -> None:
    found = counted(cast_of(chosen), recused).counts[0]
    assert not {f"seat-{number}" for number in recused} & {*found.yes, *found.no, *found.abstained}
    assert found.threshold == POLICY.thresholds.go
    assert set(found.recused) == {f"seat-{number}" for number in recused}


@given(votes, voters)
def test_every_seat_is_accounted_for_once(chosen: dict[int, Vote], recused: set[int]) -> None:
    found = counted(cast_of(chosen), recused).counts[0]
    names = [*found.yes, *found.no, *found.abstained, *found.recused, *(one.seat for one in found.missing)]
    assert sorted(names) == [f"seat-{number}" for number in range(1, 6)]
    assert all(one.why for one in found.missing)


@given(votes, st.lists(st.integers(6, 8)))
def test_strangers_never_count(chosen: dict[int, Vote], strangers: list[int]) -> None:
    extra = [ballot(MOVED, HELD, number) for number in strangers]
    found = counted(cast_of(chosen) + extra)
    assert found.counts == counted(cast_of(chosen)).counts
    assert {one.seat for one in found.refused} == {raw(number).hex() for number in strangers}


@given(votes, st.lists(st.sampled_from(["seat-1", "chief", "seat-5"]), min_size=5, max_size=5, unique=False))
def test_names_never_count_but_keys_do(chosen: dict[int, Vote], names: list[str]) -> None:
    """Whatever the seats are called, the same keys carry; a policy whose names clash cannot even be written."""
    renamed = tuple(
        Seat(name=f"{name}-{place}", key=seat.key)
        for place, (name, seat) in enumerate(zip(names, POLICY.seats, strict=True))
    )
    other = tally(MOVED, HELD, (replace(POLICY, seats=renamed),), cast_of(chosen), (), THEN)
    assert other.standing is counted(cast_of(chosen)).standing
    assert [one.key for one in other.signing] == [one.key for one in counted(cast_of(chosen)).signing]


@given(st.integers(1, 5), st.integers(1, 50))
def test_one_key_is_one_voice_however_often_it_votes(number: int, times: int) -> None:
    many = [ballot(MOVED, HELD, number, cast=NOW + HOUR * (1 + place / 100)) for place in range(times)]
    assert len(counted(many).counts[0].yes) == 1
    assert len(counted(many).signing) == 1


@given(votes, st.data())
def test_order_does_not_matter(chosen: dict[int, Vote], data: st.DataObject) -> None:
    cast = [*cast_of(chosen), ballot(MOVED, HELD, 1, Vote.NO), ballot(MOVED, HELD, 2, cast=NOW + HOUR * 1.5)]
    assert counted(data.draw(st.permutations(cast))) == counted(cast)


def test_who_votes_in_two_ways_has_not_voted() -> None:
    found = counted([*cast_of({1: Vote.YES, 2: Vote.YES, 3: Vote.YES}), ballot(MOVED, HELD, 3, Vote.NO)])
    assert found.standing is RoundStanding.OPEN
    assert next((one.seat, one.why) for one in found.counts[0].missing) == (
        "seat-3",
        "It has voted in two ways, and neither counts.",
    )


@given(
    voters,
    st.sampled_from(
        [
            {"motion": "m-0009"},
            {"round": 2},
            {"policy": 2},
            {"text_sha256": "2" * 64},
            {"statement_sha256": "2" * 64},
            {"log_origin": "other.example/log"},
            {"cast": NOW - HOUR},
            {"cast": NOW + DAY},
        ]
    ),
)
def test_a_vote_from_elsewhere_never_counts(chosen: set[int], changes: dict[str, Any]) -> None:
    found = counted([ballot(MOVED, HELD, number, **changes) for number in chosen])
    assert found.counts[0].yes == ()
    assert len(found.refused) == len(chosen)


@given(votes)
def test_a_round_whose_time_is_over_carries_nothing_new(chosen: dict[int, Vote]) -> None:
    found = counted(cast_of(chosen), now=NOW + DAY)
    assert found.standing in {RoundStanding.CARRIED, RoundStanding.EXPIRED}
    assert counted(cast_of(chosen), now=NOW + 74 * HOUR).standing is RoundStanding.EXPIRED


@given(votes, voters)
def test_lost_means_that_no_further_vote_could_carry_it(chosen: dict[int, Vote], recused: set[int]) -> None:
    found = counted(cast_of(chosen), recused)
    all_others_yes = {number: chosen.get(number, Vote.YES) for number in range(1, 6)}
    best = counted(cast_of(all_others_yes), recused)
    assert (found.standing is RoundStanding.LOST) == (best.standing is not RoundStanding.CARRIED)


def test_a_membership_is_counted_among_the_old_and_among_the_new() -> None:
    new = later(seats=seats(3, 4, 5, 6, 7))
    moved = motion(Action.MEMBERSHIP, subject="seats")
    held = held_round(moved, expires=None)

    def standing(*numbers: int) -> RoundStanding:
        cast = [ballot(moved, held, number) for number in numbers]
        return tally(moved, held, (POLICY, new), cast, (), THEN).standing

    assert standing(3, 4, 5) is RoundStanding.CARRIED
    assert standing(1, 2, 3) is RoundStanding.OPEN
    assert standing(5, 6, 7) is RoundStanding.OPEN
    assert standing(1, 2, 3, 6, 7) is RoundStanding.CARRIED


@given(st.sets(st.integers(1, 8), max_size=8), st.sampled_from(sorted(LETTING_OUT)), st.integers(0, 200))
def test_the_status_is_hold_whenever_anything_is_missing(signers: set[int], action: Action, hours: int) -> None:
    history = judged(*([signed(said(action), *sorted(signers))] if signers else []))
    now = NOW + hours * HOUR
    enough = len(signers & {1, 2, 3, 4, 5}) >= 3
    in_time = 12 <= hours < 7 * 24
    assert status_of(SUBJECT, history, now).may_go == (enough and in_time)
    assert not status_of(SUBJECT, history, now, ["something is missing"]).may_go
    assert not status_of("another-subject", history, now).may_go


@st.composite
def logs(draw: st.DrawFn) -> list[bytes]:
    """Draw a log of statements of any kind, seen or blind, by any seats."""
    entries = []
    for place in range(1, draw(st.integers(1, 6)) + 1):
        action = draw(st.sampled_from([Action.GO, Action.HOLD, Action.CANCEL, Action.RELEASE]))
        issued = NOW + draw(st.integers(0, 30)) * HOUR
        made = said(
            action,
            motion=f"m-{draw(st.integers(1, 4))}",
            supersedes=draw(st.none() | st.integers(1, place)),
            issued=issued,
            expires=issued + draw(st.integers(1, 70)) * HOUR,
        )
        entries.append(signed(made, *sorted(draw(st.sets(st.integers(1, 5), min_size=1)))))
    return entries


@pytest.mark.slow
@given(logs(), st.integers(0, 110))
def test_a_hold_or_cancel_more_never_lets_anything_out(entries: list[bytes], hours: int) -> None:
    now = NOW + hours * HOUR
    before = status_of(SUBJECT, judged(*entries), now)
    for action, numbers in ((Action.HOLD, (5,)), (Action.CANCEL, (1, 2, 3))):
        more = signed(said(action, motion="m-99", issued=now, expires=now + HOUR), *numbers)
        assert not status_of(SUBJECT, judged(*entries, more), now).may_go or (action is Action.HOLD and before.may_go)


@pytest.mark.slow
@given(logs(), st.integers(0, 110))
def test_whatever_may_go_rests_on_an_unexpired_quorum_that_cooled_off(entries: list[bytes], hours: int) -> None:
    now = NOW + hours * HOUR
    history = judged(*entries)
    found = status_of(SUBJECT, history, now)
    if not found.may_go:
        return
    assert found.standing is Standing.CURRENT
    entry = history.entries[found.index or 0]
    assert entry.statement is not None
    assert len(entry.keys) >= 3
    assert entry.statement.expires is not None
    assert entry.statement.issued + POLICY.cooling_off <= now < entry.statement.expires
