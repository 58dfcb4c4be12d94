"""What a checkpoint is worth: who saw it and when, and whether two of them contradict each other.

A log's own line only says that the log said so. Witnesses say that they saw it, at a time, and that it contains all
they saw before (C2SP tlog-cosignature). Their time is what freshness rests on: against a server that simply stops
showing anything new there is no other help (freeze attack, as in The Update Framework 1.0.34, section 1.5.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from secondsource.core.release.counting import CLOCK_SKEW
from secondsource.errors import InputError, IntegrityError
from secondsource.trust.tlog import cosignature, merkle, note
from secondsource.trust.tlog.checkpoint import Checkpoint, CheckpointError, open_signed
from secondsource.trust.tlog.policy import NONE, LogPolicy, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One witness's word on a checkpoint."""

    witness: str
    """The witness's name in the log policy."""
    at: datetime
    """UTC; the last time this witness signed this checkpoint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnessed:
    """A checkpoint with its lines checked."""

    checkpoint: Checkpoint
    signed: bytes
    """The note as it was read."""
    sightings: tuple[Sighting, ...]
    """In the order of the log policy."""
    missing: tuple[str, ...]
    """Witnesses of the log policy that have not signed."""
    quorum_at: datetime | None
    """UTC; the latest moment at which witnesses enough for the quorum had seen it; None where too few ever did, or
    where the log policy asks for no witness at all."""


def log_policy_of(data: bytes) -> LogPolicy:
    """Read a log policy file.

    Raises:
        InputError: `log-policy-unreadable`.
    """
    try:
        return parse(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError(
            "log-policy-unreadable", "The log policy is not UTF-8 text.", "Get the file again from the desk."
        ) from None


def open_witnessed(data: bytes, policy: LogPolicy, *, now: datetime) -> Witnessed:
    """Check a checkpoint's lines against the log policy.

    Args:
        data: the signed checkpoint note.
        policy: the log's key and the witnesses asked for.
        now: the reader's time, UTC; cosignatures from its future (beyond `CLOCK_SKEW`) do not count.

    Raises:
        NoteError, CheckpointError: it is malformed, of another log, unsigned, or one known line does not fit.
    """
    log_key = log_key_for(data, policy)
    checkpoint, parsed = open_signed(data, log_key)
    fitting = note.verify(parsed, list(policy.witnesses.values()))
    times: dict[bytes, datetime] = {}
    for line in parsed.signatures:
        for witness in fitting:
            if (witness.name, witness.key_id) == (line.name, line.key_id):
                at = _moment(cosignature.time_of(line))
                if at is not None and at <= now + CLOCK_SKEW:
                    times[witness.key] = max(at, times.get(witness.key, at))
    by_name = [(name, times[key.key]) for name, key in policy.witnesses.items() if key.key in times]
    return Witnessed(
        checkpoint=checkpoint,
        signed=data,
        sightings=tuple(Sighting(witness=name, at=at) for name, at in by_name),
        missing=policy.missing(times),
        quorum_at=_quorum_at(times, policy),
    )


def log_key_for(data: bytes, policy: LogPolicy) -> note.VerifierKey:
    """Return the policy's key for the log that a signed checkpoint speaks for.

    Raises:
        NoteError, CheckpointError: it is malformed, or the policy trusts no log of that name.
    """
    spoken_for = Checkpoint.parse(note.parse(data).text).log_origin
    for key in policy.logs:
        if key.name == spoken_for:
            return key
    raise CheckpointError(
        "checkpoint-malformed",
        f"This is not a checkpoint: it speaks for {spoken_for!r}, which the log policy does not name.",
        "Get it again from the log.",
    )


def open_seen(data: bytes, policy: LogPolicy) -> Checkpoint:
    """Return an earlier checkpoint of a log, the log's own line checked; who witnessed it does not matter here.

    Raises:
        NoteError, CheckpointError: it is malformed, of another log, or unsigned.
    """
    return open_signed(data, log_key_for(data, policy))[0]


def contradict(one: Checkpoint, other: Checkpoint) -> bool:
    """Say whether two checkpoints of one log, by themselves, prove that it forked: one size, two roots."""
    return one.log_origin == other.log_origin and one.size == other.size and one.root != other.root


def check_growth(older: Checkpoint, leaves: merkle.Tree) -> None:
    """Check that a log begins with what an earlier checkpoint of it said.

    Args:
        older: of a size up to that of `leaves`.
        leaves: the log as it is now.

    Raises:
        IntegrityError: `log-forked`.
    """
    if leaves.root(older.size) != older.root:
        raise IntegrityError(
            "log-forked",
            f"The log has forked: its first {older.size} entries are not those that its own earlier checkpoint signed.",
            "Treat every statement as HOLD. Keep both checkpoints: together they are the proof. Tell the witnesses.",
        )


def _quorum_at(times: dict[bytes, datetime], policy: LogPolicy) -> datetime | None:
    """Return the latest moment such that the witnesses who signed then or later meet the quorum."""
    if policy.quorum == NONE:
        return None
    for moment in sorted(set(times.values()), reverse=True):
        if policy.satisfied([key for key, at in times.items() if at >= moment]):
            return moment
    return None


def _moment(seconds: int) -> datetime | None:
    """Return POSIX seconds as UTC, or None where no calendar holds them."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
