"""Statements that clash across reports, in an invented story: who is held, who took money, what was taken back."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.claims.story import Story
from tests.unit.claims.test_weigh import claim_with, weighed

from secondsource.analysis.claims.meaning.facets import Act, facets_of
from secondsource.core.vetting.finding import Contradiction, ContradictionKind
from secondsource.core.vetting.statement import Position


def between(story: Story, one: str, other: str) -> list[Contradiction]:
    return [c for c in weighed(story).contradictions if {c.a, c.b} == {one, other}]


def test_opposite_answers_of_different_reports_clash_in_two_languages() -> None:
    told = Story()
    yes = told.say(
        "alder.md", "a neighbour", "the diver was dragged into a van outside the boathouse", on=date(2031, 5, 2)
    )
    no = told.say("birch.md", "Lena Quist", "nadie ha sido secuestrado en el embarcadero", language="es")
    assert between(told, yes, no)


def test_what_somebody_denies_of_himself_clashes_with_who_names_him() -> None:
    told = Story()
    charge = told.say(
        "alder.md", "an engineer", "the works were given to a friend of Omar Vidal for a share of the price"
    )
    told.say("cedar.md", "River Crew", "the water stands two metres below the rim")
    denial = told.say(
        "birch.md", "Omar Vidal", "I have never seen a single peso of that money", position=Position.DENIES
    )
    assert between(told, charge, denial)


def test_an_outlet_that_owns_up_corrects_its_own_report() -> None:
    told = Story()
    first = told.say(
        "alder.md", "an engineer", "the keeper Tomas Brel was arrested last night", published=date(2031, 5, 3)
    )
    later = told.say(
        "alder.later.md", "Lena Quist", "the keeper Tomas Brel has not been arrested", published=date(2031, 5, 5)
    )
    told.say("alder.later.md", "The Alder", "Our story was wrong and we apologise", published=date(2031, 5, 5))
    kinds = [c.kind for c in between(told, first, later)]
    assert kinds == [ContradictionKind.CORRECTS]


def test_a_speakers_later_no_to_its_own_yes_is_a_correction() -> None:
    told = Story()
    first = told.say("alder.md", "Lena Quist", "two divers were injured at the gate", on=date(2031, 5, 2))
    later = told.say("birch.md", "Lena Quist", "no divers were injured at the gate", on=date(2031, 5, 6))
    (found,) = between(told, first, later)
    assert found.kind is ContradictionKind.CORRECTS
    assert found.a == later


@pytest.mark.parametrize(
    ("text", "language", "dimension", "sign"),
    [
        ("nobody has been suspended", "en", "removed", -1),
        ("two days after his suspension", "en", "removed", 1),
        ("lo suspendieron el martes", "es", "removed", 1),
        ("the keeper is on unpaid leave", "en", "removed", -1),
        ("could neither confirm nor rule out a kidnapping", "en", "held", None),
        ("the minister pocketed a tenth of the price", "en", "bribed", 1),
        ("we did not want anybody to be hurt", "en", "hurt", None),
        ("those pages are not ours", "en", "claimed", -1),
        ("la empresa se desmarca de la lista", "es", "claimed", -1),
        ("they opened a file on Monday", "en", "reported", 1),
        ("no consta denuncia alguna", "es", "reported", -1),
    ],
)
def test_predicates_of_office_and_records(text: str, language: str, dimension: str, sign: int | None) -> None:
    assert facets_of(text, language).sign(dimension) == sign


@pytest.mark.parametrize(
    ("text", "language", "act"),
    [
        ("the nurse was suspended", "en", None),
        ("the opening was suspended", "en", Act.CANCEL),
        ("the files come out on Tuesday", "en", Act.THREATEN),
        ("el jueves verán la luz las cartas", "es", Act.THREATEN),
    ],
)
def test_a_person_suspended_is_no_plan_called_off(text: str, language: str, act: Act | None) -> None:
    assert facets_of(text, language, Position.AFFIRMS).act is act


def test_whoever_says_nearly_the_same_raises_the_upper_figure_only() -> None:
    told = Story()
    yes = told.say("alder.md", "Lena Quist", "the gates were bought without a tender in the spring")
    before = claim_with(weighed(told), yes).origins
    told.say("birch.md", "Hydrology Institute", "a direct award to one firm")
    after = claim_with(weighed(told), yes).origins
    assert (before.low, before.high) == (1, 1)
    assert after.low == 1
    assert after.high in {1, 2}
    assert after.high == 1 or any("upper figure" in reason for reason in after.reasons)


def test_parties_to_one_plan_count_once_at_worst() -> None:
    told = Story()
    for day, (file, speaker) in enumerate((("alder.md", "River Crew"), ("birch.md", "Lena Quist")), start=3):
        told.say(
            file,
            speaker,
            "the opening of the gates has been called off",
            on=date(2031, 5, day),
            position=Position.ANNOUNCES_CANCEL,
        )
    found = claim_with(weighed(told), told.statements[0].id).origins
    assert found.low == 1
    assert found.high == 2
