"""`policy` and `motion` as members type them: a whole decision, what is shown when, and refusals in both languages."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from secondsource.cli.main import main
from secondsource.core.release.policy import Action
from secondsource.trust.signing import key_file
from secondsource.trust.statements import seats_file
from secondsource.trust.statements.history import read_history
from secondsource.trust.tlog import note

NOON = "2031-03-05T12:00:00Z"
ONE = "2031-03-05T13:00:00Z"
NEXT_DAY = "2031-03-06T13:00:00Z"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with four seats' keys; making one is slow on purpose."""
    folder = tmp_path_factory.mktemp("keys")
    (folder / "pass.txt").write_text("seven quiet boats at dawn\n", encoding="utf-8")
    for number in (1, 2, 3, 4):
        key_file.create(folder / f"seat-{number}.key", f"desk.example/seat-{number}", "seven quiet boats at dawn")
    return folder


@pytest.fixture(autouse=True)
def _room(tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a fresh folder with the keys, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    shutil.copytree(keys, tmp_path, dirs_exist_ok=True)
    Path("why.txt").write_text("Checked line by line. Revisado línea por línea.\n", encoding="utf-8")
    Path("log.policy").write_text("a list of log and witnesses\n", encoding="utf-8")
    Path("desk").mkdir()


def new_policy(*more: str) -> list[str]:
    seats = [part for number in (1, 2, 3) for part in ("--seat", f"seat-{number}.key")]
    common = ["policy", "new", "--origin", "desk.example/log", "--log-policy", "log.policy"]
    return [*common, *seats, "--out", "seats-1.txt", *more]


def run(*words: str, seat: int = 1, at: str = NOON) -> int:
    """Run a command that a seat signs."""
    signing = ["--key", f"seat-{seat}.key", "--passphrase-file", "pass.txt", "--at", at]
    return main(["motion", words[0], "desk", *words[1:], *signing])


def seated() -> None:
    """Put the first policy in force by its own seats."""
    assert main(new_policy()) == 0
    assert run("open", "--action", "membership", "--text", "seats-1.txt") == 0
    assert run("second", "m-0001", seat=2) == 0
    assert run("round", "m-0001") == 0
    for number in (1, 2):
        assert run("vote", "m-0001", "yes", "--read-it", seat=number) == 0
    assert main(["motion", "assemble", "desk", "m-0001", "--at", ONE]) == 0
    assert main(["policy", "enact", "desk", "m-0001"]) == 0


@pytest.mark.slow
def test_a_desk_is_seated_and_says_go(capsys: pytest.CaptureFixture[str]) -> None:
    seated()
    assert run("open", "--action", "go", "--subject", "harbour-list", "--text", "why.txt") == 0
    assert run("second", "m-0002", seat=3) == 0
    assert run("round", "m-0002", "--closes-in", "6h", "--lasts", "3d") == 0
    assert run("vote", "m-0002", "no", "--read-it", seat=2, at=ONE) == 0
    capsys.readouterr()
    assert main(["motion", "show", "desk", "m-0002", "--at", ONE]) == 0
    shown = capsys.readouterr().out
    assert "Have voted: seat-2. It takes 2 yes." in shown
    assert "No: " not in shown
    assert "Missing: seat-1. It has not voted." in shown
    for number in (1, 3):
        assert run("vote", "m-0002", "yes", "--read-it", seat=number, at=ONE) == 0
    assert main(["motion", "show", "desk", "m-0002", "--at", ONE]) == 0
    shown = capsys.readouterr().out
    assert "Yes: seat-1, seat-3. It takes 2 yes." in shown
    assert "No: seat-2. Abstained: -." in shown
    assert main(["motion", "assemble", "desk", "m-0002", "--at", ONE]) == 0
    published = [Path(f"desk/motions/m-000{n}/round-1/statement.note").read_bytes() for n in (1, 2)]
    texts = {seats_file.fingerprint(data): data for data in [Path("seats-1.txt").read_bytes()]}
    history = read_history(published, texts.get)
    assert [entry.why_not for entry in history.entries] == ["", ""]
    said = history.entries[1].statement
    assert said is not None
    assert (said.action, said.subject) == (Action.GO, "harbour-list")
    assert main(["motion", "list", "desk"]) == 0
    assert "m-0002  go          harbour-list  carried" in capsys.readouterr().out


@pytest.mark.slow
def test_a_vote_is_shown_before_it_is_signed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seated()
    assert run("open", "--action", "cancel", "--subject", "harbour-list", "--text", "why.txt") == 0
    assert run("second", "m-0002", seat=3) == 0
    assert run("round", "m-0002") == 0
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run("vote", "m-0002", "yes") == 130
    shown = capsys.readouterr().out
    assert Path("desk/motions/m-0002/round-1/statement.txt").read_text(encoding="utf-8") in shown
    assert "Revisado línea por línea." in shown
    assert not Path("desk/motions/m-0002/round-1/seat-1.ballot").exists()


@pytest.mark.slow
def test_one_seat_holds_with_one_command() -> None:
    seated()
    assert main(["motion", "hold", "desk", "harbour-list", "--text", "why.txt", "--key", "seat-3.key",
                 "--passphrase-file", "pass.txt", "--at", ONE]) == 0  # fmt: skip
    made = note.parse(Path("desk/motions/m-0002/round-1/statement.note").read_bytes())
    assert "action: hold" in made.text
    assert len(made.signatures) == 1


@pytest.mark.slow
def test_a_ballot_travels_as_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seated()
    assert run("open", "--action", "cancel", "--subject", "harbour-list", "--text", "why.txt") == 0
    assert run("second", "m-0002", seat=3) == 0
    assert run("round", "m-0002") == 0
    assert run("vote", "m-0002", "abstain", "--read-it", seat=3) == 0
    ballot = Path("desk/motions/m-0002/round-1/seat-3.ballot").rename(tmp_path / "from-seat-3.ballot")
    assert main(["motion", "take", "desk", str(ballot), "--at", ONE]) == 0
    assert "Taken in: " in capsys.readouterr().out
    ballot.write_bytes(ballot.read_bytes().replace(b"abstain", b"no"))
    assert main(["motion", "take", "desk", str(ballot), "--at", ONE, "--ui-language", "es"]) == 3
    told = capsys.readouterr()
    assert "Rechazado: " in told.out
    assert "[papers-refused]" in told.err


@pytest.mark.slow
def test_the_next_policy_changes_one_seat_for_another(capsys: pytest.CaptureFixture[str]) -> None:
    seated()
    changed = ["policy", "next", "desk", "--remove", "seat-2", "--seat", "seat-4.key", "--out", "seats-2.txt"]
    assert main(changed) == 0
    made = seats_file.parse(Path("seats-2.txt").read_bytes())
    assert ([seat.name for seat in made.seats], made.version) == (["seat-1", "seat-3", "seat-4"], 2)
    assert main(["policy", "next", "desk", "--remove", "seat-9", "--out", "x.txt"]) == 2
    capsys.readouterr()
    assert main(["policy", "show", "desk"]) == 0
    first = capsys.readouterr().out
    assert main(["policy", "show", "seats-1.txt"]) == 0
    assert capsys.readouterr().out == first
    assert seats_file.fingerprint(Path("seats-1.txt").read_bytes()) in first


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (new_policy("--go", "1"), 2, "policy-unfit"),
        (new_policy("--seat", "seat-1.key"), 2, "policy-unfit"),
        (new_policy("--hold-lasts", "73h"), 2, "policy-unfit"),
        (new_policy("--cooling-off", "90m"), 2, "policy-unfit"),
        (new_policy("--cooling-off", "soon"), 2, "span-unreadable"),
        (["policy", "show", "desk"], 2, "policy-missing"),
        (["policy", "show", "why.txt"], 2, "seats-unreadable"),
        (["policy", "enact", "desk", "m-0001"], 2, "motion-missing"),
        (["motion", "list", "nowhere"], 2, "desk-missing"),
        (["motion", "show", "desk", "m-0001"], 2, "motion-missing"),
        (["motion", "show", "desk", "../m"], 4, "paper-malformed"),
    ],
)
def test_a_mistake_is_refused_with_its_code(
    words: list[str], status: int, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(words) == status
    assert f"[{code}]" in capsys.readouterr().err


def test_before_there_are_seats_nothing_else_is_moved(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("open", "--action", "go", "--subject", "harbour-list", "--text", "why.txt") == 3
    assert "[policy-first]" in capsys.readouterr().err
    assert run("open", "--action", "go", "--text", "why.txt") == 2
    assert "[subject-missing]" in capsys.readouterr().err


@pytest.mark.slow
def test_a_motion_is_told_in_spanish_too(capsys: pytest.CaptureFixture[str]) -> None:
    seated()
    capsys.readouterr()
    assert main(["motion", "show", "desk", "m-0001", "--at", NEXT_DAY, "--ui-language", "es"]) == 0
    told = capsys.readouterr().out
    assert "Moción m-0001: membership seats, presentada por seat-1." in told
    assert "Secundada por seat-2." in told
    assert "se aprobó" in told
    assert "Falta: seat-3. No ha votado." in told
