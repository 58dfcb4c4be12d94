"""The whole database at one moment, for a backup; and whether the database itself is sound."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from secondsource.errors import IntegrityError, StorageError

SQLITE_NAME = "desk.sqlite3"
DUMP_NAME = "desk.pgdump"
PAGES = 4096
"""Pages copied at once, so that members at work wait for milliseconds."""


def snapshot(folder: Path) -> Path:
    """Write the database as it is at one moment into a new file in `folder` and return it.

    SQLite through its backup interface, which members' writes do not disturb; PostgreSQL through `pg_dump`.

    Raises:
        StorageError: `snapshot-failed`, `pg-dump-missing`.
    """
    if connection.vendor != "sqlite":
        return _dump(folder / DUMP_NAME)
    path = folder / SQLITE_NAME
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection.ensure_connection()
    target = sqlite3.connect(path)
    try:
        connection.connection.backup(target, pages=PAGES)
    except sqlite3.Error as error:
        raise _failed(str(error)) from error
    finally:
        target.close()
    return path


def put_back(path: Path, address: str) -> None:
    """Bring a PostgreSQL dump into the empty database that `address` names.

    Raises:
        StorageError: `snapshot-failed`, `pg-dump-missing`.
    """
    command = [_program("pg_restore"), "--exit-on-error", "--no-owner", "--dbname", address, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - the server's own program
    if done.returncode:
        raise _failed(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pg_restore failed")


def check_database() -> None:
    """Ask the database whether it is sound and up to date.

    Raises:
        IntegrityError: `database-damaged`, `database-behind`.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check" if connection.vendor == "sqlite" else "SELECT 'ok'")
        told = cursor.fetchone()
    if told is None or told[0] != "ok":
        raise IntegrityError(
            "database-damaged", "The database is damaged.", "Stop the desk, keep the file, and restore a backup."
        )
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise IntegrityError(
            "database-behind",
            "The database is older than this version of Second Source.",
            "Start `secondsource serve` once; it brings the database up to date.",
        )


def _dump(path: Path) -> Path:
    address = os.environ.get("SECONDSOURCE_DATABASE", "")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    command = [_program("pg_dump"), "--format=custom", "--no-owner", "--file", str(path), address]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - the server's own program
    if done.returncode:
        raise _failed(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pg_dump failed")
    return path


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise StorageError(
            "pg-dump-missing",
            f"The program {name} is not on this machine.",
            "Install PostgreSQL's client programs (Debian: postgresql-client), then run it again.",
        )
    return found


def _failed(why: str) -> StorageError:
    return StorageError(
        "snapshot-failed", f"The database could not be copied: {why}.", "Nothing was kept. Check the disk, try again."
    )
