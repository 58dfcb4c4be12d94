"""Signatures beside a text, by `ssh-keygen -Y`: the way of hardware keys that cannot sign bare bytes.

A FIDO security key (`sk-ssh-ed25519`) signs its own record around a digest of the text, so its signature cannot stand
in a note. It travels as a file of its own in OpenSSH's SSHSIG format. People can check it; no tally counts it, since a
seats file names one note key a seat, and note readers never see it. A statement needs its k note lines all the same.

The namespace keeps a signature given here from meaning anything elsewhere, and one given elsewhere from counting here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from secondsource.errors import AccessError, InputError, IntegrityError

NAMESPACE = "statement@secondsource"
SECONDS_TO_TOUCH = 90
"""How long a person has to touch the key or type its PIN."""
MOST_BYTES = 65_536
_PRINCIPAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9./@_-]{0,200}")
_KEY = re.compile(r"((?:sk-)?(?:ssh-ed25519|ecdsa-sha2-nistp256)(?:@openssh\.com)?) ([A-Za-z0-9+/]+={0,2})(?: .*)?")


def sign(text: bytes, key_file: Path) -> bytes:
    """Return the signature file for `text`.

    Args:
        text: what is signed, byte for byte.
        key_file: what `ssh-keygen -Y sign -f` takes: a private key, the stub of a hardware key, or a public key
            whose private half an ssh-agent holds.

    Raises:
        AccessError: `sidecar-refused`, when no signature came; `ssh-keygen-missing`.
    """
    # The terminal stays open to it: it may ask for a PIN or a touch.
    ran = _run(["-Y", "sign", "-f", str(key_file), "-n", NAMESPACE], text, keep_terminal=True)
    if ran.returncode != 0 or b"BEGIN SSH SIGNATURE" not in ran.stdout:
        raise AccessError(
            "sidecar-refused",
            f"ssh-keygen did not sign with {key_file}.",
            "Plug in the security key, touch it when it blinks, and check the path of the key file.",
        )
    return ran.stdout


def verify(text: bytes, signature: bytes, name: str, public_line: str) -> None:
    """Check a signature file against one seat's key, by ssh-keygen alone.

    Args:
        text: what was signed.
        signature: the signature file.
        name: the seat's name; the only principal that is allowed.
        public_line: the seat's public key as OpenSSH writes it.

    Raises:
        InputError: `ssh-key-unreadable`, `seat-name-odd`. AccessError: `ssh-keygen-missing`.
        IntegrityError: `sidecar-wrong`.
    """
    match = _KEY.fullmatch(public_line.strip())
    if match is None:
        raise InputError(
            "ssh-key-unreadable",
            "This is not a public key of OpenSSH that can be used here.",
            "Name a .pub file of type ed25519, or of a security key.",
        )
    if not _PRINCIPAL.fullmatch(name):
        raise InputError(
            "seat-name-odd",
            f"The name {name!r} cannot stand in a list of signers.",
            "Use letters, digits, dots, hyphens and slashes.",
        )
    if len(signature) > MOST_BYTES:
        raise _wrong(name)
    with tempfile.TemporaryDirectory(prefix="secondsource-") as folder:
        allowed, beside = Path(folder, "allowed"), Path(folder, "signature")
        allowed.write_text(f'{name} namespaces="{NAMESPACE}" {match[1]} {match[2]}\n', encoding="ascii")
        beside.write_bytes(signature)
        ran = _run(["-Y", "verify", "-f", str(allowed), "-I", name, "-n", NAMESPACE, "-s", str(beside)], text)
    if ran.returncode != 0:
        raise _wrong(name)


def _run(words: list[str], text: bytes, *, keep_terminal: bool = False) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise AccessError("ssh-keygen-missing", "There is no ssh-keygen on this machine.", "Install OpenSSH's client.")
    kept = ("PATH", "HOME", "TERM", "SSH_AUTH_SOCK", "SSH_ASKPASS", "DISPLAY", "WAYLAND_DISPLAY")
    environment = {name: value for name in kept if (value := os.environ.get(name)) is not None} | {"LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - a fixed program and no shell
            [program, *words],
            input=text,
            stdout=subprocess.PIPE,
            stderr=None if keep_terminal else subprocess.DEVNULL,
            env=environment,
            timeout=SECONDS_TO_TOUCH,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise AccessError(
            "sidecar-refused", "ssh-keygen gave no answer in time.", "Plug in the security key and touch it."
        ) from None


def _wrong(name: str) -> IntegrityError:
    return IntegrityError(
        "sidecar-wrong",
        f"The signature beside the text is not one of {name} for this use.",
        "Treat it as not said. Somebody changed the text, or signed with another key or for another purpose.",
    )
