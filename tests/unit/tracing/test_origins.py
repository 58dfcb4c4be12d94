from datetime import date

import pytest
from tests.unit.tracing import story
from tests.unit.tracing.story import REPORTS, STATEMENTS, report, say

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing import dated, trace
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.statement import Position
from secondsource.core.vetting.tracing import Origin, ReuseKind, TieKind, Tracing


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture(scope="module")
def traced(embedder: Embedder) -> Tracing:
    return trace(REPORTS, STATEMENTS, decisions=Decisions(), embedder=embedder)


def origin_of(tracing: Tracing, statement: str) -> Origin:
    found = [origin for origin in tracing.origins if statement in origin.statements]
    assert len(found) == 1
    return found[0]


def one(tracing: Tracing, *statements: str) -> bool:
    return len({origin_of(tracing, statement).id for statement in statements}) == 1


def test_a_letter_is_one_origin_however_much_it_says(traced: Tracing) -> None:
    assert one(traced, story.CRACKS.id, story.FILES.id)
    assert origin_of(traced, story.CRACKS.id).first_said == story.LETTER_DAY


def test_a_translated_quotation_with_a_misspelt_name_is_one_origin(traced: Tracing) -> None:
    origin = origin_of(traced, story.WALL.id)
    assert story.MURO.id in origin.statements
    assert origin.why
    assert all(tie.evidence for tie in origin.why)
    assert [pair.kind for pair in traced.reuse if {pair.a, pair.b} == {"courier.md", "faro.md"}] == [
        ReuseKind.TRANSLATION
    ]


def test_a_ministry_is_one_speaker_in_two_languages(traced: Tracing) -> None:
    assert one(traced, story.DENIED.id, story.NEGADO.id)


def test_an_analyst_and_her_institute_are_two_origins_in_one_circle(traced: Tracing) -> None:
    analyst, institute = origin_of(traced, story.WALL.id), origin_of(traced, story.SAND.id)
    assert analyst.id != institute.id
    assert analyst.circle == institute.circle == "Brightwater Institute"
    assert "analyst at Brightwater" in (analyst.circle_basis or "")
    assert institute.id in {other for other, _, _ in analyst.likely_same_as}


def test_a_copy_is_derived_from_what_it_credits_and_adds_no_origin(traced: Tracing) -> None:
    pair = next(pair for pair in traced.reuse if {pair.a, pair.b} == {"ledger.md", "wire.md"})
    assert pair.derived == "ledger.md"
    assert any("Inland Wire" in reason for reason in pair.evidence)
    assert one(traced, story.PUMPING.id, story.PUMPING_AGAIN.id)


def test_unnamed_people_are_an_origin_whose_upstream_is_unknown(traced: Tracing) -> None:
    origin = origin_of(traced, story.RESIDENTS.id)
    assert origin.statements == (story.RESIDENTS.id,)
    assert not origin.upstream_known


def test_a_statement_without_a_date_takes_that_of_its_utterance(traced: Tracing) -> None:
    after = {statement.id: statement for statement in dated(STATEMENTS, traced)}
    assert after[story.MURO.id].said_on == story.TALK_DAY
    assert "courier.md" in (after[story.MURO.id].said_on_basis or "")
    assert after[story.WALL.id] == story.WALL
    assert after[story.RESIDENTS.id].said_on is None


def test_one_person_told_two_papers_two_things_on_one_day(embedder: Embedder) -> None:
    day = date(2031, 6, 2)
    first = report(
        "a.md", "Coast Courier", "Ruben Aldo told the Coast Courier that the gates are rusty.", published=day
    )
    second = report("b.md", "Morning Ledger", "Ruben Aldo told the Morning Ledger that he will resign.", published=day)
    said = (
        say(first, "the gates are rusty", "P:Ruben Aldo", said_on=day, cue="told the Coast Courier"),
        say(second, "he will resign", "P:Ruben Aldo", said_on=day, cue="told the Morning Ledger"),
    )
    tracing = trace((first, second), said, decisions=Decisions(), embedder=embedder)
    assert len(tracing.origins) == 2
    assert tracing.origins[0].likely_same_as[0][0] == tracing.origins[1].id


def test_a_body_on_two_days_is_two_origins(embedder: Embedder) -> None:
    first = report("a.md", "Coast Courier", "The Harbour Board said that the pier is closed.")
    second = report("b.md", "Morning Ledger", "The Harbour Board said that the pier is closed.\nIt is raining.")
    said = (
        say(first, "the pier is closed", "B:Harbour Board", said_on=date(2031, 6, 2)),
        say(second, "the pier is closed", "B:Harbour Board", said_on=date(2031, 6, 20)),
    )
    assert len(trace((first, second), said, decisions=Decisions(), embedder=embedder).origins) == 2


def test_what_a_spokesman_heard_from_unnamed_friends_is_his(embedder: Embedder) -> None:
    home = report("a.md", "Coast Courier", "Ruben Aldo said friends told him the vote was rigged. He wants a recount.")
    said = (
        say(home, "the vote was rigged", "P:Ruben Aldo", "U:friends"),
        say(home, "wants a recount", "P:Ruben Aldo"),
    )
    origins = trace((home,), said, decisions=Decisions(), embedder=embedder).origins
    assert [origin.speaker for origin in origins] == ["Ruben Aldo"]


def test_some_and_others_who_contradict_each_other_are_two(embedder: Embedder) -> None:
    home = report("a.md", "Coast Courier", "Some users said the march goes ahead. Others said it was cancelled.")
    said = (
        say(home, "the march goes ahead", "U:users", position=Position.ANNOUNCES),
        say(home, "it was cancelled", "U:users", position=Position.ANNOUNCES_CANCEL),
    )
    assert len(trace((home,), said, decisions=Decisions(), embedder=embedder).origins) == 2


HOARD = "the pumps were bought second hand and never tested under a full load"
COMPRA = "las bombas se compraron de segunda mano y nunca se probaron a plena carga"


def test_an_unnamed_source_of_one_agency_is_one_in_both_papers(embedder: Embedder) -> None:
    first = report("a.md", "Pier Post", f"An engineer said that {HOARD}.", via=("Tern Agency",))
    second = report("b.md", "El Faro", f"Un técnico dijo que {COMPRA}.", via=("Tern Agency",), language="es")
    said = (
        say(first, HOARD, "O:Tern Agency", "U:an engineer"),
        say(second, COMPRA, "O:Tern Agency", "U:un técnico"),
    )
    assert len(trace((first, second), said, decisions=Decisions(), embedder=embedder).origins) == 1


def test_sources_at_one_body_are_not_another_body(embedder: Embedder) -> None:
    again = "the pumps came second hand and nobody ever tested them under full load"
    first = report("a.md", "Pier Post", f"Dam Keepers say that {HOARD}.")
    second = report("b.md", "Lake Times", f"They say that {again}.")

    def origins(source: str) -> int:
        said = (say(first, HOARD, "G:Dam Keepers"), say(second, again, source))
        return len(trace((first, second), said, decisions=Decisions(), embedder=embedder).origins)

    assert origins("U:sources at the Harbour Office") == 2
    assert origins("U:people there") == 1


def test_what_is_announced_at_night_and_printed_the_next_day_is_one(embedder: Embedder) -> None:
    first = report("a.md", "Pier Post", "K1te wrote that the march is off.", published=date(2031, 5, 9))
    second = report("b.md", "Lake Times", "K1te said that nobody will walk.", published=date(2031, 5, 10))
    off = Position.ANNOUNCES_CANCEL
    said = (
        say(first, "the march is off", "P:K1te", said_on=date(2031, 5, 8), position=off),
        say(second, "nobody will walk", "P:K1te", said_on=date(2031, 5, 9), position=off),
    )
    assert len(trace((first, second), said, decisions=Decisions(), embedder=embedder).origins) == 1


def test_the_analyst_a_body_calls_its_own_is_in_its_circle(embedder: Embedder) -> None:
    home = report(
        "a.md", "Pier Post", "Brightwater Institute counted nine leaks in all, its analyst Petra Halvorsen told us."
    )
    said = (
        say(home, "nine leaks in all", "P:Petra Halvorsen"),
        say(home, "counted nine", "B:Brightwater Institute"),
    )
    origins = trace((home,), said, decisions=Decisions(), embedder=embedder).origins
    assert {origin.circle for origin in origins} == {"Brightwater Institute"}


def test_the_editor_outranks_every_proposal(embedder: Embedder) -> None:
    merged = Decisions(merged_origins=(frozenset({story.RESIDENTS.id, story.SAND.id}),))
    tracing = trace(REPORTS, STATEMENTS, decisions=merged, embedder=embedder)
    assert one(tracing, story.RESIDENTS.id, story.SAND.id)
    assert origin_of(tracing, story.SAND.id).why[0].kind is TieKind.DECLARED
    split = Decisions(split_origins=(frozenset({story.MURO.id}),))
    assert origin_of(trace(REPORTS, STATEMENTS, decisions=split, embedder=embedder), story.MURO.id).statements == (
        story.MURO.id,
    )


def test_origins_are_merged_by_their_own_ids(embedder: Embedder, traced: Tracing) -> None:
    pair = frozenset({origin_of(traced, story.SAND.id).id, origin_of(traced, story.DENIED.id).id})
    tracing = trace(REPORTS, STATEMENTS, decisions=Decisions(merged_origins=(pair,)), embedder=embedder)
    assert one(tracing, story.SAND.id, story.DENIED.id, story.NEGADO.id)


def test_declared_affiliation_and_relay(embedder: Embedder) -> None:
    decisions = Decisions(
        affiliations=(("Dam Keepers", "Lake League"), ("Petra Halvorsen", "Lake League")),
        relays=((story.SAND.id, story.WALL.id),),
    )
    tracing = trace(REPORTS, STATEMENTS, decisions=decisions, embedder=embedder)
    keepers, analyst = origin_of(tracing, story.CRACKS.id), origin_of(tracing, story.WALL.id)
    assert keepers.circle == analyst.circle == "Lake League"
    assert "declared" in (keepers.circle_basis or "")
    assert one(tracing, story.SAND.id, story.WALL.id)


def test_without_the_model_wording_still_joins_and_the_note_says_so() -> None:
    tracing = trace(REPORTS, STATEMENTS, decisions=Decisions(), embedder=Embedder(model=False))
    assert one(tracing, story.PUMPING.id, story.PUMPING_AGAIN.id)
    assert not any(pair.kind is ReuseKind.TRANSLATION for pair in tracing.reuse)
    assert any("not installed" in note for note in tracing.notes)


def test_nothing_said_gives_nothing(embedder: Embedder) -> None:
    tracing = trace(REPORTS, (), decisions=Decisions(), embedder=embedder)
    assert tracing.origins == ()
    assert trace((), (), decisions=Decisions(), embedder=embedder).reuse == ()
