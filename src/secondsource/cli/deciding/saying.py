"""What the commands of this room say, in the language asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from secondsource.cli.language import OPTION, in_language, interface_language
from secondsource.publishing.findings.wording import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])
HELP = {"help_option_names": ["-h", "--help"]}
"""What every command of this room is made with: `context_settings=HELP`."""


def language_option(command: Command) -> Command:
    """Give a command the option `--ui-language`, which arrives as `ui_language: str | None`."""
    return click.option(OPTION, type=click.Choice(LANGUAGES), help="Language of what is printed.")(command)


def tell(sentence: str, ui_language: str | None, *, aside: bool = False) -> None:
    """Print one of our English sentences in the language asked for.

    Args:
        sentence: it has a Spanish form in `wording/sentences_es.json`.
        ui_language: what `--ui-language` says.
        aside: to standard error, where standard output is for another program.
    """
    click.echo(in_language(sentence, interface_language(ui_language)), err=aside)
