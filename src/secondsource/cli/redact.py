"""`secondsource redact`: copies of a dossier from which the protected people are gone, or none."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.files import write_whole
from secondsource.actions.shielding.findings import is_findings, mask_findings
from secondsource.actions.shielding.redacting import Dossier, Waiting, lines_for, redact_files, undecided
from secondsource.actions.shielding.registers import open_register
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.cli.language import interface_language
from secondsource.errors import InputError, RuleError
from secondsource.publishing.findings import findings_json, page
from secondsource.publishing.findings.wording import said
from secondsource.shielding.redaction.choices import Choices, read_choices
from secondsource.shielding.redaction.pseudonyms import new_key
from secondsource.shielding.register.entry import Register

CHOICES = "choices.txt"
OPEN = "undecided.txt"
KEY = "pseudonym.key"


@click.command(context_settings=HELP)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--register", "register_file", required=True, type=click.Path(path_type=Path), help="Who is protected.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("redacted"), help="Where the copies go.")
@click.option("--choices", "choices_file", type=click.Path(path_type=Path), help=f"Default: {CHOICES} in the results.")
@click.option("--key-file", type=click.Path(path_type=Path), help=f"This release's key. Default: {KEY} in the results.")
@click.option("--words", type=click.Choice(["en", "es"]), default="en", help="Language of what stands in for names.")
@click.option(
    "--raster", is_flag=True, help="Paint PDFs with bars over whole lines, instead of letting text flow anew."
)
@click.option("--mask-undecided", is_flag=True, help="Mask all that is open instead of asking.")
@passphrase_option
@language_option
def redact(  # noqa: PLR0913 - one parameter an option
    *,
    files: tuple[Path, ...],
    register_file: Path,
    out: Path,
    choices_file: Path | None,
    key_file: Path | None,
    words: str,
    raster: bool,
    mask_undecided: bool,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> None:
    """Write redacted copies of FILES, all or none.

    People of the register and identifiers (telephones, mail, plates, papers, dates...) are masked. Whatever else looks
    like a name or a number is open: write your choices and run the same command again. Copies are written from nothing,
    with neutral names; the same person has the same pseudonym in all files of one release and another in the next.
    Only the visible text is carried over: hidden words, comments, metadata and pictures inside documents are not.
    The findings.json of a vet is pseudonymised whole, and its page written with it.

    \b
    Try:    secondsource redact report.docx notes.txt --register people.csv
    Then:   look at redacted/undecided.txt, copy the lines you choose to redacted/choices.txt
            keep "Ministry of Health"
            mask "the nurse of the night shift" as p-2
            box "photo.jpg" 10 20 200 80
    Check:  secondsource attack redacted/redacted-* --register people.csv
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    register = open_register(register_file, lambda: read_passphrase(passphrase_file, of="the register")).register
    choices = _choices(choices_file, out / CHOICES)
    key = _key(key_file or out / KEY)
    results = [path for path in files if is_findings(path)]
    if results:
        _redact_findings(files, register, key, out, words, ui_language)
        return
    dossier = Dossier(files=files, register=register, choices=choices, key=key, language=words, raster=raster)
    try:
        made = redact_files(dossier, out=out, mask_undecided=mask_undecided)
    except RuleError:
        waiting = undecided(dossier)
        language = interface_language(ui_language)
        lines = lines_for(waiting.rows, language, lambda sentence: said(sentence, language).text)
        write_whole(out / OPEN, (_head(waiting, ui_language) + lines).encode())
        tell(f"What is open stands in {out / OPEN}.", ui_language)
        _tell_left_behind(waiting.left_behind, ui_language)
        raise
    (out / OPEN).unlink(missing_ok=True)
    for one in made:
        click.echo(f"{one.original} -> {one.copy}")
        tell(f"{one.masked} masked, {one.kept} kept.", ui_language)
        _tell_left_behind(one.left_behind, ui_language)
        if one.named:
            tell("The original's name leads to a protected person; the copy's does not.", ui_language)
    tell("Masking names is not anonymity: who knows the story may still recognise people.", ui_language)
    command = f"secondsource attack {out}/redacted-* --register {register_file}"
    tell(f"Before they leave, attack them: {command}", ui_language)


def _redact_findings(
    files: tuple[Path, ...], register: Register, key: bytes, out: Path, words: str, ui_language: str | None
) -> None:
    """Write a result of `vet` with the protected people pseudonymised, as data and as a page.

    Raises:
        InputError: code `findings-alone`, if other files are named with it.
    """
    if len(files) > 1:
        raise InputError(
            "findings-alone",
            "A result of vet is redacted on its own, without other files.",
            "Name the findings.json alone, and the other files in a run of their own.",
        )
    done = mask_findings(files[0], register, key, words)
    write_whole(out / "findings.json", findings_json.dumps(done.findings).encode())
    write_whole(out / "findings.html", page.render_page(done.findings, language=words).encode())
    click.echo(f"{files[0]} -> {out / 'findings.json'}, {out / 'findings.html'}")
    tell(f"{done.masked} stretches of text masked.", ui_language)
    tell("Masking names is not anonymity: who knows the story may still recognise people.", ui_language)


def _head(waiting: Waiting, ui_language: str | None) -> str:
    """Return what stands above the open choices: what the originals hold beside their visible text."""
    language = interface_language(ui_language)
    counts = ", ".join(f"{count} {said(sort, language).text}" for sort, count in waiting.left_behind.items())
    lines = [f"Not carried over into any copy: {counts}. To see it: secondsource look FILE"] if counts else []
    if waiting.named:
        lines.append(f"Names of files that lead to a protected person: {waiting.named}. Copies get neutral names.")
    return "".join(f"# {said(line, language).text}\n" for line in lines) + ("\n" if lines else "")


def _tell_left_behind(left_behind: dict[str, int], ui_language: str | None) -> None:
    """Say what the originals hold and copies do not."""
    if left_behind:
        count = sum(left_behind.values())
        tell(f"Beside its visible text the original holds {count} places; none is in the copy.", ui_language)
        if left_behind.get("picture"):
            tell(f"Pictures inside documents are not carried over: {left_behind['picture']}.", ui_language)


def _choices(chosen: Path | None, usual: Path) -> Choices:
    path = chosen or usual
    if chosen is None and not usual.is_file():
        return Choices()
    try:
        return read_choices(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(
            "choices-unreadable", f"{path} could not be read: {why}.", "Check the path, or save it as plain UTF-8 text."
        ) from error


def _key(path: Path) -> bytes:
    """Return the key of this release; a new one is kept for the next run."""
    try:
        if path.is_file():
            return path.read_bytes()
    except OSError as error:
        raise InputError(
            "pseudonym-key-wrong", f"{path} could not be read.", "Check the path and your rights to it."
        ) from error
    key = new_key()
    write_whole(path, key)
    return key
