"""Go's own libraries check what we write, and we check what they write.

The program in `outside/` is built from nothing but Debian's golang-go and golang-golang-x-mod-dev, without a network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.interop.site import LOG, made, vkeys

from secondsource.errors import IntegrityError
from secondsource.trust.log_folder import LogReader
from secondsource.trust.signing.signer import KeySigner, sign_text, verifier_of
from secondsource.trust.tlog import cosignature, note
from secondsource.trust.tlog.checkpoint import open_signed
from secondsource.trust.tlog.proof import Proof

LIBRARY = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/note")
SEATS = [
    KeySigner(name=f"desk.example/seat-{n}", private=Ed25519PrivateKey.from_private_bytes(bytes([0x70 + n]) * 32))
    for n in range(1, 6)
]
TEXT = "desk.example/log\nsecondsource statement v1\naction: hold\nsubject: harbour-list\n"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("go") and LIBRARY.is_dir()),
        reason="needs the packages golang-go and golang-golang-x-mod-dev, which tools/bootstrap.py could not install",
    ),
]
Outside = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Outside:
    place = tmp_path_factory.mktemp("go")
    package = place / "src" / "outside"
    package.mkdir(parents=True)
    shutil.copy(Path(__file__).parent / "outside" / "main.go", package)
    program = place / "outside"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "GOPATH": f"{place}:/usr/share/gocode",
        "GO111MODULE": "off",
        "GOPROXY": "off",
        "GOFLAGS": "",
    }
    subprocess.run(["go", "build", "-o", str(program), "outside"], check=True, env=environment, cwd=place)

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(program), *map(str, words)], check=False, capture_output=True, text=True)

    return run


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 1_000, 66_000])
def test_go_checks_our_log_its_tiles_its_witnesses_and_its_proofs(outside: Outside, tmp_path: Path, size: int) -> None:
    site = made(tmp_path, size)
    ran = outside("check", site.folder, 3, *vkeys())
    assert ran.returncode == 0, ran.stderr
    proofs, growths = (len(list(site.proofs.glob(kind))) for kind in ("*.tlog-proof", "*.growth"))
    assert ran.stdout.startswith(f"{size} entries, ")
    assert ran.stdout.endswith(f" {proofs} inclusion proofs, {growths} consistency proofs\n")


def test_go_refuses_our_log_when_anything_is_changed(outside: Outside, tmp_path: Path) -> None:
    site = made(tmp_path, 600)
    checks = ("check", site.folder, 3, *vkeys())
    assert outside(*checks).returncode == 0
    for name in ("checkpoint", "tile/0/000", "tile/1/000.p/2", "tile/entries/001", "../proofs/0.tlog-proof"):
        path = site.folder / name
        good = path.read_bytes()
        path.write_bytes(good[:-9] + bytes([good[-9] ^ 1]) + good[-8:])
        assert outside(*checks).returncode == 1, name
        path.write_bytes(good)
    growth = site.proofs / "1.growth"
    growth.write_text("".join(growth.read_text(encoding="ascii").splitlines(keepends=True)[:-1]), encoding="ascii")
    assert outside(*checks).returncode == 1


def test_go_misses_a_witness(outside: Outside, tmp_path: Path) -> None:
    site = made(tmp_path, 10, witnesses=2)
    assert outside("check", site.folder, 2, *vkeys()).returncode == 0
    assert outside("check", site.folder, 3, *vkeys()).returncode == 1


def test_go_counts_the_seats_of_a_statement(outside: Outside, tmp_path: Path) -> None:
    path = tmp_path / "statement.note"
    keys = [verifier_of(seat).encode() for seat in SEATS]
    path.write_bytes(note.join(TEXT, [sign_text(TEXT, seat) for seat in SEATS[:3]]))
    assert outside("quorum", path, 3, *keys).returncode == 0
    assert outside("quorum", path, 4, *keys).returncode == 1
    path.write_bytes(path.read_bytes().replace(b"hold", b"free"))
    assert outside("quorum", path, 1, *keys).returncode == 1


def test_one_bad_line_is_refused_by_go_and_by_us(outside: Outside, tmp_path: Path) -> None:
    path = tmp_path / "statement.note"
    lines = [sign_text(TEXT, seat) for seat in SEATS[:3]]
    path.write_bytes(note.join(TEXT, [*lines, sign_text("another\n", SEATS[3])]))
    assert outside("quorum", path, 3, *(verifier_of(seat).encode() for seat in SEATS)).returncode == 1
    with pytest.raises(IntegrityError):
        note.verify(note.parse(path.read_bytes()), [verifier_of(seat) for seat in SEATS])


def test_one_key_under_two_names_is_two_for_go_and_one_for_us(outside: Outside, tmp_path: Path) -> None:
    """Why Second Source counts raw keys: a stock verifier with a careless list of keys does not."""
    path = tmp_path / "statement.note"
    twice = [SEATS[0], KeySigner(name="desk.example/seat-9", private=SEATS[0].private)]
    path.write_bytes(note.join(TEXT, [sign_text(TEXT, seat) for seat in twice]))
    assert outside("quorum", path, 2, *(verifier_of(seat).encode() for seat in twice)).returncode == 0
    assert len(note.verify(note.parse(path.read_bytes()), [verifier_of(seat) for seat in twice])) == 1


@pytest.mark.parametrize("size", [1, 256, 1_000, 66_000])
def test_we_check_go_s_log_its_witness_and_its_proofs(outside: Outside, tmp_path: Path, size: int) -> None:
    ran = outside("write", tmp_path / "site", size)
    assert ran.returncode == 0, ran.stderr
    log_vkey, witness_vkey = ran.stdout.split()
    key = note.VerifierKey.parse(log_vkey)
    witness = cosignature.WitnessKey.parse(witness_vkey)
    reader = LogReader(tmp_path / "site", key)
    assert reader.entries() == [f"outside {number}".encode() for number in range(size)]
    checkpoint, parsed = open_signed(reader.checkpoint_bytes(), key)
    assert note.verify(parsed, [witness]) == (witness,)
    assert cosignature.time_of(parsed.signatures[1]) == 1_900_000_000
    proofs = list((tmp_path / "proofs").iterdir())
    for path in proofs:
        proof = Proof.parse(path.read_bytes())
        inside, _ = open_signed(proof.checkpoint, key)
        assert inside == checkpoint
        proof.verify(f"outside {path.stem}".encode(), inside)
        assert reader.proof(proof.index).hashes == proof.hashes
    assert proofs


def test_a_key_line_means_the_same_to_both(outside: Outside, tmp_path: Path) -> None:
    ran = outside("write", tmp_path / "site", 1)
    for line in ran.stdout.split():
        assert note.VerifierKey.parse(line).encode() == line
    assert note.VerifierKey.parse(verifier_of(LOG).encode()) == verifier_of(LOG)
