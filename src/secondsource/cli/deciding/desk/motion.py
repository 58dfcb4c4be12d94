"""`secondsource motion`: move, second, vote, count, and put together what is published."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from secondsource.actions.deciding import drafting, gathering, moving
from secondsource.actions.deciding.desk import MOST_TEXT_BYTES, read_file
from secondsource.actions.deciding.reading import last_entry, log_history, read_motion
from secondsource.cli.deciding.desk.options import PATH, Signing, Span, desk_argument, existing, signing_options
from secondsource.cli.deciding.desk.showing import described
from secondsource.cli.deciding.moments import at_option, moment
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.core.release import lines
from secondsource.core.release.papers import DeclarationKind, Vote
from secondsource.core.release.policy import Action
from secondsource.core.release.statement import SEATS
from secondsource.errors import InputError, RuleError


@click.group(context_settings=HELP)
def motion() -> None:
    """Decide together: one moves, another seconds, enough seats say yes, and one statement comes of it.

    DESK is a folder of text files; each member may work on a copy, and papers travel by any way, a USB stick too.

    \b
    Move      secondsource motion open desk --action go --subject harbour-list --text why.txt --key seat-1.key
    Second    secondsource motion second desk m-0002 --key seat-2.key
    Open      secondsource motion round desk m-0002 --closes-in 24h --key seat-1.key
    Vote      secondsource motion vote desk m-0002 yes --key seat-3.key
    Take in   secondsource motion take desk /media/stick/m-0002
    Look      secondsource motion show desk m-0002
    Publish   secondsource motion assemble desk m-0002     then `secondsource log append`
    Danger    secondsource motion hold desk harbour-list --text why.txt --key seat-3.key
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@motion.command("open", context_settings=HELP)
@desk_argument
@click.option("--action", required=True, type=click.Choice([one.value for one in Action]), help="What is to be said.")
@click.option("--subject", help="Of what: a neutral id such as harbour-list. It is public for ever.")
@click.option("--text", "text_path", required=True, type=PATH, help="The full text; of a membership, the seats file.")
@click.option("--id", "motion_id", help="The motion's id. Default: the next number.")
@signing_options
def open_motion(
    *,
    folder: Path,
    action: str,
    subject: str | None,
    text_path: Path,
    motion_id: str | None,
    signing: Signing,
) -> None:
    """Move that the desk says something of a subject."""
    wanted = Action(action)
    if subject is None and wanted is not Action.MEMBERSHIP:
        raise InputError("subject-missing", "Nobody knows what this motion is about.", "Name it with --subject.")
    moved = moving.move(
        existing(folder),
        action=wanted,
        subject=subject or SEATS,
        text=read_file(text_path, MOST_TEXT_BYTES),
        signer=signing.signer(),
        now=signing.now,
        motion=motion_id,
    )
    signing.tell(f"Motion {moved.motion} is moved.")


@motion.command("second", context_settings=HELP)
@desk_argument
@click.argument("motion_id", metavar="MOTION")
@signing_options
def second(
    *,
    folder: Path,
    motion_id: str,
    signing: Signing,
) -> None:
    """Second a motion that another seat has moved.

    Then it may be voted on. Nobody seconds their own motion.
    """
    signer = signing.signer()
    path = moving.declare(existing(folder), motion_id, DeclarationKind.SECOND, signer, signing.now)
    signing.tell(f"Signed: {path}")


@motion.command("recuse", context_settings=HELP)
@desk_argument
@click.argument("motion_id", metavar="MOTION")
@signing_options
def recuse(
    *,
    folder: Path,
    motion_id: str,
    signing: Signing,
) -> None:
    """Take no part in a motion.

    No ballot of yours counts in it. What it takes to carry stays the same.
    """
    signer = signing.signer()
    path = moving.declare(existing(folder), motion_id, DeclarationKind.RECUSAL, signer, signing.now)
    signing.tell(f"Signed: {path}")


@motion.command("round", context_settings=HELP)
@desk_argument
@click.argument("motion_id", metavar="MOTION")
@click.option("--closes-in", default="24h", type=Span(), show_default=True, help="Time to vote, 72h at most.")
@click.option("--lasts", type=Span(), help="How long the statement is in force. Default: 7d; a hold, what it may last.")
@click.option("--supersedes", help="Index of the last entry on the subject, or none. Default: as in DESK/site.")
@signing_options
def open_round(
    *,
    folder: Path,
    motion_id: str,
    closes_in: timedelta,
    lasts: timedelta | None,
    supersedes: str | None,
    signing: Signing,
) -> None:
    """Open the next round of a seconded motion. A round that is over never reopens.

    The statement that a yes signs is fixed now: DESK/motions/MOTION/round-N/statement.txt.
    """
    desk, now = existing(folder), signing.now
    subject = read_motion(desk, motion_id).motion.subject
    before = last_entry(log_history(desk, now), subject) if supersedes is None else lines.number_or_none(supersedes)
    wish = drafting.RoundWish(closes_in=closes_in, lasts=lasts, supersedes=before)
    held = moving.open_round(desk, motion_id, wish, signing.signer(), now)
    closes = lines.write_time(held.round.closes)
    signing.tell(f"Round {held.round.round} of motion {motion_id} is open until {closes}.")
    click.echo(held.statement.text(), nl=False)


@motion.command("vote", context_settings=HELP)
@desk_argument
@click.argument("motion_id", metavar="MOTION")
@click.argument("choice", type=click.Choice([one.value for one in Vote]))
@click.option("--read-it", is_flag=True, help="Do not ask: you have read the statement and its full text.")
@signing_options
def cast_vote(
    *,
    folder: Path,
    motion_id: str,
    choice: str,
    read_it: bool,
    signing: Signing,
) -> None:
    """Vote in the open round.

    Your ballot is a file, DESK/motions/MOTION/round-N/SEAT.ballot, which you can carry to a colleague. First
    you are shown what a yes signs, byte for byte, and the full text. An abstention says: I have seen it.
    A vote cannot be taken back.
    """
    desk, now = existing(folder), signing.now
    held = read_motion(desk, motion_id)
    current = drafting.open_one(held, now)
    if not read_it:
        click.echo(current.statement.text())
        click.echo(held.text.decode())
        signing.tell("This is what a yes signs.")
        click.confirm(f"{choice}?", abort=True)
    path = moving.vote(desk, motion_id, Vote(choice), signing.signer(), now, current.statement)
    signing.tell(f"Signed: {path}")


@motion.command("take", context_settings=HELP)
@desk_argument
@click.argument("files", nargs=-1, required=True, type=PATH)
@at_option
@language_option
def take(*, folder: Path, files: tuple[Path, ...], at: str | None, ui_language: str | None) -> None:
    """Take in papers that colleagues bring.

    FILES are ballots and other papers, or a motion's whole folder. Each is checked as if it came from a
    stranger; what does not fit is refused by itself, and it ends with 3.
    """
    taken = gathering.take(existing(folder), files, moment(at))
    for one in taken:
        tell(f"Taken in: {one.to}" if one.to else f"Refused: {one.file}. {one.why}", ui_language)
    refused = sum(one.to is None for one in taken)
    if refused:
        raise RuleError(
            "papers-refused", f"{refused} of {len(taken)} papers were refused.", "The others were taken in."
        )


@motion.command("list", context_settings=HELP)
@desk_argument
@at_option
@language_option
def list_motions(*, folder: Path, at: str | None, ui_language: str | None) -> None:
    """List the motions and how they stand."""
    desk, now = existing(folder), moment(at)
    for name in desk.motions():
        held = read_motion(desk, name)
        standing = held.standing(held.rounds[-1], now).value if held.rounds else "-"
        click.echo(f"{name}  {held.motion.action.value:<10}  {held.motion.subject}  {standing}")
    if not desk.motions():
        tell("There is no motion yet.", ui_language)


@motion.command("show", context_settings=HELP)
@desk_argument
@click.argument("motion_id", metavar="MOTION")
@at_option
@language_option
def show(*, folder: Path, motion_id: str, at: str | None, ui_language: str | None) -> None:
    """Tell how a motion stands.

    Who has voted, who is missing and why; and how they voted, once the round is over.
    """
    for sentence in described(read_motion(existing(folder), motion_id), moment(at)):
        tell(sentence, ui_language)


@motion.command("assemble", context_settings=HELP)
@desk_argument
@click.argument("motion_id", metavar="MOTION")
@click.option("--suspended", multiple=True, help="Leave out the ballot of this seat, which the watch has suspended.")
@at_option
@language_option
def assemble(
    *, folder: Path, motion_id: str, suspended: tuple[str, ...], at: str | None, ui_language: str | None
) -> None:
    """Put a carried statement note together.

    Every line is checked, and the one that does not fit is named. Then the note can go into the log.
    """
    path = gathering.put_together(existing(folder), motion_id, moment(at), suspended)
    tell(f"The statement is put together: {path}", ui_language)


@motion.command("hold", context_settings=HELP)
@desk_argument
@click.argument("subject")
@click.option("--text", "text_path", required=True, type=PATH, help="Why, in words that may be public.")
@click.option("--lasts", type=Span(), help="How long. Default: as long as the policy lets a hold last.")
@signing_options
def hold(
    *,
    folder: Path,
    subject: str,
    text_path: Path,
    lasts: timedelta | None,
    signing: Signing,
) -> None:
    """Hold SUBJECT now, alone, in one step.

    It moves, opens, votes and puts together. It works where the policy lets one seat hold. It lasts for hours,
    not for ever; enough seats can lift it earlier.
    """
    text, now = read_file(text_path, MOST_TEXT_BYTES), signing.now
    signer = signing.signer()
    path = gathering.hold(existing(folder), subject=subject, text=text, lasts=lasts, signer=signer, now=now)
    signing.tell(f"The statement is put together: {path}")
