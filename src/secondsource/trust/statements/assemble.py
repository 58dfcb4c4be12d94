"""Assembling the statement note that is published: every line checked first, and enough of them there.

A reader that follows the signed-note specification refuses a whole note for one line of a known seat that does not
fit. One member under pressure could spoil every announcement so; therefore no line goes out unchecked, and the one
that does not fit is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.core.release.policy import SeatPolicy
from secondsource.core.release.statement import Statement
from secondsource.errors import IntegrityError, RuleError
from secondsource.trust.statements import seats_file
from secondsource.trust.statements.history import keys_that_signed
from secondsource.trust.tlog import note


def assemble(statement: Statement, signatures: Sequence[note.Signature], policies: Sequence[SeatPolicy]) -> bytes:
    """Return the statement note.

    Args:
        statement: what was voted.
        signatures: the seats' lines; a key that stands there twice is one voice and its second line is left out.
        policies: the policy in force, and for a membership the new one; each must be satisfied by itself.

    Raises:
        IntegrityError: `statement-line-wrong`, naming a line of no seat or one that does not fit.
        RuleError: `statement-short`, when too few distinct keys have signed.
    """
    text = statement.text()
    known = [key for policy in policies for key in seats_file.seat_keys(policy)]
    chosen: dict[bytes, note.Signature] = {}
    for line in signatures:
        fitting = [key for key in known if (key.name, key.key_id) == (line.name, line.key_id)]
        if not fitting or not fitting[0].verify(text, line):
            raise IntegrityError(
                "statement-line-wrong",
                f"The line of {line.name} is of no seat or does not fit this statement; nothing was put together.",
                "Leave that ballot out and ask the seat, in person, what happened.",
            )
        chosen.setdefault(fitting[0].key, line)
    for policy in policies:
        if not policy.reached(statement.action, chosen):
            signed = {seat.name for seat in policy.seats_with(chosen)}
            missing = ", ".join(seat.name for seat in policy.seats if seat.name not in signed)
            raise RuleError(
                "statement-short",
                f"{len(signed)} of the {policy.threshold(statement.action)} seats that "
                f"{statement.action.value} takes have signed; not yet: {missing}.",
                "Nothing can be published until enough seats have said yes.",
            )
    data = note.join(text, chosen.values())
    keys_that_signed(note.parse(data), policies)  # what a reader will do: never publish what it would refuse
    return data
