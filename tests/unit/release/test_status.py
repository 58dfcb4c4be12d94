"""What holds for a subject: every way in which something can be missing, late, blind or forged means hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.worlds.voters import (
    DAY,
    HOUR,
    NOW,
    POLICY,
    SUBJECT,
    held_round,
    judged,
    later,
    membership,
    motion,
    raw,
    said,
    seats,
    signed,
)

from secondsource.core.release import rounds
from secondsource.core.release.history import History
from secondsource.core.release.policy import Action
from secondsource.core.release.status import Standing, Status, stale, status_of
from secondsource.errors import RuleError
from secondsource.trust.statements import seats_file
from secondsource.trust.statements.history import read_history

COOL = NOW + 13 * HOUR
"""After the cooling-off of what was issued now."""


def status(history: History, now: datetime = COOL, *doubts: str) -> Status:
    return status_of(SUBJECT, history, now, doubts)


GO = signed(said(), 1, 2, 3)


def test_a_go_is_pending_until_it_has_cooled_off_and_then_holds_until_it_expires() -> None:
    history = judged(GO)
    assert status(history, NOW).standing is Standing.PENDING
    assert status(history, NOW).until == NOW + 12 * HOUR
    assert not status(history, NOW).may_go
    assert status(history, NOW + 12 * HOUR).may_go
    assert status(history, NOW + 7 * DAY).standing is Standing.NONE


def test_cooling_off_starts_when_the_entry_became_public() -> None:
    history = judged(GO)
    entries = (history.entries[0], replace(history.entries[1], public_since=NOW + 5 * HOUR))
    assert status(replace(history, entries=entries), NOW + 16 * HOUR).standing is Standing.PENDING
    assert status(replace(history, entries=entries), NOW + 17 * HOUR).may_go


def test_nothing_said_means_hold() -> None:
    assert status(judged()).standing is Standing.NONE
    assert status(judged(begun=False)).standing is Standing.NONE


def test_any_doubt_means_hold() -> None:
    found = status(judged(GO), COOL, "The log has forked.")
    assert found.standing is Standing.NONE
    assert found.reasons == ("The log has forked.",)


def test_one_seat_holds_and_a_quorum_that_saw_it_lifts_it() -> None:
    hold = signed(said(Action.HOLD, motion="m-0003", issued=NOW + HOUR, expires=NOW + 49 * HOUR), 5)
    held = status(judged(GO, hold))
    assert (held.standing, held.action, held.index) == (Standing.CURRENT, Action.HOLD, 2)
    unseeing = signed(said(motion="m-0004", supersedes=1), 1, 2, 3)
    assert status(judged(GO, hold, unseeing)).action is Action.HOLD
    seeing = signed(said(motion="m-0004", supersedes=2), 1, 2, 3)
    assert status(judged(GO, hold, seeing)).may_go


def test_a_hold_that_nobody_lifted_ends_by_itself() -> None:
    hold = signed(said(Action.HOLD, motion="m-0003"), 5)
    assert status(judged(GO, hold), NOW + 47 * HOUR).action is Action.HOLD
    assert status(judged(GO, hold), NOW + 48 * HOUR).may_go


def test_a_hold_longer_than_the_policy_allows_ends_when_the_policy_says() -> None:
    hold = signed(said(Action.HOLD, motion="m-0003", expires=NOW + 72 * HOUR), 5)
    assert status(judged(GO, hold), NOW + 48 * HOUR).may_go


def test_over_rate_holds_are_not_heard_and_it_is_said_so() -> None:
    holds = [
        signed(said(Action.HOLD, motion=f"m-1{n}", issued=NOW + n * HOUR, expires=NOW + (n + 40) * HOUR), 5)
        for n in range(3)
    ]
    found = status(judged(GO, *holds))
    assert found.index == 3
    assert found.not_counted == ((4, "Its seat has held more often than the policy lets it."),)
    other_seat = signed(said(Action.HOLD, motion="m-20", issued=NOW + 3 * HOUR, expires=NOW + 9 * HOUR), 4)
    assert status(judged(GO, *holds, other_seat), NOW + 8 * HOUR).index == 5
    week_later = signed(said(Action.HOLD, motion="m-21", issued=NOW + 8 * DAY, expires=NOW + 9 * DAY), 5)
    assert status(judged(GO, *holds, week_later), NOW + 8 * DAY).action is Action.HOLD


def test_a_hold_on_another_subject_uses_up_the_ration_too() -> None:
    spent = [
        signed(said(Action.HOLD, subject="other", motion=f"m-1{n}", issued=NOW + n * HOUR, expires=NOW + DAY), 5)
        for n in range(2)
    ]
    assert status(judged(GO, *spent, signed(said(Action.HOLD, motion="m-3"), 5))).may_go


def test_a_lifted_hold_published_again_does_not_come_back() -> None:
    hold = signed(said(Action.HOLD, motion="m-0003"), 5)
    lifted = signed(said(motion="m-0004", supersedes=2), 1, 2, 3)
    again = status(judged(GO, hold, lifted, hold))
    assert again.may_go
    assert again.not_counted == ((4, "It repeats entry 2 and counts once."),)


def test_a_cancel_stands_and_no_hold_softens_it() -> None:
    cancel = signed(said(Action.CANCEL, motion="m-0003", supersedes=1), 1, 2, 3)
    hold = signed(said(Action.HOLD, motion="m-0004"), 5)
    assert status(judged(GO, cancel, hold)).action is Action.CANCEL


def test_a_hold_by_a_clock_a_little_ahead_is_heard_and_one_for_tomorrow_is_not_yet() -> None:
    soon = signed(said(Action.HOLD, motion="m-0003", issued=COOL + HOUR / 5), 5)
    tomorrow = signed(said(Action.HOLD, motion="m-0003", issued=COOL + 24 * HOUR, expires=COOL + 30 * HOUR), 5)
    assert status(judged(GO, soon)).action is Action.HOLD
    assert status(judged(GO, tomorrow)).may_go
    assert status(judged(GO, tomorrow), COOL + 25 * HOUR).action is Action.HOLD


def test_nothing_lifts_a_hold_before_it_was_said() -> None:
    ahead = signed(said(Action.CANCEL, motion="m-0003", supersedes=9), 1, 2, 3)
    go = signed(said(motion="m-0004", supersedes=1), 1, 2, 3)
    hold = signed(said(Action.HOLD, motion="m-0005"), 5)
    assert status(judged(ahead, go, hold)).action is Action.HOLD


def test_a_cancel_that_saw_nothing_counts_all_the_same() -> None:
    assert status(judged(GO, signed(said(Action.CANCEL, motion="m-3"), 1, 2, 3))).action is Action.CANCEL


def test_a_go_voted_without_sight_of_the_cancel_does_not_lift_it() -> None:
    cancel = signed(said(Action.CANCEL, motion="m-0003", supersedes=1), 1, 2, 3)
    blind = signed(said(motion="m-0004", supersedes=1), 3, 4, 5)
    found = status(judged(GO, cancel, blind))
    assert found.action is Action.CANCEL
    assert found.not_counted == ((3, "It was voted without sight of entry 2."),)
    assert status(judged(GO, cancel, GO)).action is Action.CANCEL
    for ahead in (3, 9):  # its own place, and one that does not exist yet
        forward = signed(said(motion="m-0004", supersedes=ahead), 3, 4, 5)
        assert status(judged(GO, cancel, forward)).action is Action.CANCEL


def test_an_expired_cancel_brings_no_older_go_back() -> None:
    go = signed(said(expires=NOW + 300 * DAY), 1, 2, 3)
    cancel = signed(said(Action.CANCEL, motion="m-0003", supersedes=1), 1, 2, 3)
    assert status(judged(go, cancel), NOW + 8 * DAY).standing is Standing.NONE


def test_two_statements_of_one_round_are_evidence_and_mean_hold() -> None:
    other = signed(said(Action.CANCEL, supersedes=1), 3, 4, 5)
    found = status(judged(GO, other))
    assert found.standing is Standing.NONE
    assert found.evidence == (1, 2)
    settled = signed(said(motion="m-0009", supersedes=2), 1, 2, 3)
    assert status(judged(GO, other, settled)).may_go
    settling_itself = signed(said(Action.CANCEL, supersedes=9), 3, 4, 5)
    assert status(judged(GO, settling_itself)).evidence == (1, 2)


def test_two_goes_of_one_round_are_evidence_though_the_second_was_blind() -> None:
    found = status(judged(GO, signed(said(text_sha256="2" * 64), 3, 4, 5)))
    assert (found.standing, found.evidence) == (Standing.NONE, (1, 2))


def test_one_seat_cannot_make_evidence_with_holds() -> None:
    holds = [signed(said(Action.HOLD, expires=NOW + n * HOUR), 5) for n in (1, 2)]
    assert status(judged(GO, *holds)).may_go


def test_the_round_of_another_subject_accuses_both() -> None:
    assert status(judged(GO, signed(said(subject="other"), 3, 4, 5))).evidence == (1, 2)
    assert status_of("other", judged(GO, signed(said(subject="other"), 3, 4, 5)), COOL).evidence == (1, 2)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        pytest.param(signed(said(), 1, 2), "It has 2 of the 3 seats that go takes.", id="k-1 signatures"),
        pytest.param(signed(said(policy=2), 1, 2, 3), "voted under policy 2", id="a policy that is not in force"),
        pytest.param(signed(said(log_origin="other.example/log"), 1, 2, 3), "another log", id="another log"),
        pytest.param(signed(said(), 6, 7, 8), "It has 0 of the 3", id="strangers"),
        pytest.param(GO.replace(b"round: 1", b"round: 2"), "does not fit this text", id="a changed word"),
        pytest.param(GO.replace(b"policy: 1", b"policy:  1"), "cannot be read", id="a padded line"),
        pytest.param(b"rubbish", "not a signed note", id="rubbish"),
    ],
)
def test_what_does_not_count_stays_with_its_reason_and_changes_nothing(entry: bytes, why: str) -> None:
    history = judged(GO, entry)
    assert why in history.entries[2].why_not
    assert status(history).may_go
    assert status(judged(entry)).standing is Standing.NONE


def test_one_key_twice_under_two_names_is_one_voice() -> None:
    twice = signed(said(), 1, 2, 1)
    assert "2 of the 3 seats" in judged(twice).entries[1].why_not


def test_a_spoiler_line_costs_the_note_its_count() -> None:
    spoiled = GO + signed(said(round=2), 4).split(b"\n\n")[1]
    assert "desk.example/seat-4" in judged(spoiled).entries[1].why_not


def test_an_older_policy_replayed_does_not_count() -> None:
    new = later(seats=seats(1, 2, 3, 6, 7))
    history = judged(membership(new, 1, 2, 3), GO, signed(said(policy=2, motion="m-5"), 1, 6, 7), policies=[new])
    assert history.entries[2].why_not == "It was voted under policy 1, and policy 2 was in force."
    assert status(history).index == 3


def test_a_membership_takes_enough_of_the_old_and_of_the_new() -> None:
    new = later(seats=seats(1, 2, 6, 7, 8))
    enough = membership(new, 1, 2, 3, 6)
    assert [policy.version for policy in judged(enough, policies=[new]).policies] == [1, 2]
    assert (
        judged(membership(new, 1, 2, 6, 7, 8), policies=[new]).entries[1].why_not.startswith("It has 2 of the 3 seats")
    )
    assert judged(membership(new, 1, 2, 3), policies=[new]).entries[1].why_not == (
        "It has 2 of the 3 new seats that membership takes."
    )
    skipping = replace(new, version=3)
    wrong = membership(skipping, 1, 2, 3, 6, policy=1)
    assert "would follow version 1" in judged(wrong, policies=[skipping]).entries[1].why_not


def test_a_missing_seats_file_stops_everything_but_only_when_the_old_seats_signed() -> None:
    new = later(seats=seats(1, 2, 3, 6, 7))
    assert status(judged(GO, membership(new, 1, 2, 3))).standing is Standing.NONE
    assert status(judged(GO, membership(new, 6, 7))).may_go
    assert judged(begun=False).policy is None


def test_the_first_policy_is_named_by_its_hash() -> None:
    assert judged(GO).first_policy_sha256 == judged().first_policy_sha256 is not None
    assert judged(GO).policies == (POLICY,)
    assert judged(GO).subjects() == (SUBJECT,)
    assert judged(GO).entries[1].keys == {raw(1), raw(2), raw(3)}


def test_stale_witnesses_are_said_to_be_stale() -> None:
    assert stale(NOW, NOW + 24 * HOUR) == ""
    assert "more than 24 hours ago" in stale(NOW, NOW + 25 * HOUR)
    assert "in the future" in stale(NOW + HOUR, NOW)
    assert "Not enough witnesses" in stale(None, NOW)


def test_another_text_under_the_right_hash_is_a_missing_text() -> None:
    data = seats_file.text(replace(POLICY, seats=seats(6, 7, 8, 1, 2))).encode()
    assert read_history([membership(POLICY, 1, 2, 3)], lambda _: data).policy is None


def test_a_mover_cannot_second_whatever_was_filed() -> None:
    assert not rounds.seconded(raw(1), {raw(1), raw(8)}, POLICY, None)
    assert rounds.seconded(raw(1), {raw(1), raw(2)}, POLICY, None)


def test_a_round_opens_under_the_policy_in_force_only() -> None:
    moved = motion()
    rounds.check_round(moved, held_round(moved), POLICY, ())
    with pytest.raises(RuleError):
        rounds.check_round(moved, held_round(moved), later(), ())
