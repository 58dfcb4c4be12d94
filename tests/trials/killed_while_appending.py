"""Kill a process that appends to a log, again and again, while others read.

    python tests/trials/killed_while_appending.py FOLDER [TRIALS] [SEED]

Each trial forks an appender, which says over a pipe how far it has got, and kills it with SIGKILL up to 20 milliseconds
after it began or was done with one of its first appends. Readers run all the while: every checkpoint they
see must be signed, continue the one before, and have all that it speaks of on the disk. After each trial the log is
opened anew; what was acknowledged must be there. Ends with 1 and a sentence if anything is lost or invalid.

A killed process is no power cut: what it had handed to the system still reaches the disk. The order of flushes, on
which a power cut depends, is tested apart.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.errors import IntegrityError, SecondSourceError
from secondsource.trust.log_folder import LogReader, LogWriter
from secondsource.trust.tlog import note
from secondsource.trust.tlog.checkpoint import open_signed

NAME = "desk.example/log"
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
KEY = note.VerifierKey(name=NAME, kind=note.ED25519, key=PRIVATE.public_key().public_bytes_raw())
FRESH_EVERY = 50
"""Trials a folder, so that opening it stays quick."""


def sign(text: str) -> note.Signature:
    return note.sign(text, NAME, PRIVATE)


def entry(number: int) -> bytes:
    return f"entry {number} ".encode() * (1 + number % 9)


def append_until_killed(folder: Path, seed: int, told: int) -> None:
    """Append batches of 1 to 300 entries and tell the size after each."""
    chance = random.Random(seed)
    with LogWriter(folder, KEY, sign) as log:
        at = log.reader.checkpoint().size
        while True:
            count = chance.choice([1, 2, 7, 40, 255, 256, 300])
            log.append([entry(number) for number in range(at, at + count)])
            at += count
            os.write(told, at.to_bytes(8, "big"))


def read_until_killed(folder: Path, told: int) -> None:
    """Read without end and tell each time; tell what is wrong, and stop, when what is read is not whole."""
    reader = LogReader(folder, KEY)
    last = reader.checkpoint()
    while True:
        now = reader.checkpoint()
        found, tree = reader.entries_of(now)
        if now.size < last.size or tree.root(last.size) != last.root:
            raise IntegrityError("log-forked", "A checkpoint does not continue the one before.")
        if found != [entry(number) for number in range(now.size)]:
            raise IntegrityError("log-forked", "The entries are not those that were appended.")
        if now.size:
            proof = reader.proof(now.size - 1)
            proof.verify(found[-1], open_signed(proof.checkpoint, KEY)[0])
        last = now
        os.write(told, b".")


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Start `work` in a process of its own; return its id and the end of a pipe that it writes to."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    try:
        work(theirs)
    except SecondSourceError as error:
        os.write(theirs, f"!{error.code}: {error.sentence}".encode())
    finally:
        os._exit(1)


def killed(child: int, pipe: int) -> bytes:
    """Kill a process and return what it had written."""
    os.kill(child, signal.SIGKILL)
    with os.fdopen(pipe, "rb") as rest:
        data = rest.read()
    os.waitpid(child, 0)
    return data


def trial(folder: Path, seed: int) -> tuple[int, str]:
    """Kill one appender; return the size that is there afterwards, and what is wrong."""
    chance = random.Random(seed)
    child, pipe = forked(partial(append_until_killed, folder, seed))
    told = b"".join(os.read(pipe, 8) for _ in range(chance.choice([0, 0, 1, 2, 5])))
    time.sleep(chance.uniform(0, 0.02))
    told += killed(child, pipe)
    if b"!" in told[-200:] and len(told) % 8:
        return 0, f"the appender stopped: {told[-200:].partition(b'!')[2].decode()}"
    acknowledged = int.from_bytes(told[-8:], "big")
    with LogWriter(folder, KEY, sign) as log:
        kept = log.reader.entries()
    if len(kept) < acknowledged:
        return len(kept), f"{acknowledged} entries were acknowledged and {len(kept)} are there"
    if kept != [entry(number) for number in range(len(kept))]:
        return len(kept), "the entries are not those that were appended"
    return len(kept), ""


def trials(root: Path, count: int, seed: int) -> tuple[int, int, int, list[str]]:
    """Return how many entries were kept, how often readers read, how many trials cut an append short, what is wrong."""
    entries = reads = cut = 0
    wrong: list[str] = []
    for start in range(0, count, FRESH_EVERY):
        folder = root / f"log-{start}"
        LogWriter(folder, KEY, sign).close()
        readers = [forked(partial(read_until_killed, folder)) for _ in range(2)]
        size = 0
        for number in range(start, min(start + FRESH_EVERY, count)):
            size, error = trial(folder, seed + number)
            cut += bool(list(folder.rglob(".*.part")))
            for leftover in folder.rglob(".*.part"):
                leftover.unlink()
            wrong += [f"trial {number}: {error}"] if error else []
        entries += size
        for child, pipe in readers:
            said = killed(child, pipe)
            reads += said.count(b".")
            wrong += [f"a reader: {said.partition(b'!')[2].decode()}"] if b"!" in said else []
    return entries, reads, cut, wrong


def main() -> int:
    root = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    entries, reads, cut, wrong = trials(root, count, seed)
    sys.stdout.write(
        f"{count} kills: {entries} entries kept, {reads} reads beside, {cut} kills while files were being written.\n"
    )
    sys.stdout.write(
        "\n".join(wrong) or "Nothing acknowledged was lost, and no reader saw a state that was not whole.\n"
    )
    return 1 if wrong or not reads else 0


if __name__ == "__main__":
    sys.exit(main())
