"""`secondsource desk ...`: invite, back up, restore, examine, pin the journal."""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "invite": ("secondsource.cli.keeping.inviting:invite", "Make an invitation, or a way back for a member."),
    "take-in": ("secondsource.cli.keeping.taking_in:take_in", "Take files of this machine into a case."),
    "backup": ("secondsource.cli.keeping.copies:backup", "Write one sealed file with the whole desk in it."),
    "restore": ("secondsource.cli.keeping.copies:restore", "Make a desk of a backup, every file checked."),
    "doctor": ("secondsource.cli.keeping.examining:doctor", "Ask whether all is well with the desk."),
    "journal-head": ("secondsource.cli.keeping.examining:journal_head", "Print the line that pins the journal."),
}


class LazyGroup(click.Group):
    """Imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order they are met."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])


@click.group(cls=LazyGroup)
def desk() -> None:
    """Keep the desk on this machine: invitations, backups, its health."""


def folder_option(command: click.decorators.FC) -> click.decorators.FC:
    """Add the option that names the desk's folder."""
    return click.option(
        "--folder", type=click.Path(file_okay=False), default="desk", show_default=True, help="The desk's folder."
    )(command)
