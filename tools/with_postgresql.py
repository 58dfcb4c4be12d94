"""Run a command with a PostgreSQL server of its own: python tools/with_postgresql.py COMMAND ...

The command finds the server in `SECONDSOURCE_DATABASE`. Where no server can run, one sentence says so and the command
is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.worlds.postgresql import NoServerError, postgresql  # noqa: E402 - the line above finds it


def main() -> int:
    """Start the server, run the command, stop the server; return the command's status."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        with postgresql() as address:
            return subprocess.run(
                sys.argv[1:], check=False, cwd=ROOT, env=os.environ | {"SECONDSOURCE_DATABASE": address}
            ).returncode
    except NoServerError as error:
        print(f"[test] Left out on PostgreSQL: {error}.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
