"""A reader with nothing but WebCrypto, as every browser has it, checks our proofs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.interop.site import made, vkeys

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="needs Node, which is not installed")
PROGRAM = Path(__file__).parent / "outside" / "check.mjs"


def ran(proof: Path, entry: Path, *keys: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", str(PROGRAM), str(proof), str(entry), *keys], capture_output=True, text=True, check=False
    )


def test_webcrypto_checks_an_entry_and_four_signatures(tmp_path: Path) -> None:
    site = made(tmp_path, 300)
    entry = tmp_path / "entry"
    proof = next(iter(sorted(site.proofs.glob("*.tlog-proof"))))
    index = int(proof.stem)
    entry.write_bytes(site.entries[index])
    checked = ran(proof, entry, *vkeys())
    assert checked.stdout == f"entry {index} of 300, 4 signatures\n", checked.stderr
    entry.write_bytes(site.entries[index] + b"!")
    assert ran(proof, entry, *vkeys()).returncode == 1
    entry.write_bytes(site.entries[index])
    proof.write_bytes(proof.read_bytes().replace(b"\n300\n", b"\n301\n"))
    assert ran(proof, entry, *vkeys()).returncode == 1
