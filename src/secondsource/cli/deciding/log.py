"""`secondsource log`: the desk's public log, its witnesses, and the fingerprint that readers pin."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from secondsource.actions.announcing.folder import Announcing
from secondsource.actions.announcing.publish import append as publish
from secondsource.actions.announcing.publish import begin
from secondsource.actions.announcing.witnesses import attach as attach_replies
from secondsource.actions.announcing.witnesses import request as request_for
from secondsource.actions.files import write_whole
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.core.release.lines import identifier
from secondsource.core.release.policy import Action
from secondsource.core.release.statement import Statement
from secondsource.errors import InputError, SecondSourceError
from secondsource.trust.log_folder import CHECKPOINT
from secondsource.trust.signing import key_file, opening, spoken
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note
from secondsource.trust.tlog.cosignature import WitnessKey
from secondsource.trust.verifying.reading import read_some
from secondsource.trust.verifying.site import MOST_TEXT_BYTES

FOLDER = click.Path(path_type=Path)


@click.group(context_settings=HELP)
def log() -> None:
    """Keep the desk's public log: what was announced, in order, for ever.

    DESK is the desk's folder; what is public lies in DESK/site and can be served by anything that serves files.

    \b
    Try:   secondsource log init desk --origin desk.example/log --witness quay=VKEY --quorum 1
           secondsource log append desk m-0001
           secondsource log request desk quay > quay.request
           secondsource log attach desk quay.reply
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@log.command("init", context_settings=HELP)
@click.argument("desk", type=FOLDER)
@click.option("--origin", required=True, help="The log's own name for ever, such as desk.example/log.")
@click.option("--witness", "witnesses", multiple=True, metavar="NAME=VKEY", help="A witness; repeat for more.")
@click.option("--quorum", type=int, help="How many witnesses must have seen the log. Default: more than half of them.")
@passphrase_option
@language_option
def init(
    *,
    desk: Path,
    origin: str,
    witnesses: tuple[str, ...],
    quorum: int | None,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> None:
    """Begin the log of DESK: make its key, write its log policy and an empty log.

    Do this before the first policy: the seats file vouches for the log policy by its hash.
    """
    keys = dict(_witness(one) for one in witnesses)
    announcing = Announcing(desk)
    passphrase = read_passphrase(passphrase_file, of=str(announcing.key_path), twice=True)
    desk.mkdir(parents=True, exist_ok=True)
    signer = key_file.create(announcing.key_path, origin, passphrase)
    begin(desk, signer, keys, len(keys) // 2 + 1 if keys and quorum is None else quorum or 0)
    tell(f"The log {origin} is begun in {announcing.site}.", ui_language)
    if not keys:
        tell(
            "It has no witness, so nothing in it will ever be current: readers could not tell how old it is.",
            ui_language,
        )


@log.command("append", context_settings=HELP)
@click.argument("desk", type=FOLDER)
@click.argument("motion", required=False)
@click.option("--note", "note_path", type=FOLDER, help="Publish this statement note instead of a motion's.")
@click.option("--text", "text_path", type=FOLDER, help="The full text that belongs to --note.")
@at_option
@passphrase_option
@language_option
def append(
    *,
    desk: Path,
    motion: str | None,
    note_path: Path | None,
    text_path: Path | None,
    at: str | None,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> None:
    """Publish the statement that MOTION has carried.

    It is first checked as every reader will check it; what nobody would count is refused and not published. Then ask
    the witnesses: until enough of them have seen it, readers are told HOLD.
    """
    announcing = Announcing(desk)
    announcing.log_policy()
    signed, text = _statement(desk, motion, note_path, text_path)
    signer = opening.open_signer(
        announcing.key_path, partial(read_passphrase, passphrase_file, of=str(announcing.key_path))
    )
    index = publish(announcing, signed, text, signer, moment(at))
    tell(f"It is entry {index} of the log. Now ask the witnesses.", ui_language)
    if Statement.parse(note.parse(signed).text).action is Action.MEMBERSHIP:
        tell("It puts a new seats file in force: run `policy enact` in every copy of the desk's folder.", ui_language)


@log.command("request", context_settings=HELP)
@click.argument("desk", type=FOLDER)
@click.argument("witness")
@click.option("--old", type=click.IntRange(0), help="The size it last cosigned. Default: as its last reply said.")
@click.option("--out", type=FOLDER, help="Write the request here. Default: it is printed.")
def request(*, desk: Path, witness: str, old: int | None, out: Path | None) -> None:
    """Write the request that asks WITNESS to cosign the log as it is now.

    Send it by whatever way is safe; the witness answers with a few lines. Ask every day, also when nothing is new:
    readers take a log whose witnesses have been silent for a day as frozen.
    """
    made = request_for(Announcing(desk), witness, old)
    if out is None:
        click.echo(made.decode(), nl=False)
    else:
        write_whole(out, made)


@log.command("attach", context_settings=HELP)
@click.argument("desk", type=FOLDER)
@click.argument("replies", nargs=-1, required=True, type=FOLDER, metavar="REPLY...")
@language_option
def attach(*, desk: Path, replies: tuple[Path, ...], ui_language: str | None) -> None:
    """Put the witnesses' lines under the checkpoint; every line is checked first."""
    names = attach_replies(Announcing(desk), [read_some(path, note.MOST_BYTES) for path in replies])
    tell(f"Cosigned by: {', '.join(names)}.", ui_language)
    tell("Now build the pages anew with `status build`.", ui_language)


@log.command("checkpoint", context_settings=HELP)
@click.argument("folder", metavar="DESK_OR_SITE", type=FOLDER)
def checkpoint(*, folder: Path) -> None:
    """Print the log's checkpoint, to keep for `verify --seen` or to hold against another reader's."""
    data = read_some(_site(folder) / CHECKPOINT, note.MOST_BYTES)
    note.parse(data)  # a stranger's file may hold what a terminal would obey
    click.echo(data.decode(), nl=False)


@log.command("fingerprint", context_settings=HELP)
@click.argument("path", metavar="DESK_OR_SITE_OR_SEATS", type=FOLDER)
def fingerprint(*, path: Path) -> None:
    """Print the fingerprint that readers pin: of the desk's first seats file, in digits and in words to be read out."""
    data = _first_seats(path) if path.is_dir() else read_some(path, seats_file.MOST_BYTES)
    seats_file.parse(data)
    click.echo(seats_file.fingerprint(data))
    for language in spoken.LANGUAGES:
        click.echo(f"{language}  {' '.join(spoken.fingerprint(data, language))}")


def _first_seats(folder: Path) -> bytes:
    """Return the seats file that the log's first entry puts in force.

    Raises:
        InputError: `seats-missing`.
    """
    announcing = Announcing(_site(folder).parent)
    try:
        first = Statement.parse(note.parse(announcing.reader().entry(0)).text)
        found = announcing.text(first.text_sha256)
    except SecondSourceError:
        found = None
    if found is None:
        raise InputError(
            "seats-missing",
            f"{folder} holds no first seats file yet.",
            "Put the first policy in force and publish it with `log append`.",
        )
    return found


def _site(folder: Path) -> Path:
    """Return the public folder, whether the desk's or the public one was named."""
    return folder if (folder / CHECKPOINT).is_file() else folder / "site"


def _statement(desk: Path, motion: str | None, note_path: Path | None, text_path: Path | None) -> tuple[bytes, bytes]:
    """Return a statement note and its full text, from a motion's folder or from two files.

    Raises:
        InputError: `statement-which`, or `evidence-missing` where the motion has not carried.
    """
    if motion is not None and note_path is None and text_path is None:
        folder = desk / "motions" / identifier(motion)
        rounds = sorted(folder.glob("round-*/statement.note"), key=lambda path: (len(path.parent.name), path))
        if not rounds:
            raise InputError(
                "statement-missing",
                f"No round of {motion} has a statement note yet.",
                "Count the ballots with `motion show` and put it together with `motion assemble` first.",
            )
        note_path, text_path = rounds[-1], folder / "text.txt"
    elif motion is not None or note_path is None or text_path is None:
        raise InputError(
            "statement-which", "It is not clear what to publish.", "Name a motion, or give --note and --text together."
        )
    return read_some(note_path, note.MOST_BYTES), read_some(text_path, MOST_TEXT_BYTES)


def _witness(said: str) -> tuple[str, WitnessKey]:
    """Read `NAME=VKEY`; where the VKEY is a file, its line is read.

    Raises:
        InputError: `witness-unreadable`.
    """
    name, _, vkey = said.partition("=")
    if not vkey:
        raise InputError("witness-unreadable", f"{said} names no witness.", "Write it as NAME=VKEY or NAME=FILE.")
    if Path(vkey).is_file():
        vkey = opening.public_key(Path(vkey)).encode()
    return name, WitnessKey.parse(vkey)
