"""Publishing statements: checked as every reader will check them, appended, and laid out to be carried away."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from secondsource.actions.announcing.folder import Announcing, write_public
from secondsource.core.release import lines
from secondsource.core.release.statement import Statement
from secondsource.core.release.status import status_of
from secondsource.errors import InputError, IntegrityError, RuleError
from secondsource.trust.signing.signer import Signer, sign_text, verifier_of
from secondsource.trust.statements.history import read_history
from secondsource.trust.tlog import note
from secondsource.trust.tlog.cosignature import WitnessKey
from secondsource.trust.tlog.policy import NONE, parse
from secondsource.trust.verifying.site import LOG_POLICY

GROUP = "witnesses"


def begin(desk: Path, signer: Signer, witnesses: Mapping[str, WitnessKey], quorum: int) -> Announcing:
    """Begin a desk's log: write its log policy and an empty, signed log.

    Args:
        desk: the desk's folder.
        signer: the log's key, named as the log itself, such as `desk.example/log`.
        witnesses: keys by the names the log policy is to give them.
        quorum: how many of them must have seen a checkpoint; 0 only without witnesses, and then nothing is ever
            current, because nobody can tell how old the log is.

    Raises:
        RuleError: `log-exists`. InputError: a name or number does not fit.
    """
    announcing = Announcing(desk)
    if (announcing.site / LOG_POLICY).exists():
        raise RuleError("log-exists", f"{desk} has a log already.", "A desk keeps one log; go on with that.")
    text = policy_text(signer, witnesses, quorum)
    parse(text)
    write_public(announcing.site / LOG_POLICY, text.encode())
    with announcing.writer(partial(sign_text, signer=signer)):
        pass
    return announcing


def policy_text(signer: Signer, witnesses: Mapping[str, WitnessKey], quorum: int) -> str:
    """Return the text of a log policy: one log, one group of witnesses, of which `quorum` must have signed."""
    lines.origin(signer.name)
    rows = [f"log {verifier_of(signer).encode()}"]
    rows += [f"witness {lines.identifier(name)} {key.vkey.encode()}" for name, key in witnesses.items()]
    if not witnesses and quorum == 0:
        return "\n".join([*rows, f"quorum {NONE}", ""])
    if not 1 <= quorum <= len(witnesses) or GROUP in witnesses:
        raise InputError(
            "log-quorum-unfit",
            f"{quorum} of {len(witnesses)} witnesses can never be a quorum.",
            "Name the witnesses, and ask for at least one and at most all of them.",
        )
    return "\n".join([*rows, f"group {GROUP} {quorum} {' '.join(witnesses)}", f"quorum {GROUP}", ""])


def append(announcing: Announcing, signed: bytes, text: bytes, signer: Signer, now: datetime) -> int:
    """Publish a statement note with its full text and return its index; the same note once more changes nothing.

    Raises:
        IntegrityError: `statement-text-foreign`, when the text is not the one that was signed.
        RuleError: `statement-not-heard`, when no reader would count it, with the reason; nothing is published then.
        SecondSourceError: the note is malformed, or the log cannot be written.
    """
    statement = Statement.parse(note.parse(signed).text)
    if hashlib.sha256(text).hexdigest() != statement.text_sha256:
        raise IntegrityError(
            "statement-text-foreign",
            "The text beside this statement is not the one that its seats signed.",
            "Give the very file that was voted on.",
        )
    with announcing.writer(partial(sign_text, signer=signer)) as log:
        before = log.reader.entries()
        if signed in before:
            index = before.index(signed)
            if not announcing.has_proof(index):  # a crash came after the append and before its files
                announcing.publish_proofs(before, log.reader, only=index)
            return index
        _check_heard(announcing, [*before, signed], statement, text, now)
        announcing.publish_text(text)
        log.append([signed])
        announcing.publish_proofs([*before, signed], log.reader, only=len(before))
        return len(before)


def _check_heard(
    announcing: Announcing, entries: list[bytes], statement: Statement, text: bytes, now: datetime
) -> None:
    """Judge the log as it would be, as a reader would.

    Raises:
        RuleError: `statement-not-heard`.
    """

    def find(sha256: str) -> bytes | None:
        return text if sha256 == statement.text_sha256 else announcing.text(sha256)

    history = read_history(entries, find)
    index = len(entries) - 1
    ignored = dict(status_of(statement.subject, history, now).not_counted)
    why = history.entries[index].why_not or ignored.get(index, "")
    if why:
        raise RuleError("statement-not-heard", f"No reader would count this statement: {why}", "Nothing was published.")
