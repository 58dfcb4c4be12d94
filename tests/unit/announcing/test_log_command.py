"""`log`, `status` and `verify` as they are typed."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from tests.worlds.desk import HOUR, NOON, ORIGIN, SUBJECT, WITNESSES, World, seat, seat_policy, signed, statement

from secondsource.actions.announcing.witnesses import attach, request
from secondsource.cli.main import main
from secondsource.core.release.policy import Action
from secondsource.errors import IntegrityError, RuleError
from secondsource.trust.signing.signer import cosign_text, sign_text, verifier_of, witness_of
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note
from secondsource.trust.witness.request import Request

AT = "2031-03-06T01:00:00Z"
TEXT = b"The list goes out.\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "desk")
    made.say(Action.GO, 1, 2, 3, text=TEXT)
    made.witness(NOON)  # from this first sight on it cools off
    made.witness(NOON + 12 * HOUR)
    return made


@pytest.fixture
def card(world: World, tmp_path: Path) -> str:
    (tmp_path / "card.txt").write_bytes(world.first)
    return str(tmp_path / "card.txt")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_a_log_is_begun_and_keeps_its_name_and_witnesses(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "pass").write_text("a long sentence nobody guesses\n")
    desk = tmp_path / "desk"
    vkeys = [f"{name}={witness_of(signer).vkey.encode()}" for name, signer in WITNESSES.items()]
    options = [word for vkey in vkeys for word in ("--witness", vkey)]
    words = ("log", "init", desk, "--origin", ORIGIN, *options, "--passphrase-file", tmp_path / "pass")
    status, out, _ = run(capsys, *words)
    assert (status, out) == (0, f"The log {ORIGIN} is begun in {desk / 'site'}.\n")
    listed = (desk / "site" / "log.policy").read_text()
    assert listed.startswith(f"log {ORIGIN}+")
    assert listed.endswith("group witnesses 2 quay lighthouse ferry\nquorum witnesses\n")
    assert stat.S_IMODE((desk / "log.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((desk / "site" / "log.policy").stat().st_mode) == 0o644
    status, _, err = run(capsys, *words)
    assert status != 0, "a second log over the first"
    assert "[" in err


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--witness", "quay"], "witness-unreadable"),
        (["--witness", f"quay={witness_of(WITNESSES['quay']).vkey.encode()}", "--quorum", "2"], "log-quorum-unfit"),
        (["--witness", f"quay={verifier_of(WITNESSES['quay']).encode()}"], "note-malformed"),
        (["--quorum", "1"], "log-quorum-unfit"),
    ],
)
def test_what_is_no_witness_begins_no_log(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: list[str], code: str
) -> None:
    (tmp_path / "pass").write_text("a long sentence nobody guesses\n")
    words = ("log", "init", tmp_path / "d", "--origin", ORIGIN, "--passphrase-file", tmp_path / "pass", *options)
    status, _, err = run(capsys, *words)
    assert status != 0
    assert f"[{code}]" in err
    assert not (tmp_path / "d" / "site" / "checkpoint").exists()


def test_verify_says_one_sentence_and_ends_as_documented(
    capsys: pytest.CaptureFixture[str], world: World, card: str
) -> None:
    status, out, _ = run(capsys, "verify", world.site, "--seats", card, "--at", AT)
    assert status == 0
    assert out.splitlines()[0] == f"GO on {SUBJECT} until 2031-03-08T12:00:00Z."
    assert run(capsys, "verify", world.site, "--policy-fingerprint", world.pin, "--at", AT)[0] == 0
    assert run(capsys, "verify", world.site, "--at", AT)[0] == 12
    assert run(capsys, "verify", world.site, "--seats", card, "--at", "2031-03-05T23:50:00Z")[0] == 10
    assert run(capsys, "verify", world.site, "--seats", card, "--at", "2031-03-07T01:00:00Z")[0] == 11
    assert run(capsys, "verify", world.site, "--policy-fingerprint", "0" * 64, "--at", AT)[0] == 4
    assert run(capsys, "verify", world.site, "--seats", card, "--at", AT, "--max-age", "1h")[0] == 0
    assert (
        run(capsys, "verify", world.site, "--seats", card, "--at", "2031-03-06T02:00:00Z", "--max-age", "1h")[0] == 11
    )


def test_verify_answers_programs(capsys: pytest.CaptureFixture[str], world: World, card: str) -> None:
    _, out, _ = run(capsys, "verify", world.site, "--seats", card, "--at", AT, "--json")
    told = json.loads(out)
    assert (told["outcome"], told["exit_status"]) == ("go", 0)
    assert told["answers"][0]["subject"] == SUBJECT
    assert told["answers"][0]["index"] == 1
    (world.site / "checkpoint").write_bytes(b"")
    status, out, _ = run(capsys, "verify", world.site, "--seats", card, "--at", AT, "--json")
    assert (status, json.loads(out)["answers"][0]["code"]) == (4, "note-malformed")


def test_verify_answers_in_spanish(capsys: pytest.CaptureFixture[str], world: World, card: str) -> None:
    _, out, _ = run(capsys, "verify", world.site, "--seats", card, "--at", AT, "--ui-language", "es")
    assert out.splitlines() == [
        "ADELANTE sobre harbour-list hasta 2031-03-08T12:00:00Z.",
        "  - La entrada 1 está firmada por 3 de 5 asientos (seat-1, seat-2, seat-3); hacen falta 3.",
        "  - La mesa lo ha dicho, y nada posterior lo contradice.",
    ]


def test_two_files_are_checked_with_what_lies_beside_them(
    capsys: pytest.CaptureFixture[str], world: World, card: str
) -> None:
    note_path = world.site / "statement" / "1.note"
    assert run(capsys, "verify", note_path, "--seats", card, "--at", AT)[0] == 12
    proof = note_path.with_suffix(".tlog-proof")
    assert run(capsys, "verify", proof, note_path, "--seats", card, "--at", AT)[0] == 12
    status, _, err = run(capsys, "verify", note_path, "--at", AT)
    assert (status, "[seats-needed]" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nowhere"], "site-missing"),
        (["a", "b", "c"], "verify-paths"),
        (["{site}", "--at", "yesterday"], "moment-unreadable"),
        (["{site}", "--max-age", "a day"], "max-age-unreadable"),
        (["{site}", "--seats", "nowhere"], "evidence-missing"),
        (["{site}", "--seen", "nowhere"], "evidence-missing"),
        (["{site}", "--subject", "h\u0430rbour"], "paper-malformed"),
        (["nowhere.note"], "seats-needed"),
    ],
)
def test_a_slip_of_the_reader_is_a_sentence(
    capsys: pytest.CaptureFixture[str], world: World, words: list[str], code: str
) -> None:
    status, _, err = run(capsys, "verify", *(word.format(site=world.site) for word in words))
    assert status in {2, 4}
    assert f"[{code}]" in err


def test_publishing_twice_changes_nothing_and_a_foreign_text_is_refused(world: World) -> None:
    before = world.checkpoint()
    assert world.publish(statement(TEXT), TEXT, 1, 2, 3) == 1
    assert world.checkpoint() == before
    with pytest.raises(IntegrityError, match="not the one that its seats signed"):
        world.publish(statement(TEXT, motion="m-0009"), b"else", 1, 2, 3)
    with pytest.raises(RuleError):
        world.say(Action.GO, 1, 2, motion="m-0009")
    assert world.checkpoint() == before


def test_log_append_takes_two_files(capsys: pytest.CaptureFixture[str], world: World, tmp_path: Path) -> None:
    said = signed(statement(TEXT, Action.CANCEL, motion="m-0003", supersedes=1), 1, 2, 3)
    (tmp_path / "c.note").write_bytes(said)
    (tmp_path / "c.txt").write_bytes(TEXT)
    status, _, err = run(capsys, "log", "append", world.folder, "--note", tmp_path / "c.note")
    assert (status, "[statement-which]" in err) == (2, True)
    status, _, err = run(capsys, "log", "append", world.folder, "m-0009")
    assert (status, "[statement-missing]" in err) == (2, True)
    status, _, err = run(capsys, "log", "append", tmp_path, "m-0009")
    assert (status, "[log-missing]" in err) == (2, True)


def test_requests_and_replies_are_those_of_tlog_witness(world: World) -> None:
    first = Request.parse(request(world.announcing, "quay", 0))
    assert (first.old, first.proof) == (0, ())
    world.say(Action.CANCEL, 2, 3, 4, motion="m-0003", supersedes=1)
    again = Request.parse(request(world.announcing, "quay"))
    assert again.old == 2, "its last reply was over two entries"
    assert len(note.parse(again.checkpoint).signatures) == 1, "only the log's own line is asked about"


def test_a_reply_of_a_stranger_or_over_another_checkpoint_changes_nothing(world: World) -> None:
    before = world.checkpoint()
    text = note.parse(before).text
    stranger = cosign_text(text, seat(1), 2_000_000_000).line().encode()
    other = cosign_text(text.replace("\n2\n", "\n3\n"), WITNESSES["quay"], 2_000_000_000).line().encode()
    for reply in (stranger, other, sign_text(text, WITNESSES["quay"]).line().encode()):
        with pytest.raises(IntegrityError):
            attach(world.announcing, [reply])
    assert world.checkpoint() == before


def test_an_older_word_never_replaces_a_newer_one(world: World) -> None:
    before = world.checkpoint()
    world.witness(NOON)
    assert world.checkpoint() == before


def test_fingerprint_checkpoint_and_pages_are_printed_and_built(
    capsys: pytest.CaptureFixture[str], world: World, card: str, tmp_path: Path
) -> None:
    for place in (world.folder, world.site, card):
        assert run(capsys, "log", "fingerprint", place)[1].splitlines()[0] == world.pin
    assert run(capsys, "log", "checkpoint", world.site)[1].encode() == world.checkpoint()
    assert run(capsys, "log", "fingerprint", tmp_path / "nowhere")[0] == 2
    status, out, _ = run(capsys, "status", "build", world.folder, "--at", AT)
    assert (status, out.splitlines()[0]) == (0, "harbour-list: go")
    assert (world.site / "es" / "subject" / "harbour-list.html").is_file()
    page = world.site / "index.html"
    assert stat.S_IMODE(page.stat().st_mode) == 0o644
    before = page.read_bytes()
    (world.site / "checkpoint").write_bytes(b"")
    assert run(capsys, "status", "build", world.folder)[0] == 4
    assert page.read_bytes() == before, "a log that does not add up touches no page"


def test_a_new_seats_file_reminds_of_putting_it_in_force(world: World) -> None:
    new = seats_file.text(seat_policy(world.log_policy, version=2, first=2)).encode()
    said = statement(new, Action.MEMBERSHIP, policy=1, motion="m-0005")
    assert world.publish(said, new, 2, 3, 4) == 2
