"""Custody from the command line, as five members and a watch would use it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest
from tests.worlds.custody import TEXT, CustodyWorld, spool_with

from secondsource.actions.custody.opening import open_subject
from secondsource.cli.main import main
from secondsource.core.custody.roster import SUBJECT
from secondsource.core.release.lines import write_time
from secondsource.trust.custody.keys import member_key

PASSPHRASE, DURESS = "harbour lantern seven", "gravel window copper"
CANARY = "crate seven was empty, says Berta Quill"


class Office:
    """A desk whose members have key files, and its commands."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.world = CustodyWorld(folder)
        for name, text in (("pass", PASSPHRASE), ("duress", DURESS)):
            (folder / name).write_text(f"{text}\n")
        for number in (1, 2, 3):
            member_key.create(self.key(number), self.world.keys[number], PASSPHRASE)

    @property
    def desk(self) -> str:
        return str(self.world.desk.folder)

    def key(self, number: int) -> Path:
        return self.folder / f"seat-{number}.member"

    def run(self, *words: object, ends: int = 0, language: str = "en") -> str:
        told = [str(word) for word in words]
        option = ["--ui-language", language]
        wants = not (told[0] == "keys" and told[1] in {"show", "recipients"})
        status = main([*told, *(option if wants else [])])
        shown = self.capsys.readouterr()
        assert status == ends, shown.err
        return shown.out if ends == 0 else shown.err

    def as_member(self, number: int, *words: object, ends: int = 0) -> str:
        more = ["--key", self.key(number), "--passphrase-file", self.folder / "pass"]
        return self.run(*words, *more, "--at", write_time(self.world.now), ends=ends)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def test_a_key_is_made_printed_lost_and_recovered(office: Office, tmp_path: Path) -> None:
    secret = ("--passphrase-file", tmp_path / "pass")
    key = tmp_path / "new.member"
    made = office.run("keys", "create", "seat-7", "--key", key, "--duress-file", tmp_path / "duress", *secret)
    card = made.splitlines()[-1]
    assert card.startswith("seat-7 age1")
    assert office.run("keys", "show", key, *secret).strip() == card
    other = office.run("keys", "show", key, "--passphrase-file", tmp_path / "duress").strip()
    assert other != card
    assert other.startswith("seat-7 age1")
    sheets = {}
    for suffix in (".txt", ".html", ".pdf"):
        office.run("keys", "sheet", key, "--out", tmp_path / f"sheet{suffix}", *secret)
        sheets[suffix] = tmp_path / f"sheet{suffix}"
        assert sheets[suffix].stat().st_mode & 0o777 == 0o600
    identity = member_key.unlock(key, PASSPHRASE).identity
    document = pypdfium2.PdfDocument(sheets[".pdf"])
    on_paper = document[0].get_textpage().get_text_bounded()
    document.close()
    typed = tmp_path / "typed.txt"
    for text in (on_paper, sheets[".txt"].read_text(), sheets[".html"].read_text()):
        assert identity in text
        if text is not on_paper:
            continue
        rows = [line for line in text.splitlines() if line.strip()[:2].isdigit()]
        typed.write_text("\n".join(rows))
        back = tmp_path / f"back-{len(list(tmp_path.iterdir()))}.member"
        office.run("keys", "recover", typed, "--name", "seat-7", "--key", back, *secret)
        assert member_key.unlock(back, PASSPHRASE).identity == identity
        assert member_key.unlock(back, PASSPHRASE).seed != member_key.unlock(key, PASSPHRASE).seed
    office.run("keys", "sheet", key, "--out", tmp_path / "hoja.txt", *secret, language="es")
    assert "Hoja de recuperación de seat-7" in (tmp_path / "hoja.txt").read_text()
    assert "[sheet-format]" in office.run("keys", "sheet", key, "--out", tmp_path / "x.doc", *secret, ends=2)
    changed = ("--passphrase-file", tmp_path / "pass", "--new-file", tmp_path / "duress")
    assert "[duress-same]" in office.run("keys", "passphrase", key, *changed, ends=3)


@pytest.mark.skipif(not shutil.which("age"), reason="needs Debian's age, which is not installed")
def test_the_sheet_s_own_words_open_an_item_with_nothing_but_age(office: Office, tmp_path: Path) -> None:
    (tmp_path / "ledger.txt").write_text(CANARY)
    office.as_member(1, "custody", "seal", office.desk, tmp_path / "ledger.txt", "--each")
    office.run("keys", "sheet", office.key(2), "--out", tmp_path / "sheet.txt", "--passphrase-file", tmp_path / "pass")
    sheet = (tmp_path / "sheet.txt").read_text()
    (line,) = [row.strip() for row in sheet.splitlines() if row.strip().startswith("AGE-SECRET-KEY-1")]
    (item,) = office.world.custody.ids()
    folder = office.world.custody.item_folder(item)
    (folder / "identity.txt").write_text(f"{line}\n")
    commands = [row.split() for row in sheet.splitlines() if row.strip().startswith("age -d")]
    assert len(commands) == 3
    for command in commands:
        subprocess.run(command, cwd=folder, check=True)
    assert (folder / "file").read_bytes().startswith(CANARY.encode())
    assert set((folder / "file").read_bytes()[len(CANARY) :]) <= {0x80, 0}


def test_a_shared_item_from_sealing_to_destroying(office: Office, tmp_path: Path) -> None:
    world = office.world
    (tmp_path / "ledger.csv").write_text(CANARY)
    (tmp_path / "why").write_text("to compare the crates")
    told = office.as_member(1, "custody", "seal", office.desk, tmp_path / "ledger.csv")
    item = told.split()[-1].strip(".")
    opening = ("custody", "open", office.desk, item, "--out", tmp_path / "out", "--reason-file", tmp_path / "why")
    assert "[undecided]" in office.as_member(1, *opening, ends=3)
    world.decide(open_subject(item), b"The crates must be compared.\n")
    for number in (2, 3):
        out = tmp_path / f"share-{number}"
        office.as_member(number, "custody", "hand-over", office.desk, item, "--to", "seat-1", "--out", out)
    assert "[shares-too-few]" in office.as_member(1, *opening, "--share", tmp_path / "share-2", ends=3)
    office.as_member(1, *opening, "--share", tmp_path / "share-2", "--share", tmp_path / "share-3")
    assert (tmp_path / "out" / "file-1.csv").read_text() == CANARY
    shown = office.run("custody", "journal", office.desk)
    assert "opened" in shown
    assert "compare" not in shown
    assert "0 items alone" in office.run("custody", "exposure", office.desk, "seat-1")
    office.as_member(2, "custody", "keep", office.desk, 1)
    world.decide("nothing", b"A day goes by.\n")
    world.decide("nothing-more", b"And another.\n")
    at = ("--at", write_time(world.now))
    office.run("custody", "due", office.desk, "--out", tmp_path / "due.txt", *at)
    office.as_member(3, "custody", "lock", office.desk, item)
    assert "Nothing is due" in office.run("custody", "due", office.desk, *at)
    world.decide(f"unlock-{item}", b"It may go.\n")
    office.run("custody", "unlock", office.desk, item, "--at", write_time(world.now))
    told = office.run("custody", "due", office.desk, "--out", tmp_path / "due.txt", "--at", write_time(world.now))
    subject = told.split("--subject ")[1].split()[0]
    world.decide(subject, (tmp_path / "due.txt").read_bytes())
    assert (tmp_path / "due.txt").read_text().splitlines()[1:] == [item]


def test_members_come_and_go_by_motions_alone(office: Office, tmp_path: Path) -> None:
    world = office.world
    cards = [tmp_path / f"card-{number}" for number in (1, 2, 3)]
    for number, card in enumerate(cards, start=1):
        card.write_text(office.run("keys", "show", office.key(number), "--passphrase-file", tmp_path / "pass"))
    office.run("custody", "roster", *cards, "--out", tmp_path / "roster.txt")
    (tmp_path / "note.txt").write_text(CANARY)
    office.as_member(1, "custody", "seal", office.desk, tmp_path / "note.txt", "--each")
    world.decide(SUBJECT, (tmp_path / "roster.txt").read_bytes())
    assert "names 3" in office.run("custody", "admit", office.desk, "--at", write_time(world.now))
    assert len(office.run("keys", "recipients", office.desk).split("age1")) == 4
    assert "1 items are wrapped anew" in office.as_member(1, "custody", "rewrap", office.desk)
    secret = ("--passphrase-file", tmp_path / "pass")
    office.run("keys", "revoke", office.key(3), "--out", tmp_path / "revocation", *secret)
    told = office.run("custody", "revoke", office.desk, tmp_path / "revocation", language="es")
    assert "La clave de seat-3 está revocada" in told
    assert "Nothing is sealed to seat-3" in office.run("custody", "members", office.desk)
    assert "1 items alone" in office.run("custody", "exposure", office.desk, "seat-3")


def test_tips_from_the_drop_to_vetting(office: Office, tmp_path: Path) -> None:
    world = office.world
    spool, ids, _ = spool_with(tmp_path / "spool", [one.recipient for one in world.members()], 2)
    assert "2 items" in office.run("tips", "collect", office.desk, spool)
    (tmp_path / "label").write_text("harbour")
    office.as_member(1, "tips", "label", office.desk, ids[0], "--text-file", tmp_path / "label")
    office.as_member(1, "tips", "note", office.desk, ids[0], "--text-file", tmp_path / "label")
    office.as_member(1, "tips", "assign", office.desk, ids[0], "seat-2")
    shown = office.as_member(2, "tips", "list", office.desk, "--assigned", "seat-2")
    assert shown.split()[0] == ids[0]
    assert shown.split()[-1] == "harbour"
    assert TEXT in office.as_member(2, "tips", "show", office.desk, ids[0])
    office.as_member(2, "tips", "take-out", office.desk, ids[0], "--out", tmp_path / "case")
    assert len(list((tmp_path / "case" / "reports").iterdir())) == 2
    office.as_member(2, "tips", "reply", office.desk, ids[0], spool, "--text-file", tmp_path / "label")
    office.as_member(1, "tips", "label", office.desk, ids[0], "--off", "--text-file", tmp_path / "label")
    assert office.as_member(2, "tips", "list", office.desk).splitlines()[0].split()[-1] in {"harbour", "-"}


def test_the_watch_is_kept_and_answered(office: Office, tmp_path: Path) -> None:
    watch = tmp_path / "watch"
    recipient = office.run("checkin", "new", watch, office.desk).splitlines()[-1]
    secret = ("--passphrase-file", tmp_path / "pass")
    office.run("keys", "enrol", office.key(1), "--watch", recipient, "--out", tmp_path / "e", *secret)
    times = ("--every", "24h", "--grace", "6h", "--quiet", "22:00-06:00")
    office.run("checkin", "enrol", watch, office.desk, tmp_path / "e", *times)
    assert "[quiet-unreadable]" in office.run(
        "checkin", "enrol", watch, office.desk, tmp_path / "e", *times[:4], "--quiet", "all", ends=2
    )
    codeword = office.run("checkin", "contact", watch, "quay", "--for", "seat-1").splitlines()[-1]
    office.run("checkin", "run", watch, office.desk)
    office.as_member(
        1, "checkin", "answer", watch / "outbox" / "seat-1" / "ask.txt", "--out", watch / "inbox" / "answer.age"
    )
    assert "seat-1 has answered" in office.run("checkin", "run", watch, office.desk)
    office.run("checkin", "trip", watch, office.desk, "seat-1", "--every", "4h", "--grace", "1h")
    assert "4 h" in office.run("checkin", "list", watch)
    assert "[trip-unclear]" in office.run("checkin", "trip", watch, office.desk, "seat-1", ends=2)
    office.run("checkin", "trip", watch, office.desk, "seat-1", "--over")
    (tmp_path / "codeword").write_text(codeword)
    say = ("checkin", "say", watch, office.desk, "quay", "seat-1", "alarm", "--codeword-file")
    assert "[codeword-wrong]" in office.run(*say, tmp_path / "pass", ends=5)
    office.run(*say, tmp_path / "codeword")
    assert "suspended" in office.run("checkin", "list", watch)
    office.run("checkin", "drill", watch)
    assert "dummy" not in (watch / "outbox" / "quay" / "ask.txt").name
    (drill,) = (watch / "outbox" / "quay").glob("drill-*.txt")
    code = drill.read_text().split("desk: ")[1][:6]
    assert "1 of 2" in office.run("checkin", "drill", watch, "--read-back", code)


@pytest.mark.slow
def test_nothing_secret_stands_in_arguments_variables_or_what_is_printed(office: Office, tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text(CANARY)
    words = ["custody", "seal", office.desk, str(tmp_path / "ledger.csv"), "--key", str(office.key(1))]
    command = [sys.executable, "-m", "secondsource.cli.main", *words, "--passphrase-file", str(tmp_path / "pass")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        seen = b""
        while process.poll() is None:
            for name in ("cmdline", "environ"):
                try:
                    seen += Path(f"/proc/{process.pid}/{name}").read_bytes()
                except OSError:
                    continue
            time.sleep(0.02)
        assert process.stdout is not None
        seen += process.stdout.read()
    assert process.returncode == 0
    identity = office.world.keys[1].identity
    for secret in (PASSPHRASE, identity, identity[20:50], CANARY, os.fsdecode(b"Berta Quill")):
        assert secret.encode() not in seen
