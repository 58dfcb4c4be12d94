"""`seat` and `witness` from the command line, as a person would use them."""

from __future__ import annotations

import subprocess
import sys
import urllib.request  # noqa: TID251 - plays the log that asks this machine's own witness
from pathlib import Path

import pytest
from tests.unit.witness.test_witness import LOG, NAME, Log

from secondsource.cli.main import main
from secondsource.trust.signing import key_file
from secondsource.trust.signing.signer import verifier_of
from secondsource.trust.tlog import note
from secondsource.trust.tlog.cosignature import WitnessKey

WORDS = "six brown kettles sing at noon"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    Path("pass").write_text(WORDS + "\n", encoding="utf-8")
    return tmp_path


def test_a_seat_is_made_shown_compared_and_signs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seat", "new", "desk.example/seat-1", "--key", "seat-1.key", "--passphrase-file", "pass"]) == 0
    assert main(["seat", "show", "seat-1.key"]) == 0
    shown = capsys.readouterr().out.splitlines()
    vkey = shown[-7]
    assert note.VerifierKey.parse(vkey).name == "desk.example/seat-1"
    spoken = " ".join(" ".join(shown[-6:-3]).split()[1:])
    assert main(["seat", "fingerprint", vkey, "--heard", spoken]) == 0
    assert main(["seat", "fingerprint", "seat-1.key", "--heard", spoken]) == 0
    wrong = " ".join(["zebra" if word != "zebra" else "acorn" for word in spoken.split()])
    assert main(["seat", "fingerprint", vkey, "--heard", wrong]) == 4
    Path("text").write_text("harbour desk\nhold\n", encoding="utf-8")
    for _ in range(2):  # signing twice changes nothing
        assert main(["seat", "sign", "text", "--key", "seat-1.key", "--passphrase-file", "pass"]) == 0
        assert len(note.verify(note.parse(Path("text.note").read_bytes()), [note.VerifierKey.parse(vkey)])) == 1
    assert main(["seat", "new", "desk.example/seat-2", "--key", "seat-2.key", "--passphrase-file", "pass"]) == 0
    assert main(["seat", "sign", "text.note", "--key", "seat-2.key", "--passphrase-file", "pass"]) == 0
    keys = [key_file.public_of(Path(f"seat-{n}.key")) for n in (1, 2)]
    assert len(note.verify(note.parse(Path("text.note").read_bytes()), keys)) == 2


def test_a_seat_s_refusals_are_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    Path("short").write_text("short", encoding="utf-8")
    assert main(["seat", "new", "desk.example/s", "--key", "k", "--passphrase-file", "short"]) == 3
    assert main(["seat", "new", "two words", "--key", "k", "--passphrase-file", "pass"]) == 4
    assert main(["seat", "show", "nothing"]) == 6
    assert main(["seat", "fingerprint", "nothing"]) == 2
    assert main(["seat", "sign", "pass"]) == 2
    Path("binary").write_bytes(b"\xff\n")
    assert main(["seat", "new", "desk.example/s", "--key", "k", "--passphrase-file", "pass"]) == 0
    assert main(["seat", "sign", "binary", "--key", "k", "--passphrase-file", "pass"]) == 2
    Path("forged.note").write_text("hold\n\n— a broken\n", encoding="utf-8")
    assert main(["seat", "sign", "forged.note", "--key", "k", "--passphrase-file", "pass"]) == 4
    assert "Traceback" not in capsys.readouterr().err


def witness_made() -> WitnessKey:
    vkey = verifier_of(LOG).encode()
    words = ["witness", "init", "w", "--name", "witness.example/w1", "--log", vkey, "--passphrase-file", "pass"]
    assert main(words) == 0
    return WitnessKey.parse(key_file.public_of(Path("w/witness.key")).encode())


def test_a_witness_answers_files(capsys: pytest.CaptureFixture[str]) -> None:
    witness = witness_made()
    log = Log().grow(20)
    Path("request").write_bytes(log.request(0, 7))
    cosign = ["witness", "cosign", "w", "request", "--out", "reply", "--passphrase-file", "pass"]
    assert main(cosign) == 0
    assert note.verify(note.parse(log.signed(7) + Path("reply").read_bytes()), [witness])
    Path("request").write_bytes(Log(story="forked").grow(20).request(7, 20))
    assert main([*cosign, "--ui-language", "es"]) == 3
    said = capsys.readouterr().err
    assert "[witness-inconsistent]" in said
    assert "no continúa" in said
    assert main(["witness", "cosign", "nowhere", "request", "--out", "x", "--passphrase-file", "pass"]) == 2
    assert main(["witness", "cosign", "w", "nothing", "--out", "x", "--passphrase-file", "pass"]) == 2


def test_a_witness_answers_http() -> None:
    witness = witness_made()
    log = Log().grow(9)
    command = [sys.executable, "-m", "secondsource.cli.main", "witness", "serve", "w", "--port", "0"]
    with subprocess.Popen([*command, "--passphrase-file", "pass"], stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            url = running.stdout.readline().split()[-1]
            with urllib.request.urlopen(url, data=log.request(0, 9), timeout=10) as answer:  # noqa: S310, TID251 - our own
                assert note.verify(note.parse(log.signed(9) + answer.read()), [witness])
        finally:
            running.terminate()
    assert NAME in next(Path("w/seen").glob("*/checkpoint")).read_text(encoding="utf-8")
