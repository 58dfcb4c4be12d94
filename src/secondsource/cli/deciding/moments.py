"""When a command judges, and in which language it answers, without loading more than that takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import click

from secondsource.cli.language import in_language, interface_language
from secondsource.core.release import lines
from secondsource.errors import InputError, SecondSourceError

_AHEAD = re.compile(r"\+([1-9][0-9]{0,3})h")
Command = TypeVar("Command", bound=Callable[..., Any])


def at_option(command: Command) -> Command:
    """Give a command the option `--at`, which arrives as `at: str | None`."""
    option = click.option(
        "--at", metavar="TIME", help="Judge as of this moment, such as 2031-03-05T18:00:00Z or +3h. Default: now."
    )
    return option(command)


def moment(at: object) -> datetime:
    """Return the moment a command was asked to judge at, else now; UTC, whole seconds; `+3h` is three hours from now.

    Raises:
        InputError: `moment-unreadable`.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    if at is None:
        return now
    if ahead := _AHEAD.fullmatch(str(at)):
        return now + timedelta(hours=int(ahead[1]))
    try:
        return lines.time(str(at))
    except SecondSourceError as error:
        raise InputError(
            "moment-unreadable",
            f"{at} is no moment in UTC.",
            "Write it as 2031-03-05T18:00:00Z, or +3h for three hours from now.",
        ) from error


def speaker(language: str | None) -> Callable[[str], str]:
    """Return what says our English sentences in the language chosen, else in the system's."""
    return partial(in_language, language=interface_language(language))
