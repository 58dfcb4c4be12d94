"""Asks whether all is well with a desk: one sentence and, where something is wrong, one next step for each thing."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from secondsource.errors import IntegrityError, SecondSourceError
from secondsource.store.evidence import blobs
from secondsource.store.evidence.lookups import exhibits
from secondsource.store.team import journal, lookups
from secondsource.store.team.snapshot import check_database
from secondsource.store.team.values import Standing

LEAST_FREE = 2 * 1024**3
"""Bytes: a backup, a run over new reports and a day's uploads find room."""
OLDEST_SQLITE = (3, 40, 0)
"""Has what the search uses, and the repairs of WAL's last known faults."""
ONION = ".onion"
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one question found."""

    about: str
    """A word or two."""
    well: bool
    sentence: str
    next_step: str = ""


def examine(desk: Path, *, now: datetime, blobs_too: bool = True) -> Iterator[Finding]:
    """Ask everything, one after the other; a question that breaks counts as something wrong.

    Args:
        desk: the desk's folder.
        now: the moment.
        blobs_too: whether every exhibit is read and hashed, which takes as long as reading the disk does.
    """
    questions: list[tuple[str, Callable[[], str]]] = [
        ("folder", lambda: _folder(desk)),
        ("database", _database),
        ("journal", _journal),
        ("clock", lambda: _clock(now)),
        ("disk", lambda: _disk(desk)),
        ("versions", _versions),
        ("address", _address),
        ("keepers", _keepers),
    ]
    if blobs_too:
        questions.append(("exhibits", _exhibits))
    for about, question in questions:
        try:
            yield Finding(about=about, well=True, sentence=question())
        except SecondSourceError as error:
            yield Finding(about=about, well=False, sentence=error.sentence, next_step=error.next_step)


def _folder(desk: Path) -> str:
    for path, most in ((desk, 0o700), (desk / "desk.secret", 0o600)):
        found = path.stat()
        if stat.S_IMODE(found.st_mode) & ~most or found.st_uid != os.geteuid():
            raise _wrong(f"{path} can be read by others on this machine.", f"Run: chmod {most:o} {path}")
    return "The folder and its secret belong to this user alone."


def _database() -> str:
    check_database()
    return f"The database ({connection.vendor}) is sound and up to date."


def _journal() -> str:
    return f"All {journal.check()} entries of the journal follow from one another."


def _clock(now: datetime) -> str:
    last = journal.last_moment()
    if last and datetime.fromisoformat(last) > now + timedelta(minutes=1):
        raise _wrong(
            "The clock is behind the journal's last entry.", "Set the machine's clock (UTC), then run it again."
        )
    return f"The clock says {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC, after the journal's last entry."


def _disk(desk: Path) -> str:
    free = shutil.disk_usage(desk).free
    if free < LEAST_FREE:
        raise _wrong(f"Only {free // 1024**2} MB are free.", "Free some space before members hand in more.")
    return f"{free // 1024**3} GB are free."


def _versions() -> str:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise _wrong(f"SQLite is {sqlite3.sqlite_version}, which is too old.", "Update this machine's Python.")
    parts = [f"{name} {version(name)}" for name in ("django", "django-allauth", "granian")]
    return f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {', '.join(parts)}."


def _address() -> str:
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        raise _wrong("The desk answers to any name.", "Name its addresses in SECONDSOURCE_HOSTS.")
    outside = {host for host in hosts - LOCAL if not host.endswith(ONION)}
    if outside and not settings.BEHIND_TLS:
        raise _wrong(
            f"The desk answers as {', '.join(sorted(outside))} without https.",
            "Put it behind a proxy with https and set SECONDSOURCE_TLS=yes, or use an onion address.",
        )
    return f"The desk answers as {', '.join(sorted(hosts))}."


def _keepers() -> str:
    keepers = [member for member in lookups.members() if member.keeper and member.standing is Standing.ACTIVE]
    if not keepers:
        raise _wrong("Nobody keeps the accounts.", "Run: secondsource desk invite --keeper")
    if bare := [member.name for member in keepers if not lookups.has_second_factor(member.key)]:
        raise _wrong(f"Without a second factor: {', '.join(bare)}.", "They set one up under Your account.")
    return f"{len(keepers)} keep the accounts, each with a second factor."


def _exhibits() -> str:
    number = 0
    for case in lookups.every_case():
        for exhibit in exhibits.exhibits(case):
            kept = [] if exhibit.sealed else [(exhibit.original, exhibit.sha256)]
            if exhibit.clean:
                kept.append((exhibit.clean.blob, exhibit.clean.sha256))
            for blob, digest in kept:
                _same(blob, digest, exhibit.key)
                number += 1
    return f"All {number} files of exhibits match their hashes."


def _same(blob: str, digest: str, exhibit: str) -> None:
    found = hashlib.sha256()
    for piece in blobs.pieces(blob):
        found.update(piece)
    if found.hexdigest() != digest:
        raise IntegrityError(
            "blob-changed",
            f"The bytes of exhibit {exhibit} are not those that were taken in.",
            "Keep the file as it is and compare with a backup; say so in the case.",
        )


def _wrong(sentence: str, next_step: str) -> SecondSourceError:
    return IntegrityError("desk-unwell", sentence, next_step)
