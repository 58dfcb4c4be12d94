"""`secondsource worker`: read, clean and vet in the background what the desk's members hand in."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from secondsource.cli.serving import desk

WORKER = "secondsource.actions.desk.evidence.worker"


@click.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("desk"), show_default=True)
@click.option("--once", is_flag=True, help="End when there is nothing left to do.")
def worker(folder: Path, *, once: bool) -> None:
    """Vet in the background what comes into the desk in FOLDER; `serve` starts one by itself.

    A desk has one worker. If it is killed, the next one goes on with what was not finished.
    """
    desk.prepare(folder)
    # Loaded here and not above: it needs the settings that `prepare` has just made.
    room = importlib.import_module(WORKER)
    with room.only_worker() as waiting:
        click.echo(f"The desk's worker is at work; {waiting} left from before.")
        room.work(until_idle=once)
