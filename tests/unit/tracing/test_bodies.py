"""Names of bodies: short forms, acronyms, and what a body and its head say together."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.tracing.story import report, say

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing import trace
from secondsource.analysis.tracing.speakers.names import abbreviates, shortens
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Statement


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


ISSUED, LATER = date(2033, 2, 8), date(2033, 2, 9)


def tied(reports: tuple[Report, ...], statements: tuple[Statement, ...]) -> list[set[str]]:
    found = trace(reports, statements, decisions=Decisions(), embedder=Embedder(model=False))
    return [set(origin.statements) for origin in found.origins]


@pytest.mark.parametrize(
    ("language", "text", "body", "head", "first", "second"),
    [
        (
            "en",
            "The Torvald Food Institute said the flour is clean. Ada Lind, director at Torvald, said it was sealed.",
            "Torvald Food Institute",
            "Ada Lind",
            "the flour is clean",
            "it was sealed",
        ),
        (
            "es",
            "El Instituto Torvald dijo que la harina está limpia. Ada Lind, directora de Torvald, lo vio cerrado.",
            "Instituto Torvald",
            "Ada Lind",
            "la harina está limpia",
            "lo vio cerrado",
        ),
    ],
)
def test_a_body_and_its_head_beside_it_are_one_source(
    language: str, text: str, body: str, head: str, first: str, second: str
) -> None:
    home = report("a.md", "Pier Post", text, published=LATER, language=language)
    one = say(home, first, f"B:{body}")
    two = say(home, second, f"P:{head}")
    assert tied((home,), (one, two)) == [{one.id, two.id}]
    other_day = say(home, second, f"P:{head}", said_on=ISSUED)
    dated_one = say(home, first, f"B:{body}", said_on=LATER)
    assert len(tied((home,), (dated_one, other_day))) == 2, "another day is another occasion"


def test_a_head_far_from_the_words_of_the_body_is_a_source_of_her_own() -> None:
    between = "The mill stands on the old canal road and has been shut since winter. " * 9
    text = (
        f"The Torvald Food Institute said the flour is clean. {between}Ada Lind, director of the Torvald Food"
        " Institute, said no sack was opened."
    )
    home = report("a.md", "Pier Post", text, published=LATER)
    one = say(home, "the flour is clean", "B:Torvald Food Institute")
    two = say(home, "no sack was opened", "P:Ada Lind")
    assert len(tied((home,), (one, two))) == 2


@pytest.mark.parametrize(
    ("language", "release", "quoted", "own", "content"),
    [
        (
            "en",
            "We have taken the flour off the shelves.",
            "The Reed Alliance said it had removed the product.",
            "We have taken the flour off the shelves.",
            "it had removed the product",
        ),
        (
            "es",
            "Hemos retirado la harina de los estantes.",
            "La Reed Alliance dijo que había quitado el producto.",
            "Hemos retirado la harina de los estantes.",
            "había quitado el producto",
        ),
    ],
)
def test_what_reports_credit_to_a_body_is_its_own_release_of_that_day(
    language: str, release: str, quoted: str, own: str, content: str
) -> None:
    source = report("a.md", "Reed Alliance", release, published=ISSUED, language=language)
    paper = report("b.md", "Pier Post", quoted, published=LATER, language=language)
    itself = say(source, own, said_on=ISSUED)
    for said_on in (ISSUED, None):
        credited = say(paper, content, "B:Reed Alliance", said_on=said_on)
        assert tied((source, paper), (itself, credited)) == [{itself.id, credited.id}]
    another = say(paper, content, "B:Reed Alliance", said_on=LATER)
    assert len(tied((source, paper), (itself, another))) == 2
    second = report("c.md", "Reed Alliance", f"{release} {quoted}", published=ISSUED, language=language)
    twice = say(second, quoted, said_on=ISSUED)
    credited = say(paper, content, "B:Reed Alliance", said_on=ISSUED)
    assert {credited.id} in tied((source, second, paper), (itself, twice, credited)), "two releases: neither is meant"
