"""What is taken back, admitted or put back in force, and each quarrel once, in an invented story in two languages."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.claims.story import Story
from tests.unit.claims.test_clashes import between
from tests.unit.claims.test_weigh import weighed

from secondsource.analysis.claims.meaning.facets import Act, facets_of
from secondsource.core.vetting.finding import ContradictionKind
from secondsource.core.vetting.statement import Position


@pytest.mark.parametrize(
    ("own_words", "language"),
    [
        ("That was wrong, and we withdraw it without reservation.", "en"),
        ("Esa información era falsa y pedimos disculpas a su familia.", "es"),
    ],
)
def test_an_outlets_word_on_what_stands_above_it_takes_back_its_earlier_report(own_words: str, language: str) -> None:
    told = Story()
    first = told.say(
        "alder.md", "an engineer", "the keeper Tomas Brel opened the sluice at night", published=date(2031, 5, 3)
    )
    told.say("alder.md", "Lena Quist", "the water stands two metres below the rim", published=date(2031, 5, 3))
    told.say(
        "alder.later.md", "Hydrology Institute", "keeper Tomas Brel never opened the sluice", published=date(2031, 5, 5)
    )
    later = told.say("alder.later.md", "The Alder", own_words, published=date(2031, 5, 5), language=language)
    assert [c.kind for c in between(told, first, later)] == [ContradictionKind.CORRECTS]


def test_what_is_told_again_right_above_an_outlets_own_word_is_what_it_takes_back() -> None:
    told = Story()
    again = told.say(
        "alder.md",
        "an engineer",
        "que Tomas Brel habría abierto la compuerta",
        on=date(2031, 5, 1),
        published=date(2031, 5, 5),
        language="es",
    )
    later = told.say("alder.md", "The Alder", "Esa información era falsa.", published=date(2031, 5, 5), language="es")
    assert [c.kind for c in between(told, again, later)] == [ContradictionKind.CORRECTS]


@pytest.mark.parametrize(
    ("earlier", "later", "language"),
    [
        (
            "she learned of the crack in the dam on 10 June",
            "she had been warned of the crack in the dam on 2 May, and not, as she had maintained, on 10 June",
            "en",
        ),
        (
            "que supo de la grieta de la presa el 10 de junio",
            "que la avisaron de la grieta de la presa el 2 de mayo y no, como había dicho, el 10 de junio",
            "es",
        ),
    ],
)
def test_who_puts_aside_what_was_said_before_corrects_it(earlier: str, later: str, language: str) -> None:
    told = Story()
    first = told.say("alder.md", "Lena Quist", earlier, on=date(2031, 6, 12), language=language)
    told.say("alder.md", "Lena Quist", "the boathouse is painted green", on=date(2031, 6, 12))
    second = told.say("birch.md", "Lena Quist", later, on=date(2031, 6, 20), language=language)
    assert [(c.a, c.kind) for c in between(told, first, second)] == [(second, ContradictionKind.CORRECTS)]


def test_an_admission_stands_on_the_timeline_as_confirmed() -> None:
    told = Story()
    said = told.say("alder.md", "Lena Quist", "the divers did not know of the crack until Friday", on=date(2031, 5, 6))
    assert [(t.act, t.statements) for t in weighed(told).timeline] == [("confirmed", (said,))]


def test_what_was_denied_and_is_later_said_to_be_so_is_superseded() -> None:
    told = Story()
    first = told.say(
        "alder.md",
        "Hydrology Institute",
        "a pure invention, that report about a crack in the dam",
        on=date(2031, 5, 2),
        position=Position.DENIES,
    )
    later = told.say(
        "birch.md",
        "Hydrology Institute",
        "the report about the dam was written by one of its own engineers",
        on=date(2031, 5, 8),
    )
    assert [(c.a, c.kind) for c in between(told, first, later)] == [(later, ContradictionKind.SUPERSEDES)]


def test_disbelief_is_held_against_what_it_answers_in_its_report() -> None:
    told = Story()
    claim = told.say("alder.md", "River Crew", "the captured diver was released and is in good health")
    doubt = told.say(
        "alder.md",
        "Lena Quist",
        "it impossible to believe that a captured diver was released for such a threat",
        position=Position.DOUBTS,
    )
    assert between(told, claim, doubt)


def test_of_two_things_said_in_one_breath_the_act_alone_clashes() -> None:
    told = Story()
    whole = "the diver is safe and the opening of the gates would go ahead on Friday"
    told.say("alder.md", "Lena Quist", whole, on=date(2031, 5, 3), position=Position.ANNOUNCES_RESUME)
    part = told.cut("alder.md", "the opening of the gates would go ahead on Friday")
    off = told.say(
        "alder.md",
        "River Crew",
        "the opening of the gates is called off for good",
        on=date(2031, 5, 4),
        position=Position.ANNOUNCES_CANCEL,
    )
    assert between(told, part, off)


def test_relays_of_one_quarrel_stand_behind_the_others() -> None:
    told = Story()
    for n, file in enumerate(("alder.md", "birch.md", "cedar.md", "dogwood.md")):
        told.say(file, "Lena Quist", "no diver has drowned in the lake", on=date(2031, 5, 2 + n))
        told.say(file, "a neighbour", "a diver has drowned in the lake", on=date(2031, 5, 2 + n))
    yes = told.say("elm.md", "Omar Vidal", "the gates were bought without a tender")
    no = told.say("elm.md", "Hydrology Institute", "there was no purchase of gates without a tender")
    found = [{c.a, c.b} for c in weighed(told).contradictions]
    assert {yes, no} in found[:2]


@pytest.mark.parametrize(
    ("text", "language", "dimension", "sign"),
    [
        ("the mill will be running again on Monday", "en", "running", 1),
        ("it had received no application to restart the mill", "en", "running", -1),
        ("no se ha autorizado el arranque del molino", "es", "running", -1),
        ("to go back indoors and close their windows", "en", "sheltering", 1),
        ("the order has been lifted", "en", "sheltering", -1),
        ("to stay indoors, three hours after the board had told them the order was lifted", "en", "sheltering", 1),
        ("ya pueden abrir las ventanas", "es", "sheltering", -1),
        ("nobody has broken into the archive", "en", "entered", -1),
        ("hubo un acceso indebido al archivo", "es", "entered", 1),
        ("the maps were handed over to the judge", "en", "handed", 1),
        ("sigo trabajando como todos los días", "es", "resigned", -1),
    ],
)
def test_predicates_of_orders_plants_and_archives(text: str, language: str, dimension: str, sign: int) -> None:
    assert facets_of(text, language).sign(dimension) == sign


@pytest.mark.parametrize(
    ("text", "language", "act"),
    [
        ("no hay cambio de fecha", "es", Act.RESUME),
        ("the date is the date", "en", Act.RESUME),
        ("the men came back on Friday", "en", None),
        ("the paper stands by its story", "en", None),
    ],
)
def test_a_plan_that_is_on_by_a_plain_no_to_change(text: str, language: str, act: Act | None) -> None:
    position = Position.DENIES if text.startswith("no ") else Position.AFFIRMS
    assert facets_of(text, language, position).act is act
