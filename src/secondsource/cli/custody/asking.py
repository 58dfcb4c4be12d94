"""What the commands of custody share: the desk, the member's key, and the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from secondsource.actions.custody.folder import Custody
from secondsource.actions.custody.opening import read_handed
from secondsource.actions.custody.watch.signs import leave_mark
from secondsource.actions.deciding.desk import read_file
from secondsource.cli.deciding.desk.options import PATH, existing
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import language_option, tell
from secondsource.core.custody.roster import Member
from secondsource.errors import InputError
from secondsource.trust.custody.keys import member_key
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.shares.share_file import Share

_MOST_TEXT = 400_000
"""Bytes of a note or a reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose key is asked for, when, and in which language it is answered."""

    key_path: Path
    passphrase_file: Path | None
    now: datetime
    ui_language: str | None

    @property
    def today(self) -> date:
        """The day, UTC."""
        return self.now.date()

    def key(self) -> MemberKey:
        """Unlock the key."""
        return member_key.unlock(self.key_path, read_passphrase(self.passphrase_file, of=str(self.key_path)))

    def key_at(self, custody: Custody) -> MemberKey:
        """Unlock the key and leave the watch its mark."""
        key = self.key()
        leave_mark(custody, key)
        return key

    def tell(self, sentence: str) -> None:
        """Print a sentence in the language asked for."""
        tell(sentence, self.ui_language)


def key_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command a member's key, which arrives as `asked: Asked`."""

    @wraps(command)
    def collected(
        *, key_path: Path, passphrase_file: Path | None, at: str | None, ui_language: str | None, **rest: Any
    ) -> None:
        asked = Asked(key_path=key_path, passphrase_file=passphrase_file, now=moment(at), ui_language=ui_language)
        command(asked=asked, **rest)

    key = click.option("--key", "key_path", required=True, type=PATH, help="Your member key file.")
    return key(passphrase_option(at_option(language_option(collected))))


def shares_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--share`, any number of times, which arrives as `share_files: tuple[Path, ...]`."""
    return click.option(
        "--share",
        "share_files",
        multiple=True,
        type=PATH,
        help="What a colleague handed over to you for a shared item. Any number of times.",
    )(command)


def custody_of(folder: Path) -> Custody:
    """Return the custody of a desk's folder that is there."""
    return Custody(existing(folder))


def live_for(custody: Custody, key: MemberKey) -> tuple[Member, ...]:
    """Return whom new things are sealed to, as far as this member has been told."""
    return custody.live(custody.suspended(key))


def shares_in(files: tuple[Path, ...], key: MemberKey) -> list[Share]:
    """Return the shares that colleagues handed over to a member."""
    return [share for file in files for share in read_handed(read_file(file), key)]


def words(file: Path | None, question: str) -> str:
    """Return words that must not stand in an argument: from a file, else asked for at the terminal.

    Raises:
        InputError: `text-not-plain`, `desk-unreadable`.
    """
    if file is None:
        return str(click.prompt(question, err=True))
    try:
        return read_file(file, _MOST_TEXT).decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(
            "text-not-plain", "This is not plain text.", "Save it as UTF-8 text; what cannot be read cannot be signed."
        ) from None
