"""`secondsource checkin`: keep the watch over the members, and answer it."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from secondsource.actions.custody.watch import contacts, signs
from secondsource.actions.custody.watch.folder import WatchFolder, begin
from secondsource.actions.custody.watch.running import Looked, confirm_drill, enrol, happen, look, start_drill
from secondsource.actions.deciding.desk import read_file
from secondsource.actions.files import write_whole
from secondsource.cli.custody.asking import Asked, custody_of, key_options
from secondsource.cli.deciding.desk.options import PATH, Span, desk_argument
from secondsource.cli.deciding.passphrases import read_passphrase
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.cli.language import interface_language
from secondsource.core.custody.watched import Beat, Schedule, Tick, Travels, Word
from secondsource.errors import InputError, RuleError

WATCH = click.argument("watch_folder", metavar="WATCH", type=PATH)
_QUIET = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_EVERY_MINUTES = 5


@click.group(context_settings=HELP)
def checkin() -> None:
    """Watch over the members: remind, alert, suspend; never publish, delete or name.

    One person keeps the WATCH folder on a machine that runs all day. Members answer asks; contacts outside are told
    when somebody is missing. Notices are files in WATCH/outbox, which people carry.

    \b
    Try:   secondsource checkin new WATCH DESK
           secondsource checkin enrol WATCH DESK seat-3.enrolment --every 24h --grace 6h
           secondsource checkin run WATCH DESK
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


@checkin.command("new", context_settings=HELP)
@WATCH
@desk_argument
@language_option
def new(*, watch_folder: Path, folder: Path, ui_language: str | None) -> None:
    """Make a WATCH for the desk in DESK."""
    policy = custody_of(folder).desk.in_force()
    if policy is None:
        raise RuleError("policy-first", "This desk has no seats yet.", "See `policy new`.")
    made = begin(watch_folder, policy)
    tell("The watch is made. Members enrol with this recipient:", ui_language)
    click.echo(made.recipient())


@checkin.command("enrol", context_settings=HELP)
@WATCH
@desk_argument
@click.argument("enrolment", type=PATH)
@click.option("--every", required=True, type=Span(), help="Time between two check-ins, such as 24h.")
@click.option("--grace", required=True, type=Span(), help="From a missed check-in to the alert, such as 6h.")
@click.option("--quiet", help="Hours of the UTC day that do not count, such as 22:00-06:00.")
@language_option
def enrol_member(
    *,
    watch_folder: Path,
    folder: Path,
    enrolment: Path,
    every: timedelta,
    grace: timedelta,
    quiet: str | None,
    ui_language: str | None,
) -> None:
    """Take a member onto the watch, by the ENROLMENT that `keys enrol` wrote."""
    schedule = _schedule(every, grace, quiet)
    name = enrol(WatchFolder(watch_folder), custody_of(folder), read_file(enrolment), schedule)
    tell(f"{name} is on the watch.", ui_language)


@checkin.command("contact", context_settings=HELP)
@WATCH
@click.argument("name")
@click.option("--for", "members", multiple=True, required=True, help="For which member. Any number of times.")
@language_option
def contact(*, watch_folder: Path, name: str, members: tuple[str, ...], ui_language: str | None) -> None:
    """Add a contact outside and draw their codeword, which is shown once.

    NAME is a pseudonym. Two contacts in different places are better than one.
    """
    watch = WatchFolder(watch_folder)
    with watch.locked():
        state, codeword = contacts.new_contact(watch.load(), name, members, interface_language(ui_language))
        watch.save(state)
    tell("Tell them this codeword in person; it is shown this once:", ui_language)
    click.echo(codeword)


@checkin.command("say", context_settings=HELP)
@WATCH
@desk_argument
@click.argument("name")
@click.argument("member")
@click.argument("word", type=click.Choice([one.value for one in Word]))
@click.option("--codeword-file", type=PATH, help="Read the codeword from the first line of this file.")
@language_option
def say(
    *,
    watch_folder: Path,
    folder: Path,
    name: str,
    member: str,
    word: str,
    codeword_file: Path | None,
    ui_language: str | None,
) -> None:
    """Pass on what contact NAME says of MEMBER: alarm, missing or safe.

    alarm suspends at once; missing prepares a membership motion; safe brings them back once they have answered too.
    """
    watch, custody = WatchFolder(watch_folder), custody_of(folder)
    with watch.locked():
        state = watch.load()
        told = contacts.heard(state, name, read_passphrase(codeword_file, of=name), member, Word(word))
        state, effects = happen(watch, custody, state, [told], datetime.now(UTC).date())
        watch.save(state)
    tell(f"Taken down; {len(effects)} notices are in the outbox.", ui_language)


@checkin.command("trip", context_settings=HELP)
@WATCH
@desk_argument
@click.argument("member")
@click.option("--every", type=Span(), help="Time between two check-ins during the trip.")
@click.option("--grace", type=Span(), help="From a missed check-in to the alert during the trip.")
@click.option("--quiet", help="Hours of the UTC day that do not count, such as 22:00-06:00.")
@click.option("--over", is_flag=True, help="The trip is over.")
@language_option
def trip(
    *,
    watch_folder: Path,
    folder: Path,
    member: str,
    every: timedelta | None,
    grace: timedelta | None,
    quiet: str | None,
    over: bool,
    ui_language: str | None,
) -> None:
    """Let another schedule hold for MEMBER during a trip, until it is over."""
    if over == (every is not None and grace is not None):
        raise InputError("trip-unclear", "A trip begins or is over.", "Give --every and --grace, or --over.")
    schedule = None if every is None or grace is None else _schedule(every, grace, quiet)
    watch, custody = WatchFolder(watch_folder), custody_of(folder)
    with watch.locked():
        travels = Travels(member=member, schedule=schedule)
        state, _ = happen(watch, custody, watch.load(), [travels], datetime.now(UTC).date())
        watch.save(state)
    tell(f"The trip of {member} is over." if over else f"{member} is on a trip.", ui_language)


@checkin.command("run", context_settings=HELP)
@WATCH
@desk_argument
@click.option("--stay", is_flag=True, help="Look every five minutes until interrupted.")
@language_option
def run(*, watch_folder: Path, folder: Path, stay: bool, ui_language: str | None) -> None:
    """Look once: take answers in, let time pass, write notices. Have it run every five minutes.

    A pause of more than a quarter of an hour is downtime: nothing follows from it, and the grace begins anew.
    """
    while True:
        looked = look(WatchFolder(watch_folder), custody_of(folder), _now(), datetime.now(UTC).date())
        _report(looked, ui_language)
        if not stay:
            return
        time.sleep(_EVERY_MINUTES * 60)


@checkin.command("list", context_settings=HELP)
@WATCH
@language_option
def list_members(*, watch_folder: Path, ui_language: str | None) -> None:
    """Tell how everybody stands. Look who stands behind you: it tells of silent suspensions too."""
    state = WatchFolder(watch_folder).load()
    for one in state.watch.members:
        hours = one.elapsed / 3600
        click.echo(f"{one.member:<16} {one.standing.value:<10} {hours:6.1f} h / {one.now.every / 3600:g} h")
    if not state.watch.members:
        tell("Nobody is on the watch yet.", ui_language)


@checkin.command("drill", context_settings=HELP)
@WATCH
@click.option("--read-back", "code", help="A code that somebody read back.")
@language_option
def drill(*, watch_folder: Path, code: str | None, ui_language: str | None) -> None:
    """Rehearse with dummy notices to every member and contact, once a month."""
    watch, today = WatchFolder(watch_folder), datetime.now(UTC).date()
    if code is None:
        made = start_drill(watch, today)
        tell(f"{len(made.codes)} dummy notices are in the outbox; nothing else happens.", ui_language)
        return
    made = confirm_drill(watch, code, today)
    tell(f"{len(made.confirmed)} of {len(made.codes)} have read their code back.", ui_language)


@checkin.command("answer", context_settings=HELP)
@click.argument("ask", type=PATH)
@click.option("--out", required=True, type=PATH, help="Where the sealed answer goes.")
@key_options
def answer(*, ask: Path, out: Path, asked: Asked) -> None:
    """Answer the watch's ASK: you are well. It is put into WATCH/inbox by whatever way you have."""
    text = read_file(ask).decode("ascii", "replace")
    write_whole(out, signs.answer(asked.key(), text))
    asked.tell(f"Bring {out} to the watch.")


def _report(looked: Looked, ui_language: str | None) -> None:
    for member in looked.answered:
        tell(f"{member} has answered.", ui_language)
    for name in looked.refused:
        tell(f"{name} is nobody's answer to an ask that stands.", ui_language)
    tell(f"{len(looked.effects)} notices are new in the outbox.", ui_language)


def _schedule(every: timedelta, grace: timedelta, quiet: str | None) -> Schedule:
    hours = None
    if quiet is not None:
        match = _QUIET.fullmatch(quiet)
        if match is None:
            raise InputError("quiet-unreadable", f"{quiet} are no hours.", "Write them as 22:00-06:00, in UTC.")
        hours = (int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4]))
    return Schedule(every=int(every.total_seconds()), grace=int(grace.total_seconds()), quiet=hours)


def _now() -> Tick:
    """Read the machine's clock that never goes back and counts its sleep, and which run of the machine this is."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    wall = datetime.now(UTC)
    return Tick(
        beat=Beat(boot=boot, seconds=int(time.clock_gettime(time.CLOCK_BOOTTIME))), minute=wall.hour * 60 + wall.minute
    )
