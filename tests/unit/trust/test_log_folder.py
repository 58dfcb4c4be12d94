"""A log on disk: what was acknowledged is there, whatever happens in between."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.errors import IntegrityError, RuleError, StorageError
from secondsource.trust import durable
from secondsource.trust.log_folder import CHECKPOINT, LogReader, LogWriter
from secondsource.trust.tlog import merkle, note
from secondsource.trust.tlog.checkpoint import open_signed
from secondsource.trust.tlog.proof import Proof

NAME = "desk.example/log"
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
KEY = note.VerifierKey(name=NAME, kind=note.ED25519, key=PRIVATE.public_key().public_bytes_raw())


def sign(text: str) -> note.Signature:
    return note.sign(text, NAME, PRIVATE)


def entries(start: int, end: int) -> list[bytes]:
    return [f"entry {number}".encode() for number in range(start, end)]


def test_what_is_appended_in_any_portions_reads_back(tmp_path: Path) -> None:
    chance = random.Random(7)
    at = 0
    while at < 1500:
        step = chance.choice([0, 1, 2, 255, 256, 257, 30])
        with LogWriter(tmp_path, KEY, sign) as log:
            assert log.append(entries(at, at + step)) == range(at, at + step)
            at += step
            assert log.append(entries(at, at + 3)) == range(at, at + 3)
            at += 3
    reader = LogReader(tmp_path, KEY)
    assert reader.entries() == entries(0, at)
    assert reader.entry(700) == b"entry 700"


def test_a_proof_can_be_carried_and_checked_alone(tmp_path: Path) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 300))
    carried = LogReader(tmp_path, KEY).proof(260).encode()
    proof = Proof.parse(carried)
    checkpoint, _ = open_signed(proof.checkpoint, KEY)
    proof.verify(b"entry 260", checkpoint)
    with pytest.raises(IntegrityError):
        proof.verify(b"entry 261", checkpoint)


def test_growth_is_provable(tmp_path: Path) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 300))
        before = log.reader.checkpoint()
        log.append(entries(300, 900))
        after = log.reader.checkpoint()
        merkle.verify_consistency(before.size, after.size, before.root, after.root, log.reader.consistency(before.size))


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    with LogWriter(tmp_path, KEY, sign), pytest.raises(RuleError, match="Another process"):
        LogWriter(tmp_path, KEY, sign)


def test_a_changed_entry_is_noticed(tmp_path: Path) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 10))
    bundle = tmp_path / "tile" / "entries" / "000.p" / "10"
    bundle.write_bytes(bundle.read_bytes().replace(b"entry 3", b"entry X"))
    reader = LogReader(tmp_path, KEY)
    with pytest.raises(IntegrityError):
        reader.entries()
    with pytest.raises(IntegrityError):
        reader.entry(3)
    with pytest.raises(IntegrityError):
        LogWriter(tmp_path, KEY, sign)


def test_a_checkpoint_of_another_log_is_refused(tmp_path: Path) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 10))
    other = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)
    key = note.VerifierKey(name=NAME, kind=note.ED25519, key=other.public_key().public_bytes_raw())
    with pytest.raises(IntegrityError):
        LogReader(tmp_path, key).checkpoint()


def test_an_entry_that_is_too_long_is_refused_and_nothing_is_appended(tmp_path: Path) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        with pytest.raises(RuleError):
            log.append([b"short", b"x" * 65_536])
        assert log.append([b"short"]) == range(1)


def test_a_disk_that_refuses_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 5))
        blocked = tmp_path / "tile" / "0" / "000.p" / ".6.part"
        blocked.mkdir()
        with pytest.raises(StorageError):
            log.append(entries(5, 6))
        blocked.rmdir()
        assert log.append(entries(5, 8)) == range(5, 8)
    assert LogReader(tmp_path, KEY).entries() == entries(0, 8)


def test_a_signed_checkpoint_is_finished_and_never_signed_otherwise(tmp_path: Path) -> None:
    """The machine stops after the new checkpoint was flushed and before it got its name."""
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 300))
        before = (tmp_path / CHECKPOINT).read_bytes()
        log.append(entries(300, 310))
    (tmp_path / CHECKPOINT).rename(tmp_path / ".checkpoint.part")
    (tmp_path / CHECKPOINT).write_bytes(before)
    assert len(LogReader(tmp_path, KEY).entries()) == 300
    with LogWriter(tmp_path, KEY, sign) as log:
        assert log.append([b"next"]) == range(310, 311)
    assert LogReader(tmp_path, KEY).entries() == [*entries(0, 310), b"next"]


@pytest.mark.parametrize("part", [b"", b"half a check", None])
def test_what_was_not_whole_when_the_machine_stopped_is_left_out(tmp_path: Path, part: bytes | None) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 5))
    aside = tmp_path / ".checkpoint.part"
    aside.write_bytes((tmp_path / CHECKPOINT).read_bytes() if part is None else part)
    with LogWriter(tmp_path, KEY, sign) as log:
        assert not aside.exists()
        assert log.append(entries(5, 6)) == range(5, 6)
    other = tmp_path / "other"
    with LogWriter(other, KEY, sign) as log:
        log.append([b"another story"] * 9)
    (other / CHECKPOINT).rename(aside)
    with LogWriter(tmp_path, KEY, sign) as log:  # signed, and no continuation: its entries are not these
        assert log.append(entries(6, 7)) == range(6, 7)


def test_a_disk_that_fails_after_the_name_was_given_is_looked_at_before_the_next_append(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 5))

        def failing(path: Path) -> None:
            if path == tmp_path and b"\n6\n" in (tmp_path / CHECKPOINT).read_bytes():
                raise OSError(5, "Input/output error")

        monkeypatch.setattr(durable, "flush", failing)
        with pytest.raises(StorageError, match="Input/output error"):
            log.append(entries(5, 6))
        monkeypatch.undo()
        assert log.append(entries(6, 8)) == range(6, 8)
    assert LogReader(tmp_path, KEY).entries() == entries(0, 8)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """The file system refuses at every byte count in turn; what was acknowledged stays, and appending goes on."""
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 5))
        done = 5
        for room in (0, 10, 40, 80, 170, 250, 100_000):
            soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
            try:
                log.append(entries(done, done + 3))
                done += 3
            except StorageError:
                pass
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
                signal.signal(signal.SIGXFSZ, before)
            assert LogReader(tmp_path, KEY).entries() == entries(0, done)
        assert done == 8
        assert log.append(entries(8, 20)) == range(8, 20)
    assert LogReader(tmp_path, KEY).entries() == entries(0, 20)


def test_entries_without_a_checkpoint_are_not_begun_anew(tmp_path: Path) -> None:
    with LogWriter(tmp_path, KEY, sign) as log:
        log.append(entries(0, 5))
    (tmp_path / CHECKPOINT).unlink()
    with pytest.raises(IntegrityError, match="no checkpoint"):
        LogWriter(tmp_path, KEY, sign)


@pytest.mark.slow
def test_killed_at_any_moment_no_acknowledged_entry_is_lost(tmp_path: Path) -> None:
    """A hundred trials; `python tests/trials/killed_while_appending.py FOLDER 1000` runs more."""
    root = Path(__file__).resolve().parents[3]
    program = root / "tests" / "trials" / "killed_while_appending.py"
    ran = subprocess.run(
        [sys.executable, str(program), str(tmp_path), "100", "11"],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
