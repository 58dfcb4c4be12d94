"""Grades: two axes that never mix, what is missing is not low, and nobody sees what would sway them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.core.vetting.grading.assessment import (
    Assessment,
    Stage,
    begin,
    give_letter,
    seal_digit,
    shown_letters,
)
from secondsource.core.vetting.grading.diagonal import FEWEST, diagonal
from secondsource.core.vetting.grading.grade import (
    Credibility,
    Grade,
    LetterEntry,
    Reliability,
    better,
    digits_open,
    letter_history,
    letter_in_force,
)
from secondsource.core.vetting.grading.pairing import (
    Pair,
    PairStanding,
    differences,
    letter_entry,
    resolve,
    visible,
)
from secondsource.core.vetting.grading.scales import SCALES, scale
from secondsource.errors import RuleError

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
LETTERS = st.sampled_from(Reliability)
DIGITS = st.sampled_from(Credibility)


def letter(value: str, *, topic: str = "tides", day: int = 0) -> LetterEntry:
    return LetterEntry(
        source="Harbour pilot",
        topic=topic,
        letter=Reliability(value),
        by="ada",
        given=NOON + timedelta(days=day),
        reason="seen before",
    )


def started(by: str = "bo", already: tuple[Assessment, ...] = ()) -> Assessment:
    return begin(statement="s-1", source="Harbour pilot", topic="tides", by=by, authors={"author"}, already=already)


def done(by: str, letter: str, digit: str, origins: int | None = 2) -> Assessment:
    sealed = seal_digit(started(by), Credibility(digit), why="fits", origins=origins, at=NOON)
    return give_letter(sealed, Reliability(letter), why="known for years", at=NOON)


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_names_its_version_and_source_and_speaks_two_languages(name: str) -> None:
    found = scale(name)
    assert found.name == name
    assert found.version
    assert len(found.citation) > 20
    for axis in found.axes.values():
        values = [step.value for step in axis.steps]
        assert len(values) == len(set(values))
        for words in (axis.title, *(step.name for step in axis.steps)):
            assert words.en.strip()
            assert words.es.strip()


@given(LETTERS)
def test_f_is_neither_better_nor_worse_than_any_letter(other: Reliability) -> None:
    assert better(Reliability.F, other) is None
    assert better(other, Reliability.F) is None


@given(LETTERS, LETTERS, LETTERS)
def test_the_judged_letters_are_in_a_strict_order(one: Reliability, two: Reliability, three: Reliability) -> None:
    assert better(one, one) in {False, None}
    if better(one, two) and better(two, three):
        assert better(one, three)
    assert not (better(one, two) and better(two, one))


def test_a_letter_is_not_held_against_a_digit() -> None:
    assert better(Reliability.A, Credibility.IMPROBABLE) is None


@pytest.mark.parametrize(("origins", "offered"), [(None, False), (0, False), (1, False), (2, True), (7, True)])
def test_confirmed_is_offered_only_for_two_independent_origins(origins: int | None, offered: bool) -> None:  # noqa: FBT001 - a table
    assert (Credibility.CONFIRMED in digits_open(origins)) is offered
    assert len(digits_open(origins)) == 5 + offered


def test_a_letter_belongs_to_source_and_topic_and_has_a_history() -> None:
    entries = [letter("B", day=2), letter("C", day=1), letter("A", topic="ownership", day=3)]
    assert letter_in_force(entries, "Harbour pilot", "tides") is Reliability.B
    assert [one.letter.value for one in letter_history(entries, "Harbour pilot", "tides")] == ["C", "B"]
    assert letter_in_force(entries, "Harbour pilot", "weather") is Reliability.F


def test_the_letter_is_hidden_until_the_digit_is_sealed() -> None:
    open_one = started()
    assert shown_letters(open_one, [letter("B")]) is None
    sealed = seal_digit(open_one, Credibility.DOUBTFUL, why="nothing else says so", origins=1, at=NOON)
    assert sealed.stage is Stage.LETTER
    assert shown_letters(sealed, [letter("B")]) == (letter("B"),)


def test_a_sealed_digit_stays_as_it_is() -> None:
    sealed = seal_digit(started(), Credibility.DOUBTFUL, why="nothing else", origins=1, at=NOON)
    with pytest.raises(RuleError, match="sealed") as refusal:
        seal_digit(sealed, Credibility.PROBABLY_TRUE, why="the source is good", origins=1, at=NOON)
    assert refusal.value.code == "digit-sealed"


def test_the_letter_cannot_come_first_nor_twice() -> None:
    with pytest.raises(RuleError) as early:
        give_letter(started(), Reliability.A, why="always right", at=NOON)
    assert early.value.code == "letter-too-early"
    with pytest.raises(RuleError) as twice:
        give_letter(done("bo", "A", "2"), Reliability.B, why="second thoughts", at=NOON)
    assert twice.value.code == "letter-given"


@pytest.mark.parametrize("origins", [None, 0, 1])
def test_one_origin_never_confirms(origins: int | None) -> None:
    with pytest.raises(RuleError) as refusal:
        seal_digit(started(), Credibility.CONFIRMED, why="everybody says so", origins=origins, at=NOON)
    assert refusal.value.code == "one-origin"


def test_nobody_grades_what_they_wrote_nor_grades_twice() -> None:
    with pytest.raises(RuleError) as own:
        started("author")
    assert own.value.code == "own-work"
    with pytest.raises(RuleError) as again:
        started("bo", already=(started("bo"),))
    assert again.value.code == "graded-already"


def test_a_reason_is_asked_for() -> None:
    with pytest.raises(RuleError) as refusal:
        seal_digit(started(), Credibility.DOUBTFUL, why="  ", origins=1, at=NOON)
    assert refusal.value.code == "reason-missing"


def test_until_two_are_done_everybody_sees_only_their_own() -> None:
    pair = Pair(statement="s-1", assessments=(done("bo", "B", "2"), started("cy")))
    assert pair.standing is PairStanding.OPEN
    assert [one.by for one in visible(pair, "bo")] == ["bo"]
    assert [one.by for one in visible(pair, "cy")] == ["cy"]
    assert visible(pair, "dee") == ()
    assert pair.grade is None


def test_two_who_agree_make_a_grade() -> None:
    pair = Pair(statement="s-1", assessments=(done("bo", "B", "3"), done("cy", "B", "3")))
    assert pair.standing is PairStanding.AGREED
    assert str(pair.grade) == "B3"
    entry = letter_entry(pair)
    assert entry is not None
    assert (entry.letter, entry.by) == (Reliability.B, "bo+cy")


def test_one_person_twice_is_not_two() -> None:
    pair = Pair(statement="s-1", assessments=(done("bo", "B", "3"), done("bo", "B", "3")))
    assert pair.standing is PairStanding.OPEN


def test_a_difference_is_shown_and_resolved_by_a_third_with_a_reason() -> None:
    pair = Pair(statement="s-1", assessments=(done("bo", "B", "2"), done("cy", "D", "2")))
    assert pair.standing is PairStanding.DIFFER
    assert differences(pair) == ("letter",)
    assert len(visible(pair, "dee")) == 2
    taken = Grade(letter=Reliability.D, digit=Credibility.PROBABLY_TRUE)
    settled = replace(
        pair, resolution=resolve(pair, taken, by="ada", why="it erred in May", authors=["author"], origins=1, at=NOON)
    )
    assert settled.grade == taken
    assert len(settled.assessments) == 2
    entry = letter_entry(settled)
    assert entry is not None
    assert entry.reason == "it erred in May"


@pytest.mark.parametrize(
    ("by", "grade", "code"),
    [("bo", "B2", "own-work"), ("author", "B2", "own-work"), ("ada", "C2", "grade-nobody-gave")],
)
def test_a_resolution_is_refused_to_those_concerned_and_to_middles(by: str, grade: str, code: str) -> None:
    pair = Pair(statement="s-1", assessments=(done("bo", "B", "2"), done("cy", "D", "2")))
    with pytest.raises(RuleError) as refusal:
        resolve(
            pair,
            Grade(letter=Reliability(grade[0]), digit=Credibility(grade[1])),
            by=by,
            why="because",
            authors=["author"],
            origins=1,
            at=NOON,
        )
    assert refusal.value.code == code


def test_confirmed_must_still_be_confirmed_when_it_is_resolved() -> None:
    pair = Pair(statement="s-1", assessments=(done("bo", "B", "1"), done("cy", "B", "2")))
    with pytest.raises(RuleError) as refusal:
        resolve(
            pair,
            Grade(letter=Reliability.B, digit=Credibility.CONFIRMED),
            by="ada",
            why="because",
            authors=[],
            origins=1,
            at=NOON,
        )
    assert refusal.value.code == "one-origin"


@given(st.lists(st.tuples(LETTERS, DIGITS), max_size=60))
def test_missing_grades_count_in_no_rate(pairs: list[tuple[Reliability, Credibility]]) -> None:
    grades = [Grade(letter=one, digit=other) for one, other in pairs]
    found = diagonal(grades)
    assert found.judged + found.missing == len(grades)
    assert found.on <= found.judged
    judged = [grade for grade in grades if not grade.letter.missing and not grade.digit.missing]
    assert (found.judged, found.on) == (diagonal(judged).judged, diagonal(judged).on)


def test_the_diagonal_alarms_a_desk_whose_digits_follow_its_letters() -> None:
    follows = [
        Grade(letter=Reliability(one), digit=Credibility(two)) for one, two in zip("ABCDE", "12345", strict=True)
    ]
    assert diagonal(follows).rate is None, "too few to say"
    found = diagonal(follows * 5)
    assert found.rate == 1.0
    assert found.alarm
    assert found.by_chance == pytest.approx(0.2)


def test_a_desk_that_meets_only_good_sources_with_good_news_is_not_alarmed() -> None:
    found = diagonal([Grade(letter=Reliability.B, digit=Credibility.PROBABLY_TRUE)] * FEWEST)
    assert found.rate == 1.0
    assert not found.alarm, "by chance alone it would be the same"
