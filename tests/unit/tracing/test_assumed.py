"""Days that reading only assumes: they tie, they do not keep apart alone, and a known day goes before them."""

from __future__ import annotations

from datetime import date

from tests.unit.tracing.story import report, say

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing import dated, trace
from secondsource.analysis.tracing.ties.spoken import LIKELY_DAY
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Statement
from secondsource.core.vetting.tracing import Tracing

OWN_DAY = "assumed: the report tells of its own day"
FIRST, SECOND, THIRD = (date(2032, 9, day) for day in (4, 5, 6))

PIER = report(
    "pier.md",
    "Pier Post",
    "The ferry will not sail before the hull is dry, Odile Varnum said on Saturday.",
    published=FIRST,
)
FARO = report(
    "muelle.md",
    "Diario del Muelle",
    "El transbordador no zarpará hasta que el casco esté seco, afirmó Odile Varnum.",
    published=SECOND,
    language="es",
)
LAKE = report("lake.md", "Lake Times", "Odile Varnum said the crew had been paid to the last penny.", published=FIRST)
HILL = report("hill.md", "Hill News", "Nobody was paid this month, Odile Varnum said.", published=THIRD)
SAILS = say(PIER, "The ferry will not sail before the hull is dry", "P:Odile Varnum", said_on=FIRST)
ZARPA = "El transbordador no zarpará hasta que el casco esté seco"
PAID = "the crew had been paid to the last penny"


def traced(reports: tuple[Report, ...], statements: tuple[Statement, ...]) -> Tracing:
    return trace(reports, statements, decisions=Decisions(), embedder=Embedder())


def homes(tracing: Tracing) -> dict[str, str]:
    return {name: origin.id for origin in tracing.origins for name in origin.statements}


def test_an_assumed_day_does_not_keep_the_same_words_apart() -> None:
    zarpa = say(FARO, ZARPA, "P:Odile Varnum", said_on=SECOND, basis=OWN_DAY)
    home = homes(traced((PIER, FARO), (SAILS, zarpa)))
    assert home[SAILS.id] == home[zarpa.id]
    told = say(FARO, ZARPA, "P:Odile Varnum", said_on=SECOND)
    tracing = traced((PIER, FARO), (SAILS, told))
    assert homes(tracing)[SAILS.id] != homes(tracing)[told.id], "a day that the words give keeps apart"


def test_an_assumed_day_ties_what_one_speaker_says_and_says_that_it_is_assumed() -> None:
    paid = say(LAKE, PAID, "P:Odile Varnum", said_on=FIRST, basis=OWN_DAY)
    tracing = traced((PIER, LAKE), (SAILS, paid))
    (origin,) = tracing.origins
    (tie,) = origin.why
    assert tie.weight == LIKELY_DAY
    assert tie.evidence == "Odile Varnum, assumed on 2032-09-04, in two reports, no other occasion named"
    assert origin.first_said == FIRST


def test_a_day_that_two_reports_give_reason_to_assume_keeps_apart() -> None:
    paid = say(LAKE, PAID, "P:Odile Varnum", said_on=FIRST, basis=OWN_DAY)
    twin = report("coast.md", "Coast News", "The crew had been paid, Odile Varnum said.", published=FIRST)
    again = say(twin, "The crew had been paid", "P:Odile Varnum", said_on=FIRST, basis=OWN_DAY)
    unpaid = say(HILL, "Nobody was paid this month", "P:Odile Varnum", said_on=THIRD)
    home = homes(traced((LAKE, twin, HILL), (paid, again, unpaid)))
    assert home[paid.id] == home[again.id] != home[unpaid.id]


def test_a_known_day_of_the_origin_goes_before_an_assumed_one_of_a_statement() -> None:
    zarpa = say(FARO, ZARPA, "P:Odile Varnum", said_on=SECOND, basis=OWN_DAY)
    tracing = traced((PIER, FARO), (SAILS, zarpa))
    assert [origin.first_said for origin in tracing.origins] == [FIRST]
    assert [(one.said_on, one.said_on_basis) for one in dated((SAILS, zarpa), tracing)] == [
        (FIRST, "said so"),
        (FIRST, f"same utterance as {SAILS.id} (pier.md)"),
    ]
    alone = traced((FARO,), (zarpa,))
    assert [origin.first_said for origin in alone.origins] == [SECOND]
    assert dated((zarpa,), alone) == (zarpa,)
