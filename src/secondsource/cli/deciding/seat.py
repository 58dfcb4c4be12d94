"""`secondsource seat`: make a seat's key, show it, read it out aloud, sign with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from secondsource.actions.files import write_whole
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.errors import InputError, IntegrityError
from secondsource.trust.signing import key_file, opening, sidecar, spoken
from secondsource.trust.signing.signer import sign_text
from secondsource.trust.tlog import note


@click.group(context_settings=HELP)
def seat() -> None:
    """Make, show and use the key of one seat at the desk.

    \b
    Try:   secondsource seat new desk.example/seat-1 --key seat-1.key
           secondsource seat show seat-1.key
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@seat.command("new", context_settings=HELP)
@click.argument("name")
@click.option("--key", "key_path", required=True, type=click.Path(path_type=Path), help="Where the key file goes.")
@click.option(
    "--agent",
    "openssh_file",
    type=click.Path(path_type=Path),
    help="Use the ssh-ed25519 key of this .pub file, which your ssh-agent or token keeps, and make no other.",
)
@passphrase_option
@language_option
def new(
    *, name: str, key_path: Path, openssh_file: Path | None, passphrase_file: Path | None, ui_language: str | None
) -> None:
    """Make the key of seat NAME, such as desk.example/seat-1.

    NAME is a pseudonym: it becomes public for ever with the first statement, so it must not name a person.
    """
    if openssh_file is None:
        passphrase = read_passphrase(passphrase_file, of=str(key_path), twice=True)
        key_file.create(key_path, name, passphrase)
    else:
        opening.keep_by_agent(key_path, name, _read(openssh_file).decode("ascii", "replace"))
    tell(f"The key of {name} is in {key_path}.", ui_language)
    tell("Give the others this line, and read its twelve words to them aloud.", ui_language)
    _show(opening.public_key(key_path))


@seat.command("show", context_settings=HELP)
@click.argument("key_path", metavar="KEY", type=click.Path(path_type=Path))
def show(*, key_path: Path) -> None:
    """Print the public key in the file KEY and its twelve words; the passphrase is not needed."""
    _show(opening.public_key(key_path))


@seat.command("fingerprint", context_settings=HELP)
@click.argument("subject", metavar="FILE_OR_KEY")
@click.option("--heard", help="The twelve words that the other side read to you, in either language.")
@language_option
def fingerprint(*, subject: str, heard: str | None, ui_language: str | None) -> None:
    """Print twelve words for a file or a public key, or check the words that somebody read to you.

    With --heard it ends with 0 when all words are right, and with 4 when one is not.
    """
    data = _subject(subject)
    if heard is None:
        _words(data)
        return
    wrong = spoken.differing(heard, data)
    if wrong:
        places = ", ".join(str(place) for place in wrong)
        raise IntegrityError(
            "fingerprint-differs",
            f"Not the same: wrong at {places}.",
            "Have these words read again. If they stay wrong, do not use what you have.",
        )
    tell("All twelve words are right: both sides have the same.", ui_language)


@seat.command("sign", context_settings=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", "key_path", type=click.Path(path_type=Path), help="The seat's key file.")
@click.option(
    "--beside",
    "security_key",
    type=click.Path(path_type=Path),
    help="Sign beside the text with this OpenSSH key, for a security key that cannot sign notes.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Where the result goes. Default: FILE.note or FILE.sig.")
@passphrase_option
@language_option
def sign(
    *,
    file: Path,
    key_path: Path | None,
    security_key: Path | None,
    out: Path | None,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> None:
    """Sign the text in FILE as it stands; read it first, for this is what everybody will see you said.

    FILE is a text, or a note that others have signed: then your line is added to theirs.
    """
    if (key_path is None) == (security_key is None):
        raise InputError("signing-with-what", "Name what to sign with.", "Give either --key or --beside, and not both.")
    data = _read(file)
    if security_key is not None:
        target, made = out or file.with_name(f"{file.name}.sig"), sidecar.sign(data, security_key)
    else:
        assert key_path is not None  # noqa: S101 - exactly one of the two was given
        signer = opening.open_signer(key_path, partial(read_passphrase, passphrase_file, of=str(key_path)))
        target = out or (file if file.suffix == ".note" else file.with_name(f"{file.name}.note"))
        text, lines = _note_or_text(data)
        line = sign_text(text, signer)
        made = note.join(text, [*(one for one in lines if (one.name, one.key_id) != (line.name, line.key_id)), line])
    write_whole(target, made)
    tell(f"Signed: {target}", ui_language)


def _note_or_text(data: bytes) -> tuple[str, tuple[note.Signature, ...]]:
    """Return the text to sign and the signature lines that stand under it already."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(
            "text-not-plain", "This is not plain text.", "Save it as UTF-8 text; what cannot be read cannot be signed."
        ) from None
    if "\n\n— " not in text:
        return text, ()
    found = note.parse(data)
    return found.text, found.signatures


def _subject(subject: str) -> bytes:
    """Return what a fingerprint is taken of: a public key's line, else a file's bytes."""
    try:
        return note.VerifierKey.parse(subject).encode().encode()
    except note.NoteError:
        pass
    data = _read(Path(subject))
    if data.startswith((key_file.HEADER.encode(), opening.AGENT_HEADER.encode())):
        return opening.public_key(Path(subject)).encode().encode()
    return data


def _show(public: note.VerifierKey) -> None:
    click.echo(public.encode())
    _words(public.encode().encode())


def _words(data: bytes) -> None:
    for language in spoken.LANGUAGES:
        words = spoken.fingerprint(data, language)
        for at in range(0, len(words), 4):
            click.echo(
                f"{language if at == 0 else '  '}  {'  '.join(f'{word:<10}' for word in words[at : at + 4])}".rstrip()
            )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(note.MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            "text-unreadable", f"The file {path} could not be read: {error.strerror or error}.", "Check the path."
        ) from error
