"""Signatures beside a text, made and checked by ssh-keygen itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from secondsource.cli.main import main
from secondsource.errors import AccessError, InputError, IntegrityError
from secondsource.trust.signing import sidecar

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH's client is not installed")
TEXT = b"harbour desk\nhold\n"
NAME = "desk.example/seat-1"


@pytest.fixture(scope="module")
def seat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_key(tmp_path_factory.mktemp("seat") / "seat")


def new_key(path: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "seat one", "-f", str(path)], check=True)
    return path


def public(path: Path) -> str:
    return path.with_suffix(".pub").read_text(encoding="ascii")


def test_a_signature_beside_the_text_is_checked(seat: Path) -> None:
    signature = sidecar.sign(TEXT, seat)
    assert signature.startswith(b"-----BEGIN SSH SIGNATURE-----\n")
    sidecar.verify(TEXT, signature, NAME, public(seat))


def test_another_text_another_key_or_another_purpose_is_refused(seat: Path, tmp_path: Path) -> None:
    signature = sidecar.sign(TEXT, seat)
    with pytest.raises(IntegrityError):
        sidecar.verify(TEXT.replace(b"hold", b"go"), signature, NAME, public(seat))
    with pytest.raises(IntegrityError):
        sidecar.verify(TEXT, signature, NAME, public(new_key(tmp_path / "other")))
    elsewhere = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-f", str(seat), "-n", "file"], input=TEXT, capture_output=True, check=True
    ).stdout
    with pytest.raises(IntegrityError):
        sidecar.verify(TEXT, elsewhere, NAME, public(seat))


@pytest.mark.parametrize("signature", [b"", b"-----BEGIN SSH SIGNATURE-----\n", b"x" * 100_000])
def test_what_is_no_signature_is_refused(seat: Path, signature: bytes) -> None:
    with pytest.raises(IntegrityError):
        sidecar.verify(TEXT, signature, NAME, public(seat))


def test_a_name_cannot_smuggle_options_or_patterns_into_the_list(seat: Path) -> None:
    signature = sidecar.sign(TEXT, seat)
    for name in ("*", "a,b", "a cert-authority", "", "-x", "!a"):
        with pytest.raises(InputError):
            sidecar.verify(TEXT, signature, name, public(seat))
    for line in ("", "ssh-rsa AAAA", "cert-authority ssh-ed25519 AAAA", "ssh-ed25519 AAAA\nssh-ed25519 BBBB"):
        with pytest.raises(InputError):
            sidecar.verify(TEXT, signature, NAME, line)


def test_a_missing_key_is_said(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="did not sign"):
        sidecar.sign(TEXT, tmp_path / "nothing")


def test_a_machine_without_ssh_keygen_says_so(seat: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AccessError, match="no ssh-keygen"):
        sidecar.sign(TEXT, seat)


def test_ssh_keygen_alone_checks_what_the_command_signed(seat: Path, tmp_path: Path) -> None:
    """The reader's page says how; nothing of ours takes part in the check."""
    text = tmp_path / "said.txt"
    text.write_bytes(TEXT)
    assert main(["seat", "sign", str(text), "--beside", str(seat)]) == 0
    (tmp_path / "allowed").write_text(f'{NAME} namespaces="statement@secondsource" {public(seat)}', encoding="ascii")

    def checked(said: bytes, name: str = NAME, *more: str) -> bool:
        words = ["-Y", "verify", "-f", "allowed", "-I", name, "-n", "statement@secondsource", "-s", "said.txt.sig"]
        ran = subprocess.run(["ssh-keygen", *words, *more], input=said, cwd=tmp_path, capture_output=True, check=False)
        return ran.returncode == 0

    assert checked(TEXT)
    assert not checked(TEXT + b"\n")
    assert not checked(TEXT, "desk.example/seat-2")
    (tmp_path / "revoked").write_text(public(seat), encoding="ascii")
    assert not checked(TEXT, NAME, "-r", "revoked")
