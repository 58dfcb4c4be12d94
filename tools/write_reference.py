"""Write `docs/reference/cli.md` from the commands themselves, so that it cannot say anything else.

Usage: python tools/write_reference.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.testing import CliRunner

from secondsource.cli.main import COMMANDS, cli

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"

HEAD = """\
# The command line

Written by `tools/write_reference.py` from the commands themselves; do not edit it by hand.

The command is `.venv/bin/secondsource`, or `secondsource` where it is on your path. What it prints on a refusal and
what it ends with stands in [errors](errors.md); the variables it looks at, in [environment](environment.md).
"""

TAIL = """\
## What `vet` writes

| file, in the results folder | what it is |
|---|---|
| `findings.html` | the page: open it in any browser; it needs no script and no network |
| `findings.json` | the same for programs: [findings.json](findings-json.md) |
| `decisions.txt` | yours, never written by the program: [how to decide](../how-to/decisions.md) |
| `.cache/` | what was read before; safe to delete, and as sensitive as the reports |

Every file is readable by its owner only. Without `--out` the results folder is made where you are and never inside the
folder of reports. Without `--ui-language` the page speaks Spanish where the system does, and English otherwise.
"""


def helps() -> list[tuple[str, str]]:
    """Return every command as one types it, with its help at 80 columns; those of a group after the group."""
    asked = [[], *(words for name in COMMANDS for words in _with_parts(name))]
    return [(" ".join(["secondsource", *words]), _help(words)) for words in asked]


def _with_parts(name: str) -> list[list[str]]:
    """Return a command's words, and those of the commands below it."""
    command = cli.get_command(click.Context(cli), name)
    parts = sorted(command.commands) if isinstance(command, click.Group) else []
    return [[name], *([name, part] for part in parts)]


def _help(words: list[str]) -> str:
    ran = CliRunner().invoke(cli, [*words, "--help"], prog_name="secondsource", terminal_width=80, max_content_width=80)
    return ran.output.rstrip()


def reference() -> str:
    """Return the whole page."""
    sections = [f"## `{name}`\n\n```text\n{_without_trailing_spaces(text)}\n```\n" for name, text in helps()]
    return "\n".join([HEAD, *sections, TAIL])


def _without_trailing_spaces(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


def main() -> int:
    """Write the page, or say whether it is current."""
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.read_text(encoding="utf-8") == reference() else 1
    TARGET.write_text(reference(), encoding="utf-8")
    print(f"{TARGET} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
