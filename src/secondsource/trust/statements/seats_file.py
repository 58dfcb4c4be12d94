"""The seats file: a policy as text, strict and canonical, in the manner of C2SP tlog-policy.

    secondsource seats v1
    origin desk.example/log
    version 3
    log-policy <SHA-256 of the file that names the log's key and its witnesses>
    seat seat-1 <vkey>                 named desk.example/seat-1, type 0x01
    ...
    threshold hold 1
    threshold cancel 3
    threshold go 3
    threshold release 3
    threshold membership 3
    hold-lasts 48h
    hold-rate 2 per 7d
    cooling-off 12h

One policy has one text: what is not written exactly so is refused. A membership statement commits to its hash.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from functools import lru_cache

from secondsource.core.release import lines
from secondsource.core.release.policy import Action, Seat, SeatPolicy, Thresholds
from secondsource.errors import InputError, SecondSourceError
from secondsource.trust.tlog.note import ED25519, VerifierKey

TITLE = lines.title("seats")
MOST_BYTES = 16_384
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_ACTIONS = (Action.HOLD, Action.CANCEL, Action.GO, Action.RELEASE, Action.MEMBERSHIP)
_HEAD = re.compile(r"origin (\S+)\nversion ([1-9][0-9]{0,5})\nlog-policy ([0-9a-f]{64})\n")
_SEAT = re.compile(r"seat (\S+) (\S+)\n")
_NUMBER = r"([1-9][0-9]{0,2})"
_TAIL = re.compile(
    "".join(f"threshold {action.value} {_NUMBER}\n" for action in _ACTIONS)
    + rf"hold-lasts {_NUMBER}h\nhold-rate {_NUMBER} per {_NUMBER}d\ncooling-off {_NUMBER}h\n"
)


def _unreadable(why: str) -> InputError:
    return InputError(
        "seats-unreadable", f"This seats file cannot be read: {why}.", "Correct that line; nothing was used."
    )


def text(policy: SeatPolicy) -> str:
    """Return the canonical text; `parse(text(p).encode()) == p`."""
    seats = "".join(f"seat {seat.name} {seat_key(policy, seat).encode()}\n" for seat in policy.seats)
    thresholds = "".join(f"threshold {action.value} {policy.threshold(action)}\n" for action in _ACTIONS)
    return (
        f"{TITLE}\norigin {policy.log_origin}\nversion {policy.version}\nlog-policy {policy.log_policy_sha256}\n"
        f"{seats}{thresholds}hold-lasts {policy.hold_lasts // _HOUR}h\n"
        f"hold-rate {policy.hold_rate} per {policy.hold_window // _DAY}d\ncooling-off {policy.cooling_off // _HOUR}h\n"
    )


def parse(data: bytes) -> SeatPolicy:
    """Read a seats file.

    Raises:
        InputError: `seats-unreadable`, or `policy-unfit` when it reads well and breaks a rule.
    """
    if len(data) > MOST_BYTES or not data.isascii():
        raise _unreadable(f"it is longer than {MOST_BYTES:,} bytes, or not plain ASCII")
    body = data.decode("ascii")
    if not body.startswith(f"{TITLE}\n"):
        raise _unreadable(f"its first line is not {TITLE!r}")
    head = _HEAD.match(body, len(TITLE) + 1)
    if head is None:
        raise _unreadable("origin, version and log-policy do not follow the first line as they should")
    seats, at = _seats(body, head.end(), lines.origin(head[1]))
    tail = _TAIL.fullmatch(body, at)
    if tail is None:
        raise _unreadable("after the seats, thresholds, hold-lasts, hold-rate and cooling-off do not follow in order")
    hold, cancel, go, release, membership, lasts, rate, window, cooling = (int(part) for part in tail.groups())
    return SeatPolicy(
        log_origin=head[1],
        version=int(head[2]),
        log_policy_sha256=head[3],
        seats=seats,
        thresholds=Thresholds(hold=hold, cancel=cancel, go=go, release=release, membership=membership),
        hold_lasts=lasts * _HOUR,
        hold_rate=rate,
        hold_window=window * _DAY,
        cooling_off=cooling * _HOUR,
    )


def _seats(body: str, at: int, log_origin: str) -> tuple[tuple[Seat, ...], int]:
    """Read the seat lines from place `at` on; return them and the place after them."""
    found = []
    while match := _SEAT.match(body, at):
        found.append(seat_of(match[2], lines.identifier(match[1]), log_origin))
        at = match.end()
    return tuple(found), at


def seat_of(vkey: str, name: str, log_origin: str) -> Seat:
    """Read a seat's public key.

    Raises:
        InputError: it is malformed, of another type, or named otherwise than `<host of the log>/<name>`.
    """
    try:
        key = VerifierKey.parse(vkey)
    except SecondSourceError as error:
        raise _unreadable(f"the key of {name} cannot be read") from error
    wanted = key_name(log_origin, name)
    if key.kind != ED25519 or key.name != wanted:
        raise _unreadable(f"the key of {name} is named {key.name!r}, and must be an Ed25519 key named {wanted!r}")
    return Seat(name=name, key=key.key)


def key_name(log_origin: str, seat: str) -> str:
    """Return how a seat signs: `desk.example/seat-3`."""
    return f"{lines.host(log_origin)}/{seat}"


def seat_key(policy: SeatPolicy, seat: Seat) -> VerifierKey:
    """Return a seat's key as notes name it."""
    return VerifierKey(name=key_name(policy.log_origin, seat.name), kind=ED25519, key=seat.key)


@lru_cache(maxsize=16)
def seat_keys(policy: SeatPolicy) -> tuple[VerifierKey, ...]:
    """Return all seats' keys as notes name them; a long log asks for the same few policies again and again."""
    return tuple(seat_key(policy, seat) for seat in policy.seats)


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of a seats file; that of the first one is what readers pin."""
    return hashlib.sha256(data).hexdigest()
