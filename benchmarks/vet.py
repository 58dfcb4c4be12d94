"""What a whole run costs on a folder of reports: time, processor time, words a second, and memory.

    python benchmarks/vet.py FOLDER [--workers N]

Each run is the command `secondsource vet` in a process of its own. Processor time is that of the whole tree of
processes (this one adopts those whose parent has gone); memory is sampled ten times a second as the sum of
proportional set sizes, in which shared pages count once. Linux only.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
SAMPLE_SECONDS = 0.1


@dataclass
class Memory:
    """Highest values seen, in kibibytes."""

    together: int = 0
    largest: int = 0


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    name: str
    wall: float
    cpu: float
    memory: Memory


def descendants() -> list[int]:
    """Return the processes below this one."""
    found: list[int] = []
    waiting = [os.getpid()]
    while waiting:
        process = waiting.pop()
        try:
            tasks = list(Path(f"/proc/{process}/task").iterdir())
            children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:
            continue  # it ended meanwhile
        found += children
        waiting += children
    return found


def sample(memory: Memory) -> None:
    """Raise the highest values if the processes below this one now hold more."""
    together = 0
    for process in descendants():
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
        except OSError:
            continue
        fields = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
        together += fields.get("Pss", 0)
        memory.largest = max(memory.largest, fields.get("Rss", 0))
    memory.together = max(memory.together, together)


def spent() -> float:
    """Return the processor seconds of all processes below this one that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(name: str, command: list[str]) -> Cost:
    """Run a command to its end, and wait for everything it left behind."""
    memory, over = Memory(), threading.Event()

    def watch() -> None:
        while not over.wait(SAMPLE_SECONDS):
            sample(memory)

    watcher = threading.Thread(target=watch)
    before, began = spent(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watcher.start()
    status = process.wait()
    wall = time.perf_counter() - began
    over.set()
    watcher.join()
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    if status:
        sys.exit(f"{name} ended with status {status}")
    return Cost(name, wall, spent() - before, memory)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        command = [sys.executable, "-m", "secondsource.cli.main", "vet", str(options.folder), "--out", folder]
        command += ["--workers", str(options.workers)]
        cold = measure("cold start", command)
        timings = json.loads((out / "findings.json").read_text(encoding="utf-8"))["timings"]
        kept = [
            json.loads(file.read_bytes())["report"]["text"] for file in (out / ".cache" / "readings").glob("*.json")
        ]
        # One word more to decide on changes the decisions and nothing else: no report is read again.
        (out / "decisions.txt").write_text("# looked at\n", encoding="utf-8")
        decided = measure("decisions changed", command)
        same = measure("nothing changed", command)
    words = sum(len(text.split()) for text in kept)
    print(f"{len(kept)} reports, {words} words, {options.workers} workers")
    print(f"{'run':<20}{'wall s':>8}{'CPU s':>8}{'words/CPU s':>13}{'memory MB':>11}{'largest MB':>12}")
    for cost in (cold, decided, same):
        memory = cost.memory
        print(
            f"{cost.name:<20}{cost.wall:>8.1f}{cost.cpu:>8.1f}{words / cost.cpu:>13.0f}"
            f"{memory.together / 1024:>11.0f}{memory.largest / 1024:>12.0f}"
        )
    print(
        "stages of the cold start, wall s: " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in timings.items())
    )


if __name__ == "__main__":
    main()
