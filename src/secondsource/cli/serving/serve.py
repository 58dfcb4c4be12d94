"""`secondsource serve`: open the team's desk, or with --drop the sources' drop."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.cli.serving import desk, drop


@click.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("desk"), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on: 8470, with --drop 8480, where not given.")
@click.option("--workers", type=click.IntRange(1, 16), default=2, show_default=True, help="Processes that answer.")
@click.option("--background/--no-background", default=True, help="Start the background worker too; the default.")
@click.option("--drop", "drop_folder", type=click.Path(path_type=Path), help="Serve the sources' drop of this folder.")
@click.option("--socket", type=click.Path(path_type=Path), help="With --drop: a Unix socket instead of a port.")
def serve(
    *,
    folder: Path,
    host: str,
    port: int | None,
    workers: int,
    background: bool,
    drop_folder: Path | None,
    socket: Path | None,
) -> None:
    """Open the team's desk in a browser: evidence, vetting, decisions and release, for several people.

    Everything is kept in FOLDER, which is made and set up on the first start. Nothing leaves this machine.

    With --drop it is the page where sources leave words and files, on 127.0.0.1 alone, and nothing of the desk.
    """
    if drop_folder is not None:
        drop.check(drop_folder)
        click.echo(f"The drop answers at {socket or f'http://127.0.0.1:{port or drop.PORT}/'} - stop it with Ctrl-C.")
        drop.run(drop_folder, port=port or drop.PORT, socket=socket)
        return
    click.echo(f"Preparing the desk in {folder}")
    desk.prepare(folder)
    address = f"http://{host}:{port or desk.PORT}"
    if token := desk.first_invitation():
        click.echo("The first keeper of the desk joins here; this address is shown once and works once:")
        click.echo(f"{address}/join/{token}")
    click.echo(f"The desk answers at {address}/ - stop it with Ctrl-C.")
    desk.run(folder=folder, host=host, port=port or desk.PORT, workers=workers, background=background)
