"""A witness: checks that a log only ever grows, remembers, then signs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from secondsource.errors import RuleError
from secondsource.trust.signing.signer import Signer, cosign_text, witness_of
from secondsource.trust.tlog import note
from secondsource.trust.tlog.policy import LogPolicy
from secondsource.trust.witness import judging
from secondsource.trust.witness.request import RefusedError, Request
from secondsource.trust.witness.state import State


def now() -> int:
    """Return the POSIX time in seconds."""
    return int(time.time())


class Witness:
    """One witness key, the logs it knows, and its memory."""

    def __init__(self, folder: Path, signer: Signer, policy: LogPolicy, clock: Callable[[], int] = now) -> None:
        """Open a witness.

        Args:
            folder: its memory.
            signer: its key, meant for cosigning.
            policy: the `log` lines name the logs it knows; several keys may speak for one log.
            clock: POSIX seconds.
        """
        self.state = State(folder, witness_of(signer))
        self._signer = signer
        self._clock = clock
        self._keys: dict[str, list[note.VerifierKey]] = {}
        for key in policy.logs:
            self._keys.setdefault(key.name, []).append(key)

    def add_checkpoint(self, data: bytes) -> bytes:
        """Check a request, remember its checkpoint, and return the cosignature line.

        The line exists only when the disk has the checkpoint: nobody holds a signature that this witness forgot.

        Raises:
            RefusedError: with the HTTP status of the specification.
            RuleError: `witness-clock`, when the clock went back.
            StorageError: nothing was signed.
        """
        request = Request.parse(data)
        seen = judging.open_request(request, self._keys)
        log_name = seen.checkpoint.log_origin
        with self.state.locked(log_name):
            last = self.state.last(log_name)
            try:
                judging.judge(request, seen.checkpoint, last.checkpoint if last is not None else None)
            except RefusedError as refusal:
                if refusal.status == 422 and (last is None or seen.checkpoint != last.checkpoint):
                    self.state.keep_evidence(log_name, seen.text, data)
                raise
            seconds = self._clock()
            if last is not None and seconds < last.seconds:
                raise RuleError(
                    "witness-clock",
                    "The clock of this witness shows an earlier time than when it signed last.",
                    "Set the clock; a signature says when it was given.",
                )
            line = cosign_text(seen.text, self._signer, seconds)
            self.state.store(log_name, note.join(seen.text, [*seen.signatures, line]))
            self.state.drop_evidence(log_name, seen.text)
        return line.line().encode()
