"""Signing the desk's papers, and opening them: one text, one line, one seat of a policy."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.core.release.papers import Ballot, Paper, parse_paper
from secondsource.core.release.policy import Seat, SeatPolicy
from secondsource.core.release.statement import Statement
from secondsource.errors import IntegrityError
from secondsource.trust.signing.signer import Signer, sign_text
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPaper:
    """A paper and the seat that was found to have signed it."""

    paper: Paper
    seat: Seat


def seal(paper: Paper, signer: Signer) -> bytes:
    """Return a paper as a note with the signer's line."""
    text = paper.text()
    return note.join(text, [sign_text(text, signer)])


def open_paper(data: bytes, policies: Iterable[SeatPolicy]) -> SignedPaper:
    """Read a paper and find out which seat signed it.

    Args:
        data: the file.
        policies: whose seats may sign; where a key has changed its name, the first policy's name is given.

    Raises:
        NoteError, PaperError: it is malformed, or its line does not fit.
        IntegrityError: `paper-unsigned`, when not exactly one seat has signed it.
    """
    parsed = note.parse(data)
    paper = parse_paper(parsed.text)
    held = list(policies)
    keys = [key for policy in held for key in seats_file.seat_keys(policy)]
    signed = note.verify(parsed, keys)
    if len(signed) != 1 or len(parsed.signatures) != 1:
        raise IntegrityError(
            "paper-unsigned",
            "This paper is not signed by exactly one seat of the policy.",
            "Ask its author for the file, and check which policy your desk has in force.",
        )
    seat = next(seat for policy in held if (seat := policy.seat_with(signed[0].key)) is not None)
    return SignedPaper(paper=paper, seat=seat)


def statement_signature(statement: Statement, signer: Signer) -> str:
    """Return what a yes ballot carries: base64 of key id and signature over the statement's text."""
    line = sign_text(statement.text(), signer)
    return base64.b64encode(line.key_id + line.data).decode()


def statement_line(ballot: Ballot, statement: Statement, policy: SeatPolicy, seat: Seat) -> note.Signature:
    """Return the signature line that a yes ballot carries, checked against the statement.

    Raises:
        IntegrityError: `ballot-signature-wrong`.
    """
    key = seats_file.seat_key(policy, seat)
    raw = note.decode_base64(ballot.signature or "")
    line = note.Signature(name=key.name, key_id=raw[:4], data=raw[4:])
    if line.key_id != key.key_id or not key.verify(statement.text(), line):
        raise IntegrityError(
            "ballot-signature-wrong",
            f"The yes of {seat.name} carries a signature that does not fit the statement.",
            "One such line would spoil the whole statement. Ask that seat to vote again, in person.",
        )
    return line
