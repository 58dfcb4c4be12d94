"""Names of bodies: short forms, acronyms, and what a body and its head say together."""

from __future__ import annotations

import pytest

from secondsource.analysis.tracing.speakers.names import abbreviates, shortens


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("Torvald", "Torvald Food Institute", True),
        ("the Torvald institute", "Torvald Food Institute", True),
        ("Torvald", "Torvald Chemicals", True),
        ("Reed Alliance", "Reed Alliance North", False),
        ("University of Torvald", "University of Torvald's Coastal Laboratory", False),
        ("Laboratorio", "Laboratorio Costero de Torvald", False),
    ],
)
def test_a_short_form_leaves_out_the_head_noun_and_is_no_branch(short: str, name: str, *, expected: bool) -> None:
    assert shortens(short, name) is expected


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("COMARE", "Comité de Marineros Retirados", True),
        ("AVM", "Agencia de Vacunas y Medicamentos", True),
        ("AVM", "Agencia de Vacunas", False),
        ("Avm", "Agencia de Vacunas y Medicamentos", False),
    ],
)
def test_an_acronym_has_the_beginnings_of_all_words_in_their_language(short: str, name: str, *, expected: bool) -> None:
    assert abbreviates(short, name) is expected
