"""Whether a witness may sign: the rules of C2SP tlog-witness, in the order in which the specification gives them.

A pure rule over bytes: what was signed before comes in, a checkpoint or a refusal comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secondsource.errors import IntegrityError
from secondsource.trust.tlog import merkle, note
from secondsource.trust.tlog.checkpoint import Checkpoint, CheckpointError
from secondsource.trust.witness.request import RefusedError, Request, malformed

LogKeys = Mapping[str, Sequence[note.VerifierKey]]
"""The keys trusted for each log, by the log's own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A checkpoint that a log has really signed."""

    checkpoint: Checkpoint
    text: str
    signatures: tuple[note.Signature, ...]
    """The log's own lines, each of which fits; others are left out."""


def open_request(request: Request, keys: LogKeys) -> Seen:
    """Check who speaks: a log that is known, with a signature that fits.

    Raises:
        RefusedError: 400 for what is no checkpoint, 404 for an unknown log, 403 without its fitting signature, 422
            for an empty log with another root.
    """
    try:
        parsed = note.parse(request.checkpoint)
    except note.NoteError:
        raise malformed("its checkpoint cannot be read") from None
    log_name = parsed.text.partition("\n")[0]
    if log_name not in keys:
        raise RefusedError(
            "witness-log-unknown",
            f"This witness does not know the log {log_name!r}.",
            "Ask the witness's keeper to add the log's key.",
            status=404,
        )
    known = keys[log_name]
    try:
        signed = note.verify(parsed, known)
    except note.NoteError:
        signed = ()
    if not signed:
        raise RefusedError(
            "witness-log-unsigned",
            f"The log {log_name!r} has not signed this checkpoint with a key this witness knows.",
            "Get the checkpoint again from the log.",
            status=403,
        )
    ids = {(key.name, key.key_id) for key in known}
    return Seen(
        checkpoint=_checkpoint(parsed.text),
        text=parsed.text,
        signatures=tuple(dict.fromkeys(line for line in parsed.signatures if (line.name, line.key_id) in ids)),
    )


def judge(request: Request, seen: Checkpoint, last: Checkpoint | None) -> None:
    """Check that `seen` continues what this witness signed last; return when it may sign.

    Args:
        request: the old size and the proof.
        seen: the checkpoint in it, signed by its log.
        last: what this witness signed last of that log.

    Raises:
        RefusedError: 400 for an old size beyond the new, 409 when the old size is not that of `last`, 422 for a fork,
            a rollback, or a proof that does not fit.
    """
    if request.old > seen.size:
        raise malformed("the old size is larger than the checkpoint's")
    size = last.size if last is not None else 0
    if request.old != size:
        raise RefusedError(
            "witness-conflict",
            f"The last checkpoint signed here has {size} entries, and the request begins at {request.old}.",
            f"Make the request again, from {size} entries.",
            status=409,
            size=size,
        )
    if size == 0:
        # Nothing, or an empty log, is the beginning of every log, and no proof is needed or allowed.
        if request.proof:
            raise _inconsistent("A proof from an empty log says nothing.")
        return
    old_root = last.root if last is not None else merkle.EMPTY_ROOT
    try:
        merkle.verify_consistency(size, seen.size, old_root, seen.root, request.proof)
    except IntegrityError as error:
        raise _inconsistent(error.sentence) from None


def _checkpoint(text: str) -> Checkpoint:
    try:
        return Checkpoint.parse(text)
    except CheckpointError as error:
        if error.code == "checkpoint-root-wrong":
            raise _inconsistent(error.sentence) from None
        raise malformed("its checkpoint cannot be read") from None


def _inconsistent(why: str) -> RefusedError:
    return RefusedError(
        "witness-inconsistent",
        f"This checkpoint does not continue what was signed here before. {why}",
        "Do not rely on it, and tell the others: a log that shows two stories has forked.",
        status=422,
    )
