"""`secondsource desk backup` and `restore`."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import click

from secondsource.cli.keeping.group import folder_option
from secondsource.cli.serving import desk as serving
from secondsource.errors import InputError

BACKUP = "secondsource.actions.desk.keeping.backup"
RESTORE = "secondsource.actions.desk.keeping.restore"
JOURNAL = "secondsource.store.team.journal"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@folder_option
@click.option("-r", "--recipient", "recipients", multiple=True, required=True, help="age recipient; may be repeated.")
def backup(file: Path, folder: str, recipients: tuple[str, ...]) -> None:
    """Write the whole desk into FILE, sealed to the recipients; members may go on working meanwhile.

    FILE is never overwritten. Only the holder of a recipient's identity can open it, so keep that away from this
    machine. Try a backup by restoring it.
    """
    if not Path(folder, "desk.secret").is_file():
        raise InputError("desk-missing", f"There is no desk in {folder}.", "Name its folder with --folder.")
    serving.prepare(Path(folder))
    number = importlib.import_module(BACKUP).back_up(Path(folder), file, recipients)
    click.echo(f"{number} files are in {file}. Try it: secondsource desk restore {file} NEW-FOLDER -i IDENTITY")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "-i", "--identity", type=click.Path(path_type=Path, dir_okay=False), required=True, help="age identity file."
)
def restore(file: Path, folder: Path, identity: Path) -> None:
    """Make the new folder FOLDER a desk again from the backup FILE; every file and the journal are checked.

    A desk that used PostgreSQL goes into the empty database that SECONDSOURCE_DATABASE names.
    """
    try:
        keys = identity.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("identity-unreadable", f"{identity} could not be read.", "Check the path.") from error
    address = os.environ.get("SECONDSOURCE_DATABASE", "")
    # The room needs settings to be there, and the new folder must not be: an empty one aside stands in for it.
    number = importlib.import_module(RESTORE).restore(file, folder, keys, address)
    serving.prepare(folder)
    entries = importlib.import_module(JOURNAL).check()
    click.echo(f"{number} files are in {folder}; all {entries} entries of the journal follow from one another.")
