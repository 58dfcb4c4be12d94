"""Names that are one bearer's, and what titles, offices and places tell of them."""

from __future__ import annotations

import pytest

from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.analysis.reading.chains.naming.names import Names
from secondsource.core.vetting.statement import SpeakerKind


def bearer_of(text: str, shown: str, language: str = "en") -> Bearer:
    """Return the bearer of the last mention written so."""
    return next(item.bearer for item in reversed(Names(text, language).mentions) if item.span.of(text) == shown)


@pytest.mark.parametrize(
    ("text", "short", "whole", "language"),
    [
        ("Torvald Chemicals said no. Later Torvald spoke.", "Torvald", "Torvald Chemicals", "en"),
        ("The Harbour Rescue Authority (HRA) met. Then the HRA spoke.", "HRA", "Harbour Rescue Authority", "en"),
        ("Habló el Registro Civil de Torva. Y el Registro calló.", "Registro", "Registro Civil de Torva", "es"),
    ],
)
def test_short_forms_and_acronyms_are_the_body(text: str, short: str, whole: str, language: str) -> None:
    assert bearer_of(text, short, language).name == whole


def test_a_branch_is_not_the_body_it_is_named_after() -> None:
    text = "Reed Watch wrote first. Then Reed Watch North wrote."
    assert bearer_of(text, "Reed Watch North").name == "Reed Watch North"


@pytest.mark.parametrize(
    ("text", "shown", "gender"),
    [("Ms Orsa Pell left.", "Orsa Pell", "f"), ("El Sr. Odo Peral calló.", "Odo Peral", "m")],
)
def test_a_title_tells_a_person_and_the_gender(text: str, shown: str, gender: str) -> None:
    bearer = bearer_of(text, shown)
    assert (bearer.kind, bearer.gender) == (SpeakerKind.PERSON, gender)


def test_an_office_in_capitals_is_no_part_of_a_name() -> None:
    assert bearer_of("The fire was out, Watch Commander Colma Varn said.", "Colma Varn").name == "Colma Varn"


def test_a_thing_with_a_number_speaks_for_nobody() -> None:
    assert not [item for item in Names("The leak came from Tank 4 today.").mentions if item.bearer.name == "Tank"]
