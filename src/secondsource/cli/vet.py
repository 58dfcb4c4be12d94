"""`secondsource vet`: from a folder of reports to one page an editor can read and correct."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path

import click

from secondsource.actions.files import write_whole
from secondsource.actions.vet import vet as vet_folder
from secondsource.cli.language import OPTION, interface_language
from secondsource.errors import InputError
from secondsource.publishing.findings import findings_json, page, terminal
from secondsource.publishing.findings.wording import LANGUAGES, said

PAGE = "findings.html"
JSON = "findings.json"
DECISIONS = "decisions.txt"
CACHE = ".cache"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Where the results go. Default: FOLDER's name with `-findings`, where you are.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the findings as JSON here as well.")
@click.option(
    "--decisions",
    "decisions_file",
    type=click.Path(path_type=Path),
    help=f"Your corrections. Default: {DECISIONS} in the results, if it is there.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes to read with. Default: one a core.")
@click.option(OPTION, type=click.Choice(LANGUAGES), help="Language of page, summary and refusals.")
@click.option("--no-cache", is_flag=True, help="Keep nothing but the results on disk, and read everything anew.")
def vet(
    *,
    folder: Path,
    out: Path | None,
    json_file: Path | None,
    decisions_file: Path | None,
    workers: int | None,
    ui_language: str | None,
    no_cache: bool,
) -> None:
    """Vet a FOLDER of reports on one story.

    Reads text, web pages, PDF, e-mail, Word, Excel, PowerPoint and open documents in FOLDER and below, in English and
    Spanish, and writes one page: who says what, through whom and when; how many independent origins each claim has;
    what contradicts what; how the status changed; who is named and could be hurt. Nothing leaves this machine.

    \b
    Try:   secondsource vet reports/
    Then:  open reports-findings/findings.html
    Correct: write reports-findings/decisions.txt, for example
             accept s-3fa1c09b77de
             "Ana Ruiz" belongs to "Harbour Desk"
    and run the same command again: only what changed is redone.
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    language = interface_language(ui_language)
    target = out if out is not None else _default_out(folder)
    findings = vet_folder(
        folder,
        decisions=_read_decisions(decisions_file, target / DECISIONS),
        decisions_name=str(decisions_file or target / DECISIONS),
        workers=workers,
        cache=None if no_cache else target / CACHE,
        exclude=[target, *filter(None, [json_file, decisions_file])],
        progress=partial(_show_progress, language) if sys.stderr.isatty() else None,
    )
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    data = findings_json.dumps(findings).encode()
    for path in filter(None, [target / JSON, json_file]):
        write_whole(path, data)
    write_whole(target / PAGE, page.render_page(findings, language=language).encode())
    click.echo(terminal.summary(findings, width=shutil.get_terminal_size().columns, language=language))
    click.echo(str(target / PAGE))


def _default_out(folder: Path) -> Path:
    """Return a folder beside you and never inside the evidence."""
    inside = folder.resolve()
    here = Path.cwd()
    base = inside.parent if here == inside or inside in here.parents else here
    return base / f"{inside.name}-findings"


def _read_decisions(chosen: Path | None, usual: Path) -> str:
    path = chosen if chosen is not None else usual
    if chosen is None and not usual.is_file():
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(
            "decisions-unreadable",
            f"The decisions file {path} could not be read: {why}.",
            "Check the path, or save it as plain UTF-8 text.",
        ) from error


def _show_progress(language: str, stage: str, done: int, total: int) -> None:
    count = f" {done}/{total}" if total > 1 else ""
    click.echo(f"\r\x1b[K{said(stage, language).text}{count}", nl=False, err=True)
