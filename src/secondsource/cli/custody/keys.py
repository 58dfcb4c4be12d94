"""`secondsource keys`: a member's decryption key: make, show, print, recover, revoke."""

from __future__ import annotations

from pathlib import Path

import click

from secondsource.actions.custody.watch.signs import enrolment
from secondsource.actions.deciding.desk import read_file
from secondsource.actions.files import write_whole
from secondsource.cli.custody.asking import custody_of
from secondsource.cli.deciding.desk.options import PATH, desk_argument
from secondsource.cli.deciding.passphrases import passphrase_option, read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.cli.language import interface_language
from secondsource.errors import InputError
from secondsource.publishing.recovery.sheet import SHEETS, SheetRows
from secondsource.trust.custody.keys import member_key, sheet
from secondsource.trust.custody.keys.age import check_recipient
from secondsource.trust.custody.keys.member_key import MemberKey
from secondsource.trust.custody.keys.revocation import card_of, revoke

KEY_ARGUMENT = click.argument("key_path", metavar="KEY", type=PATH)
DURESS_FILE = click.option(
    "--duress-file", type=PATH, help="Read the duress passphrase from the first line of this file."
)
_DURESS = "the second slot (for duress)"


@click.group(context_settings=HELP)
def keys() -> None:
    """Make, print, recover and revoke a member's key.

    It opens what is sealed to the member. It is never the key of their seat: nobody votes with it.

    \b
    Try:   secondsource keys create seat-3 --key seat-3.member
           secondsource keys sheet seat-3.member --out sheet.pdf
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@keys.command("create", context_settings=HELP)
@click.argument("name")
@click.option("--key", "key_path", required=True, type=PATH, help="Where the key file goes.")
@click.option("--duress", is_flag=True, help="Choose a second passphrase, which opens a workspace of decoys.")
@DURESS_FILE
@passphrase_option
@language_option
def create(
    *,
    name: str,
    key_path: Path,
    duress: bool,
    duress_file: Path | None,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> None:
    """Make the key of the member who has seat NAME.

    A file with a duress passphrase looks like one without.
    """
    passphrase = read_passphrase(passphrase_file, of=str(key_path), twice=True)
    second = None
    if duress or duress_file is not None:
        second = read_passphrase(duress_file, of=_DURESS, twice=True)
    made = member_key.fresh(name)
    member_key.create(key_path, made, passphrase, second)
    tell(f"The key of {name} is in {key_path}.", ui_language)
    tell(
        "Give the desk this line, and print a recovery sheet with `keys sheet` before anything is sealed.", ui_language
    )
    click.echo(card_of(made).line())


@keys.command("show", context_settings=HELP)
@KEY_ARGUMENT
@passphrase_option
def show(*, key_path: Path, passphrase_file: Path | None) -> None:
    """Print the line of the key in KEY, as the roster holds it; it tells no secret."""
    click.echo(card_of(_unlocked(key_path, passphrase_file)).line())


@keys.command("passphrase", context_settings=HELP)
@KEY_ARGUMENT
@click.option("--new-file", type=PATH, help="Read the new passphrase from the first line of this file.")
@passphrase_option
@language_option
def passphrase(*, key_path: Path, new_file: Path | None, passphrase_file: Path | None, ui_language: str | None) -> None:
    """Change the passphrase that you type; the other one, if there is one, stays."""
    old = read_passphrase(passphrase_file, of=str(key_path))
    new = read_passphrase(new_file, of=str(key_path), twice=True)
    member_key.change_passphrase(key_path, old, new)
    tell("The passphrase is changed. Older copies of the file still open with the old one.", ui_language)


@keys.command("sheet", context_settings=HELP)
@KEY_ARGUMENT
@click.option("--out", required=True, type=PATH, help="A file that ends in .pdf, .html or .txt.")
@passphrase_option
@language_option
def print_sheet(*, key_path: Path, out: Path, passphrase_file: Path | None, ui_language: str | None) -> None:
    """Write the recovery sheet of KEY, to be printed once.

    With it and Debian's age alone everything opens that was sealed to you. Whoever finds it can do the same: print
    it, put it into a safe, and destroy the file.
    """
    if out.suffix not in SHEETS:
        raise InputError("sheet-format", f"{out.name} is no sheet.", "Let it end in .pdf, .html or .txt.")
    key = _unlocked(key_path, passphrase_file)
    rows = SheetRows(
        name=key.name,
        recipient=key.recipient,
        identity=key.identity,
        groups=tuple(group.line() for group in sheet.groups_of(key.identity)),
    )
    write_whole(out, SHEETS[out.suffix](rows, interface_language(ui_language)))
    tell("This sheet opens everything: print it, lock it away, and destroy the file.", ui_language)


@keys.command("recover", context_settings=HELP)
@click.argument("sheet_path", metavar="SHEET", type=PATH)
@click.option("--name", required=True, help="The seat whose member this is.")
@click.option("--key", "key_path", required=True, type=PATH, help="Where the new key file goes.")
@passphrase_option
@language_option
def recover(
    *, sheet_path: Path, name: str, key_path: Path, passphrase_file: Path | None, ui_language: str | None
) -> None:
    """Make a key file again from SHEET, a text file with the groups as they stand on paper, in any order.

    Groups that were copied wrongly are named. What was sealed opens again. Check-ins and notes are signed by new
    keys, which must be enrolled and admitted: whoever found the paper must not be able to check in for you.
    """
    identity = sheet.read(read_file(sheet_path).decode("utf-8", "replace"))
    made = member_key.fresh(name, identity)
    member_key.create(key_path, made, read_passphrase(passphrase_file, of=str(key_path), twice=True))
    tell(f"The key of {name} is in {key_path}.", ui_language)
    tell("Its signing keys are new: have the roster changed to this line, and enrol with the watch anew.", ui_language)
    click.echo(card_of(made).line())


@keys.command("revoke", context_settings=HELP)
@KEY_ARGUMENT
@click.option("--out", required=True, type=PATH, help="Where the signed revocation goes.")
@passphrase_option
@language_option
def write_revocation(*, key_path: Path, out: Path, passphrase_file: Path | None, ui_language: str | None) -> None:
    """Write the revocation of KEY, now or for a friend to keep.

    The desk takes it in with `custody revoke`, without a vote: from then on nothing is sealed to this key.
    """
    write_whole(out, revoke(_unlocked(key_path, passphrase_file)))
    tell(f"Whoever brings {out} to the desk ends what is sealed to this key, and can do nothing else.", ui_language)


@keys.command("enrol", context_settings=HELP)
@KEY_ARGUMENT
@click.option("--watch", "recipient", required=True, help="The watch's recipient, age1..., as `checkin new` shows it.")
@click.option("--out", required=True, type=PATH, help="Where the sealed enrolment goes.")
@click.option("--duress", is_flag=True, help="This key has a duress passphrase; it is asked for as well.")
@DURESS_FILE
@passphrase_option
@language_option
def enrol(
    *,
    key_path: Path,
    recipient: str,
    out: Path,
    duress: bool,
    duress_file: Path | None,
    passphrase_file: Path | None,
    ui_language: str | None,
) -> None:
    """Tell the watch which keys you check in with, sealed to it."""
    check_recipient(recipient)
    key = _unlocked(key_path, passphrase_file)
    second = None
    if duress or duress_file is not None:
        second = member_key.unlock(key_path, read_passphrase(duress_file, of=_DURESS))
    write_whole(out, enrolment(key, second, recipient))
    tell(f"Bring {out} to whoever keeps the watch.", ui_language)


@keys.command("recipients", context_settings=HELP)
@desk_argument
def recipients(*, folder: Path) -> None:
    """Print whom the drop at DESK is to seal to, as a recipients file of age."""
    for one in custody_of(folder).live():
        click.echo(f"# {one.name}\n{one.recipient}")


def _unlocked(key_path: Path, passphrase_file: Path | None) -> MemberKey:
    return member_key.unlock(key_path, read_passphrase(passphrase_file, of=str(key_path)))
