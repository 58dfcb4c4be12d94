"""`secondsource export`: a redacted release in the formats of others."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.letting_out.exporting import export_release
from secondsource.actions.letting_out.folders import read_release
from secondsource.actions.shielding.registers import open_register
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.publishing.exports.formats import Format
from secondsource.shielding.register.entry import Register

_PATH = click.Path(path_type=Path)


@click.command(context_settings=HELP)
@click.argument("release", type=_PATH)
@click.option(
    "--format",
    "wanted",
    multiple=True,
    required=True,
    type=click.Choice([one.value for one in Format]),
    help="Which; repeat for more.",
)
@click.option("--page", help="Address of the desk's own page on this release, for a ClaimReview.")
@click.option("--out", type=_PATH, default=Path("export"), show_default=True, help="Where the files go.")
@click.option("--register", "register_file", type=_PATH, help="Who is protected: nothing that names them is written.")
@passphrase_option
@language_option
def export(
    *,
    release: Path,
    wanted: tuple[str, ...],
    page: str | None,
    out: Path,
    register_file: Path | None,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> None:
    """Write RELEASE in formats of others: FollowTheMoney, W3C PROV, STIX 2.1, ClaimReview.

    Every export has ids of its own, so that two of them cannot be joined. People are roles, times are days, and the
    exhibits' hashes stay in the dossier.

    \b
    Try:  secondsource export release.json --format followthemoney --format prov --register people.csv
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    register = Register()
    if register_file is not None:
        register = open_register(register_file, lambda: read_passphrase(passphrase_file, of="the register")).register
    made = export_release(read_release(release), [Format(one) for one in wanted], register, out=out, page=page)
    for one in made:
        click.echo(str(out / one.name))
        for note in one.notes:
            tell(note, ui_language)
    if not len(register):
        tell("No register was given, so nobody was looked for by name.", ui_language)
