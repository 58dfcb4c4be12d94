"""The one door of the command line: groups loaded only when called, refusals printed as sentences.

Only this module ends the process. Exit status: 0 done; 2 the input cannot be used; 3 a rule forbids it; 4 something
does not match its hash; 5 no access; 6 nothing could be kept; 70 a fault of ours; 130 interrupted.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path

import click

from secondsource import __version__
from secondsource.errors import SecondSourceError

COMMANDS = {
    "vet": ("secondsource.cli.vet:vet", "Vet a folder of reports: who says what, from how many independent origins."),
    "import": ("secondsource.cli.exchange.take_in:take_in", "Take in what another system exported, for vet to read."),
    "look": ("secondsource.cli.look:look", "Show what files say beside the text they show."),
    "clean": ("secondsource.cli.clean:clean", "Make clean copies of files: no metadata, no traps, no earlier states."),
    "redact": ("secondsource.cli.redact:redact", "Write copies from which the protected people are gone, or none."),
    "attack": ("secondsource.cli.attack:attack", "Try to find protected people in what is about to leave."),
    "register": ("secondsource.cli.register:register", "Keep the register of protected people, encrypted."),
    "seat": ("secondsource.cli.deciding.seat:seat", "Make a seat's key, show it, read it out aloud, sign with it."),
    "witness": ("secondsource.cli.deciding.witness:witness", "Sign what you saw of another desk's log."),
    "policy": ("secondsource.cli.deciding.desk.policy:policy", "Say who has a seat, and how many each decision takes."),
    "motion": ("secondsource.cli.deciding.desk.motion:motion", "Move, second, vote, and put a statement together."),
    "log": ("secondsource.cli.deciding.log:log", "Keep the public log of what the desk has announced."),
    "status": ("secondsource.cli.deciding.status:status", "Build the pages that say what holds now."),
    "serve": ("secondsource.cli.serving.serve:serve", "Open the team's desk in a browser."),
    "desk": ("secondsource.cli.keeping.group:desk", "Keep the desk: invitations, backups, its health."),
    "onion": ("secondsource.cli.serving.onion:onion", "Put the sources' drop behind an onion address."),
    "worker": ("secondsource.cli.serving.worker:worker", "Vet in the background what comes into the desk."),
    "dossier": ("secondsource.cli.exchange.dossier:dossier", "Let a release out so that anybody can check it offline."),
    "export": ("secondsource.cli.exchange.export:export", "Write a release in formats of others."),
    "hand-over": ("secondsource.cli.exchange.hand_over:hand_over", "Seal files or a dossier to one named partner."),
    "keys": ("secondsource.cli.custody.keys:keys", "Make, print, recover and revoke a member's key."),
    "custody": ("secondsource.cli.custody.custody:custody", "Keep sealed items that one member opens, or k together."),
    "tips": ("secondsource.cli.custody.tips:tips_group", "Collect, sort, read and answer what came through the drop."),
    "checkin": ("secondsource.cli.custody.checkin:checkin", "Watch over the members: remind, alert, suspend."),
    "verify": ("secondsource.cli.deciding.verify:verify", "Check, offline, whether an announcement is the desk's."),
}


class LazyGroup(click.Group):
    """Imports a command's module only when that command is called, so that `verify` never loads a model."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order a newcomer meets them."""
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


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="secondsource")
def cli() -> None:
    """Second Source: a vetting and safe-release desk for dangerous information.

    Everything it prints is a proposal with its evidence, until a person accepts it. It works without a network.
    """


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    try:
        result = cli.main(args=arguments, prog_name="secondsource", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            _spoken("Stopped. What was finished is kept; run the same command again to go on.", arguments), err=True
        )
        return 130
    except SecondSourceError as error:
        click.echo(f"secondsource: {_spoken(error.sentence, arguments)}", err=True)
        if error.next_step:
            click.echo(_spoken(error.next_step, arguments), err=True)
        click.echo(f"[{error.code}]", err=True)
        return error.exit_status
    except Exception as error:
        if os.environ.get("SECONDSOURCE_DEBUG"):
            raise
        # A fault of ours. What it was about may be in its message, so only its kind and place are shown.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        broken = f"Something broke that should not have ({type(error).__name__}, {where})."
        click.echo(f"secondsource: {_spoken(broken, arguments)}", err=True)
        report = "Nothing was half-written. Please report these two lines; never send the documents."
        click.echo(_spoken(report, arguments), err=True)
        click.echo("[internal-error]", err=True)
        return 70
    return result if isinstance(result, int) else 0


def _spoken(sentence: str, arguments: list[str] | None) -> str:
    """Return one of our sentences in the language asked for; its words are loaded only when something is refused."""
    language = importlib.import_module("secondsource.cli.language")
    return str(language.spoken(sentence, sys.argv[1:] if arguments is None else arguments))


if __name__ == "__main__":
    sys.exit(main())
