"""Attacks on a reader, by name. Each must end in HOLD; none may ever end in go."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.worlds.desk import HOUR, LOG, NOON, SUBJECT, WITNESSES, World, key, seat, seat_policy, signed, statement

from secondsource.actions.announcing.publish import policy_text
from secondsource.core.release.policy import Action, Seat
from secondsource.errors import RuleError, SecondSourceError
from secondsource.trust.log_folder import CHECKPOINT, LogWriter
from secondsource.trust.signing.signer import KeySigner, cosign_text, sign_text, witness_of
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note, tiles
from secondsource.trust.verifying.answers import Answer, Outcome
from secondsource.trust.verifying.carried import Carried, verify_carried, verify_pair
from secondsource.trust.verifying.site import LOG_POLICY, verify_site

LATER = NOON + 13 * HOUR
TEXT = b"The list goes out.\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A desk whose go is current at LATER."""
    made = World(tmp_path / "desk")
    made.say(Action.GO, 1, 2, 3, text=TEXT)
    made.witness(NOON)  # from this first sight on it cools off
    made.witness(NOON + 12 * HOUR)
    assert ask(made).outcome is Outcome.GO
    return made


@pytest.fixture
def quiet(tmp_path: Path) -> World:
    """A desk that has said nothing yet."""
    made = World(tmp_path / "desk")
    made.announcing.publish_text(TEXT)  # so that nothing is refused for the mere lack of it
    return made


def ask(world: World, **more: object) -> Answer:
    now = more.pop("now", LATER)
    (answer,) = verify_site(world.site, world.asked(now, **more), SUBJECT)  # type: ignore[arg-type]
    return answer


def carried(world: World, index: int = 1, **more: bytes) -> Carried:
    folder = world.site / "statement"
    values = {
        "note": (folder / f"{index}.note").read_bytes(),
        "proof": (folder / f"{index}.tlog-proof").read_bytes(),
        "seats": world.first,
        "log_policy": world.log_policy,
    }
    return Carried(**(values | more))


def rewrite(site: Path, entries: list[bytes], *, at: int | None = None, log: KeySigner = LOG) -> None:
    """What a keeper of the log's key can do: build another log in its place, and have witnesses sign it if `at`."""
    shutil.rmtree(site / "tile", ignore_errors=True)
    (site / CHECKPOINT).unlink()
    public = note.VerifierKey(name=log.name, kind=note.ED25519, key=log.key)
    with LogWriter(site, public, lambda text: sign_text(text, log)) as writer:
        writer.append(entries)
    if at is not None:
        parsed = note.parse((site / CHECKPOINT).read_bytes())
        lines = [cosign_text(parsed.text, signer, at) for signer in WITNESSES.values()]
        (site / CHECKPOINT).write_bytes(note.join(parsed.text, [*parsed.signatures, *lines]))


def test_changed_word(world: World) -> None:
    bundle = world.site / "tile" / "entries" / "000.p" / "2"
    bundle.write_bytes(bundle.read_bytes().replace(b"action: go", b"action: no"))
    assert ask(world).code == "log-damaged"
    changed = (world.site / "statement" / "1.note").read_bytes().replace(b"round: 1", b"round: 2")
    assert verify_carried(carried(world, note=changed), world.asked(LATER)).code == "log-proof-wrong"


def test_changed_word_in_the_full_text(world: World) -> None:
    (text,) = [path for path in (world.site / "text").iterdir() if path.read_bytes() == TEXT]
    text.write_bytes(b"The list goes out today.\n")
    answer = ask(world)
    assert answer.outcome is Outcome.NONE
    assert answer.reasons[0] == "The text of entry 1 is missing or was changed."


def test_changed_word_when_the_logs_keeper_helps(quiet: World) -> None:
    cancel = signed(statement(TEXT, Action.CANCEL), 1, 2, 3)
    quiet.force(cancel.replace(b"action: cancel", b"action: go"))
    quiet.witness(LATER)
    answer = ask(quiet)
    assert answer.outcome is Outcome.NONE
    assert any("does not fit this text" in reason for reason in answer.reasons)


def test_k_minus_1_signatures(quiet: World) -> None:
    with pytest.raises(RuleError, match="It has 2 of the 3 seats that go takes"):
        quiet.say(Action.GO, 1, 2)
    quiet.force(signed(statement(TEXT), 1, 2))
    quiet.witness(LATER)
    answer = ask(quiet)
    assert answer.outcome is Outcome.NONE
    assert "Entry 1 does not count: It has 2 of the 3 seats that go takes." in answer.reasons


def test_one_key_twice_in_the_note(quiet: World) -> None:
    quiet.force(signed(statement(TEXT), 1, 1, 1, 2))
    quiet.witness(LATER)
    assert ask(quiet).outcome is Outcome.NONE


def test_one_key_twice_under_two_names(quiet: World) -> None:
    good = seat_policy(quiet.log_policy)
    doubled = [*good.seats[:4], Seat(name="seat-5", key=seat(1).key)]
    text = "".join(
        f"seat {one.name} {note.VerifierKey(name=f'desk.example/{one.name}', kind=1, key=one.key).encode()}\n"
        for one in doubled
    ).encode()
    lines = quiet.first.split(b"\n")
    head, tail = lines[:4], [line for line in lines[4:] if not line.startswith(b"seat ")]
    seats = b"\n".join(head) + b"\n" + text + b"\n".join(tail)
    said = statement(seats, Action.MEMBERSHIP, policy=1, motion="m-0009")
    with pytest.raises(SecondSourceError):
        quiet.publish(said, seats, 1, 2, 3)
    quiet.announcing.publish_text(seats)
    quiet.force(signed(said, 1, 2, 3))
    other_name = KeySigner(name="desk.example/seat-5", private=key(1))
    go = statement(TEXT, policy=2)
    lines_of_one = [sign_text(go.text(), one) for one in (seat(1), other_name, seat(2))]
    quiet.force(note.join(go.text(), lines_of_one))
    quiet.witness(LATER)
    answer = ask(quiet)
    assert answer.outcome is Outcome.NONE
    assert any("policy 2, and policy 1 was in force" in reason for reason in answer.reasons)


def test_spoiler_line(quiet: World) -> None:
    said = statement(TEXT)
    spoiler = note.Signature(name="desk.example/seat-4", key_id=sign_text(said.text(), seat(4)).key_id, data=bytes(64))
    spoiled = note.join(said.text(), [*(sign_text(said.text(), seat(n)) for n in (1, 2, 3)), spoiler])
    quiet.force(spoiled)
    quiet.witness(LATER)
    assert ask(quiet).outcome is Outcome.NONE
    quiet.force(signed(said, 1, 2, 3))
    quiet.witness(LATER + HOUR)
    assert ask(quiet, now=LATER + 13 * HOUR).outcome is Outcome.GO, "the clean note is heard all the same"


def test_spoiler_line_of_a_witness(world: World) -> None:
    parsed = note.parse(world.checkpoint())
    bad = next(line for line in parsed.signatures if line.name.startswith("quay"))
    spoiled = note.Signature(name=bad.name, key_id=bad.key_id, data=bad.data[:8] + bytes(64))
    (world.site / CHECKPOINT).write_bytes(note.join(parsed.text, [*parsed.signatures[:2], spoiled]))
    assert ask(world).code == "note-signature-wrong"


def test_older_policy_replay(world: World) -> None:
    new = seat_policy(world.log_policy, version=2, first=3)
    from_text = seats_file.text(new).encode()
    world.publish(statement(from_text, Action.MEMBERSHIP, policy=1, motion="m-0005"), from_text, 3, 4, 5, 6)
    late = statement(TEXT, policy=1, motion="m-0006", supersedes=1, issued=NOON + HOUR)
    with pytest.raises(RuleError, match="policy 1, and policy 2 was in force"):
        world.publish(late, TEXT, 1, 2, 3)
    world.force(signed(late, 1, 2, 3))
    world.witness(LATER)
    reasons = ask(world).reasons
    assert "Entry 3 does not count: It was voted under policy 1, and policy 2 was in force." in reasons


def test_vote_from_another_round(quiet: World) -> None:
    second_round = statement(TEXT, round=2)
    lines = [sign_text(statement(TEXT).text(), seat(n)) for n in (1, 2, 3)]
    quiet.force(note.join(second_round.text(), lines))
    quiet.witness(LATER)
    assert ask(quiet).outcome is Outcome.NONE


def test_rollback(world: World, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(world.site, older)
    world.say(Action.CANCEL, 2, 3, 4, motion="m-0007", supersedes=1)
    world.witness(LATER)
    (without,) = verify_site(older, world.asked(LATER), SUBJECT)
    assert without.outcome is Outcome.GO, "for a day a copy can be old unnoticed: that is what --seen is for"
    (answer,) = verify_site(older, world.asked(LATER, seen=(world.checkpoint(),)), SUBJECT)
    assert answer.outcome is Outcome.NONE
    assert answer.reasons[0].startswith("You have seen 3 entries of this log, and this copy holds 2")


def test_hold_removed_from_the_site(world: World) -> None:
    """The log's keeper takes a hold out and signs a shorter log; whoever saw the longer one notices."""
    entries = world.announcing.reader().entries()
    world.say(Action.HOLD, 5, motion="m-0007", issued=NOON + HOUR, supersedes=1)
    seen = world.checkpoint()
    rewrite(world.site, entries, at=int(LATER.timestamp()))
    assert ask(world).outcome is Outcome.GO
    assert ask(world, seen=(seen,)).outcome is Outcome.NONE


def test_fork(world: World) -> None:
    entries = world.announcing.reader().entries()
    world.say(Action.CANCEL, 2, 3, 4, motion="m-0007", supersedes=1)
    seen = world.checkpoint()
    hold = signed(statement(TEXT, Action.HOLD, motion="m-0008"), 5)
    rewrite(world.site, [*entries, hold, hold], at=int(LATER.timestamp()))
    answer = ask(world, seen=(seen,))
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "log-forked")
    rewrite(world.site, [*entries, hold])
    pair = verify_pair(seen, world.checkpoint(), world.log_policy)
    assert pair.outcome is Outcome.REFUSED
    assert pair.sentence == "The log desk.example/log has forked: treat every statement in it as HOLD."


def test_two_checkpoints_that_agree_prove_nothing_and_strangers_no_fork(world: World) -> None:
    seen = world.checkpoint()
    assert verify_pair(seen, seen, world.log_policy).sentence == "These two checkpoints say the same."
    world.say(Action.CANCEL, 2, 3, 4, motion="m-0007", supersedes=1)
    assert verify_pair(seen, world.checkpoint(), world.log_policy).outcome is Outcome.UNPROVEN
    stranger = KeySigner(name=LOG.name, private=key(77))
    text = note.parse(seen).text
    forged = note.join(text, [sign_text(text, stranger)])
    assert verify_pair(seen, forged, world.log_policy).code == "note-unsigned"


def test_stale_page(world: World) -> None:
    answer = ask(world, now=NOON + 37 * HOUR)
    assert answer.outcome is Outcome.NONE
    assert answer.reasons[0].startswith("The witnesses last vouched for this log at 2031-03-06T00:00:00Z")


def test_witness_time_from_the_future_keeps_nothing_fresh(quiet: World) -> None:
    quiet.say(Action.GO, 1, 2, 3)
    quiet.witness(NOON + 60 * HOUR)
    assert ask(quiet, now=LATER).outcome is Outcome.NONE


@pytest.mark.parametrize(
    "subject",
    ["harbour-list\u202e", "h\u0430rbour-list", "harbour\u200b-list", "Harbour-list", "harbour-list ", "\u2066harbour"],
    ids=["bidi", "look-alike", "invisible", "capital", "space", "isolate"],
)
def test_bidi_and_look_alike_subjects(quiet: World, subject: str) -> None:
    text = statement(TEXT).text().replace("subject: harbour-list", f"subject: {subject}")
    quiet.force(note.join(text, [sign_text(text, seat(n)) for n in (1, 2, 3)]))
    quiet.witness(LATER)
    assert ask(quiet).outcome is Outcome.NONE
    assert [one.outcome for one in verify_site(quiet.site, quiet.asked(LATER))] == [Outcome.NONE]


def test_ten_megabyte_note(world: World) -> None:
    long = b"a" * 10_000_000
    with pytest.raises(SecondSourceError):
        world.force(long)
    (world.site / CHECKPOINT).write_bytes(world.checkpoint() + long)
    assert ask(world).code == "evidence-too-long"
    assert verify_carried(carried(world, note=long), world.asked(LATER)).outcome is Outcome.REFUSED
    assert verify_carried(carried(world, proof=long), world.asked(LATER)).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1], lambda _: b"", lambda data: data + b"\0", lambda data: bytes(len(data))],
    ids=["cut", "empty", "longer", "zeros"],
)
def test_truncated_tile(world: World, damage: Callable[[bytes], bytes]) -> None:
    bundle = world.site / tiles.Tile(None, 0, 2).path()
    bundle.write_bytes(damage(bundle.read_bytes()))
    assert ask(world).outcome is Outcome.REFUSED
    bundle.unlink()
    assert ask(world).code == "log-unreadable"


def test_swapped_proof(world: World) -> None:
    world.say(Action.CANCEL, 2, 3, 4, motion="m-0007", subject="pier-list")
    world.witness(LATER)
    other = (world.site / "statement" / "2.tlog-proof").read_bytes()
    assert verify_carried(carried(world, proof=other), world.asked(LATER)).code == "log-proof-wrong"
    own = verify_carried(carried(world), world.asked(LATER))
    assert own.outcome is Outcome.UNPROVEN
    assert own.sentence == ("GO on harbour-list is genuine, but these files alone do not show that it still holds.")


def test_swapped_log_policy(world: World) -> None:
    """Whoever serves the page swaps in a log and witnesses of their own, to freeze it or take entries back."""
    stranger = KeySigner(name=LOG.name, private=key(77))
    entries = world.announcing.reader().entries()
    (world.site / LOG_POLICY).write_text(policy_text(stranger, {"quay": witness_of(WITNESSES["quay"])}, 1))
    rewrite(world.site, entries, at=int(LATER.timestamp()), log=stranger)
    assert ask(world).code == "log-policy-foreign"
    mine = (world.site / LOG_POLICY).read_bytes()
    assert verify_carried(carried(world, log_policy=mine), world.asked(LATER)).code == "log-policy-foreign"


def test_another_desk_of_the_same_name(world: World, tmp_path: Path) -> None:
    """A false spokesperson sets up a whole desk, log and witnesses included, under the true desk's name."""
    false = World(tmp_path / "false", seats=3)
    false.say(Action.GO, 1, 2)
    false.witness(NOON)
    (answer,) = verify_site(false.site, world.asked(LATER))
    assert answer.code == "seats-not-pinned"
    (unpinned,) = verify_site(false.site, world.asked(LATER, pin=None))
    assert unpinned.outcome is Outcome.UNPROVEN


def test_two_quorate_statements_in_one_round(quiet: World) -> None:
    quiet.say(Action.GO, 1, 2, 3)
    quiet.say(Action.CANCEL, 3, 4, 5)
    quiet.witness(LATER)
    answer = ask(quiet)
    assert answer.outcome is Outcome.NONE
    assert answer.reasons[0] == "Entries 1 and 2 say different things in one round of one motion."


def test_a_go_voted_without_sight_of_a_cancel_lifts_nothing(quiet: World) -> None:
    quiet.say(Action.CANCEL, 2, 3, 4)
    with pytest.raises(RuleError, match="without sight of entry 1"):
        quiet.say(Action.GO, 1, 2, 3, motion="m-0003")
    quiet.force(signed(statement(TEXT, motion="m-0003"), 1, 2, 3))
    quiet.witness(LATER)
    assert ask(quiet).action is Action.CANCEL


def test_carried_files_of_an_expired_or_frozen_statement(world: World) -> None:
    assert verify_carried(carried(world), world.asked(NOON + 73 * HOUR)).outcome is Outcome.NONE
    assert verify_carried(carried(world), world.asked(NOON + 40 * HOUR)).outcome is Outcome.NONE
    assert verify_carried(carried(world), world.asked(NOON + 12 * HOUR)).outcome is Outcome.UNPROVEN
    assert verify_carried(carried(world, text=b"else"), world.asked(LATER)).code == "statement-text-foreign"
