"""`secondsource attack`: the last check before something leaves, by somebody who wants to find your people."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from secondsource.actions.attacking.attack import Report, attack_files, report_as_plain
from secondsource.actions.files import write_whole
from secondsource.actions.shielding.registers import open_register
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.errors import InputError
from secondsource.shielding.attacking.leak import Leak, Severity
from secondsource.shielding.register.entry import Register

LEAKING = 10
UNSEEN = 11
_SHOWN = 60
"""Finds that are printed; all of them stand in the JSON."""


@click.command(context_settings=HELP)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--register", "register_file", type=click.Path(path_type=Path), help="Who is protected, sealed or CSV.")
@click.option("--originals", type=click.Path(path_type=Path), help="Folder of public originals to compare with.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the report as JSON here as well.")
@click.option(
    "--accept-unchecked", "accepted", multiple=True, metavar="WORD", help="Let pass what was not checked, by its word."
)
@click.option("--show-names", is_flag=True, help="Show the words that were found. They name protected people.")
@passphrase_option
@language_option
def attack(
    *,
    files: tuple[Path, ...],
    register_file: Path | None,
    originals: Path | None,
    json_file: Path | None,
    accepted: tuple[str, ...],
    show_names: bool,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> int:
    """Attack FILES as somebody would who wants to find the people in them.

    Takes every file apart to the last part and looks for everybody in the register: in hidden text, earlier revisions,
    attachments, tags, thumbnails, names of files, and in bytes as written, encoded or reversed. Without a register it
    finds what needs no name: text under boxes, boxes that show their ground, redactions never applied. FILES are taken
    for one release and compared with one another.

    \b
    Ends with   0  nothing found by what was tried; the report says what was not
               10  a leak: do not let it out
               11  no leak was found, but something was not looked into; --accept-unchecked lets it pass by its word
                2  a file could not be opened, so nothing is known about it

    \b
    Try:  secondsource attack redacted/redacted-* --register people.csv
          secondsource attack release.pdf --register people.csv --originals published/
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    register = Register()
    if register_file is not None:
        register = open_register(register_file, lambda: read_passphrase(passphrase_file, of="the register")).register
    progress = _show_progress if sys.stderr.isatty() else None
    report = attack_files(files, register, originals=originals, progress=progress)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    if json_file is not None:
        plain = report_as_plain(report, show_names=show_names, accepted=accepted)
        write_whole(json_file, json.dumps(plain, indent=1, ensure_ascii=False).encode())
    unseen = sorted({note.what for note in report.unseen(accepted)})
    _tell(report, ui_language, show_names=show_names, named=register_file is not None, unseen=unseen)
    if report.blocks:
        return LEAKING
    if report.unopened:
        raise InputError(
            "files-unopened",
            f"{len(report.unopened)} of {report.files} files could not be opened, so nothing is known about them.",
            "Do not let them out. Save them without a password, or in another format.",
        )
    return UNSEEN if unseen else 0


def _tell(report: Report, ui_language: str | None, *, show_names: bool, named: bool, unseen: list[str]) -> None:
    for leak in report.leaks[:_SHOWN]:
        click.echo(_line(leak, show_names=show_names))
    if len(report.leaks) > _SHOWN:
        tell(f"{len(report.leaks) - _SHOWN} more; all of them stand in the JSON.", ui_language)
    for file, code, sentence in report.unopened:
        click.echo(f"{file}: [{code}]", err=True)
        tell(sentence, ui_language, aside=True)
    grave = sum(leak.severity == Severity.BLOCK for leak in report.leaks)
    if grave:
        tell(f"Leaks: {grave}. Do not let it out.", ui_language)
    elif not report.unopened and not unseen:
        tell("Nothing that stops it was found by what was tried.", ui_language)
    for what in sorted({note.what for note in report.unchecked}):
        tell(f"Not checked: {what}.", ui_language)
    if unseen:
        tell("Nobody looked into that, so nothing is known about it. Do not let it out as it is.", ui_language)
        words = " ".join(f"--accept-unchecked {word}" for word in unseen)
        tell(f"If you have looked at it yourself: {words}", ui_language)
    if not named:
        tell("No register was given, so nobody was looked for by name.", ui_language)
    tell("Who knows the story may still recognise people.", ui_language)


def _line(leak: Leak, *, show_names: bool) -> str:
    """Return one find as a line of codes; they are explained in the reference."""
    place = leak.place
    where = " > ".join(place.path)
    page = f" #{place.page}" if place.page else ""
    box = "" if place.box is None else " [" + " ".join(f"{edge:.0f}" for edge in place.box) + "]"
    parts = [leak.severity.value, leak.check.value, leak.suspect, f"{where}{page}{box}", place.slot, leak.how]
    words = f' "{leak.excerpt}"' if show_names and leak.excerpt else ""
    return "  ".join(part for part in (*parts, leak.detail) if part) + words


def _show_progress(done: int, total: int) -> None:
    click.echo(f"\r\x1b[K{done}/{total}", nl=False, err=True)
