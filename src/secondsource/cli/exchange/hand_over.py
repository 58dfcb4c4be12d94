"""`secondsource hand-over`: files sealed to one named partner, and a record of what they got."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.letting_out.handing_over import RECORDS, hand_over_files
from secondsource.actions.shielding.registers import open_register
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.shielding.register.entry import Register

_PATH = click.Path(path_type=Path)


@click.command("hand-over", context_settings=HELP)
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@click.option("--to", "recipients", multiple=True, required=True, help="age1..., or a file of them; repeat for more.")
@click.option("--partner", required=True, help="Whom they belong to; stands in the record alone.")
@click.option("--out", type=_PATH, default=Path("hand-over"), show_default=True, help="Where the sealed file goes.")
@click.option("--register", "register_file", type=_PATH, help="Who is protected; the files are attacked first.")
@click.option(
    "--accept-unchecked", "accepted", multiple=True, metavar="WORD", help="Let pass what was not checked, by its word."
)
@at_option
@passphrase_option
@language_option
def hand_over(  # noqa: PLR0913 - one parameter an option
    *,
    paths: tuple[Path, ...],
    recipients: tuple[str, ...],
    partner: str,
    out: Path,
    register_file: Path | None,
    accepted: tuple[str, ...],
    at: str | None,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> None:
    """Seal files, or one folder such as a dossier, to a named partner.

    The archive inside has neutral names and no times; any age program opens it. Names and hashes of what was handed
    over go into a record that stays with the desk. Get the partner's recipient from themselves, by another way than
    the files will go.

    \b
    Try:  secondsource hand-over dossier/ --to age1... --partner "Quay Courier" --register people.csv
    They: age -d -i key.txt -o files.zip 5f0c....age
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    register = Register()
    if register_file is not None:
        register = open_register(register_file, lambda: read_passphrase(passphrase_file, of="the register")).register
    day = moment(at).date()
    made = hand_over_files(paths, recipients, partner=partner, day=day, out=out, register=register, accepted=accepted)
    click.echo(str(out / made.name))
    tell(f"Files in it: {len(made.record.items)}. Keys that open it: {len(made.record.recipients)}.", ui_language)
    tell(f"The record stays with the desk: {out / RECORDS / made.name}.json", ui_language)
    if not len(register):
        tell("No register was given, so nobody was looked for by name.", ui_language)
