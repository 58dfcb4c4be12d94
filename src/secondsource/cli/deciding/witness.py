"""`secondsource witness`: be a witness for another desk's log, on the network or by files on a stick."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from secondsource.actions.files import write_whole
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.errors import AccessError, InputError
from secondsource.trust.signing import key_file, opening, spoken
from secondsource.trust.tlog import note, policy
from secondsource.trust.witness.request import MOST_BYTES
from secondsource.trust.witness.server import WitnessServer
from secondsource.trust.witness.witness import Witness

KEY = "witness.key"
LOGS = "logs.policy"
STATE = "seen"


@click.group(context_settings=HELP)
def witness() -> None:
    """Sign what you saw of another desk's log, so that it cannot show two stories.

    A witness judges nothing that is said. It remembers one checkpoint of each log it knows and signs only what
    continues it.

    \b
    Try:   secondsource witness init my-witness --name witness.example/w1 --log LOG_KEY
           secondsource witness cosign my-witness request.txt --out reply.txt
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@witness.command("init", context_settings=HELP)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="The witness's public name, such as witness.example/w1.")
@click.option("--log", "logs", multiple=True, help="Public key line of a log to witness; may be given several times.")
@passphrase_option
@language_option
def init(
    *, folder: Path, name: str, logs: tuple[str, ...], passphrase_file: Path | None, ui_language: str | None
) -> None:
    """Make a witness in FOLDER: its key, its list of logs, its memory.

    More logs can be added to FOLDER/logs.policy later, one line `log KEY` each.
    """
    known = "".join(f"log {note.VerifierKey.parse(line).encode()}\n" for line in logs)
    text = f"# One line a log that this witness knows: log KEY\n{known}quorum none\n"
    if known:
        policy.parse(text)
    passphrase = read_passphrase(passphrase_file, of=str(folder / KEY), twice=True)
    key_file.create(folder / KEY, name, passphrase, kind=note.COSIGNATURE_ED25519)
    write_whole(folder / LOGS, text.encode())
    (folder / STATE).mkdir(mode=0o700, exist_ok=True)
    tell(f"The witness {name} is in {folder}.", ui_language)
    tell("Give the logs this line, and read its twelve words to them aloud.", ui_language)
    public = opening.public_key(folder / KEY).encode()
    click.echo(public)
    for language in spoken.LANGUAGES:
        click.echo(f"{language}  {' '.join(spoken.fingerprint(public.encode(), language))}")


@witness.command("serve", context_settings=HELP)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8420, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@passphrase_option
@language_option
def serve(*, folder: Path, host: str, port: int, passphrase_file: Path | None, ui_language: str | None) -> None:
    """Answer logs over HTTP until interrupted (C2SP tlog-witness).

    It listens on this machine only. Put an onion service or a web server that speaks HTTPS before it.
    """
    answering = _open(folder, passphrase_file)
    try:
        server = WitnessServer(answering, host, port)
    except OSError as error:
        raise AccessError(
            "witness-address",
            f"It cannot listen on {host}, port {port}: {error.strerror or error}.",
            "Choose another --port or --host.",
        ) from error
    with server:
        tell(f"Listening on http://{host}:{server.server_port}/add-checkpoint", ui_language)
        server.serve_forever()


@witness.command("cosign", context_settings=HELP)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("request", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Where the reply goes.")
@passphrase_option
@language_option
def cosign(*, folder: Path, request: Path, out: Path, passphrase_file: Path | None, ui_language: str | None) -> None:
    """Answer one REQUEST from a file, such as one that came on a stick, with a reply in a file.

    Request and reply are plain text, the same as over HTTP: read them before you carry them on.
    """
    try:
        with request.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            "witness-request-unreadable",
            f"The request {request} could not be read: {error.strerror or error}.",
            "Check the path.",
        ) from error
    write_whole(out, _open(folder, passphrase_file).add_checkpoint(data))
    tell(f"Signed and remembered. The reply is in {out}.", ui_language)


def _open(folder: Path, passphrase_file: Path | None) -> Witness:
    """Return the witness in a folder, its key opened."""
    try:
        logs = policy.parse((folder / LOGS).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(
            "witness-folder",
            f"The list of logs {folder / LOGS} could not be read: {why}.",
            "Check the path, or make a witness with `witness init`.",
        ) from error
    ask = partial(read_passphrase, passphrase_file, of=str(folder / KEY))
    signer = opening.open_signer(folder / KEY, ask, kind=note.COSIGNATURE_ED25519)
    return Witness(folder / STATE, signer, logs)
