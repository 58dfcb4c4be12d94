"""Eight voters with fixed keys, five of them seated; their motions, ballots, statements and the log's entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.core.release.history import History
from secondsource.core.release.papers import Ballot, Motion, Round, Vote, text_digest
from secondsource.core.release.policy import Action, Seat, SeatPolicy, Thresholds
from secondsource.core.release.rounds import statement_of
from secondsource.core.release.statement import Statement
from secondsource.core.release.tally import CastBallot
from secondsource.trust.signing.signer import KeySigner
from secondsource.trust.statements import seats_file
from secondsource.trust.statements.history import read_history
from secondsource.trust.tlog import note

LOG = "desk.example/log"
NOW = datetime(2031, 3, 5, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(1, 9)]
SUBJECT = "harbour-list"


def raw(number: int) -> bytes:
    """Return the raw public key of voter `number` (1 to 8)."""
    return KEYS[number - 1].public_key().public_bytes_raw()


def signer(number: int, name: str | None = None) -> KeySigner:
    return KeySigner(name=f"desk.example/{name or f'seat-{number}'}", private=KEYS[number - 1])


def seats(*numbers: int) -> tuple[Seat, ...]:
    return tuple(Seat(name=f"seat-{number}", key=raw(number)) for number in numbers)


POLICY = SeatPolicy(
    log_origin=LOG,
    version=1,
    log_policy_sha256="0" * 64,
    seats=seats(1, 2, 3, 4, 5),
    thresholds=Thresholds(hold=1, cancel=3, go=3, release=3, membership=3),
    hold_lasts=48 * HOUR,
    hold_rate=2,
    hold_window=7 * DAY,
    cooling_off=12 * HOUR,
)


def later(policy: SeatPolicy = POLICY, **changes: Any) -> SeatPolicy:
    """Return the next version of a policy."""
    return replace(policy, version=policy.version + 1, **changes)


def said(action: Action = Action.GO, **changes: Any) -> Statement:
    """Return a statement on the subject; a hold lasts two days, everything else a week."""
    expires = None if action is Action.MEMBERSHIP else NOW + (48 * HOUR if action is Action.HOLD else 7 * DAY)
    usual: dict[str, Any] = {
        "log_origin": LOG,
        "policy": 1,
        "motion": "m-0002",
        "round": 1,
        "action": action,
        "subject": SUBJECT,
        "supersedes": None,
        "issued": NOW,
        "expires": expires,
        "text_sha256": "1" * 64,
    }
    return Statement(**(usual | changes))


def signed(statement: Statement, *numbers: int) -> bytes:
    """Return the statement note with the lines of these voters."""
    text = statement.text()
    return note.join(text, [note.sign(text, f"desk.example/seat-{number}", KEYS[number - 1]) for number in numbers])


def membership(new: SeatPolicy, *numbers: int, **changes: Any) -> bytes:
    """Return the note that puts a policy in force."""
    digest = seats_file.fingerprint(seats_file.text(new).encode())
    usual: dict[str, Any] = {"policy": new.version - 1, "motion": f"seats-{new.version}", "subject": "seats"}
    return signed(said(Action.MEMBERSHIP, **(usual | {"text_sha256": digest} | changes)), *numbers)


def judged(*entries: bytes, policies: Iterable[SeatPolicy] = (), begun: bool = True) -> History:
    """Return the history of a log that begins with the first policy (entry 0) and goes on with `entries`."""
    texts = {}
    for policy in (POLICY, *policies):
        data = seats_file.text(policy).encode()
        texts[hashlib.sha256(data).hexdigest()] = data
    first = [membership(POLICY, 1, 2, 3)] if begun else []
    return read_history([*first, *entries], texts.get)


def motion(action: Action = Action.GO, **changes: Any) -> Motion:
    usual: dict[str, Any] = {
        "log_origin": LOG,
        "motion": "m-0002",
        "policy": 1,
        "action": action,
        "subject": SUBJECT,
        "text_sha256": "1" * 64,
        "moved": NOW - HOUR,
    }
    return Motion(**(usual | changes))


def held_round(moved: Motion, **changes: Any) -> Round:
    usual: dict[str, Any] = {
        "log_origin": LOG,
        "motion": moved.motion,
        "motion_sha256": text_digest(moved.text()),
        "round": 1,
        "policy": 1,
        "supersedes": None,
        "opened": NOW,
        "closes": NOW + DAY,
        "expires": NOW + 2 * DAY,
    }
    return Round(**(usual | changes))


def ballot(moved: Motion, held: Round, number: int, vote: Vote = Vote.YES, **changes: Any) -> CastBallot:
    """Return a ballot as it is after its signature was checked."""
    usual: dict[str, Any] = {
        "log_origin": LOG,
        "motion": moved.motion,
        "round": held.round,
        "policy": held.policy,
        "text_sha256": moved.text_sha256,
        "statement_sha256": text_digest(statement_of(moved, held).text()),
        "vote": vote,
        "cast": NOW + HOUR,
        "signature": "AAAA" if vote is Vote.YES else None,
    }
    return CastBallot(ballot=Ballot(**(usual | changes)), key=raw(number))
