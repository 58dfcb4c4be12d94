"""How long a reader waits: `secondsource verify` as a whole process, on a statement of five seats and three witnesses.

    PYTHONPATH=. python benchmarks/verify.py [--runs 15] [--statements 1]

The desk is invented; it is made anew for each run of this script. Process start, imports, reading and every signature
are in the figure. Time on the clock, and processor time beside it, because other work runs on the machine.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.worlds.desk import HOUR, NOON, World

from secondsource.core.release.policy import Action


def timed(command: list[str], folder: Path) -> tuple[float, float, int]:
    """Return the time on the clock, the processor time, and the exit status."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    ran = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=folder)
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ran.returncode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--statements", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = World(Path(folder) / "desk")
        index = 0
        for number in range(options.statements):
            supersedes = index or None
            index = desk.say(Action.GO, 1, 2, 3, 4, 5, motion=f"m-{number + 2:04d}", supersedes=supersedes)
        desk.witness(NOON)  # from this first sight on it cools off
        desk.witness(NOON + 13 * HOUR)
        (Path(folder) / "seats.txt").write_bytes(desk.first)
        verify = [sys.executable, "-m", "secondsource.cli.main", "verify"]
        at = ["--at", (NOON + 14 * HOUR).strftime("%Y-%m-%dT%H:%M:%SZ"), "--seats", str(Path(folder) / "seats.txt")]
        site = [*verify, str(desk.site), *at]
        files = [str(desk.site / "statement" / f"{index}.{kind}") for kind in ("note", "tlog-proof")]
        pair = [*verify, *files, *at, "--log-policy", str(desk.site / "log.policy")]
        print("| what | median s | best s | processor s | ends with |\n|---|---|---|---|---|")
        for name, command in (("the site folder", site), ("the two files", pair)):
            runs = [timed(command, Path(folder)) for _ in range(options.runs)]
            clock, cpu = ([run[part] for run in runs] for part in (0, 1))
            figures = f"{statistics.median(clock):.3f} | {min(clock):.3f} | {statistics.median(cpu):.3f}"
            print(f"| {name} | {figures} | {', '.join(map(str, {run[2] for run in runs}))} |")


if __name__ == "__main__":
    main()
