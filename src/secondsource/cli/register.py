"""`secondsource register`: make, fill, look through and carry over the register of protected people."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.files import write_whole
from secondsource.actions.shielding.registers import keep_register, open_register, open_sealed
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.errors import InputError
from secondsource.shielding.register.entry import DETAILS, Level, Protected, Register, checked
from secondsource.shielding.register.table import read_table, weak_points, write_table

OF = "the register"


@click.group(context_settings=HELP)
def register() -> None:
    """Keep the register of protected people, encrypted.

    \b
    Try:   secondsource register new people.register
           secondsource register import people.register table.csv
           secondsource register list people.register
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@register.command("new", context_settings=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@passphrase_option
@language_option
def new(*, file: Path, passphrase_file: Path | None, ui_language: str | None) -> None:
    """Make an empty register FILE under a new passphrase; a lost passphrase cannot be recovered."""
    keep_register(file, Register(), read_passphrase(passphrase_file, of=OF, twice=True), new=True)
    tell("The register is empty and sealed. A lost passphrase cannot be recovered.", ui_language)


@register.command("add", context_settings=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", prompt="Name", help="The name as fully as known. Asked for where not given.")
@click.option("--alias", "aliases", multiple=True, help="Another full name. Any number of times, as all below.")
@click.option("--nickname", "nicknames", multiple=True, help="What the person is called.")
@click.option("--handle", "handles", multiple=True, help="An account name.")
@click.option("--phone", "phones", multiple=True, help="A telephone number, with the country code if known.")
@click.option("--email", "emails", multiple=True, help="An e-mail address.")
@click.option("--plate", "plates", multiple=True, help="A number plate.")
@click.option("--number", "numbers", multiple=True, help="A number of an identity paper, account or file.")
@click.option("--address", "addresses", multiple=True, help="Street and house number.")
@click.option("--place", "places", multiple=True, help="A village, school, employer that leads to the person.")
@click.option("--kind", default="", help="What the person is to the story: witness, source, minor.")
@click.option("--level", type=click.Choice([one.value for one in Level]), default="full", help="How far to protect.")
@click.option("--why", default="", help="Why this level.")
@passphrase_option
@language_option
def add(*, file: Path, passphrase_file: Path | None, ui_language: str | None, **given: str | tuple[str, ...]) -> None:
    """Add one person to the register FILE. A name asked for, without --name, stays out of the shell's history."""
    passphrase = read_passphrase(passphrase_file, of=OF)
    known = open_sealed(file, passphrase)
    details = {field: tuple(given[field]) for field in DETAILS}
    words = {field: str(given[field]) for field in ("name", "kind", "why")}
    entry = checked(Protected(id="", level=Level(str(given["level"])), **words, **details))  # type: ignore[arg-type]
    more = known.with_entry(entry)
    keep_register(file, more, passphrase)
    for sentence in weak_points(entry):
        tell(sentence, ui_language)
    tell(f"Kept as {more.entries[-1].id}.", ui_language)


@register.command("list", context_settings=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--names", is_flag=True, help="Show the names as well; look who stands behind you.")
@passphrase_option
@language_option
def list_entries(*, file: Path, names: bool, passphrase_file: Path | None, ui_language: str | None) -> None:
    """List the entries of the register FILE, without names unless asked."""
    read = open_register(file, lambda: read_passphrase(passphrase_file, of=OF))
    for entry in read.register:
        count = sum(len(getattr(entry, field)) for field in DETAILS)
        shown = [entry.id, entry.level.value, entry.kind or "-", str(count), *([entry.name] if names else [])]
        click.echo("\t".join(shown))
    for caution in read.cautions:
        tell(f"Line {caution.line}: {caution.sentence}", ui_language)


@register.command("export", context_settings=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("table", type=click.Path(path_type=Path))
@passphrase_option
@language_option
def export(*, file: Path, table: Path, passphrase_file: Path | None, ui_language: str | None) -> None:
    """Write the register FILE as a plain CSV TABLE, readable by its owner only. It names everybody."""
    read = open_register(file, lambda: read_passphrase(passphrase_file, of=OF))
    write_whole(table, write_table(read.register).encode())
    tell("The table is plain text and names everybody: delete it when you are done.", ui_language)


@register.command("import", context_settings=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("table", type=click.Path(path_type=Path))
@passphrase_option
@language_option
def import_table(*, file: Path, table: Path, passphrase_file: Path | None, ui_language: str | None) -> None:
    """Add everybody in a CSV TABLE to the register FILE, which is left as it was if one line is at fault."""
    try:
        read = read_table(table.read_bytes())
    except OSError as error:
        raise InputError(
            "register-unreadable",
            f"The register {table} could not be read: {error.strerror or error}.",
            "Check the path and its permissions.",
        ) from error
    passphrase = read_passphrase(passphrase_file, of=OF)
    known = open_sealed(file, passphrase)
    for entry in read.register:
        known = known.with_entry(entry)
    keep_register(file, known, passphrase)
    for caution in read.cautions:
        tell(f"Line {caution.line}: {caution.sentence}", ui_language)
    tell(f"{len(read.register)} entries were added; the register holds {len(known)}.", ui_language)
