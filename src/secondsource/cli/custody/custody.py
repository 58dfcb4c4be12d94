"""`secondsource custody`: members, sealed items, wrapping anew, exposure, keeping and destroying."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.custody import erasing, members, opening, wrapping
from secondsource.actions.custody.sealing import seal_files
from secondsource.actions.deciding.desk import read_file
from secondsource.actions.files import write_whole
from secondsource.cli.custody.asking import (
    Asked,
    custody_of,
    key_options,
    live_for,
    shares_in,
    shares_option,
    words,
)
from secondsource.cli.deciding.desk.options import PATH, Signing, desk_argument, signing_options
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.core.custody.held import due
from secondsource.core.custody.roster import Roster, parse_member
from secondsource.errors import InputError
from secondsource.trust.custody.keys.revocation import card_of
from secondsource.trust.custody.records import journal as records

_MOST_TEXT = 400_000


@click.group(context_settings=HELP)
def custody() -> None:
    """Keep sealed items: opened by each member, or by k of them together.

    Opening a shared item, admitting members and destroying are motions: `motion open --action go`, and a quorum.

    \b
    Try:   secondsource custody seal DESK ledger.xlsx --key seat-1.member
           secondsource custody open DESK ITEM --key seat-1.member --out opened
           secondsource custody exposure DESK seat-3
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@custody.command("roster", context_settings=HELP)
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option("--out", required=True, type=PATH, help="Where the roster goes.")
@language_option
def write_roster(*, files: tuple[Path, ...], out: Path, ui_language: str | None) -> None:
    """Put the members' lines in FILES together to a roster, the text of a motion on custody-members."""
    lines = [line for file in files for line in read_file(file).decode("utf-8", "replace").splitlines() if line.strip()]
    roster = Roster(members=tuple(parse_member(line) for line in lines))
    write_whole(out, roster.text().encode())
    tell(f"Move it: motion open DESK --action go --subject custody-members --text {out}", ui_language)


@custody.command("admit", context_settings=HELP)
@desk_argument
@at_option
@language_option
def admit(*, folder: Path, at: str | None, ui_language: str | None) -> None:
    """Put the roster in force that a quorum has decided on."""
    roster = members.admit(custody_of(folder), moment(at))
    tell(f"The roster is in force; it names {len(roster.members)} members.", ui_language)


@custody.command("members", context_settings=HELP)
@desk_argument
@language_option
def show_members(*, folder: Path, ui_language: str | None) -> None:
    """Show the roster, and who is no longer sealed to."""
    held = custody_of(folder)
    live = {one.name for one in held.live()}
    for one in held.roster().members:
        click.echo(one.line())
        if one.name not in live:
            tell(f"Nothing is sealed to {one.name} any more.", ui_language)


@custody.command("revoke", context_settings=HELP)
@desk_argument
@click.argument("file", type=PATH)
@at_option
@language_option
def revoke(*, folder: Path, file: Path, at: str | None, ui_language: str | None) -> None:
    """Take in the revocation FILE that a member made; nothing is sealed to that key from now on."""
    name = members.take_revocation(custody_of(folder), file, moment(at))
    tell(f"The key of {name} is revoked. Wrap everything anew with `custody rewrap`.", ui_language)


@custody.command("seal", context_settings=HELP)
@desk_argument
@click.argument("files", nargs=-1, type=PATH)
@click.option("--text-file", type=PATH, help="Words to seal beside the files.")
@click.option("--k", "threshold", type=int, help="How many members open it together. Default: as many as a go takes.")
@click.option("--each", is_flag=True, help="Let each member open it alone instead.")
@click.option("--me-alone", is_flag=True, help="Seal it to your own key only: decoys, drafts.")
@key_options
def seal(
    *,
    folder: Path,
    files: tuple[Path, ...],
    text_file: Path | None,
    threshold: int | None,
    each: bool,
    me_alone: bool,
    asked: Asked,
) -> None:
    """Seal FILES as one item; the originals stay where they are, and destroying them is up to you."""
    held = custody_of(folder)
    key = asked.key_at(held)
    policy = held.desk.in_force()
    shared = not each and not me_alone
    found = seal_files(
        held,
        files,
        text="" if text_file is None else read_file(text_file, _MOST_TEXT).decode("utf-8", "replace"),
        members=[card_of(key)] if me_alone else live_for(held, key),
        threshold=(threshold or (policy.thresholds.go if policy else 2)) if shared else None,
        by=key.name,
        today=asked.today,
    )
    asked.tell(f"Sealed as item {found.id}.")


@custody.command("hand-over", context_settings=HELP)
@desk_argument
@click.argument("items", nargs=-1)
@click.option("--to", required=True, help="The member who opens, or wraps anew.")
@click.option("--out", required=True, type=PATH, help="Where the sealed shares go.")
@key_options
def hand_over(*, folder: Path, items: tuple[str, ...], to: str, out: Path, asked: Asked) -> None:
    """Hand your shares of ITEMS over to one colleague, once a motion has decided; of all shared items without ITEMS.

    The subject is open-ITEM, or custody-rewrap where all are to be wrapped anew.
    """
    held = custody_of(folder)
    key = asked.key_at(held)
    wanted = items or tuple(
        one.id for one in held.all_held() if one.threshold is not None and key.name in {h.member for h in one.holders}
    )
    data = opening.hand_over(held, key, items=wanted, to=held.roster().member(to), now=asked.now)
    write_whole(out, data)
    asked.tell(f"Bring {out} to {to}; nobody else can read it.")


@custody.command("open", context_settings=HELP)
@desk_argument
@click.argument("item")
@click.option("--out", required=True, type=PATH, help="A new folder for the originals.")
@click.option("--reason-file", type=PATH, help="Read why from this file instead of the terminal; it is sealed.")
@shares_option
@key_options
def open_originals(
    *, folder: Path, item: str, out: Path, reason_file: Path | None, share_files: tuple[Path, ...], asked: Asked
) -> None:
    """Open ITEM and write its originals. For vetting, prefer the clean copies of `tips take-out`.

    A shared item takes a motion on open-ITEM and what the others handed over. Use a machine that is offline.
    """
    held = custody_of(folder)
    key = asked.key_at(held)
    found = opening.open_item(
        held,
        key,
        item=item,
        reason=words(reason_file, "Reason"),
        shares=shares_in(share_files, key),
        now=asked.now,
        members=live_for(held, key),
    )
    for path in opening.write_originals(held, found, out):
        click.echo(path)
    asked.tell("You are written down as having opened it, with your reason.")


@custody.command("rewrap", context_settings=HELP)
@desk_argument
@shares_option
@key_options
def rewrap(*, folder: Path, share_files: tuple[Path, ...], asked: Asked) -> None:
    """Wrap everything anew to the members who are live now, after somebody came, left or was suspended.

    It ends future access only: see `custody exposure` for what somebody could already have opened.
    """
    held = custody_of(folder)
    key = asked.key_at(held)
    found = wrapping.rewrap(
        held, key, members=live_for(held, key), shares=shares_in(share_files, key), today=asked.today
    )
    asked.tell(f"{len(found.done)} items are wrapped anew.")
    if found.waiting:
        asked.tell(f"{len(found.waiting)} shared items wait: too few members have handed their shares over.")
    if found.closed:
        asked.tell(f"{len(found.closed)} items are not opened by your key; let a colleague wrap them.")


@custody.command("exposure", context_settings=HELP)
@desk_argument
@click.argument("member")
@language_option
def exposure(*, folder: Path, member: str, ui_language: str | None) -> None:
    """List the items that MEMBER could ever have opened alone; wrapping anew takes none of them back."""
    found = wrapping.exposed_to(custody_of(folder), [member])[member]
    for item in found:
        click.echo(item)
    tell(f"{member} could ever have opened {len(found)} items alone.", ui_language)


@custody.command("keep", context_settings=HELP)
@desk_argument
@click.argument("days", type=int)
@key_options
def keep(*, folder: Path, days: int, asked: Asked) -> None:
    """Say that items are due after DAYS, where nothing was said yet; nothing is destroyed by that."""
    held = custody_of(folder)
    count = erasing.keep(held, days, asked.key_at(held).name, asked.today)
    asked.tell(f"{count} items now have a day from which they may go.")


@custody.command("lock", context_settings=HELP)
@desk_argument
@click.argument("item")
@key_options
def lock(*, folder: Path, item: str, asked: Asked) -> None:
    """Lock ITEM against destroying; any member may. Unlocking takes a motion on unlock-ITEM."""
    held = custody_of(folder)
    erasing.lock(held, item, asked.key_at(held).name, asked.today)
    asked.tell(f"Item {item} is locked.")


@custody.command("unlock", context_settings=HELP)
@desk_argument
@click.argument("item")
@at_option
@language_option
def unlock(*, folder: Path, item: str, at: str | None, ui_language: str | None) -> None:
    """Unlock ITEM, as a quorum has decided on unlock-ITEM."""
    erasing.unlock_item(custody_of(folder), item, moment(at))
    tell(f"Item {item} is unlocked.", ui_language)


@custody.command("due", context_settings=HELP)
@desk_argument
@click.option("--out", type=PATH, help="Write the text of the motion that destroys them here.")
@at_option
@language_option
def show_due(*, folder: Path, out: Path | None, at: str | None, ui_language: str | None) -> None:
    """List the items whose time is over and that nothing locks, and write the motion's text."""
    items = [one.id for one in due(custody_of(folder).all_held(), moment(at).date())]
    for item in items:
        click.echo(item)
    if not items:
        tell("Nothing is due.", ui_language)
    elif out is not None:
        write_whole(out, erasing.erase_text(items).encode())
        subject = erasing.erase_subject(items)
        tell(f"Move it: motion open DESK --action go --subject {subject} --text {out}", ui_language)


@custody.command("erase", context_settings=HELP)
@desk_argument
@click.option("--text", "text_path", required=True, type=PATH, help="The motion's text, as `custody due` wrote it.")
@signing_options
def erase(*, folder: Path, text_path: Path, signing: Signing) -> None:
    """Destroy what a quorum has decided to destroy, and sign the record with your seat's key.

    Every wrap and share in this folder is destroyed. Copies in backups and on members' machines open as before.
    """
    rows = read_file(text_path).decode("ascii", "replace").splitlines()[1:]
    if not rows:
        raise InputError("erase-text-differs", "This text names no item.", "Take the one that `custody due` wrote.")
    path = erasing.erase(custody_of(folder), rows, signing.signer(), signing.now)
    signing.tell(f"Destroyed here, and not in backups: {len(rows)} items. The signed record: {path}")


@custody.command("journal", context_settings=HELP)
@desk_argument
@language_option
def journal(*, folder: Path, ui_language: str | None) -> None:
    """Check the journal from its first line and show it; read its head to a colleague now and then."""
    lines = records.read(custody_of(folder).journal_path)
    for line in lines:
        about = " ".join(f"{key}={value}" for key, value in sorted(line.event.about.items()))
        click.echo(f"{line.number}  {line.day}  {line.event.by}  {line.event.verb}  {about}")
    tell(f"The head of the journal: {lines[-1].digest if lines else records.FIRST}", ui_language)
