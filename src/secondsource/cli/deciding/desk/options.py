"""Options that the commands on a desk's folder share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial, wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from secondsource.actions.deciding.desk import Desk
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import language_option, tell
from secondsource.errors import InputError
from secondsource.trust.signing import opening
from secondsource.trust.signing.signer import Signer

Command = TypeVar("Command", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)
_SPAN = re.compile(r"([1-9][0-9]{0,3})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


class Span(click.ParamType[timedelta]):
    """A time span such as 90m, 24h or 7d."""

    name = "span"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002 - click's signature
    ) -> timedelta:
        """Read it.

        Raises:
            InputError: `span-unreadable`.
        """
        if isinstance(value, timedelta):
            return value
        match = _SPAN.fullmatch(str(value))
        if match is None:
            raise InputError("span-unreadable", f"{value} is no time span.", "Write it as 90m, 24h or 7d.")
        return int(match[1]) * _UNITS[match[2]]


def desk_argument(command: Command) -> Command:
    """Give a command the argument DESK, which arrives as `folder: Path`."""
    return click.argument("folder", metavar="DESK", type=PATH)(command)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What a seat signs with, when, and in which language it is answered."""

    key_path: Path
    passphrase_file: Path | None
    now: datetime
    """UTC, whole seconds."""
    ui_language: str | None

    def signer(self) -> Signer:
        """Open the seat's key."""
        ask = partial(read_passphrase, self.passphrase_file, of=str(self.key_path))
        return opening.open_signer(self.key_path, ask)

    def tell(self, sentence: str) -> None:
        """Print a sentence in the language asked for."""
        tell(sentence, self.ui_language)


def signing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what a seat signs with, which arrives as `signing: Signing`."""

    @wraps(command)
    def collected(
        *, key_path: Path, passphrase_file: Path | None, at: str | None, ui_language: str | None, **rest: Any
    ) -> None:
        signing = Signing(key_path=key_path, passphrase_file=passphrase_file, now=moment(at), ui_language=ui_language)
        command(signing=signing, **rest)

    key = click.option("--key", "key_path", required=True, type=PATH, help="Your seat's key file.")
    return key(passphrase_option(at_option(language_option(collected))))


def existing(folder: Path) -> Desk:
    """Return the desk of a folder that is there.

    Raises:
        InputError: `desk-missing`.
    """
    if not folder.is_dir():
        raise InputError("desk-missing", f"There is no desk folder {folder}.", "Check the path, or make the folder.")
    return Desk(folder)
