"""`secondsource policy`: who has a seat, how many it takes, and the next version of both."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click

from secondsource.actions.deciding.desk import Desk, read_file, write_once
from secondsource.actions.deciding.gathering import enact
from secondsource.cli.deciding.desk.options import PATH, Span, desk_argument, existing
from secondsource.cli.deciding.saying import HELP, language_option, tell
from secondsource.core.release import lines
from secondsource.core.release.policy import Action, Seat, SeatPolicy, Thresholds
from secondsource.errors import InputError
from secondsource.trust.signing import opening, spoken
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note


@click.group(context_settings=HELP)
def policy() -> None:
    """Say who has a seat at the desk, and how many seats each decision takes.

    A policy is a seats file. It comes into force by a membership motion that enough of the old seats and enough of
    the new ones sign. Voices are counted by key, never by name.

    \b
    A new desk of three:
      secondsource policy new --origin desk.example/log --log-policy desk/site/log.policy \\
          --seat seat-1.key --seat seat-2.pub --seat seat-3.pub --out seats-1.txt
      secondsource motion open desk --action membership --text seats-1.txt --key seat-1.key
    Later, one seat for another:
      secondsource policy next desk --remove seat-2 --seat seat-4.pub --out seats-2.txt
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold


def _rules(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command the numbers of a policy; None leaves the usual, or what was."""
    for action in reversed(Action):
        command = click.option(f"--{action.value}", type=click.IntRange(1), help=f"Seats that a {action.value} takes.")(
            command
        )
    command = click.option("--hold-lasts", type=Span(), help="How long one hold lasts: whole hours, 72h at most.")(
        command
    )
    command = click.option("--hold-rate", type=click.IntRange(1), help="Holds one seat may carry in --hold-window.")(
        command
    )
    command = click.option("--hold-window", type=Span(), help="The time --hold-rate speaks of: whole days.")(command)
    return click.option("--cooling-off", type=Span(), help="Time between a go and its effect: whole hours.")(command)


@policy.command("new", context_settings=HELP)
@click.option("--origin", "log_origin", required=True, help="The log's own name, such as desk.example/log.")
@click.option("--log-policy", "log_policy", required=True, type=PATH, help="The file of the log's key and witnesses.")
@click.option("--seat", "seats", required=True, multiple=True, help="A seat's key: a file, or its public line.")
@_rules
@click.option("--out", required=True, type=PATH, help="Where the seats file goes.")
@language_option
def new(
    *,
    log_origin: str,
    log_policy: Path,
    seats: tuple[str, ...],
    out: Path,
    ui_language: str | None,
    **rules: int | timedelta | None,
) -> None:
    """Write the first seats file of a desk.

    Without further options a go, release or membership takes more than half of the seats, a cancel half of them, a
    hold one; a hold lasts 48 hours, twice in 7 days for each seat; a go cools off for 12 hours.
    """
    enrolled = tuple(_seat(seat, lines.origin(log_origin)) for seat in seats)
    count = len(enrolled)
    most = count // 2 + 1
    made = SeatPolicy(
        log_origin=log_origin,
        version=1,
        log_policy_sha256=seats_file.fingerprint(read_file(log_policy)),
        seats=enrolled,
        thresholds=_thresholds(
            Thresholds(hold=1, cancel=math.ceil(count / 2), go=most, release=most, membership=most), rules
        ),
        hold_lasts=_span(rules, "hold_lasts", timedelta(hours=48)),
        hold_rate=_number(rules, "hold_rate", 2),
        hold_window=_span(rules, "hold_window", timedelta(days=7)),
        cooling_off=_span(rules, "cooling_off", timedelta(hours=12)),
    )
    _write(made, out, ui_language)


@policy.command("next", context_settings=HELP)
@desk_argument
@click.option("--seat", "seats", multiple=True, help="A seat to add: a key file, or its public line.")
@click.option("--remove", "removed", multiple=True, help="A seat to take away, by its name.")
@click.option("--log-policy", "log_policy", type=PATH, help="The new file of the log's key and witnesses.")
@_rules
@click.option("--out", required=True, type=PATH, help="Where the seats file goes.")
@language_option
def following(
    *,
    folder: Path,
    seats: tuple[str, ...],
    removed: tuple[str, ...],
    log_policy: Path | None,
    out: Path,
    ui_language: str | None,
    **rules: int | timedelta | None,
) -> None:
    """Write the seats file that is to follow the one in force at DESK.

    What you do not name stays as it is. No number changes by itself: if a seat goes, say what each decision takes.
    """
    old = _in_force(existing(folder))
    unknown = [name for name in removed if name not in {seat.name for seat in old.seats}]
    if unknown:
        raise InputError("seat-missing", f"There is no seat {unknown[0]}.", "Look at the seats with `policy show`.")
    kept = tuple(seat for seat in old.seats if seat.name not in removed)
    made = replace(
        old,
        version=old.version + 1,
        log_policy_sha256=seats_file.fingerprint(read_file(log_policy)) if log_policy else old.log_policy_sha256,
        seats=(*kept, *(_seat(seat, old.log_origin) for seat in seats)),
        thresholds=_thresholds(old.thresholds, rules),
        hold_lasts=_span(rules, "hold_lasts", old.hold_lasts),
        hold_rate=_number(rules, "hold_rate", old.hold_rate),
        hold_window=_span(rules, "hold_window", old.hold_window),
        cooling_off=_span(rules, "cooling_off", old.cooling_off),
    )
    _write(made, out, ui_language)


@policy.command("show", context_settings=HELP)
@click.argument("place", metavar="DESK_OR_FILE", type=PATH)
def show(*, place: Path) -> None:
    """Print the policy in force at a desk, or a seats file, and its fingerprint.

    The fingerprint of the first seats file is what readers hold a desk to: give it to them by more than one way.
    """
    found = _in_force(Desk(place)) if place.is_dir() else seats_file.parse(read_file(place))
    text = seats_file.text(found)
    click.echo(text, nl=False)
    _fingerprint(text)


@policy.command("enact", context_settings=HELP)
@desk_argument
@click.argument("motion")
@language_option
def enact_policy(*, folder: Path, motion: str, ui_language: str | None) -> None:
    """Put the policy of a carried membership MOTION in force at DESK; do so once it stands in the log."""
    made = enact(existing(folder), motion)
    tell(f"Policy {made.version} is in force: {len(made.seats)} seats.", ui_language)
    tell("Compare its fingerprint with what your colleagues have.", ui_language)
    _fingerprint(seats_file.text(made))


def _in_force(desk: Desk) -> SeatPolicy:
    found = desk.in_force()
    if found is None:
        raise InputError("policy-missing", "No policy is in force at this desk.", "Begin with `policy new`.")
    return found


def _seat(given: str, log_origin: str) -> Seat:
    """Read a seat's key from a file or from its public line."""
    vkey = given if not Path(given).is_file() and given.count("+") >= 2 else opening.public_key(Path(given)).encode()
    name = note.VerifierKey.parse(vkey).name.rpartition("/")[2]
    return seats_file.seat_of(vkey, lines.identifier(name), log_origin)


def _thresholds(usual: Thresholds, rules: dict[str, int | timedelta | None]) -> Thresholds:
    return Thresholds(
        hold=_number(rules, "hold", usual.hold),
        cancel=_number(rules, "cancel", usual.cancel),
        go=_number(rules, "go", usual.go),
        release=_number(rules, "release", usual.release),
        membership=_number(rules, "membership", usual.membership),
    )


def _number(rules: dict[str, int | timedelta | None], name: str, usual: int) -> int:
    chosen = rules[name]
    return chosen if isinstance(chosen, int) else usual


def _span(rules: dict[str, int | timedelta | None], name: str, usual: timedelta) -> timedelta:
    chosen = rules[name]
    return chosen if isinstance(chosen, timedelta) else usual


def _write(made: SeatPolicy, out: Path, ui_language: str | None) -> None:
    text = seats_file.text(made)
    write_once(out, text.encode())
    tell(f"Policy {made.version} is written to {out}: {len(made.seats)} seats.", ui_language)
    tell("It comes into force by a membership motion with this file as its text.", ui_language)
    _fingerprint(text)


def _fingerprint(text: str) -> None:
    click.echo(seats_file.fingerprint(text.encode()))
    for language in spoken.LANGUAGES:
        click.echo(f"{language}  {' '.join(spoken.fingerprint(text.encode(), language))}")
