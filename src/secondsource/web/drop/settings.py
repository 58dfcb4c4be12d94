"""What a drop is told: whose it is, who may open, and how much it takes. All of it lies in one folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from secondsource.errors import InputError
from secondsource.trust.custody.sealing.identities import read_recipients

FOLDER_VARIABLE = "SECONDSOURCE_DROP"
RECIPIENTS = "recipients.txt"
SETTINGS = "drop.toml"
SPOOL = "spool"
LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one drop takes. They hold for all sources together, never for one address."""

    submission_mib: int = 2_100
    """Size of one submission, files and all."""
    files: int = 10
    """Files of one submission."""
    items_a_day: int = 2_000
    """Submissions and additions in one day."""
    letters: int = 200
    """Receipts and replies in one mailbox."""
    uploads_at_once: int = 128
    """Submissions that may be on their way."""
    waiting: int = 128
    """Sources that may wait for the slow step of a codename."""
    free_mib: int = 1_024
    """What is to stay free on the disk; below it the drop says that it is full."""
    silent_seconds: int = 120
    """After so long without a byte an upload is given up."""
    slowest_bytes: int = 256
    """Bytes a second; what is slower than that for five minutes holds a place that others need, and is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropSettings:
    """One drop."""

    spool: Path
    recipients: tuple[str, ...]
    """age recipients of the members."""
    threshold: int = 1
    """How many members it takes to open what arrives; 1 means any of them alone."""
    name: str = ""
    """Of the desk, as sources know it; may be empty."""
    language: str = "en"
    """Of the first page, where the browser asks for neither."""
    limits: Limits = field(default_factory=Limits)


def read_settings(folder: Path) -> DropSettings:
    """Return the settings of a drop's folder.

    The folder holds `recipients.txt`, may hold `drop.toml`, and gets the `spool`.

    Raises:
        InputError: `drop-folder-missing`, `drop-settings-unreadable`, `recipients-none`, `recipient-unreadable`.
    """
    try:
        recipients = read_recipients((folder / RECIPIENTS).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise InputError(
            "drop-folder-missing",
            "The drop has no list of those who may open what arrives.",
            f"Put a file `{RECIPIENTS}` into its folder: one age recipient a line, as `secondsource keys` shows them.",
        ) from None
    try:
        given = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8")) if (folder / SETTINGS).exists() else {}
        return _checked(folder, recipients, given)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            "drop-settings-unreadable",
            f"The settings of the drop cannot be used: {error}.",
            f"Correct `{SETTINGS}`, or delete it: everything in it has a default.",
        ) from None


def _checked(folder: Path, recipients: tuple[str, ...], given: dict[str, Any]) -> DropSettings:
    known = {"name": str, "language": str, "threshold": int, "limits": dict}
    for key, value in given.items():
        if not isinstance(value, known.get(key, ())):
            raise TypeError(key)
    limits = given.pop("limits", {})
    for key, value in limits.items():
        if key not in {one.name for one in fields(Limits)} or type(value) is not int or value < 1:
            raise ValueError(f"limits.{key}")
    if given.get("language", "en") not in LANGUAGES:
        raise ValueError("language")
    if not 1 <= given.get("threshold", 1) <= len(recipients):
        raise ValueError("threshold")
    return DropSettings(spool=folder / SPOOL, recipients=recipients, limits=Limits(**limits), **given)
