"""`secondsource desk doctor` and `journal-head`."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from pathlib import Path

import click

from secondsource.cli.keeping.group import folder_option
from secondsource.cli.serving import desk as serving
from secondsource.errors import InputError, IntegrityError

DOCTOR = "secondsource.actions.desk.keeping.doctor"
PINNING = "secondsource.actions.desk.team.pinning"


@click.command()
@folder_option
@click.option("--quick", is_flag=True, help="Leave out reading every exhibit.")
def doctor(folder: str, *, quick: bool) -> None:
    """Ask whether all is well: folder, database, journal, clock, disk, versions, address, keepers, exhibits.

    One sentence for each, and a next step where something is wrong; the exit status is then 4.
    """
    _load(folder)
    wrong = 0
    for found in importlib.import_module(DOCTOR).examine(Path(folder), now=datetime.now(UTC), blobs_too=not quick):
        click.echo(f"{'ok   ' if found.well else 'WRONG'} {found.about}: {found.sentence}")
        if not found.well:
            wrong += 1
            click.echo(f"      {found.next_step}")
    if wrong:
        raise IntegrityError("desk-unwell", f"{wrong} of these need somebody.", "Do the next steps above.")


@click.command("journal-head")
@folder_option
@click.option(
    "--check", "text", type=click.Path(path_type=Path, dir_okay=False), help="A text that pins earlier heads."
)
def journal_head(folder: str, text: Path | None) -> None:
    """Print the line that pins the journal as it is now; put it into the text of a statement before it is logged.

    With --check: find every head that a published text pins in this desk's journal, so that a cut tail shows.
    """
    _load(folder)
    pinning = importlib.import_module(PINNING)
    if text is None:
        click.echo(pinning.head_line())
        return
    try:
        words = text.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("head-missing", f"{text} could not be read.", "Check the path.") from error
    pinned, entries = pinning.check_pinned(words)
    click.echo(f"{pinned} pinned, all among the {entries} entries of the journal.")


def _load(folder: str) -> None:
    """Load the desk without changing its database: a doctor must see it as it is."""
    if not Path(folder, "desk.secret").is_file():
        raise InputError("desk-missing", f"There is no desk in {folder}.", "Name its folder with --folder.")
    serving.load(Path(folder))
