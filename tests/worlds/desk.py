"""An invented desk: five seats, three witnesses, a log, and whoever wants to deceive its readers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.actions.announcing.folder import Announcing
from secondsource.actions.announcing.publish import append, begin
from secondsource.actions.announcing.witnesses import attach
from secondsource.core.release.policy import Action, Seat, SeatPolicy, Thresholds
from secondsource.core.release.statement import Statement
from secondsource.trust.log_folder import CHECKPOINT
from secondsource.trust.signing.signer import KeySigner, cosign_text, sign_text, witness_of
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note
from secondsource.trust.verifying.site import LOG_POLICY, Asked

ORIGIN = "desk.example/log"
NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SUBJECT = "harbour-list"


def key(seed: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def seat(number: int) -> KeySigner:
    return KeySigner(name=f"desk.example/seat-{number}", private=key(number))


LOG = KeySigner(name=ORIGIN, private=key(100))
WITNESSES = {
    name: KeySigner(name=f"{name}.example/witness", private=key(101 + place))
    for place, name in enumerate(("quay", "lighthouse", "ferry"))
}


def seat_policy(log_policy: bytes, *, seats: int = 5, version: int = 1, first: int = 1) -> SeatPolicy:
    most = seats // 2 + 1
    return SeatPolicy(
        log_origin=ORIGIN,
        version=version,
        log_policy_sha256=hashlib.sha256(log_policy).hexdigest(),
        seats=tuple(Seat(name=f"seat-{n}", key=seat(n).key) for n in range(first, first + seats)),
        thresholds=Thresholds(hold=1, cancel=most, go=most, release=most, membership=most),
        hold_lasts=48 * HOUR,
        hold_rate=2,
        hold_window=timedelta(days=7),
        cooling_off=12 * HOUR,
    )


def statement(text: bytes, action: Action = Action.GO, **changes: object) -> Statement:
    """A statement of the desk; what is not given is as usual."""
    values: dict[str, object] = {
        "log_origin": ORIGIN,
        "policy": 1,
        "motion": "m-0002",
        "round": 1,
        "action": action,
        "subject": SUBJECT,
        "supersedes": None,
        "issued": NOON,
        "expires": NOON + (48 if action is Action.HOLD else 72) * HOUR,
        "text_sha256": hashlib.sha256(text).hexdigest(),
    }
    if action is Action.MEMBERSHIP:
        values |= {"motion": "m-0001", "policy": 0, "subject": "seats", "expires": None}
    return Statement(**(values | changes))  # type: ignore[arg-type]


def signed(said: Statement, *seats: int) -> bytes:
    return note.join(said.text(), [sign_text(said.text(), seat(number)) for number in seats])


@dataclass
class World:
    """The desk's folder and its clock."""

    folder: Path
    seats: int = 5
    witnesses: int = 3
    log: KeySigner = LOG
    announcing: Announcing = field(init=False)
    first: bytes = field(init=False)
    """The first seats file."""

    def __post_init__(self) -> None:
        named = dict(list(WITNESSES.items())[: self.witnesses])
        keys = {name: witness_of(signer) for name, signer in named.items()}
        self.announcing = begin(self.folder, self.log, keys, len(keys) // 2 + 1 if keys else 0)
        self.first = seats_file.text(seat_policy(self.log_policy, seats=self.seats)).encode()
        self.publish(statement(self.first, Action.MEMBERSHIP, issued=NOON - HOUR), self.first, 1, 2, 3)

    @property
    def site(self) -> Path:
        return self.announcing.site

    @property
    def log_policy(self) -> bytes:
        return (self.site / LOG_POLICY).read_bytes()

    @property
    def pin(self) -> str:
        return seats_file.fingerprint(self.first)

    def publish(self, said: Statement, text: bytes, *seats: int) -> int:
        return append(self.announcing, signed(said, *seats), text, self.log, NOON)

    def say(self, action: Action, *seats: int, text: bytes = b"The list goes out.\n", **changes: object) -> int:
        return self.publish(statement(text, action, **changes), text, *seats)

    def force(self, *entries: bytes) -> None:
        """Append whatever the log's keeper likes, unchecked."""
        with self.announcing.writer(lambda text: sign_text(text, self.log)) as log:
            log.append(entries)
            self.announcing.publish_proofs(log.reader.entries(), log.reader)

    def witness(self, at: datetime, *names: str) -> None:
        """Have witnesses cosign; all of them unless named."""
        text = note.parse(self.checkpoint()).text
        chosen = names or tuple(WITNESSES)[: self.witnesses]
        lines = [cosign_text(text, WITNESSES[name], int(at.timestamp())).line() for name in chosen]
        attach(self.announcing, ["".join(lines).encode()])

    def checkpoint(self) -> bytes:
        return (self.site / CHECKPOINT).read_bytes()

    def asked(self, now: datetime, **more: object) -> Asked:
        return Asked(**({"now": now, "pin": self.pin} | more))  # type: ignore[arg-type]
