"""`secondsource serve`: open the team's desk, or with --drop the sources' drop."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.cli.serving import desk


@click.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("desk"), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8470, show_default=True, help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1, 16), default=2, show_default=True, help="Processes that answer.")
def serve(folder: Path, host: str, port: int, workers: int) -> None:
    """Open the team's desk in a browser: evidence, vetting, decisions and release, for several people.

    Everything is kept in FOLDER, which is made and set up on the first start. Nothing leaves this machine.
    """
    click.echo(f"Preparing the desk in {folder}")
    desk.prepare(folder)
    click.echo(f"The desk answers at http://{host}:{port}/ - stop it with Ctrl-C.")
    desk.run(host=host, port=port, workers=workers)
