"""`secondsource verify`: is this announcement the desk's, and does it still hold? Offline, from files alone."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import click

from secondsource.cli.deciding.moments import at_option, moment, speaker
from secondsource.core.release import lines
from secondsource.errors import InputError
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note
from secondsource.trust.verifying.answers import Answer, worst
from secondsource.trust.verifying.carried import Carried, verify_carried, verify_pair
from secondsource.trust.verifying.reading import read_some
from secondsource.trust.verifying.site import LOG_POLICY, MOST_TEXT_BYTES, TEXTS, Asked, verify_site

NOTE, PROOF = ".note", ".tlog-proof"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--subject", help="Answer on this subject only. Default: on every subject of the site.")
@click.option(
    "--policy-fingerprint",
    "fingerprint",
    help="Fingerprint of the desk's first seats file, from the desk itself: 64 digits, or its twelve words in quotes.",
)
@click.option("--seats", type=click.Path(path_type=Path), help="A seats file that you got from the desk itself.")
@click.option(
    "--log-policy",
    "log_policy",
    type=click.Path(path_type=Path),
    help="The log's key and witnesses, for two files or two checkpoints. Default: log.policy beside them.",
)
@click.option(
    "--seen",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A checkpoint of this log that you kept; repeat for more. What it held must still be there.",
)
@click.option("--max-age", default="24h", show_default=True, help="How old the witnesses' word may be, such as 12h.")
@at_option
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option("--ui-language", type=click.Choice(["en", "es"]), help="Language of the answer.")
def verify(
    *,
    paths: tuple[Path, ...],
    subject: str | None,
    fingerprint: str | None,
    seats: Path | None,
    log_policy: Path | None,
    seen: tuple[Path, ...],
    as_json: bool,
    **answering: str | None,
) -> int:
    """Verify a site folder, the two files of a statement, or a pair of checkpoints.

    Whatever cannot be shown means HOLD. Nothing is fetched and nothing leaves this machine.

    \b
    Ends with   0  GO or RELEASE is current, all of it checked against what you pinned
               10  the desk says HOLD or CANCEL, or its GO is still cooling off
               11  no current statement: expired, stale, withheld, contradictory
               12  nothing wrong, and not enough to go: no pin, or two files alone
                4  something does not match: forged, changed, rolled back, forked

    \b
    Try:  secondsource verify site/ --seats seats-from-the-desk.txt
          secondsource verify 5.note 5.tlog-proof --seats seats-from-the-desk.txt
          secondsource verify checkpoint-monday checkpoint-tuesday
    """  # noqa: D301 - click wants the backspace itself before lines it must not fold
    asked = Asked(
        now=moment(answering["at"]),
        max_age=_hours(answering["max_age"] or "24h"),
        pin=_pin(fingerprint, seats),
        seen=tuple(read_some(path, note.MOST_BYTES) for path in seen),
    )
    if len(paths) == 1 and paths[0].suffix not in {NOTE, PROOF}:
        answers = verify_site(paths[0], asked, None if subject is None else lines.identifier(subject))
    elif _one_statement(paths):
        answers = (verify_carried(_carried(paths[0], seats, log_policy), asked),)
    elif len(paths) == 2 and not any(path.suffix in {NOTE, PROOF} for path in paths):
        trusted = _beside(paths[0], log_policy)
        one, other = (read_some(path, note.MOST_BYTES) for path in paths)
        answers = (verify_pair(one, other, trusted),)
    else:
        raise InputError(
            "verify-paths",
            "These paths are neither a site folder, nor the two files of one statement, nor two checkpoints.",
            "Give one folder, one .note with its .tlog-proof beside it, or two checkpoints.",
        )
    click.echo(_json(answers) if as_json else _words(answers, answering["ui_language"]))
    return worst(answers).exit_status


def _one_statement(paths: tuple[Path, ...]) -> bool:
    """Say whether the paths are one statement's file or files; another's must not be passed over in silence."""
    named = {path.suffix for path in paths} <= {NOTE, PROOF}
    return named and len(set(paths)) == len(paths) and len({path.with_suffix("") for path in paths}) == 1


def _pin(fingerprint: str | None, seats: Path | None) -> str | None:
    """Return the reader's pin; a seats file pins itself."""
    if fingerprint is not None:
        return fingerprint
    return None if seats is None else seats_file.fingerprint(read_some(seats, seats_file.MOST_BYTES))


def _carried(path: Path, seats: Path | None, log_policy: Path | None) -> Carried:
    """Read the two files of a statement, and its text where that lies beside them."""
    if seats is None:
        raise InputError(
            "seats-needed",
            "Two files alone do not say whose seats signed.",
            "Give the seats file you have from the desk with --seats, or verify the site folder.",
        )
    signed = read_some(path.with_suffix(NOTE), note.MOST_BYTES)
    return Carried(
        note=signed,
        proof=read_some(path.with_suffix(PROOF), note.MOST_BYTES),
        seats=read_some(seats, seats_file.MOST_BYTES),
        log_policy=_beside(path, log_policy),
        text=_text_beside(path, signed),
    )


def _beside(path: Path, chosen: Path | None) -> bytes:
    """Return the log policy that was chosen, else the one beside the path or in the folder above it."""
    if chosen is None:
        near = [folder / LOG_POLICY for folder in (path.parent, path.parent.parent)]
        chosen = next((one for one in near if one.is_file()), near[0])
    return read_some(chosen, note.MOST_BYTES)


def _text_beside(path: Path, signed: bytes) -> bytes | None:
    """Return the full text where it lies beside the note or in the site's folder of texts."""
    for line in signed.decode("utf-8", "replace").split("\n"):
        if line.startswith("text-sha256: "):
            name = f"{lines.sha256(line.removeprefix('text-sha256: '))}.txt"
            for folder in (path.parent, path.parent.parent / TEXTS):
                if (folder / name).is_file():
                    return read_some(folder / name, MOST_TEXT_BYTES)
    return None


def _hours(text: str) -> timedelta:
    """Read a number of hours such as `24h`."""
    number = text.removesuffix("h")
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= 24 * 366):
        raise InputError("max-age-unreadable", f"{text} is no number of hours.", "Write it as 24h, 1h or more.")
    return timedelta(hours=int(number))


def _words(answers: tuple[Answer, ...], language: str | None) -> str:
    """Return the answers for people: the sentence first, then why."""
    say = speaker(language)
    return "\n\n".join(
        "\n".join([say(answer.sentence), *(f"  - {say(reason)}" for reason in answer.reasons)]) for answer in answers
    )


def _json(answers: tuple[Answer, ...]) -> str:
    """Return the answers for programs."""
    told = [
        {
            "outcome": answer.outcome.value,
            "subject": answer.subject,
            "action": answer.action.value if answer.action else None,
            "index": answer.index,
            "until": lines.write_time(answer.until) if answer.until else None,
            "sentence": answer.sentence,
            "reasons": list(answer.reasons),
            "code": answer.code,
        }
        for answer in answers
    ]
    whole = worst(answers)
    return json.dumps({"outcome": whole.value, "exit_status": whole.exit_status, "answers": told}, indent=1)
