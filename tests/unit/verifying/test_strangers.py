"""Folders and files that a stranger made to mislead whoever checks them: pipes, terminal orders, mixed-up files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.worlds.desk import HOUR, NOON, World

from secondsource.actions.deciding.desk import read_file
from secondsource.cli.language import harmless, in_language
from secondsource.cli.main import main
from secondsource.core.release.policy import Action
from secondsource.errors import AccessError, InputError
from secondsource.trust.signing import key_file, passphrases
from secondsource.trust.verifying.answers import Outcome
from secondsource.trust.verifying.site import verify_site

AT = "2031-03-06T01:00:00Z"
WIPE = "\x1b[2J\x1b[HGO-on-harbour-list\u202e"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "desk")
    made.say(Action.GO, 1, 2, 3)
    made.witness(NOON)
    made.say(Action.CANCEL, 1, 2, 3, motion="m-0003", subject="pier-list")
    made.witness(NOON)
    return made


@pytest.mark.parametrize("name", ["checkpoint", "log.policy", "tile/entries/000.p/3", "sighting/2"])
def test_a_pipe_in_a_site_keeps_nobody_waiting(world: World, name: str) -> None:
    (world.site / name).unlink()
    os.mkfifo(world.site / name)
    answers = verify_site(world.site, world.asked(NOON + HOUR))
    assert all(answer.outcome is not Outcome.GO for answer in answers)


def test_a_pipe_among_the_papers_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "motion.txt")
    with pytest.raises(InputError, match="is not a file"):
        read_file(tmp_path / "motion.txt")


def test_names_out_of_a_strangers_file_give_the_terminal_no_orders(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (world.site / "log.policy").read_text(encoding="utf-8").splitlines()
    (world.site / "log.policy").write_text(f"{lines[0]}\nquorum {WIPE}\n", encoding="utf-8")
    for language in ("en", "es"):
        assert main(["verify", str(world.site), "--ui-language", language]) == 4
        printed = capsys.readouterr().out
        assert "\\x1b[2J" in printed
        assert not {"\x1b", "\u202e"} & set(printed)


def test_what_is_printed_keeps_its_letters_and_lines() -> None:
    plain = "Señal\u00a0de la rosa de los vientos\n\tñ 漢 🌊"
    assert harmless(plain) == plain
    assert in_language("a\rb\x07\u2066c\udc80", "en") == "a\\rb\\x07\\u2066c\\udc80"


def test_a_checkpoint_is_printed_only_if_it_is_one(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "checkpoint", str(world.site)]) == 0
    assert capsys.readouterr().out.encode() == world.checkpoint()
    (world.site / "checkpoint").write_bytes(world.checkpoint().replace(b"desk", b"\x1b[2J", 1))
    assert main(["log", "checkpoint", str(world.site)]) == 4
    assert "\x1b" not in capsys.readouterr().out


def test_no_file_that_was_named_is_passed_over_in_silence(world: World, tmp_path: Path) -> None:
    (tmp_path / "seats.txt").write_bytes(world.first)
    folder = world.site / "statement"
    asked = ["--seats", str(tmp_path / "seats.txt"), "--at", AT]
    one, other = (str(folder / f"{index}.note") for index in (1, 2))
    proof = str(folder / "2.tlog-proof")
    for paths in ([one, proof], [one, other], [one, one], [one, other, proof]):
        assert main(["verify", *paths, *asked]) == 2, paths
    assert main(["verify", other, proof, *asked]) == 10
    assert main(["verify", proof, *asked]) == 10
    shutil.copyfile(folder / "1.note", tmp_path / "1.note")
    assert main(["verify", str(tmp_path / "1.note"), *asked]) == 2, "no proof lies beside it"


def test_a_key_file_that_takes_more_memory_than_there_is_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "seat.key"
    key_file.create(path, "desk.example/seat-1", "five quiet lanterns drift")

    def exhausted(*_: object) -> bytes:
        raise MemoryError

    class Small:
        def __init__(self, **_: object) -> None:
            pass

        derive = exhausted

    monkeypatch.setattr(passphrases, "Argon2id", Small)  # the machine, not our code
    with pytest.raises(AccessError) as refused:
        key_file.open_key(path, "five quiet lanterns drift")
    assert refused.value.code == "key-file-memory"
