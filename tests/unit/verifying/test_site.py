"""A site folder verified: what a reader may conclude, and what not."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from tests.worlds.desk import HOUR, NOON, SUBJECT, World, seat_policy, signed, statement

from secondsource.core.release.policy import Action
from secondsource.errors import InputError
from secondsource.trust.signing import spoken
from secondsource.trust.statements import seats_file
from secondsource.trust.verifying.answers import Answer, Outcome
from secondsource.trust.verifying.site import verify_site

LATER = NOON + 13 * HOUR


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A desk that has said go, after its cooling-off."""
    made = World(tmp_path / "desk")
    made.say(Action.GO, 1, 2, 3)
    made.witness(NOON)  # from this first sight on it cools off
    made.witness(NOON + 12 * HOUR)
    return made


def ask(world: World, **more: object) -> Answer:
    now = more.pop("now", LATER)
    (answer,) = verify_site(world.site, world.asked(now, **more))  # type: ignore[arg-type]
    return answer


def test_a_go_of_three_of_five_seen_by_witnesses_is_current(world: World) -> None:
    answer = ask(world)
    assert answer.outcome is Outcome.GO
    assert answer.sentence == f"GO on {SUBJECT} until 2031-03-08T12:00:00Z."
    assert answer.reasons[0] == "Entry 1 is signed by 3 of 5 seats (seat-1, seat-2, seat-3); it takes 3."


def test_the_twelve_words_pin_as_well_as_the_digits(world: World) -> None:
    for language in spoken.LANGUAGES:
        assert ask(world, pin=" ".join(spoken.fingerprint(world.first, language))).outcome is Outcome.GO
    words = list(spoken.fingerprint(world.first, "en"))
    assert ask(world, pin=" ".join(reversed(words))).code == "seats-not-pinned"
    assert ask(world, pin="quay").code == "fingerprint-length"


def test_without_a_pin_nothing_is_go(world: World) -> None:
    answer = ask(world, pin=None)
    assert answer.outcome is Outcome.UNPROVEN
    assert world.pin in answer.reasons[0]


def test_cooling_off_is_hold(tmp_path: Path) -> None:
    made = World(tmp_path / "desk")
    made.say(Action.GO, 1, 2, 3)
    made.witness(NOON + HOUR)
    answer = ask(made, now=NOON + 11 * HOUR)
    assert answer.outcome is Outcome.HELD
    assert answer.sentence == f"GO on {SUBJECT} is not yet in force: treat as HOLD."


def test_one_seat_holds_and_a_quorum_lifts_it(world: World) -> None:
    at = world.say(Action.HOLD, 5, motion="m-0003", issued=LATER, expires=LATER + 24 * HOUR, supersedes=1)
    world.witness(LATER)
    assert ask(world, now=LATER + HOUR).action is Action.HOLD
    world.say(Action.GO, 1, 2, 3, motion="m-0004", issued=LATER + HOUR, supersedes=at)
    world.witness(LATER + 2 * HOUR)
    assert ask(world, now=LATER + 14 * HOUR).outcome is Outcome.GO


def test_what_has_expired_leaves_no_current_statement(world: World) -> None:
    world.witness(NOON + 72 * HOUR)
    answer = ask(world, now=NOON + 73 * HOUR)
    assert answer.outcome is Outcome.NONE
    assert answer.sentence == f"No current statement on {SUBJECT}: treat as HOLD."


def test_every_subject_is_answered_and_one_alone_where_asked(world: World) -> None:
    world.say(Action.CANCEL, 1, 2, 4, motion="m-0009", subject="pier-list")
    world.witness(LATER)
    answers = verify_site(world.site, world.asked(LATER))
    assert [(one.subject, one.outcome) for one in answers] == [
        ("harbour-list", Outcome.GO),
        ("pier-list", Outcome.HELD),
    ]
    (only,) = verify_site(world.site, world.asked(LATER), "pier-list")
    assert only.sentence.startswith("CANCEL on pier-list")
    (unknown,) = verify_site(world.site, world.asked(LATER), "quay-list")
    assert unknown.outcome is Outcome.NONE


def test_seats_change_by_the_old_and_the_new_and_a_pin_of_either_holds(world: World) -> None:
    new = seats_file.text(seat_policy(world.log_policy, version=2, first=3)).encode()
    said = statement(new, Action.MEMBERSHIP, policy=1, motion="m-0005", issued=NOON + HOUR)
    world.publish(said, new, 3, 4, 5, 6)
    world.witness(LATER)
    assert ask(world, now=LATER).outcome is Outcome.GO
    answer = ask(world, now=LATER, pin=seats_file.fingerprint(new))
    assert answer.outcome is Outcome.NONE, "whoever pins version 2 has vouched for nothing before it"
    world.say(Action.GO, 3, 6, 7, policy=2, motion="m-0006", issued=NOON + HOUR, supersedes=1)
    world.witness(LATER)
    later = LATER + 12 * HOUR
    assert ask(world, now=later, pin=seats_file.fingerprint(new)).outcome is Outcome.GO


def test_a_log_without_witnesses_is_never_current(tmp_path: Path) -> None:
    lone = World(tmp_path / "desk", witnesses=0)
    lone.say(Action.GO, 1, 2, 3)
    assert ask(lone).reasons[0] == "Not enough witnesses have vouched for this log."


def test_a_folder_that_is_none_is_the_users_mistake(tmp_path: Path, world: World) -> None:
    with pytest.raises(InputError, match="There is no folder"):
        verify_site(tmp_path / "nowhere", world.asked(NOON))
    (tmp_path / "empty").mkdir()
    (answer,) = verify_site(tmp_path / "empty", world.asked(NOON))
    assert answer.code == "evidence-missing"


def test_a_copy_by_any_means_verifies_as_well(world: World, tmp_path: Path) -> None:
    copy = tmp_path / "stick"
    shutil.copytree(world.site, copy)
    (answer,) = verify_site(copy, world.asked(LATER))
    assert answer.outcome is Outcome.GO


def test_a_day_without_witnesses_is_a_frozen_page(world: World) -> None:
    assert ask(world, now=NOON + 36 * HOUR).outcome is Outcome.GO
    frozen = ask(world, now=NOON + 36 * HOUR + timedelta(seconds=1))
    assert frozen.outcome is Outcome.NONE
    assert "more than 24 hours ago" in frozen.reasons[0]
    assert ask(world, now=NOON + 20 * HOUR, max_age=4 * HOUR).outcome is Outcome.NONE


def test_two_of_three_witnesses_are_enough_and_one_is_not(tmp_path: Path) -> None:
    made = World(tmp_path / "desk")
    made.say(Action.GO, 2, 3, 5)
    made.witness(NOON, "quay")
    assert ask(made).outcome is Outcome.NONE
    made.witness(NOON, "ferry")
    assert ask(made).outcome is Outcome.GO


def test_the_quorums_time_is_that_of_its_slowest_member(tmp_path: Path) -> None:
    made = World(tmp_path / "desk")
    made.say(Action.GO, 2, 3, 5)
    made.witness(NOON, "quay")
    made.witness(NOON + 30 * HOUR, "ferry")
    assert ask(made, now=NOON + 31 * HOUR).outcome is Outcome.NONE


def test_the_carried_files_are_written_for_every_entry(world: World) -> None:
    names = sorted(path.name for path in (world.site / "statement").iterdir())
    assert names == ["0.note", "0.tlog-proof", "1.note", "1.tlog-proof"]
    assert signed(statement(b"The list goes out.\n"), 1, 2, 3) == (world.site / "statement" / "1.note").read_bytes()
