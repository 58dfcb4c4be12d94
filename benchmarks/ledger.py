"""The log beside pymerkle, in one run: appends and proofs in memory, its SQLite tree, and durable appends to files.

    python benchmarks/ledger.py [--leaves 1000000] [--folder PLACE]

Needs pymerkle (GPL, for this comparison only): `pip install pymerkle==7.0.0`. What happens in memory is measured in
processor time, because other work runs on the machine; what waits for the disk, in time on the clock. The limit of
appending is two hashes a leaf: one of the entry, one of 65 bytes for the node above; it is timed in the same run.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pymerkle import InmemoryTree, SqliteTree

from secondsource.trust.log_folder import LogReader, LogWriter
from secondsource.trust.tlog import merkle, note

NAME = "desk.example/log"
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
KEY = note.VerifierKey(name=NAME, kind=note.ED25519, key=PRIVATE.public_key().public_bytes_raw())
ENTRY_BYTES = 200


def rate(count: int, work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return how many a second."""
    began = clock()
    work()
    return count / (clock() - began)


def each(work: Callable[[int], object], over: Iterable[int]) -> Callable[[], None]:
    """Return the work of one call for each number."""

    def run() -> None:
        for number in over:
            work(number)

    return run


def two_hashes(entries: Sequence[bytes]) -> float:
    """Return the limit: leaves a second if hashing were all there is to appending."""
    node = b"\x01" + bytes(64)
    sha256 = hashlib.sha256
    hash_both = each(lambda n: (sha256(b"\x00" + entries[n]).digest(), sha256(node).digest()), range(len(entries)))
    empty = each(lambda n: (entries[n], node), range(len(entries)))
    count = len(entries)
    return 1 / (1 / rate(count, hash_both) - 1 / rate(count, empty))


def told(row: str, found: float) -> None:
    print(f"| {row} | {found:,.2f} |" if found < 100 else f"| {row} | {found:,.0f} |", flush=True)


def memory(entries: Sequence[bytes], chosen: Sequence[int]) -> dict[str, float]:
    """Append and prove in memory, ours and theirs."""
    count = len(entries)
    found = {"limit": two_hashes(entries)}
    one, many, theirs = merkle.Tree(), merkle.Tree(), InmemoryTree()
    found["one by one"] = rate(count, each(lambda n: one.append(merkle.leaf_hash(entries[n])), range(count)))
    found["in bulk"] = rate(count, lambda: many.extend(entries))
    found["limit again"] = two_hashes(entries)
    found["pymerkle one by one"] = rate(count, each(lambda n: theirs.append_entry(entries[n]), range(count)))
    assert one.root() == many.root() == bytes(theirs.get_root())
    found["inclusion"] = rate(len(chosen), each(one.inclusion_proof, chosen))
    found["consistency"] = rate(len(chosen), each(lambda n: one.consistency_proof(n + 1), chosen))
    proofs = [(n, one.inclusion_proof(n)) for n in chosen[:5_000]]
    root = one.root()
    leaves = [merkle.leaf_hash(entries[n]) for n, _ in proofs]
    check = each(
        lambda at: merkle.verify_inclusion(proofs[at][0], count, leaves[at], proofs[at][1], root), range(len(proofs))
    )
    found["verify inclusion"] = rate(len(proofs), check)
    few = chosen[:5_000]
    found["pymerkle inclusion"] = rate(len(few), each(lambda n: theirs.prove_inclusion(n + 1), few))
    found["pymerkle consistency"] = rate(len(few), each(lambda n: theirs.prove_consistency(n + 1), few))
    return found


def sqlite(entries: Sequence[bytes], chosen: Sequence[int], folder: Path) -> dict[str, float]:
    """Prove from pymerkle's SQLite tree, opened anew, as after a restart."""
    with SqliteTree(str(folder / "tree.db")) as tree:
        tree.append_entries(entries)
    found = {}
    with SqliteTree(str(folder / "tree.db")) as tree:
        found["pymerkle sqlite inclusion"] = rate(len(chosen), each(lambda n: tree.prove_inclusion(n + 1), chosen))
    with SqliteTree(str(folder / "tree.db")) as tree:
        found["pymerkle sqlite consistency"] = rate(len(chosen), each(lambda n: tree.prove_consistency(n + 1), chosen))
    return found


def append_from(log: LogWriter, entries: Sequence[bytes], batch: int, at: int) -> None:
    log.append(entries[at : at + batch])


def durable(entries: Sequence[bytes], folder: Path) -> dict[str, float]:
    """Append to files, each batch on the disk before the next, and prove from the files."""
    found = {}
    for batch, total in ((1, 200), (100, 10_000), (1_000, 100_000), (5_000, len(entries))):
        place = folder / f"log-{batch}"
        with LogWriter(place, KEY, lambda text: note.sign(text, NAME, PRIVATE)) as log:
            starts = range(0, min(total, len(entries)), batch)
            append = each(partial(append_from, log, entries, batch), starts)
            found[f"durable, {batch} at a time"] = rate(len(starts) * batch, append, time.perf_counter)
    reader = LogReader(folder / "log-5000", KEY)
    found["proof out of the files, checkpoint checked each time"] = rate(
        200, each(reader.proof, range(0, 200 * 97, 97))
    )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leaves", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    chance = random.Random(1)  # noqa: S311 - reproducible
    entries = [number.to_bytes(8, "big") * (ENTRY_BYTES // 8) for number in range(options.leaves)]
    chosen = [chance.randrange(options.leaves) for _ in range(20_000)]
    place = Path(tempfile.mkdtemp(dir=options.folder))
    try:
        found = memory(entries, chosen) | durable(entries, place) | sqlite(entries, chosen[:10], place)
    finally:
        shutil.rmtree(place)
    limit = (found["limit"] + found["limit again"]) / 2
    print(f"{options.leaves:,} leaves of {ENTRY_BYTES} bytes\n\n| what | a second |\n|---|---|")
    for row, value in found.items():
        told(row, value)
    print()
    told("one by one, share of the limit", found["one by one"] / limit)
    told("in bulk, share of the limit", found["in bulk"] / limit)
    told("appends, times pymerkle", found["one by one"] / found["pymerkle one by one"])
    for kind in ("inclusion", "consistency"):
        told(f"{kind}, times pymerkle", found[kind] / found[f"pymerkle {kind}"])
        told(f"{kind}, times pymerkle sqlite", found[kind] / found[f"pymerkle sqlite {kind}"])


if __name__ == "__main__":
    main()
