"""`secondsource status`: the pages that say what holds now."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.announcing.pages import build as build_pages
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.trust.log_folder import CHECKPOINT


@click.group(context_settings=HELP)
def status() -> None:
    """Build the pages that say what holds now.

    \b
    Try:   secondsource status build desk
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@status.command("build", context_settings=HELP)
@click.argument("folder", metavar="DESK_OR_SITE", type=click.Path(path_type=Path))
@at_option
@language_option
def build(*, folder: Path, at: str | None, ui_language: str | None) -> None:
    """Write the status pages, in English and Spanish, from the log.

    They are plain files that can be read without JavaScript and served by anything. Build them anew whenever something
    was published and whenever the witnesses have answered: a page says itself from when on it must not be believed.
    """
    site = folder if (folder / CHECKPOINT).is_file() else folder / "site"
    shown = build_pages(site, moment(at))
    for subject in shown.subjects:
        click.echo(f"{subject.status.subject}: {subject.verdict}")
    tell(f"The pages are in {site}.", ui_language)
