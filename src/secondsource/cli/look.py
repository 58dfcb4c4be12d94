"""`secondsource look`: what files say beside the text they show."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import click

from secondsource.actions.files import write_whole
from secondsource.actions.shielding.looking import Looked, look_into
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.cli.language import interface_language
from secondsource.documents.layers.layered import Layer, Sort
from secondsource.errors import InputError
from secondsource.publishing.findings.wording import said

_SHOWN = 160
"""Characters of a layer that are printed; all of them stand in the JSON."""
_MOST_ROWS = 60
"""Layers of one file that are printed."""
_ORDER = [
    Sort.HIDDEN, Sort.REVISION, Sort.ANNOTATION, Sort.ATTACHMENT, Sort.ALTERNATIVE, Sort.PICTURE, Sort.NAME,
    Sort.METADATA, Sort.VISIBLE,
]  # fmt: skip


@click.command(context_settings=HELP)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write all layers, whole, as JSON here.")
@language_option
def look(*, files: tuple[Path, ...], json_file: Path | None, ui_language: str | None) -> None:
    """Show what FILES say beside their visible text.

    Hidden rows, slides and words, comments, deleted and earlier text, attachments, alternative texts, pictures, names
    and metadata: one line for each place, the tellingest first. Nothing is changed; the work is done in a process of
    its own, with limits and without a network. What is printed may name people.

    \b
    Reads:  pdf docx xlsx pptx odt ods odp html md txt eml zip svg jpg png tiff webp gif heic, tags of sound and film
    Try:    secondsource look leaflet.docx
            secondsource look --json layers.json inbox/
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    rows = []
    refused = 0
    for looked in look_into(files):
        rows.append(_plain(looked))
        refused += looked.refusal is not None
        _tell(looked, ui_language)
    if json_file is not None:
        write_whole(json_file, json.dumps(rows, indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    if refused:
        raise InputError(
            "files-not-opened",
            f"{refused} of {len(rows)} files could not be opened.",
            "Read the reasons above. Nothing is known about what such a file holds.",
        )


def _tell(looked: Looked, ui_language: str | None) -> None:
    click.echo(str(looked.file))
    if looked.refusal is not None:
        tell(looked.refusal[1], ui_language, aside=True)
        return
    if looked.layered is None:
        return
    layers = sorted(looked.layered.layers, key=lambda layer: _ORDER.index(layer.sort))
    beside = [layer for layer in layers if layer.sort is not Sort.VISIBLE or layer.path]
    for layer in beside[:_MOST_ROWS]:
        click.echo(f"  {_row(layer, interface_language(ui_language))}")
    if len(beside) > _MOST_ROWS:
        tell(f"{len(beside) - _MOST_ROWS} more; all of them stand in the JSON.", ui_language)
    tell(f"Visible text: {len(looked.layered.visible)} characters.", ui_language)
    for note in looked.layered.notes:
        tell(note, ui_language)


def _row(layer: Layer, language: str) -> str:
    """Return one layer as a line; characters that could steer the terminal are shown by name."""
    words = " ".join(layer.text.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}… (+{len(words) - _SHOWN})"
    place = " > ".join((*layer.path, said(layer.place, language).text))
    return _harmless(f"{said(layer.sort.value, language).text:<11} {place}: {shown}")


def _harmless(text: str) -> str:
    return "".join(
        f"<U+{ord(letter):04X}>" if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co"} else letter
        for letter in text
    )


def _plain(looked: Looked) -> dict[str, object]:
    """Return what one file holds as JSON carries it."""
    refusal = looked.refusal
    plain: dict[str, object] = {
        "file": str(looked.file),
        "refusal": None if refusal is None else {"code": refusal[0], "sentence": refusal[1]},
    }
    return plain | (looked.layered.as_answer() if looked.layered is not None else {"layers": [], "notes": []})
