"""`secondsource clean`: clean copies of incoming files, and an account of what was left behind."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import click

from secondsource.actions.files import write_whole
from secondsource.actions.shielding.cleaning import CleanCopy, clean_files
from secondsource.cli.language import LANGUAGES, OPTION, in_language, interface_language
from secondsource.errors import InputError


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where the copies go. Default: beside each original.")
@click.option("--pixels", is_flag=True, help="Rebuild PDFs from pictures of their pages: safest, no longer searchable.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the account as JSON here as well.")
@click.option(OPTION, type=click.Choice(LANGUAGES), help="Language of the account and of refusals.")
def clean(
    *, files: tuple[Path, ...], out: Path | None, pixels: bool, json_file: Path | None, ui_language: str | None
) -> None:
    """Make clean copies of FILES; the originals stay untouched.

    Left behind are metadata, active content, links, comments, tracked changes, hidden text, embedded files, previews
    and earlier revisions; pictures are encoded anew. A file with a part that nobody knows how to clean is refused. The
    work is done in a process of its own, with limits and without a network.

    \b
    Reads:  pdf docx xlsx pptx odt ods odp odg epub html md txt css eml zip svg
            jpg png tiff webp gif bmp heic avif mp3 flac ogg wav aiff mp4 avi wmv
    Try:    secondsource clean tip.pdf photos/
            secondsource clean --pixels scan.pdf
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    language = interface_language(ui_language)
    told = partial(in_language, language=language)
    copies = clean_files(files, out=out, pixels=pixels, progress=_show_progress if sys.stderr.isatty() else None)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    for copy in copies:
        _tell(copy, told)
    if json_file is not None:
        write_whole(json_file, json.dumps([_plain(copy) for copy in copies], indent=1, ensure_ascii=False).encode())
    refused = sum(copy.refusal is not None for copy in copies)
    if refused:
        raise InputError(
            "files-refused",
            f"{refused} of {len(copies)} files were refused; nothing was half-cleaned.",
            "Read the reasons above; a refused PDF can be tried with --pixels.",
        )


def _tell(copy: CleanCopy, told: partial[str]) -> None:
    """Say what became of one file."""
    if copy.refusal is not None:
        click.echo(f"{copy.original}: {told(copy.refusal[1])} [{copy.refusal[0]}]", err=True)
        return
    click.echo(f"{copy.original} -> {copy.copy}")
    if copy.cleaned is None:
        return
    for removal in copy.cleaned.removals:
        click.echo(f"  - {removal.count} x {told(removal.what)}")
    for note in copy.cleaned.notes:
        click.echo(f"  ! {told(note)}")


def _plain(copy: CleanCopy) -> dict[str, object]:
    """Return the account of one file as JSON carries it."""
    cleaned = copy.cleaned
    return {
        "original": str(copy.original),
        "copy": str(copy.copy) if copy.copy else None,
        "refusal": {"code": copy.refusal[0], "sentence": copy.refusal[1]} if copy.refusal else None,
        "removed": [{"what": removal.what, "count": removal.count} for removal in cleaned.removals] if cleaned else [],
        "notes": list(cleaned.notes) if cleaned else [],
    }


def _show_progress(done: int, total: int) -> None:
    click.echo(f"\r\x1b[K{done}/{total}", nl=False, err=True)
