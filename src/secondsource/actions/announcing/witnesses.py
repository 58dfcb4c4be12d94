"""The witnesses' word: asking for it by file, and putting it under the checkpoint.

Request and reply are those of C2SP tlog-witness, so that they travel by HTTP, by mail or on a stick alike: the request
is `old <size>`, the hashes of a consistency proof, an empty line and the checkpoint; the reply is cosignature lines.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from secondsource.actions.announcing.folder import Announcing
from secondsource.errors import InputError, IntegrityError
from secondsource.trust.tlog import cosignature, note
from secondsource.trust.tlog.checkpoint import open_signed

MOST_REPLY_BYTES = 16_384


def request(announcing: Announcing, witness: str, old: int | None = None) -> bytes:
    """Return the request that asks a witness to cosign the log as it is now.

    Args:
        announcing: the desk's folder.
        witness: its name in the log policy.
        old: the size it last cosigned; by default what was written down when its last reply came.

    Raises:
        InputError: `witness-unknown`. IntegrityError: the log is damaged.
    """
    _known(announcing, witness)
    reader = announcing.reader()
    size = reader.checkpoint().size
    before = announcing.witnessed().get(witness, 0) if old is None else old
    if not 0 <= before <= size:
        raise InputError(
            "witness-ahead",
            f"{witness} has seen {before} entries, and this log holds {size}.",
            "This copy of the log is not the newest, or the witness saw another log: find out which before going on.",
        )
    hashes = reader.consistency(before) if 0 < before < size else []
    lines = [f"old {before}", *(base64.b64encode(item).decode() for item in hashes), "", ""]
    bare = note.parse(reader.checkpoint_bytes())
    log_key = announcing.log_key()
    own = [line for line in bare.signatures if (line.name, line.key_id) == (log_key.name, log_key.key_id)]
    return "\n".join(lines).encode() + note.join(bare.text, own)


def attach(announcing: Announcing, replies: Sequence[bytes]) -> tuple[str, ...]:
    """Put witnesses' lines under the checkpoint and return their names; a newer line replaces an older one.

    Raises:
        IntegrityError: `witness-line-wrong`, when a line is of no known witness or not over this checkpoint; nothing
            is written then, because one bad line would make every reader refuse the whole.
    """
    with announcing.locked() as log:
        checkpoint, signed = open_signed(log.reader.checkpoint_bytes(), announcing.log_key())
        witnesses = announcing.log_policy().witnesses
        newest = {(line.name, line.key_id): line for line in signed.signatures}
        names = []
        for line in (line for reply in replies for line in _lines(reply)):
            found = [name for name, key in witnesses.items() if (key.name, key.key_id) == (line.name, line.key_id)]
            if not found or not witnesses[found[0]].verify(signed.text, line):
                raise IntegrityError(
                    "witness-line-wrong",
                    f"The line of {line.name} is of no witness of this log, or not over its checkpoint as it is now.",
                    "Ask that witness again with a new request; nothing was changed.",
                )
            known = newest.get((line.name, line.key_id))
            if known is None or cosignature.time_of(known) < cosignature.time_of(line):
                newest[line.name, line.key_id] = line
            names.append(found[0])
        data = note.join(signed.text, newest.values())
        announcing.publish_checkpoint(data)
        seen = [key.key for key in witnesses.values() if (key.name, key.key_id) in newest]
        if checkpoint.size and announcing.log_policy().satisfied(seen):
            announcing.keep_sighting(checkpoint.size, data)
        announcing.keep_witnessed(announcing.witnessed() | dict.fromkeys(names, checkpoint.size))
        announcing.publish_proofs(log.reader.entries(), log.reader)
    return tuple(dict.fromkeys(names))


def _known(announcing: Announcing, witness: str) -> None:
    names = announcing.log_policy().witnesses
    if witness not in names:
        raise InputError(
            "witness-unknown",
            f"The log policy names no witness {witness}.",
            f"Its witnesses are: {', '.join(names) or 'none'}.",
        )


def _lines(reply: bytes) -> tuple[note.Signature, ...]:
    """Read a witness's reply: cosignature lines alone, or below a note's text.

    Raises:
        NoteError: it holds something else.
    """
    if len(reply) > MOST_REPLY_BYTES:
        raise InputError("witness-reply-long", "This reply is too long to be a witness's.", "Ask that witness again.")
    return note.parse(b"reply\n\n" + reply.rpartition(b"\n\n")[2]).signatures
