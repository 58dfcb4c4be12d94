"""One file names a signing key, wherever the key itself is: sealed in that file, or kept by an ssh-agent.

The file of a key that an agent keeps holds nothing secret:

    secondsource agent-key v1
    public: <vkey>
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from secondsource.core.release.lines import title
from secondsource.errors import InputError, IntegrityError, StorageError
from secondsource.trust.signing import agent, key_file
from secondsource.trust.signing.signer import Signer
from secondsource.trust.tlog import note

AGENT_HEADER = title("agent-key")


def open_signer(path: Path, ask: Callable[[], str], kind: int = note.ED25519) -> Signer:
    """Return what signs with the key that a file names.

    Args:
        path: a key file or an agent key's file.
        ask: returns the passphrase; called only where one is needed.
        kind: what the key is to be used for, as in `key_file.open_key`.

    Raises:
        SecondSourceError: as in `key_file.open_key` and `agent.signer`.
    """
    public = agent_key_of(path)
    if public is None:
        if key_file.public_of(path).kind != kind:
            raise key_file.other_use(path)  # said before anybody types a passphrase
        return key_file.open_key(path, ask(), kind)
    if public.kind != kind:
        raise key_file.other_use(path)
    return agent.signer(public.name, public.key)


def public_key(path: Path) -> note.VerifierKey:
    """Return the public key that a file names, without opening anything.

    Args:
        path: a key file, an agent key's file, or a file that holds a vkey line alone.

    Raises:
        StorageError: `key-file-unreadable`. IntegrityError: `key-file-damaged`.
    """
    found = agent_key_of(path)
    if found is not None:
        return found
    text = _head(path)
    if not text.startswith(key_file.HEADER):
        try:
            return note.VerifierKey.parse(text)
        except note.NoteError:
            pass  # then it must be a key file, and says itself what is wrong with it
    return key_file.public_of(path)


def keep_by_agent(path: Path, name: str, openssh_line: str, kind: int = note.ED25519) -> note.VerifierKey:
    """Write the file of a key that an ssh-agent keeps, and return the key.

    Args:
        path: where to; there must be nothing yet.
        name: the name in signature lines.
        openssh_line: the public key as OpenSSH writes it.
        kind: as in `key_file.create`.

    Raises:
        InputError: `ssh-key-unreadable`. RuleError: `key-file-exists`. StorageError: `key-file-unwritable`.
    """
    if openssh_line.startswith("sk-"):
        raise InputError(
            "ssh-key-hardware",
            "A security key of this type cannot sign notes.",
            "Let it sign beside the text with `seat sign --beside`, or use a key of type ssh-ed25519.",
        )
    public = note.VerifierKey(name=name, kind=kind, key=agent.parse_public_line(openssh_line))
    key_file.write_new(path, _text(public).encode())
    return public


def agent_key_of(path: Path) -> note.VerifierKey | None:
    """Return the public key of an agent key's file; None where the file is of another kind."""
    text = _head(path)
    if not text.startswith(AGENT_HEADER):
        return None
    try:
        public = note.VerifierKey.parse(text.removeprefix(f"{AGENT_HEADER}\npublic: "))
    except note.NoteError:
        public = None
    if public is None or _text(public) != text:
        raise IntegrityError(
            "key-file-damaged", "This is not a key file: it is not laid out as one.", "Make it again with `seat new`."
        )
    return public


def _text(public: note.VerifierKey) -> str:
    return f"{AGENT_HEADER}\npublic: {public.encode()}\n"


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(key_file.MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise StorageError(
            "key-file-unreadable",
            f"The key file {path} could not be read: {error.strerror or error}.",
            "Check the path and whose file it is.",
        ) from error
