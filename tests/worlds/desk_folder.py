"""A real desk's folder, filled by a process of its own: for tests that start the desk as its users do."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

from secondsource.cli.serving import desk

ROOT = Path(__file__).resolve().parent.parent.parent


def fill_folder(folder: Path, *, everything: bool = False, database: str = "") -> None:
    """Make `folder` a desk with the cast in it, or with one of everything.

    Args:
        folder: made.
        everything: also what each area's `filling.py` adds.
        database: a PostgreSQL's address; SQLite in the folder otherwise.
    """
    environment = {**os.environ, "SECONDSOURCE_DATABASE": database} if database else dict(os.environ)
    command = [sys.executable, "-m", "tests.worlds.desk_folder", str(folder), "everything" if everything else "cast"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment, timeout=300)


def main() -> None:
    """Fill the folder named on the command line."""
    desk.prepare(Path(sys.argv[1]))
    # The cast is made of rows, which can be imported only once the settings are there.
    if sys.argv[2] == "everything":
        importlib.import_module("tests.desk.filling").full_desk()
    else:
        importlib.import_module("tests.cast").cast_desk()


if __name__ == "__main__":
    main()
