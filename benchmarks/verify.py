"""How long `secondsource verify` takes from start to end on a 5-seat, 3-witness statement, offline.

Usage: python benchmarks/verify.py [--runs 15] [--entries 0]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.worlds.desk import HOUR, NOON, SUBJECT, World, signed, statement

from secondsource.core.release.policy import Action


def timed(command: list[str], runs: int) -> tuple[list[float], list[float]]:
    """Return each run's seconds on the clock and on the processor; a first run fills the caches and is left out."""
    clock, processor = [], []
    for _ in range(runs + 1):
        before, start = spent(), time.perf_counter()
        done = subprocess.run(command, check=False, capture_output=True)
        clock.append(time.perf_counter() - start)
        processor.append(spent() - before)
        assert done.returncode in {0, 12}, done.stdout
    return clock[1:], processor[1:]


def spent() -> float:
    """Return the processor seconds of all finished children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--runs", type=int, default=15)
    asked.add_argument("--entries", type=int, default=0, help="further statements in the log")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "desk")
        world.say(Action.GO, 1, 2, 3, 4, 5)
        others = [
            signed(statement(b"x", Action.CANCEL, motion=f"m-{n}", subject=f"other-{n}"), 1, 2, 3)
            for n in range(given.entries)
        ]
        if others:
            world.force(*others)
        world.witness(NOON + 12 * HOUR)
        card = Path(folder) / "card.txt"
        card.write_bytes(world.first)
        ours = [sys.executable, "-m", "secondsource.cli.main", "verify"]
        more = ["--seats", str(card), "--at", "2031-03-06T01:00:00Z"]
        carried = [str(world.site / "statement" / "1.note"), *more]
        ways = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "site folder": [*ours, str(world.site), "--subject", SUBJECT, *more],
            "two files": [*ours, *carried],
        }
        for name, command in ways.items():
            clock, processor = timed(command, given.runs)
            print(
                f"{name:>15}: clock median {statistics.median(clock):.3f} s, best {min(clock):.3f}; "
                f"processor median {statistics.median(processor):.3f} s, best {min(processor):.3f}"
            )
    print(f"cores {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
