"""Passphrases: typed at the terminal or read from a file, never from the command line or a variable.

What stands in an argument or a variable is seen by other programs of this machine and kept in histories.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from secondsource.errors import AccessError, InputError

MOST_BYTES = 4096
Command = TypeVar("Command", bound=Callable[..., Any])


def passphrase_option(command: Command) -> Command:
    """Give a command the option `--passphrase-file`, which arrives as `passphrase_file: Path | None`."""
    option = click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        help="Read the passphrase from the first line of this file instead of the terminal.",
    )
    return option(command)


def read_passphrase(file: Path | None, *, of: str, twice: bool = False) -> str:
    """Return a passphrase.

    Args:
        file: where its first line stands; None asks at the terminal.
        of: whose passphrase, for the question.
        twice: ask a second time, for a new key.

    Raises:
        InputError: `passphrase-unreadable`.
        AccessError: `passphrase-no-terminal`.
    """
    if file is not None:
        return _from_file(file)
    if not sys.stdin.isatty():
        raise AccessError(
            "passphrase-no-terminal",
            "There is no terminal to type the passphrase at.",
            "Run it in a terminal, or name a file that only you can read with --passphrase-file.",
        )
    typed = click.prompt(f"Passphrase of {of}", hide_input=True, confirmation_prompt=twice, err=True)
    return str(typed)


def _from_file(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES)
        return data.decode("utf-8").split("\n", maxsplit=1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(
            "passphrase-unreadable",
            f"The passphrase file {file} could not be read: {why}.",
            "Check the path, and save it as plain UTF-8 text.",
        ) from error
