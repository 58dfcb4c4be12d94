"""`secondsource desk invite`: a way in, made by whoever keeps the machine."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from pathlib import Path

import click

from secondsource.cli.keeping.group import folder_option
from secondsource.cli.serving import desk as serving
from secondsource.errors import AccessError

INVITATIONS = "secondsource.actions.desk.team.invitations"
LOOKUPS = "secondsource.store.team.lookups"


@click.command()
@folder_option
@click.option("--keeper", is_flag=True, help="The account keeps the desk's accounts and is active at once.")
@click.option("--for", "name", default="", help="A member's pseudonym: a way back instead of a new account.")
@click.option("--address", default="http://127.0.0.1:8470", show_default=True, help="Where members reach the desk.")
def invite(folder: str, *, keeper: bool, name: str, address: str) -> None:
    """Make an invitation and print its address, once; it holds three days and works once.

    With --for it is a way back for a member who lost password or second factor: a new password, no second factor.
    """
    serving.prepare(Path(folder))
    # Loaded here and not above: they need the settings that `prepare` has just made.
    inviting = importlib.import_module(INVITATIONS)
    member = _key_of(name) if name else ""
    token, made = inviting.invite(actor="", keeper=keeper, member=member, now=datetime.now(UTC))
    click.echo(f"{address.rstrip('/')}/join/{token}")
    click.echo(f"Shown once; it works once, until {made.ends_at:%Y-%m-%d %H:%M} UTC.", err=True)


def _key_of(name: str) -> str:
    members = importlib.import_module(LOOKUPS).members()
    key = next((str(member.key) for member in members if member.name == name), "")
    if not key:
        raise AccessError("member-unknown", "There is no such member.", "Check the pseudonym's spelling.")
    return key
