"""One of everything a case holds: exhibits, reports, statements decided and added, a tie, a resolution, a ruling."""

from __future__ import annotations

from tests.cast import Cast
from tests.desk.evidence.world import NOON, fill_cast

from secondsource.actions.desk.evidence import deciding
from secondsource.core.vetting.decisions import StatementDecision
from secondsource.core.vetting.statement import State
from secondsource.store.evidence.values import Outcome


def fill(cast: Cast) -> None:
    """Put one of everything into the cast's case."""
    filled = fill_cast(cast)
    decision = StatementDecision(statement=filled.statements[0], state=State.ACCEPTED)
    deciding.decide(actor=cast.bo, case=cast.case, decision=decision, version=0, reason="Heard her.", now=NOON)
    deciding.resolve(
        actor=cast.ada,
        case=cast.case,
        contradiction=filled.contradiction,
        outcome=Outcome.OPEN,
        reason="The owner was not reached.",
        version=0,
        now=NOON,
    )
    deciding.rule(
        actor=cast.ada, case=cast.case, person=filled.person, private=True, reason="A neighbour.", version=0, now=NOON
    )
    deciding.tie(
        actor=cast.bo,
        case=cast.case,
        kind="same-claim",
        parts=(filled.claim, filled.other_claim),
        reason="",
        now=NOON,
    )
