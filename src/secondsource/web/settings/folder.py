"""What the settings read from the desk's folder: its secret key and where its database is."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

KEY_FILE = "desk.secret"
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
"""FULL: an acknowledged edit survives a power cut, not only a killed process."""


def secret_key(desk: Path) -> str:
    """Return the folder's secret key, made on first use; readable by the owner alone."""
    path = desk / KEY_FILE
    if path.is_file():
        return path.read_text(encoding="ascii").strip()
    desk.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    aside = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    # A link fails where another process was first, a rename would replace its key.
    try:
        os.link(aside, path)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
    finally:
        aside.unlink()
    return key


def incoming(desk: Path) -> Path:
    """Return where files of members' forms lie until they are taken in: never in the system's common folder."""
    path = desk / "incoming"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def database(desk: Path) -> dict[str, object]:
    """Return Django's setting: SQLite in the folder, or the PostgreSQL that `SECONDSOURCE_DATABASE` names.

    The variable's form is `postgresql://user:password@host:port/name`; a socket folder stands as `?host=/path`.
    """
    address = os.environ.get("SECONDSOURCE_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": desk / "desk.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.query.removeprefix("host=")) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
