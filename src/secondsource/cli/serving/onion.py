"""`secondsource onion`: write what tor needs to put the drop behind an onion address."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.files import write_whole
from secondsource.cli.serving.drop import PORT
from secondsource.errors import InputError

_TORRC = """\
# Written by `secondsource onion`. Run it with: tor -f {file}
# Needs tor 0.4.8 or later, built with its proof-of-work module (Debian's is).
DataDirectory {data}
SocksPort 0
# Nothing is written that need not be, and no address is ever logged.
AvoidDiskWrites 1
SafeLogging 1
Log warn stderr

HiddenServiceDir {service}
HiddenServiceVersion 3
HiddenServicePort 80 {target}
# Many connections over one circuit are cut: no browser needs more.
HiddenServiceMaxStreams 64
HiddenServiceMaxStreamsCloseCircuit 1
# In a flood whoever comes has to compute first; Tor Browser does it by itself, without script.
HiddenServicePoWDefensesEnabled 1
HiddenServicePoWQueueRate 50
HiddenServicePoWQueueBurst 200
HiddenServiceEnableIntroDoSDefense 1
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--port", default=PORT, show_default=True, help="Port on which the drop listens.")
@click.option("--socket", type=click.Path(path_type=Path), help="Unix socket on which the drop listens instead.")
def onion(folder: Path, port: int, socket: Path | None) -> None:
    """Write FOLDER/torrc, with which tor puts the drop behind an onion address.

    The address and its key are made by tor on its first start, in FOLDER/service: keep a copy of that folder.
    """
    place = folder.resolve()
    target = f"unix:{socket.resolve()}" if socket else f"127.0.0.1:{port}"
    for path in (str(place), target):
        # tor's file has no way to write them that all versions read.
        if any(sign in path for sign in ' "\\#\n'):
            raise InputError(
                "onion-path",
                f"The path {path} has a space or sign in it that tor does not take.",
                "Choose a folder whose path has letters, digits, dots and dashes only.",
            )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "data").mkdir(mode=0o700, exist_ok=True)
    (folder / "service").mkdir(mode=0o700, exist_ok=True)
    text = _TORRC.format(file=place / "torrc", data=place / "data", service=place / "service", target=target)
    write_whole(folder / "torrc", text.encode())
    click.echo(f"Written: {folder / 'torrc'}")
    click.echo(f"Check it: tor --verify-config -f {folder / 'torrc'}")
    click.echo(f"Once tor runs, the address stands in {folder / 'service' / 'hostname'}")
