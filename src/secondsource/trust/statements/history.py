"""From a log's entries to a judged history: every line checked, every policy followed from the first.

The entries themselves are given by whoever has checked them against the log (`trust.log_folder`, a mirror, a USB
stick). Nothing here reads files or asks for the time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from secondsource.core.release.history import Entry, History, why_not_counted, why_not_followed
from secondsource.core.release.policy import Action, SeatPolicy
from secondsource.core.release.statement import Statement
from secondsource.errors import SecondSourceError
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note

FindText = Callable[[str], bytes | None]
"""Gives the full text with this SHA-256 (64 hex digits), None where it is missing."""


def keys_that_signed(parsed: note.Note, policies: Iterable[SeatPolicy]) -> frozenset[bytes]:
    """Return the raw keys of the policies' seats whose lines stand under a note, every one checked.

    Raises:
        NoteError: `note-signature-wrong`, naming the line that does not fit; then none of the note is believed.
    """
    known = [key for policy in policies for key in seats_file.seat_keys(policy)]
    return frozenset(verifier.key for verifier in note.verify(parsed, known))


def read_history(
    entries: Sequence[bytes], texts: FindText, public_since: Mapping[int, datetime] | None = None
) -> History:
    """Judge a whole log.

    Args:
        entries: every entry from index 0 on.
        texts: where the full texts are; only those of memberships are asked for here.
        public_since: when a witness first vouched for a log that holds the entry, by index, where that is known.

    Returns:
        The history; what does not count stands in it with its reason, and what keeps the log from being judged
        stands in `doubts`.
    """
    reader = _Reader(texts, public_since or {})
    for index, data in enumerate(entries):
        reader.read(index, data)
    return History(
        entries=tuple(reader.entries),
        policies=tuple(reader.policies),
        first_policy_sha256=reader.first,
        doubts=tuple(reader.doubts),
    )


class _Reader:
    """Follows the policies through the log."""

    def __init__(self, texts: FindText, public_since: Mapping[int, datetime]) -> None:
        self._texts, self._public_since = texts, public_since
        self.entries: list[Entry] = []
        self.policies: list[SeatPolicy] = []
        self.first: str | None = None
        self.doubts: list[str] = []

    def read(self, index: int, data: bytes) -> None:
        """Judge one entry under the policy in force and put a new policy in force where it says so."""
        in_force = self.policies[-1] if self.policies else None
        try:
            parsed = note.parse(data)
            statement = Statement.parse(parsed.text)
        except SecondSourceError as error:
            self.entries.append(Entry(index=index, statement=None, policy=in_force, why_not=error.sentence))
            return
        if statement.action is Action.MEMBERSHIP:
            self._membership(index, parsed, statement, in_force)
            return
        keys: frozenset[bytes] = frozenset()
        try:
            keys = keys_that_signed(parsed, self.policies[-1:])
            why_not = why_not_counted(statement, keys, in_force)
        except SecondSourceError as error:
            why_not = error.sentence
        self._keep(index, statement, keys, in_force, why_not)

    def _membership(self, index: int, parsed: note.Note, statement: Statement, old: SeatPolicy | None) -> None:
        """Judge a membership by the old seats, then by the new; only the old ones can raise a doubt."""
        keys: frozenset[bytes] = frozenset()
        try:
            keys = keys_that_signed(parsed, self.policies[-1:])
            why_not = why_not_counted(statement, keys, old)
            if not why_not:
                new = self._new_policy(index, statement)
                if new is None:
                    why_not = "The seats file it puts in force is missing."
                else:
                    keys = keys_that_signed(parsed, [*self.policies[-1:], new])
                    why_not = why_not_followed(statement, keys, old, new)
                    if not why_not:
                        self.policies.append(new)
                        self.first = self.first or statement.text_sha256
        except SecondSourceError as error:
            why_not = error.sentence
        self._keep(index, statement, keys, old or (self.policies[-1] if self.policies else None), why_not)

    def _new_policy(self, index: int, statement: Statement) -> SeatPolicy | None:
        data = self._texts(statement.text_sha256)
        if data is None or hashlib.sha256(data).hexdigest() != statement.text_sha256:
            self.doubts.append(f"The seats file of entry {index} is missing, so nobody can say who decides since then.")
            return None
        return seats_file.parse(data)

    def _keep(
        self, index: int, statement: Statement, keys: frozenset[bytes], policy: SeatPolicy | None, why_not: str
    ) -> None:
        seats = policy.seats_with(keys) if policy is not None else ()
        self.entries.append(
            Entry(
                index=index,
                statement=statement,
                keys=keys,
                seats=tuple(seat.name for seat in seats),
                policy=policy,
                why_not=why_not,
                public_since=self._public_since.get(index),
            )
        )
