"""Verifying a site folder: everything the desk ever announced, from files alone.

What is checked, in this order; the first thing that does not match ends it:

1. the checkpoint is signed by the log that the log policy names, and by witnesses enough, recently;
2. the entries add up to the checkpoint's root (RFC 6962);
3. the first membership puts in force the very seats file whose fingerprint the reader pinned, and every later one
   is signed by enough of the old and of the new seats (as in The Update Framework 1.0.34, section 5.3);
4. the seats file in force vouches for the log policy by its hash, so that nobody can swap log key or witnesses;
5. the log begins with every checkpoint that the reader has seen before, so that nothing said was taken back;
6. a go or release has cooled off since witnesses first saw it, or since its own date where that is later;
7. the full text of the statement in force lies beside it and has its hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from secondsource.core.release.history import History
from secondsource.core.release.policy import Action
from secondsource.core.release.status import MAX_AGE, Status, stale, status_of
from secondsource.errors import InputError, IntegrityError, SecondSourceError
from secondsource.trust.log_folder import CHECKPOINT, LogReader
from secondsource.trust.statements.history import read_history
from secondsource.trust.tlog import merkle, note, policy
from secondsource.trust.verifying.answers import HOLD_SENTENCE, Answer, Outcome, of_status, refused
from secondsource.trust.verifying.checkpoints import (
    Witnessed,
    check_growth,
    log_key_for,
    log_policy_of,
    open_seen,
    open_witnessed,
)
from secondsource.trust.verifying.pins import fits
from secondsource.trust.verifying.reading import read_some
from secondsource.trust.verifying.sightings import Sightings, with_first_sight

LOG_POLICY = "log.policy"
TEXTS = "text"
MOST_TEXT_BYTES = 4_000_000
"""Of a full text; what lies beside a statement is read by people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks with."""

    now: datetime
    """UTC."""
    max_age: timedelta = MAX_AGE
    pin: str | None = None
    """Fingerprint of a seats file, which the reader got by another way: 64 hex digits or twelve words; None where the
    reader has none."""
    seen: tuple[bytes, ...] = ()
    """Checkpoints of this log that the reader kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site folder whose log was checked."""

    folder: Path
    log_policy: policy.LogPolicy
    witnessed: Witnessed
    entries: tuple[bytes, ...]
    """Every statement note, by index."""
    tree: merkle.Tree
    history: History
    doubts: tuple[str, ...]
    """What keeps anything on it from being current."""
    unpinned: str
    """Why nobody has vouched for its seats; empty when the reader has."""

    def text(self, sha256: str) -> bytes | None:
        """Return a full text whose hash fits, else None."""
        return text_of(self.folder, sha256)

    def status(self, subject: str, now: datetime) -> Status:
        """Return what holds for a subject; a current statement without its text is none."""
        status = status_of(subject, self.history, now, self.doubts)
        if status.index is None:
            return status
        statement = self.history.entries[status.index].statement
        if statement is None or self.text(statement.text_sha256) is not None:
            return status
        doubt = f"The text of entry {status.index} is missing or was changed."
        return status_of(subject, self.history, now, (*self.doubts, doubt))

    def answer(self, subject: str, now: datetime) -> Answer:
        """Return the answer on a subject."""
        status = self.status(subject, now)
        entry = None if status.index is None else self.history.entries[status.index]
        return of_status(status, entry, unpinned=self.unpinned)


def open_site(folder: Path, asked: Asked) -> Site:
    """Check a site folder's log and judge its history.

    Raises:
        InputError, StorageError: something of it cannot be read.
        IntegrityError: something of it does not match.
    """
    listed = read_some(folder / LOG_POLICY, note.MOST_BYTES)
    log_policy = log_policy_of(listed)
    signed = read_some(folder / CHECKPOINT, note.MOST_BYTES)
    witnessed = open_witnessed(signed, log_policy, now=asked.now)
    entries, tree = LogReader(folder, log_key_for(signed, log_policy)).entries_of(witnessed.checkpoint)
    history = read_history(entries, lambda sha256: text_of(folder, sha256))
    if history.policy is not None and hashlib.sha256(listed).hexdigest() != history.policy.log_policy_sha256:
        raise IntegrityError(
            "log-policy-foreign",
            "The log policy beside this log is not the one that the desk's seats vouch for.",
            "Treat every statement as HOLD: the log's key or its witnesses may have been swapped.",
        )
    history, unpinned = _pinned(history, asked.pin, folder)
    shown = Sightings(folder=folder, log_policy=log_policy, newest=witnessed, tree=tree, now=asked.now)
    history = with_first_sight(history, shown)
    doubts = [
        stale(witnessed.quorum_at, asked.now, asked.max_age),
        *_against_seen(asked.seen, witnessed, tree, log_policy),
    ]
    return Site(
        folder=folder,
        log_policy=log_policy,
        witnessed=witnessed,
        entries=tuple(entries),
        tree=tree,
        history=history,
        doubts=tuple(doubt for doubt in doubts if doubt),
        unpinned=unpinned,
    )


def verify_site(folder: Path, asked: Asked, subject: str | None = None) -> tuple[Answer, ...]:
    """Return the answers that a site folder gives: on one subject, or on every subject it speaks of.

    Raises:
        InputError: `site-missing`, when there is no such folder; all else that is wrong is an answer.
    """
    if not folder.is_dir():
        raise InputError("site-missing", f"There is no folder {folder}.", "Check the path and try again.")
    try:
        site = open_site(folder, asked)
    except SecondSourceError as error:
        return (refused(error),)
    subjects = (subject,) if subject is not None else site.history.subjects()
    if not subjects:
        reasons = (*site.doubts, *site.history.doubts, "The desk has said nothing on this subject that still counts.")
        return (Answer(outcome=Outcome.NONE, sentence=HOLD_SENTENCE, reasons=reasons),)
    return tuple(site.answer(one, asked.now) for one in subjects)


def text_of(folder: Path, sha256: str) -> bytes | None:
    """Return the full text of this hash from a site folder; None where it is missing or its hash is another."""
    try:
        data = read_some(folder / TEXTS / f"{sha256}.txt", MOST_TEXT_BYTES)
    except SecondSourceError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _pinned(history: History, pin: str | None, folder: Path) -> tuple[History, str]:
    """Hold a history against the reader's pin.

    Whoever pins a later seats file has vouched for nothing before it: what stands there does not count.

    Returns:
        The history as the reader may believe it, and why nobody has vouched for it (empty when somebody has).
    """
    if pin is None:
        return history, (
            f"Nobody has vouched for these seats. Compare their fingerprint, {history.first_policy_sha256 or 'none'}, "
            f"with the one that the desk gave you by another way."
        )
    for entry in history.entries:
        said = entry.statement
        if not entry.counts or said is None or said.action is not Action.MEMBERSHIP:
            continue
        if fits(pin, text_of(folder, said.text_sha256) or b""):
            before = "It stands before the seats you vouched for."
            entries = [
                replace(one, why_not=one.why_not or before) if one.index < entry.index else one
                for one in history.entries
            ]
            return replace(history, entries=tuple(entries)), ""
    raise IntegrityError(
        "seats-not-pinned",
        "No seats file of this log has the fingerprint you gave: it speaks for somebody else.",
        "Treat it as not said. Compare the fingerprint with one the desk gave you by another way.",
    )


def _against_seen(
    seen: Sequence[bytes], witnessed: Witnessed, tree: merkle.Tree, log_policy: policy.LogPolicy
) -> list[str]:
    """Hold the log against checkpoints that the reader kept; return what is withheld.

    Raises:
        IntegrityError: `log-forked`, or a checkpoint that this log never signed.
    """
    withheld = []
    for data in seen:
        earlier = open_seen(data, log_policy)
        if earlier.size <= witnessed.checkpoint.size:
            check_growth(earlier, tree)
        else:
            withheld.append(
                f"You have seen {earlier.size} entries of this log, and this copy holds {witnessed.checkpoint.size}: "
                f"something is withheld."
            )
    return withheld
