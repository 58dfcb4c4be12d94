"""`secondsource desk take-in`: files that lie on this machine become exhibits of a case."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from secondsource.cli.keeping.group import folder_option
from secondsource.cli.serving import desk
from secondsource.documents.listing import list_files
from secondsource.errors import AccessError

PIECE = 1 << 20


@click.command("take-in")
@click.argument("case")
@click.argument("files", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--as", "name", required=True, help="Pseudonym of the member who takes them in; it stands in the custody."
)
@folder_option
def take_in(case: str, files: Path, name: str, folder: str) -> None:
    """Take the files of a folder, or one file, into the case with the key CASE, which its address shows.

    They are copied, cleaned and vetted in the background. What the case holds already is passed over.
    """
    desk.load(Path(folder))
    # Loaded here and not above: they need the settings that `load` has just made.
    exhibits = importlib.import_module("secondsource.actions.desk.evidence.exhibits")
    members = importlib.import_module("secondsource.store.team.lookups").members()
    actor = next((member.key for member in members if member.name == name), None)
    if actor is None:
        raise AccessError("member-unknown", "There is no such member.", "Write the pseudonym as the desk shows it.")
    paths = list_files(files) if files.is_dir() else [files]
    for first in range(0, max(1, len(paths)), exhibits.MOST_FILES):
        some = [
            exhibits.Incoming(name=path.name, pieces=_pieces(path))
            for path in paths[first : first + exhibits.MOST_FILES]
        ]
        done = exhibits.take_in(actor=actor, case=case, files=some, how="folder", now=datetime.now(UTC))
        click.echo(f"Taken in: {len(done.exhibits)}. Already there: {len(done.known)}.")
        for left in (*done.too_large, *done.empty):
            click.echo(f"Left out, too large or empty: {left}")


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece
