"""The cooling-off runs from the day witnesses saw it: whatever date its seats wrote, and whoever removes the proof."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from tests.worlds.desk import HOUR, LOG, NOON, SUBJECT, WITNESSES, World, signed, statement

from secondsource.core.release.policy import Action
from secondsource.trust.log_folder import LogWriter
from secondsource.trust.signing.signer import cosign_text, sign_text, verifier_of
from secondsource.trust.tlog import note
from secondsource.trust.verifying.answers import Answer, Outcome
from secondsource.trust.verifying.sightings import SIGHTINGS
from secondsource.trust.verifying.site import verify_site

COOL = 12 * HOUR


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "desk")


def ask(world: World, hours: float) -> Answer:
    (answer,) = verify_site(world.site, world.asked(NOON + timedelta(hours=hours)), SUBJECT)
    return answer


def test_signed_in_secret_with_an_old_date_it_still_cools_off(world: World) -> None:
    world.say(Action.GO, 1, 2, 3)  # dated NOON
    world.witness(NOON + 40 * HOUR)  # and shown to nobody before
    assert ask(world, 41).outcome is Outcome.HELD
    assert ask(world, 51.9).outcome is Outcome.HELD
    assert ask(world, 52).outcome is Outcome.GO


def test_the_first_sight_counts_and_not_the_newest(world: World) -> None:
    world.say(Action.GO, 1, 2, 3)
    world.witness(NOON + HOUR)
    for hours in (7, 20, 30):
        world.witness(NOON + hours * HOUR)
    assert ask(world, 31).outcome is Outcome.GO


def test_a_date_after_the_first_sight_counts_too(world: World) -> None:
    world.say(Action.GO, 1, 2, 3, issued=NOON + 5 * HOUR)
    world.witness(NOON)
    assert ask(world, 13).outcome is Outcome.HELD
    assert ask(world, 17).outcome is Outcome.GO


def test_without_sightings_a_go_is_younger_and_never_older(world: World) -> None:
    world.say(Action.GO, 1, 2, 3)
    world.witness(NOON)
    world.witness(NOON + 30 * HOUR)
    assert ask(world, 31).outcome is Outcome.GO
    shutil.rmtree(world.site / SIGHTINGS)
    assert ask(world, 31).outcome is Outcome.HELD
    assert ask(world, 42).outcome is Outcome.GO


def test_a_sighting_of_a_log_without_it_says_nothing_of_it(world: World) -> None:
    world.witness(NOON - HOUR)  # one entry, the seats
    world.say(Action.GO, 1, 2, 3)
    world.witness(NOON + 30 * HOUR)
    assert sorted(path.name for path in (world.site / SIGHTINGS).iterdir()) == ["1", "2"]
    shutil.copyfile(world.site / SIGHTINGS / "1", world.site / SIGHTINGS / "2")
    assert ask(world, 31).outcome is Outcome.HELD


@pytest.mark.parametrize("names", [(), ("quay",)], ids=["no-witness", "too-few"])
def test_too_few_witnesses_are_no_sight(world: World, names: tuple[str, ...]) -> None:
    world.say(Action.GO, 1, 2, 3)
    world.witness(NOON + 30 * HOUR)
    text = note.parse(world.checkpoint()).text
    lines = [cosign_text(text, WITNESSES[name], int(NOON.timestamp())) for name in names]
    (world.site / SIGHTINGS / "2").write_bytes(note.join(text, [sign_text(text, LOG), *lines]))
    assert ask(world, 31).outcome is Outcome.HELD


@pytest.mark.parametrize("damage", [b"", b"\xff", b"x" * 2_000_000], ids=["empty", "binary", "huge"])
def test_a_damaged_sighting_is_passed_over(world: World, damage: bytes) -> None:
    world.say(Action.GO, 1, 2, 3)
    world.witness(NOON + 30 * HOUR)
    (world.site / SIGHTINGS / "2").write_bytes(damage)
    (world.site / SIGHTINGS / "02").write_bytes(damage)
    (world.site / SIGHTINGS / "9").mkdir()
    assert ask(world, 31).outcome is Outcome.HELD
    assert ask(world, 42).outcome is Outcome.GO


def test_a_sighting_of_another_story_is_a_fork(world: World, tmp_path: Path) -> None:
    """Witnesses that sign two stories, and a log that tells them: the old date is shown, and so is the fork."""
    world.say(Action.GO, 1, 2, 3)
    world.witness(NOON + 30 * HOUR)
    with LogWriter(tmp_path / "other", verifier_of(LOG), lambda text: sign_text(text, LOG)) as other:
        other.append([signed(statement(b"x"), 1, 2, 3)] * 2)
        text = note.parse(other.reader.checkpoint_bytes()).text
    lines = [cosign_text(text, witness, int(NOON.timestamp())) for witness in WITNESSES.values()]
    (world.site / SIGHTINGS / "2").write_bytes(note.join(text, [sign_text(text, LOG), *lines]))
    assert ask(world, 31).code == "log-forked"


def test_a_crash_before_the_sighting_is_made_good_by_the_same_reply(world: World) -> None:
    world.say(Action.GO, 1, 2, 3)
    world.witness(NOON)
    (world.site / SIGHTINGS / "2").unlink()
    world.witness(NOON)
    assert (world.site / SIGHTINGS / "2").read_bytes() == world.checkpoint()


def test_an_append_leaves_the_older_proofs_to_the_checkpoint_that_witnesses_signed(world: World) -> None:
    world.say(Action.GO, 1, 2, 3)
    world.witness(NOON)
    folder = world.site / "statement"
    proof = (folder / "1.tlog-proof").read_bytes()
    world.say(Action.CANCEL, 1, 2, 3, motion="m-0003", subject="pier-list")
    assert (folder / "1.tlog-proof").read_bytes() == proof
    world.witness(NOON)
    assert (folder / "1.tlog-proof").read_bytes() != proof


def test_a_crash_between_the_append_and_its_two_files_is_made_good_by_the_same_append(world: World) -> None:
    world.say(Action.GO, 1, 2, 3)
    files = [world.site / "statement" / f"1.{kind}" for kind in ("note", "tlog-proof")]
    before = [path.read_bytes() for path in files]
    for path in files:
        path.unlink()
        assert world.say(Action.GO, 1, 2, 3) == 1
        assert [path.read_bytes() for path in files] == before
