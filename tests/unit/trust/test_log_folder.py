"""A log on disk: what was acknowledged is there, whatever happens in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.errors import IntegrityError, RuleError, StorageError
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


APPENDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.unit.trust.test_log_folder import KEY, entries, sign
from secondsource.trust.log_folder import LogWriter
with LogWriter(Path(sys.argv[1]), KEY, sign) as log:
    at = len(log.reader.entries())
    while True:
        log.append(entries(at, at + 7))
        at += 7
        print(at, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_no_acknowledged_entry_is_lost(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    chance = random.Random(11)
    reader = LogReader(tmp_path, KEY)
    command = [sys.executable, "-c", APPENDER, str(tmp_path), str(root)]
    for _ in range(25):
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}) as running:
            assert running.stdout is not None
            acknowledged = int(running.stdout.readline())
            until = time.monotonic() + chance.uniform(0, 0.05)
            while time.monotonic() < until:
                acknowledged = int(running.stdout.readline())
                if (tmp_path / CHECKPOINT).exists():
                    reader.checkpoint()  # a concurrent reader never sees half a checkpoint
            running.send_signal(signal.SIGKILL)
            rest = running.stdout.read().split()
            acknowledged = int(rest[-1]) if rest else acknowledged
        kept = reader.entries()
        assert len(kept) >= acknowledged
        assert kept == entries(0, len(kept))
