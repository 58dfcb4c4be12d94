from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.cast import Cast
from tests.desk.evidence.world import NOON, Filled, findings

from secondsource.actions.desk.evidence import deciding, decisions
from secondsource.actions.desk.evidence.deciding import Words, place
from secondsource.core.vetting.decisions import StatementDecision
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Position, State
from secondsource.errors import AccessError, InputError, RuleError
from secondsource.store.evidence.changes import proposals
from secondsource.store.evidence.lookups import findings as findings_lookups
from secondsource.store.evidence.lookups import overview, reports, statements
from secondsource.store.evidence.values import HeldStatement, Outcome
from secondsource.store.team import journal


def decide(
    desk: Cast, statement: str, state: State, *, version: int = 0, actor: str = "", **edits: object
) -> HeldStatement:
    decision = replace(StatementDecision(statement=statement, state=state), **edits)  # type: ignore[arg-type]
    return deciding.decide(
        actor=actor or desk.bo, case=desk.case, decision=decision, version=version, reason="", now=NOON
    )


def put_again(desk: Cast, files: tuple[str, ...] = ()) -> None:
    """Write a later run's proposals: all of them, or those of some reports."""
    read = tuple(held.report for held in reports.reports(desk.case) if isinstance(held.report, Report))
    found = findings(tuple(report for report in read if not files or report.file in files))
    with journal.entry(actor="", verb="test.put", now=NOON, case=desk.case):
        proposals.put_findings(desk.case, found, {one.id: one for one in found.statements})


def test_a_decision_stands_with_who_and_when(desk: Cast, quarry: Filled) -> None:
    held = decide(desk, quarry.statements[0], State.ACCEPTED)
    assert (held.statement.state, held.version) == (State.ACCEPTED, 1)
    assert held.decision is not None
    assert (held.decision.member, held.decision.at) == (desk.bo, NOON)
    assert journal.entries(case=desk.case)[-1].verb == "statement.accepted"


def test_an_edit_changes_what_stands_and_leaves_the_proposal(desk: Cast, quarry: Filled) -> None:
    held = decide(
        desk,
        quarry.statements[1],
        State.EDITED,
        chain=("Valley Herald", "Ana Ruiz"),
        said_on=date(2031, 5, 3),
        position=Position.DOUBTS,
    )
    assert held.statement.speaker.name == "Ana Ruiz"
    assert (held.statement.position, held.statement.said_on) == (Position.DOUBTS, date(2031, 5, 3))
    assert held.proposed.speaker.name == "The owner"


def test_of_two_who_decide_at_once_the_second_is_told_and_nothing_is_lost(desk: Cast, quarry: Filled) -> None:
    decide(desk, quarry.statements[0], State.ACCEPTED)
    with pytest.raises(RuleError, match="after you opened it"):
        decide(desk, quarry.statements[0], State.REJECTED, actor=desk.ada)
    assert statements.statement(desk.case, quarry.statements[0]).statement.state is State.ACCEPTED
    decide(desk, quarry.statements[0], State.REJECTED, actor=desk.ada, version=1)
    states = [one.state for one in statements.history(desk.case, quarry.statements[0])]
    assert states == [State.ACCEPTED, State.REJECTED]


def test_a_new_run_never_overwrites_a_decision(desk: Cast, quarry: Filled) -> None:
    edited = decide(desk, quarry.statements[1], State.EDITED, chain=("Valley Herald", "Ana Ruiz"))
    rejected = decide(desk, quarry.statements[0], State.REJECTED)
    put_again(desk)
    for before in (edited, rejected):
        after = statements.statement(desk.case, before.statement.id)
        assert (after.statement, after.version, after.decision) == (before.statement, before.version, before.decision)


def test_what_is_no_longer_proposed_goes_unless_somebody_decided_on_it(desk: Cast, quarry: Filled) -> None:
    decide(desk, quarry.statements[2], State.ACCEPTED)
    put_again(desk, ("01-valley-herald.md", "03-stone-wire.md"))
    kept = statements.statement(desk.case, quarry.statements[2])
    assert (kept.live, kept.statement.state) == (False, State.ACCEPTED)
    with pytest.raises(AccessError):
        statements.statement(desk.case, quarry.statements[3])
    assert not findings_lookups.claim(desk.case, quarry.other_claim).live, "a claim others may refer to stays"
    put_again(desk)
    assert statements.statement(desk.case, quarry.statements[2]).live


def test_taking_back_leaves_the_proposal_and_the_history(desk: Cast, quarry: Filled) -> None:
    decide(desk, quarry.statements[1], State.EDITED, position=Position.DOUBTS)
    held = decide(desk, quarry.statements[1], State.PROPOSED, version=1)
    assert held.statement == held.proposed
    assert len(statements.history(desk.case, quarry.statements[1])) == 2
    assert not statements.standing(desk.case)


def test_marked_words_become_an_accepted_statement_at_their_place(desk: Cast, quarry: Filled) -> None:
    words = Words(
        exhibit=quarry.exhibits["01-valley-herald.md"],
        text="Mara  Teld,\nthe mayor",
        near=0,
        chain=("Valley Herald",),
        position=Position.AFFIRMS,
        said_on=None,
    )
    held = deciding.add(actor=desk.bo, case=desk.case, words=words, now=NOON)
    assert held.statement.content.text == "Mara Teld, the mayor"
    assert (held.statement.state, held.added_by) == (State.ACCEPTED, desk.bo)
    put_again(desk)
    assert statements.statement(desk.case, held.statement.id).statement.state is State.ACCEPTED


def test_the_place_nearest_to_the_selection_is_taken() -> None:
    text = "He went. She stayed.\n\nHe went."
    assert place(text, "He went.", near=20).start == 22
    assert place(text, "He went.", near=0).start == 0


@pytest.mark.parametrize(("words", "code"), [("  ", "words-missing"), ("never written here", "words-unfound")])
def test_words_that_are_not_there_are_refused(words: str, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        place("Only these words.", words)
    assert refusal.value.code == code


def test_an_edit_that_changes_nothing_is_refused(desk: Cast, quarry: Filled) -> None:
    with pytest.raises(InputError, match="Nothing was changed"):
        decide(desk, quarry.statements[0], State.EDITED)


def test_a_contradiction_is_resolved_with_a_reason_and_by_version(desk: Cast, quarry: Filled) -> None:
    assert overview.overview(desk.case).open_contradictions == 1

    def resolve(outcome: Outcome, version: int, reason: str = "The paper shows it.") -> None:
        deciding.resolve(
            actor=desk.bo,
            case=desk.case,
            contradiction=quarry.contradiction,
            outcome=outcome,
            reason=reason,
            version=version,
            now=NOON,
        )

    with pytest.raises(InputError, match="reason"):
        resolve(Outcome.A_STANDS, 0, " ")
    resolve(Outcome.OPEN, 0)
    assert overview.overview(desk.case).open_contradictions == 1
    resolve(Outcome.A_STANDS, 1)
    assert overview.overview(desk.case).open_contradictions == 0
    with pytest.raises(RuleError):
        resolve(Outcome.B_STANDS, 1)
    (held,) = findings_lookups.contradictions(desk.case)
    assert held.resolution is not None
    assert held.resolution.outcome is Outcome.A_STANDS
    assert len(findings_lookups.resolutions(desk.case, held.key)) == 2


def test_nobody_is_named_until_a_member_says_why_they_may_be(desk: Cast, quarry: Filled) -> None:
    people = {held.person.name: held for held in findings_lookups.people(desk.case)}
    assert not any(held.may_be_named for held in people.values()), "not even whom the program takes for public"
    deciding.rule(
        actor=desk.ada,
        case=desk.case,
        person=people["Mara Teld"].key,
        private=False,
        reason="Mayor, in office.",
        version=0,
        now=NOON,
    )
    named = {held.person.name for held in findings_lookups.people(desk.case) if held.may_be_named}
    assert named == {"Mara Teld"}
    assert quarry.person


def test_decisions_go_out_and_come_back_as_the_file_that_vet_reads(desk: Cast, quarry: Filled) -> None:
    decide(desk, quarry.statements[0], State.REJECTED)
    decide(desk, quarry.statements[1], State.EDITED, position=Position.DOUBTS)
    deciding.rule(
        actor=desk.bo, case=desk.case, person=quarry.person, private=True, reason="Private.", version=0, now=NOON
    )
    text = decisions.export(actor=desk.bo, case=desk.case)
    assert f"reject {quarry.statements[0]}" in text
    assert 'private "Óscar Peña" yes' in text
    more = text + f"accept {quarry.statements[4]}\naccept s-000000000000\n"
    done = decisions.read_in(actor=desk.ada, case=desk.case, data=more.encode(), name="theirs.txt", now=NOON)
    assert (done.unchanged, done.missing) == (2, ("s-000000000000",))
    held = statements.statement(desk.case, quarry.statements[4])
    assert held.decision is not None
    assert held.decision.member == desk.ada


def test_a_decisions_file_with_a_bad_line_changes_nothing(desk: Cast, quarry: Filled) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        decisions.read_in(
            actor=desk.bo, case=desk.case, data=f"accept {quarry.statements[0]}\nacept x".encode(), name="d", now=NOON
        )
    assert not statements.standing(desk.case)


def test_a_tie_has_the_case_weighed_again_and_can_be_withdrawn(desk: Cast, quarry: Filled) -> None:
    deciding.tie(
        actor=desk.bo,
        case=desk.case,
        kind="same-claim",
        parts=(quarry.claim, quarry.other_claim),
        reason="",
        now=NOON,
    )
    assert decisions.standing(desk.case).merged_claims == (frozenset({quarry.claim, quarry.other_claim}),)
    run = overview.overview(desk.case).run
    assert run is not None
    assert run.state == "waiting"
    (tie,) = statements.ties(desk.case)
    deciding.untie(actor=desk.ada, case=desk.case, number=tie.number, now=NOON)
    assert decisions.standing(desk.case).merged_claims == ()
    with pytest.raises(AccessError):
        deciding.untie(actor=desk.ada, case=desk.case, number=tie.number, now=NOON)
