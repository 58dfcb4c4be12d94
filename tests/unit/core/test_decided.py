"""Decisions applied to statements, and decisions that fit nothing here."""

from __future__ import annotations

from datetime import date

import pytest

from secondsource.core.vetting.decided import BASIS, apply, unmatched
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.decisions_file import parse
from secondsource.core.vetting.report import Quote
from secondsource.core.vetting.statement import (
    Form,
    Modality,
    Position,
    Speaker,
    SpeakerKind,
    State,
    Statement,
    Strength,
)
from secondsource.errors import InputError

GAZETTE = Speaker(name="Harbour Gazette", kind=SpeakerKind.OUTLET)
RUIZ = Speaker(name="Ana Ruiz", kind=SpeakerKind.PERSON, basis="named here")
COUNCIL = Speaker(name="Port Council", kind=SpeakerKind.GROUP)


def statement(identity: str, *chain: Speaker) -> Statement:
    return Statement(
        id=identity,
        report="01-gazette.md",
        content=Quote(text="the quay is closed", start=0, end=18),
        cue=None,
        source=None,
        chain=chain,
        said_on=None,
        said_on_basis=None,
        position=Position.AFFIRMS,
        modality=Modality.ASSERTED,
        form=Form.INDIRECT,
        language="en",
        fired=("rule:says",),
        strength=Strength.CHECK,
    )


STATEMENTS = (statement("s-1", GAZETTE, RUIZ), statement("s-2", GAZETTE, COUNCIL), statement("s-3", GAZETTE))


def decided(text: str) -> tuple[Statement, ...]:
    return apply(STATEMENTS, parse(text, name="d"))


def test_states_are_set_and_rejected_ones_stay() -> None:
    first, second, third = decided("accept s-1\nreject s-2")
    assert (first.state, second.state, third.state) == (State.ACCEPTED, State.REJECTED, State.PROPOSED)
    assert third is STATEMENTS[2]


def test_an_edit_changes_only_what_it_names() -> None:
    first, *_ = decided("edit s-1 said 2031-05-04\nedit s-1 position denies")
    assert (first.state, first.position) == (State.EDITED, Position.DENIES)
    assert (first.said_on, first.said_on_basis) == (date(2031, 5, 4), BASIS)
    assert first.chain == STATEMENTS[0].chain


def test_an_edited_chain_keeps_known_links_and_knows_their_kinds() -> None:
    first, *_ = decided('edit s-1 chain "Harbour Gazette" > "port council" > "Northern Wire" > "ANA RUIZ"')
    assert [link.kind for link in first.chain] == [
        SpeakerKind.OUTLET,
        SpeakerKind.GROUP,
        SpeakerKind.ORGANISATION,
        SpeakerKind.PERSON,
    ]
    assert first.chain[-1] is RUIZ
    assert first.chain[1].basis == BASIS


def test_a_decision_on_another_statement_changes_nothing() -> None:
    assert decided("reject s-9") == STATEMENTS


def notes(text: str) -> tuple[str, ...]:
    return unmatched(
        parse(text, name="d"),
        statement_ids=["s-1", "s-2"],
        origin_ids=["o-1"],
        claim_ids=["c-1"],
        speakers=["Ana Ruiz", "Northern Wire"],
        files=["05-gazette.md"],
    )


def test_decisions_that_all_fit_leave_no_note() -> None:
    assert notes('accept s-1\nsame-origin s-2 o-1\nsame-claim c-1 s-1\n"05-gazette.md" relays "An unseen wire"') == ()
    assert unmatched(Decisions(), statement_ids=(), origin_ids=(), claim_ids=(), speakers=(), files=()) == ()


def test_a_decision_that_fits_nothing_is_noted_by_name() -> None:
    found = notes('accept s-1\nreject s-7\ngrade "Nobody Here" C\nprivate "Ana Ruiz" yes')
    assert len(found) == 2
    assert "s-7" in found[0]
    assert '"Nobody Here"' in found[1]


def test_a_file_for_other_reports_is_refused() -> None:
    with pytest.raises(InputError, match="None of the 2 ids") as refusal:
        notes("accept s-7\nsame-claim c-8 s-7")
    assert refusal.value.code == "decisions-foreign"


def test_a_file_of_names_only_is_never_foreign() -> None:
    assert len(notes('"Nobody" belongs to "Nowhere"')) == 1
