"""`secondsource import`: what another system exported, as a folder that `vet` reads."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from secondsource.actions.taking_in.take import REPORTS, TAKEN, import_export
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.cli.language import harmless
from secondsource.documents.imports.taken import Match, Peer

_SHOWN = 20


@click.command("import", context_settings=HELP)
@click.argument("export", type=click.Path(path_type=Path), metavar="FOLDER|FILE")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder for what is taken in.")
@click.option(
    "--from", "peer", type=click.Choice([one.value for one in Peer]), help="Whose export. Default: as its files show."
)
@language_option
def take_in(*, export: Path, out: Path, peer: str | None, ui_language: str | None) -> None:
    """Take in an export of another system, as a folder that vet reads.

    Understood are exports of SecureDrop, GlobaLeaks, Atlos, auto-archiver, WACZ web archives, FollowTheMoney entities,
    and any folder or ZIP. Files stay byte for byte as they came; hashes that the export gives are compared. What was
    not taken is named with its reason in taken.json. It is read in a process of its own, with limits and no network.

    \b
    Try:  secondsource import atlos-export.zip --out case
          secondsource vet case/reports
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    made = import_export(export, out=out, peer=None if peer is None else Peer(peer))
    taken = made.taken
    click.echo(str(out))
    matches = Counter(one.match for one in taken.exhibits)
    tell(f"Taken for an export of: {taken.peer.value}.", ui_language)
    tell(f"Reports: {len(taken.reports)}. Files: {len(taken.exhibits)}. Claims: {len(taken.claims)}.", ui_language)
    told = (matches[Match.MATCHES], matches[Match.DIFFERS], matches[Match.NOT_GIVEN])
    tell(f"As the export says: {told[0]}; not so: {told[1]}; nothing said: {told[2]}.", ui_language)
    for note in taken.notes:
        tell(note, ui_language)
    for one in taken.left_out[:_SHOWN]:
        click.echo(f"  - {harmless(one.path)} [{one.code}]")
        tell(one.reason, ui_language)
    if len(taken.left_out) > _SHOWN:
        tell(f"{len(taken.left_out) - _SHOWN} more; all of them stand in {TAKEN}.", ui_language)
    click.echo(f"secondsource vet {out / REPORTS}")
