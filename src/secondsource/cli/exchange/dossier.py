"""`secondsource dossier`: draft a release, build its dossier, check one offline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from secondsource.actions.letting_out.dossiers import binding_line, build_dossier, check_dossier
from secondsource.actions.letting_out.drafting import Copy, draft_release
from secondsource.actions.letting_out.folders import read_release, read_tree, write_tree
from secondsource.actions.shielding.registers import open_register
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.core.release.letting_out.release import release_bytes
from secondsource.errors import InputError
from secondsource.publishing.dossier.archive import LIMITS
from secondsource.publishing.dossier.build import Papers
from secondsource.publishing.dossier.check import check_opening, openings_bytes, openings_of
from secondsource.publishing.findings import json_reader
from secondsource.shielding.register.entry import Register
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note
from secondsource.trust.verifying.reading import read_some
from secondsource.trust.verifying.site import MOST_TEXT_BYTES

UNPROVEN = 12
_MOST_FINDINGS_BYTES = 512_000_000
_PATH = click.Path(path_type=Path)
_register_option = click.option("--register", "register_file", type=_PATH, help="Who is protected, sealed or CSV.")


@click.group(context_settings=HELP)
def dossier() -> None:
    """Let a release out as a dossier that anybody can check offline, byte for byte."""


@dossier.command(context_settings=HELP)
@click.argument("findings", type=_PATH)
@click.option("--subject", required=True, help="What the desk's statements are about, as in its log.")
@click.option("--desk", required=True, help="The desk's public name.")
@click.option("--day", required=True, help="The day it goes out, such as 2031-03-05.")
@click.option("--exhibit", multiple=True, metavar="COPY[=ORIGINAL]", help="A clean copy to go out; repeat for more.")
@click.option("--out", type=_PATH, default=Path("release"), show_default=True, help="A new folder for the draft.")
@_register_option
@passphrase_option
@language_option
def draft(
    *,
    findings: Path,
    subject: str,
    desk: str,
    day: str,
    exhibit: tuple[str, ...],
    out: Path,
    register_file: Path | None,
    **saying: object,
) -> None:
    """Draft a release from FINDINGS, for a person to complete.

    Only statements that somebody accepted go in. Speakers become numbers; everybody in the register, and everybody
    whom the findings name and do not call public, is masked. The folder gets release.json, copies/, and
    openings.json, which stays with the desk.

    \b
    Try:  secondsource dossier draft findings.json --subject harbour-list --desk "Desk of the Harbour" \\
              --day 2031-03-05 --exhibit redacted/list.pdf=sealed/list.pdf --register people.csv
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    made = draft_release(
        json_reader.loads(read_some(findings, _MOST_FINDINGS_BYTES).decode("utf-8", "replace")),
        [_copy(one) for one in exhibit],
        _register(register_file, saying),
        subject=subject,
        desk=desk,
        day=_day(day),
    )
    copies = {f"copies/{name}": data for name, data in made.copies.items()}
    write_tree(
        out,
        {"release.json": release_bytes(made.release), "openings.json": openings_bytes(made.openings), **copies},
    )
    click.echo(str(out / "release.json"))
    tell("A draft: read every word of it, complete it, and redact it again where you wrote names.", _ui(saying))
    tell("Keep openings.json with the desk: it shows what the sealed originals are.", _ui(saying))


@dossier.command(context_settings=HELP)
@click.argument("release", type=_PATH)
@click.option("--copies", required=True, type=_PATH, help="Folder of the clean copies that the release lists.")
@language_option
def line(*, release: Path, copies: Path, ui_language: str | None) -> None:
    """Print the line that binds a text to this release; put it into the text before the vote."""
    click.echo(binding_line(read_release(release), read_tree(copies)))
    tell("After this nothing may change: another byte gives another line.", ui_language, aside=True)


@dossier.command(context_settings=HELP)
@click.argument("release", type=_PATH)
@click.option("--copies", required=True, type=_PATH, help="Folder of the clean copies that the release lists.")
@click.option("--statement", type=_PATH, help="The .note of the desk's statement; .tlog-proof and text lie beside it.")
@click.option("--text", type=_PATH, help="The full text that was signed.")
@click.option("--seats", type=_PATH, help="The seats file in force when it was voted.")
@click.option("--log-policy", type=_PATH, help="The log's key and witnesses.")
@click.option("--out", required=True, type=_PATH, help="A new folder, or a new file ending in .zip.")
@click.option(
    "--accept-unchecked", "accepted", multiple=True, metavar="WORD", help="Let pass what was not checked, by its word."
)
@_register_option
@passphrase_option
@language_option
def build(
    *,
    release: Path,
    copies: Path,
    statement: Path | None,
    text: Path | None,
    seats: Path | None,
    log_policy: Path | None,
    out: Path,
    accepted: tuple[str, ...],
    **more: object,
) -> None:
    """Build the dossier of RELEASE; the same input gives the same bytes.

    With a register, the words are searched and the copies attacked first, and any leak stops it. Without a statement
    the dossier says of itself that nobody vouches for it.
    """
    register = _register(more.pop("register_file"), more)
    papers = None
    if statement is not None:
        papers = Papers(
            note=read_some(statement, note.MOST_BYTES),
            proof=read_some(statement.with_suffix(".tlog-proof"), note.MOST_BYTES),
            text=read_some(_needed(text, "--text"), MOST_TEXT_BYTES),
            seats=read_some(_needed(seats, "--seats"), seats_file.MOST_BYTES),
            log_policy=read_some(_needed(log_policy, "--log-policy"), note.MOST_BYTES),
        )
    made = read_release(release)
    files = build_dossier(made, read_tree(copies), papers, register=register, out=out, accepted=accepted)
    click.echo(str(out))
    tell(f"Files in the dossier: {len(files)}.", _ui(more))
    if not len(register):
        tell("No register was given, so nobody was looked for by name.", _ui(more))


@dossier.command(context_settings=HELP)
@click.argument("path", type=_PATH)
@click.option("--seats", type=_PATH, help="A seats file that you got from the desk itself.")
@click.option("--policy-fingerprint", "fingerprint", help="Or its fingerprint: 64 digits, or its twelve words.")
@click.option("--openings", type=_PATH, help="Openings that the desk gave you, to show what the copies come from.")
@click.option("--original", multiple=True, type=_PATH, help="A sealed original they speak of; repeat for more.")
@at_option
@language_option
def check(
    *,
    path: Path,
    seats: Path | None,
    fingerprint: str | None,
    openings: Path | None,
    original: tuple[Path, ...],
    at: str | None,
    ui_language: str | None,
) -> int:
    """Check a dossier, folder or archive, offline: any changed, missing or added byte is refused.

    \b
    Ends with   0  whole, and signed by the seats you pinned
               12  whole, but nobody you know vouches for it: unsigned, or no seats pinned
                4  changed, or its statement does not hold
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    pin = fingerprint
    if seats is not None:
        pin = seats_file.fingerprint(read_some(seats, seats_file.MOST_BYTES))
    checked = check_dossier(path, now=moment(at), pin=pin)
    tell(f"Every one of {checked.files} files is as the manifest says.", ui_language)
    if checked.answer is None:
        tell("No signed statement lies in it: nobody vouches for it.", ui_language)
    else:
        for sentence in (checked.answer.sentence, *checked.answer.reasons):
            tell(sentence, ui_language)
    if openings is not None:
        given = openings_of(read_some(openings, note.MOST_BYTES))
        shown = check_opening(checked.release, given, [read_some(one, LIMITS.file_bytes) for one in original])
        tell(f"Shown to come from the originals given: {', '.join(shown)}.", ui_language)
    return 0 if checked.vouched else UNPROVEN


def _copy(written: str) -> Copy:
    copy, _, original = written.partition("=")
    return Copy(copy=Path(copy), original=Path(original) if original else None)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise InputError("day-unreadable", f"{written} is no day.", "Write it as 2031-03-05.") from error


def _needed(path: Path | None, option: str) -> Path:
    if path is None:
        raise InputError(
            "statement-part-missing",
            f"A statement needs {option} as well.",
            "Give --statement, --text, --seats and --log-policy together; all of them lie in the site folder.",
        )
    return path


def _register(file: object, more: dict[str, object]) -> Register:
    if not isinstance(file, Path):
        return Register()
    secret = more.get("passphrase_file")
    chosen = secret if isinstance(secret, Path) else None
    return open_register(file, lambda: read_passphrase(chosen, of="the register")).register


def _ui(more: dict[str, object]) -> str | None:
    language = more.get("ui_language")
    return language if isinstance(language, str) else None
