"""Leaking documents found by `attack` and, for PDFs, by two peers, run as programs of their own.

    python benchmarks/attack.py [--xray PROGRAM] [--checker PROGRAM] [--clean FOLDER]

`--xray` is the program of the package x-ray, `--checker` that of pdf-redaction-check; both are best kept in an
environment of their own. `--clean` is a folder of PDFs that should not block, apart from those whose name begins with
`bad` or `hidden`. Seconds are of processor time, in one process, without starting it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

from tests.unit.shielding.attacking.leaking.catalogue import CLEAN, LEAKING, REGISTER
from tests.unit.shielding.attacking.leaking.pdfs import NAME

from secondsource.shielding.attacking.attack import attack_bytes
from secondsource.shielding.attacking.leak import Severity
from secondsource.shielding.attacking.naming.suspects import suspects_of
from secondsource.shielding.attacking.task import LIMITS
from secondsource.shielding.register.table import read_table

SUSPECTS = suspects_of(read_table(REGISTER.encode()).register)


def blocks(name: str, data: bytes) -> bool:
    return any(leak.severity == Severity.BLOCK for leak in attack_bytes(data, name, SUSPECTS, LIMITS).leaks)


def found_by_xray(program: str, path: Path) -> bool:
    ran = subprocess.run([program, path], capture_output=True, text=True, check=False)
    return ran.returncode == 0 and bool(json.loads(ran.stdout))


def found_by_checker(program: str, path: Path) -> bool:
    ran = subprocess.run([program, "-s", NAME, path], capture_output=True, text=True, check=False)
    return ran.returncode != 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--xray")
    parser.add_argument("--checker")
    parser.add_argument("--clean", type=Path)
    options = parser.parse_args()
    began = time.process_time()
    ours = {slot: blocks(name, make()) for slot, (name, make) in LEAKING.items()}
    alarms = {slot: blocks(name, make()) for slot, (name, make) in CLEAN.items()}
    seconds = time.process_time() - began
    print(f"attack: {sum(ours.values())}/{len(ours)} leaking, {sum(alarms.values())}/{len(alarms)} false alarms")
    print(f"        {seconds / (len(ours) + len(alarms)):.2f} s a document")
    peers = {"x-ray": (options.xray, found_by_xray), "pdf-redaction-check": (options.checker, found_by_checker)}
    with tempfile.TemporaryDirectory() as folder:
        for peer, (program, found) in peers.items():
            if not program:
                continue
            for title, documents in (("leaking", LEAKING), ("clean", CLEAN)):
                results = {}
                for slot, (name, make) in documents.items():
                    if name.endswith(".pdf"):
                        path = Path(folder) / f"{slot}.pdf"
                        path.write_bytes(make())
                        results[slot] = found(program, path)
                missed = [slot for slot, hit in results.items() if hit != (title == "leaking")]
                print(
                    f"{peer}: {sum(results.values())}/{len(results)} {title} PDFs reported; wrong: {', '.join(missed)}"
                )
    for path in sorted(options.clean.glob("*.pdf")) if options.clean else ():
        expected = path.name.startswith(("bad", "hidden"))
        if blocks(path.name, path.read_bytes()) != expected:
            print(f"{path.name}: {'missed' if expected else 'false alarm'}")


if __name__ == "__main__":
    main()
