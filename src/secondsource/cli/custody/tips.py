"""`secondsource tips`: what came through the drop, on the members' side."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.custody.marks import MarkKind
from secondsource.actions.custody.opening import identity_of, message_of
from secondsource.actions.custody.tips.collecting import collect
from secondsource.actions.custody.tips.replying import reply
from secondsource.actions.custody.tips.triage import Tip, mark, tip, tips
from secondsource.actions.custody.tips.vetting import take_out
from secondsource.cli.custody.asking import (
    Asked,
    custody_of,
    key_options,
    live_for,
    shares_in,
    shares_option,
    words,
)
from secondsource.cli.deciding.desk.options import PATH, desk_argument
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.cli.language import harmless
from secondsource.trust.custody.records.journal import Event

TEXT_FILE = click.option("--text-file", type=PATH, help="Read the words from this file instead of the terminal.")


@click.group("tips", context_settings=HELP)
def tips_group() -> None:
    """Collect, sort, read and answer what came through the drop.

    Everything stays sealed; labels, notes and assignments are sealed too. What is written is asked for at the
    terminal or read from a file, so that it stays out of the shell's history.

    \b
    Try:   secondsource tips collect DESK SPOOL
           secondsource tips list DESK --key seat-1.member
           secondsource tips take-out DESK ITEM --key seat-1.member --out case
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@tips_group.command("collect", context_settings=HELP)
@desk_argument
@click.argument("spool", type=PATH)
@at_option
@language_option
def collect_tips(*, folder: Path, spool: Path, at: str | None, ui_language: str | None) -> None:
    """Move what lies in the drop's SPOOL into DESK, sealed as it is; no key is needed."""
    taken = collect(custody_of(folder), spool, moment(at).date())
    tell(f"{len(taken)} items were collected.", ui_language)


@tips_group.command("list", context_settings=HELP)
@desk_argument
@click.option("--assigned", help="Only those given to this member.")
@key_options
def list_tips(*, folder: Path, assigned: str | None, asked: Asked) -> None:
    """List what your key opens, with labels and to whom it is given."""
    held = custody_of(folder)
    for one in tips(held, asked.key_at(held)):
        if assigned is None or assigned == one.assigned:
            click.echo(_line(one))


@tips_group.command("show", context_settings=HELP)
@desk_argument
@click.argument("item")
@shares_option
@key_options
def show(*, folder: Path, item: str, share_files: tuple[Path, ...], asked: Asked) -> None:
    """Show the words of ITEM, the sizes of its files, and its notes. Its files are not opened."""
    held = custody_of(folder)
    key = asked.key_at(held)
    found = tip(held, key, item)
    identity = identity_of(held, found.held, key, shares_in(share_files, key))
    held.note(asked.today, Event(verb="read", by=key.name, about={"item": item}))
    message = message_of(held, item, identity)
    click.echo(_line(found))
    click.echo(harmless(message.text))
    for part in message.parts:
        click.echo(f"  {part.file}  {part.size}  {harmless(part.title)}")
    for one in found.notes:
        click.echo(f"  {one.day}  {one.by}  {one.kind.value}: {harmless(one.text)}")


@tips_group.command("label", context_settings=HELP)
@desk_argument
@click.argument("item")
@click.option("--off", is_flag=True, help="Take the label off.")
@TEXT_FILE
@key_options
def label_tip(*, folder: Path, item: str, off: bool, text_file: Path | None, asked: Asked) -> None:
    """Put a sealed label on ITEM."""
    _mark(folder, item, MarkKind.UNLABEL if off else MarkKind.LABEL, words(text_file, "Label"), asked)


@tips_group.command("note", context_settings=HELP)
@desk_argument
@click.argument("item")
@TEXT_FILE
@key_options
def note_tip(*, folder: Path, item: str, text_file: Path | None, asked: Asked) -> None:
    """Write a sealed note on ITEM."""
    _mark(folder, item, MarkKind.NOTE, words(text_file, "Text"), asked)


@tips_group.command("assign", context_settings=HELP)
@desk_argument
@click.argument("item")
@click.argument("member")
@key_options
def assign(*, folder: Path, item: str, member: str, asked: Asked) -> None:
    """Give ITEM to MEMBER to look after; the last one counts."""
    _mark(folder, item, MarkKind.ASSIGNED, member, asked)


@tips_group.command("take-out", context_settings=HELP)
@desk_argument
@click.argument("item")
@click.option("--out", required=True, type=PATH, help="A new folder: reports/ to vet, sealed/ beside it.")
@click.option("--pixels", is_flag=True, help="Rebuild PDFs from pictures of their pages.")
@shares_option
@key_options
def take(*, folder: Path, item: str, out: Path, pixels: bool, share_files: tuple[Path, ...], asked: Asked) -> None:
    """Write clean copies of ITEM for vetting, and the original beside them, still sealed.

    The original does not touch the disk. A file that cannot be cleaned stays sealed only. Then: vet OUT/reports.
    """
    held = custody_of(folder)
    key = asked.key_at(held)
    found = take_out(
        held,
        key,
        item=item,
        out=out,
        today=asked.today,
        shares=shares_in(share_files, key),
        pixels=pixels,
    )
    for copy in found.copies:
        if copy.refusal is not None:
            click.echo(f"{copy.original}: [{copy.refusal[0]}]", err=True)
            asked.tell(copy.refusal[1])
    asked.tell(f"Ready to vet: {found.reports}")


@tips_group.command("reply", context_settings=HELP)
@desk_argument
@click.argument("item")
@click.argument("spool", type=PATH)
@TEXT_FILE
@shares_option
@key_options
def reply_to(
    *, folder: Path, item: str, spool: Path, text_file: Path | None, share_files: tuple[Path, ...], asked: Asked
) -> None:
    """Answer the source of ITEM, sealed to their codename, through the drop's SPOOL."""
    held = custody_of(folder)
    key = asked.key_at(held)
    reply(
        held,
        key,
        item=item,
        text=words(text_file, "Text"),
        spool=spool,
        today=asked.today,
        members=live_for(held, key),
        shares=shares_in(share_files, key),
    )
    asked.tell("The reply lies sealed in the source's mailbox.")


def _mark(folder: Path, item: str, kind: MarkKind, text: str, asked: Asked) -> None:
    held = custody_of(folder)
    key = asked.key_at(held)
    mark(held, key, item=item, changes=[(kind, text)], today=asked.today, members=live_for(held, key))
    asked.tell("Written down, sealed.")


def _line(one: Tip) -> str:
    held = one.held
    needs = "1" if held.threshold is None else str(held.threshold)
    labels = harmless(", ".join(one.labels)) or "-"
    return f"{held.id}  {held.day}  {needs}  {one.assigned or '-':<10}  {labels}"
