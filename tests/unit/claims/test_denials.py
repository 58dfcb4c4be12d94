"""What a no refuses, who said yes, and which day a plan is for, in an invented story in two languages."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.claims.story import Story
from tests.unit.claims.test_clashes import between
from tests.unit.claims.test_weigh import weighed

from secondsource.analysis.claims.clashes.days import planned_days
from secondsource.analysis.claims.meaning.facets import Act, facets_of
from secondsource.analysis.claims.meaning.refusal import refused_stems, refused_text, says_no, stems_of
from secondsource.core.vetting.finding import ContradictionKind
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Position


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("there is no hidden sluice under the dam", True),
        ("nadie ha tocado las compuertas", True),
        ("not only the divers but the keepers saw it", False),
        ("no solo los buzos lo vieron", False),
        ("the divers saw it", False),
    ],
)
def test_a_no_that_refuses_is_told_from_one_that_does_not(text: str, refuses: bool) -> None:  # noqa: FBT001
    assert says_no(text) is refuses


def test_a_no_governs_its_own_clause_only() -> None:
    text = "the gates are sound, and no hidden sluice exists"
    assert refused_stems(text) == stems_of("hidden sluice exists")
    assert refused_text(text) == "and hidden sluice exists"


def test_what_is_refused_is_given_without_the_no_in_spanish() -> None:
    assert refused_text(fold("No existe ninguna compuerta oculta, dijo")) == "existe compuerta oculta"


def test_an_envelope_is_a_word_and_about_is_none() -> None:
    assert "sobre" in stems_of("tuvo en la mano un sobre")
    assert "sobre" not in stems_of("hablo sobre la presa")


def test_a_no_answers_what_stands_beside_it_in_words_no_lexicon_knows() -> None:
    told = Story()
    yes = told.say("alder.md", "an engineer", "a hidden sluice runs beneath the boathouse")
    no = told.say("alder.md", "Lena Quist", "no sluice has ever been built beneath the boathouse")
    assert between(told, yes, no)


def test_two_who_say_no_to_the_same_thing_do_not_clash() -> None:
    told = Story()
    one = told.say("alder.md", "Lena Quist", "no diver has drowned in the lake", position=Position.DENIES)
    other = told.say(
        "birch.md", "Omar Vidal", "ningún buzo se ha ahogado en el lago", position=Position.DENIES, language="es"
    )
    assert not between(told, one, other)


def test_a_name_for_something_is_held_against_nothing() -> None:
    told = Story()
    label = told.say("alder.md", "Lena Quist", "forged", position=Position.DENIES)
    told.say("alder.md", "an engineer", "the letter about the gates is genuine")
    assert all(label not in {c.a, c.b} for c in weighed(told).contradictions)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the gates open on 25 May, not on the 18th", {25}),
        ("las compuertas se abren el 25 de mayo, no el 18", {25}),
        ("sigue en pie para el 18 de mayo", {18}),
        ("it opens on Thursday as we always said", {15}),
        ("we open three gates", set()),
    ],
)
def test_the_day_of_a_plan(text: str, days: set[int]) -> None:
    assert planned_days(text, date(2031, 5, 12)) == days


def test_a_plan_for_two_days_clashes_between_speakers_and_is_superseded_by_its_own() -> None:
    told = Story()
    first = told.say(
        "alder.md",
        "River Crew",
        "we will publish the logs of the dam on 18 May",
        on=date(2031, 5, 2),
        position=Position.ANNOUNCES_THREAT,
        published=date(2031, 5, 3),
    )
    other = told.say(
        "birch.md",
        "Lena Quist",
        "the publication of the logs goes ahead on 25 May",
        on=date(2031, 5, 6),
        position=Position.ANNOUNCES_RESUME,
        published=date(2031, 5, 7),
    )
    own = told.say(
        "cedar.md",
        "River Crew",
        "the publication of the logs of the dam is postponed to 30 May",
        on=date(2031, 5, 8),
        position=Position.ANNOUNCES_DELAY,
        published=date(2031, 5, 9),
    )
    assert [c.kind for c in between(told, first, other)] == [ContradictionKind.CONTRADICTS]
    assert [c.kind for c in between(told, first, own)] == [ContradictionKind.SUPERSEDES]


@pytest.mark.parametrize(
    ("text", "language", "position", "act"),
    [
        ("the crew will not publish the logs", "en", Position.DENIES, Act.CANCEL),
        ("no publicará los registros de la presa", "es", Position.DENIES, Act.CANCEL),
        ("la fecha se mantiene", "es", Position.AFFIRMS, Act.RESUME),
        ("the logs are forged", "en", Position.DENIES, None),
    ],
)
def test_a_plan_taken_back_by_a_plain_no(text: str, language: str, position: Position, act: Act | None) -> None:
    assert facets_of(text, language, position).act is act


@pytest.mark.parametrize(
    ("content", "claim"),
    [
        ("that the keeper was arrested at the gate", "The keeper was arrested at the gate"),
        ("itself the crew has threatened the keeper", "The crew has threatened the keeper"),
        ("“the keeper” was said to have “gone home", "“the keeper” was said to have “gone home”"),
    ],
)
def test_a_claim_reads_as_a_sentence(content: str, claim: str) -> None:
    told = Story()
    told.say("alder.md", "Lena Quist", content)
    (found,) = weighed(told).claims
    assert found.text == claim
