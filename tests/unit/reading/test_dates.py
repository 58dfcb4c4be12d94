from __future__ import annotations

from datetime import date

import pytest

from secondsource.analysis.reading import dates
from secondsource.core.vetting.report import Span

PUBLISHED = date(2021, 3, 17)  # a Wednesday


def days(text: str, published: date | None = PUBLISHED) -> list[date | None]:
    return [found.day for found in dates.find(text, Span(0, len(text)), published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("she said on Tuesday", date(2021, 3, 16)),
        ("she said on Wednesday", date(2021, 3, 17)),
        ("she said on Thursday", date(2021, 3, 11)),
        ("published online Sunday night", date(2021, 3, 14)),
        ("he said yesterday", date(2021, 3, 16)),
        ("he said last night", date(2021, 3, 16)),
        ("he said today", date(2021, 3, 17)),
        ("he said two days ago", date(2021, 3, 15)),
        ("dated 6 October", date(2020, 10, 6)),
        ("a message of Feb. 3", date(2021, 2, 3)),
        ("on March 2, 2019,", date(2019, 3, 2)),
        ("on the 2nd of March", date(2021, 3, 2)),
        ("on 2021-03-05", date(2021, 3, 5)),
        ("dijo el pasado sábado", date(2021, 3, 13)),
        ("dijo el lunes", date(2021, 3, 15)),
        ("dijo este miércoles", date(2021, 3, 17)),
        ("el 31 de enero", date(2021, 1, 31)),
        ("el 31 de octubre", date(2020, 10, 31)),
        ("el 2 de marzo de 2019", date(2019, 3, 2)),
        ("dijo ayer", date(2021, 3, 16)),
        ("dijo anteayer", date(2021, 3, 15)),
        ("dijo anoche", date(2021, 3, 16)),
        ("hace tres días", date(2021, 3, 14)),
        ("dijo hoy", date(2021, 3, 17)),
        ("horas antes", date(2021, 3, 17)),
    ],
)
def test_day(text: str, expected: date) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "late last month",
        "last week",
        "hace un mes",
        "el mes pasado",
        "early in October",
        "meses atrás",
        "a finales de 2011",
    ],
)
def test_vague_expressions_have_no_day_but_a_reason(text: str) -> None:
    (found,) = dates.find(text, Span(0, len(text)), PUBLISHED)
    assert found.day is None
    assert "too vague" in found.basis


@pytest.mark.parametrize(
    "text",
    [
        "before Saturday",
        "until Friday",
        "next Monday",
        "el próximo lunes",
        "antes del sábado",
        "hasta el viernes",
        "el viernes que viene",
    ],
)
def test_deadlines_and_plans_are_no_days_of_saying(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize("text", ["on Tuesday", "ayer", "6 October", "hace dos días"])
def test_without_a_publication_date_relative_expressions_stay_open(text: str) -> None:
    assert days(text, None) == [None]


@pytest.mark.parametrize("text", ["31 February", "February 30, 2020", "2020-13-01"])
def test_impossible_days_stay_open(text: str) -> None:
    assert days(text) == [None]


def test_basis_names_the_words() -> None:
    (found,) = dates.find("said on Tuesday", Span(0, 15), PUBLISHED)
    assert "Tuesday" in found.basis


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The day before, she wrote", -1),
        ("two days earlier she wrote", -2),
        ("the night before that he wrote", -1),
        ("a week earlier", -7),
        ("the following morning", 1),
        ("three days later", 3),
        ("that same night", 0),
        ("hours later", 0),
        ("la víspera", -1),
        ("dos días antes", -2),
        ("una semana antes", -7),
        ("al día siguiente", 1),
        ("tres días después", 3),
        ("esa misma noche", 0),
        ("horas más tarde", 0),
    ],
)
def test_words_that_count_from_a_day_told_say_how_far(text: str, counted: int) -> None:
    (found,) = dates.find(text, Span(0, len(text)), PUBLISHED)
    assert found.counted == counted


@pytest.mark.parametrize(
    "text",
    ["the day before the vote", "the day after the flood", "la víspera del juicio", "the day before Brown left"],
)
def test_a_day_counted_from_something_else_is_no_day(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two weeks ago", date(2021, 3, 3)),
        ("hace una semana", date(2021, 3, 10)),
        ("twelve days ago", date(2021, 3, 5)),
        ("horas antes del cierre", date(2021, 3, 17)),
    ],
)
def test_weeks_and_hours_count_from_publication(text: str, expected: date) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize("text", ["on 2 April", "el 30 de mayo"])
def test_a_day_shortly_ahead_is_one_to_come(text: str) -> None:
    (found,) = dates.find(text, Span(0, len(text)), PUBLISHED)
    assert found.day is None
    assert "ahead" in found.basis


@pytest.mark.parametrize("text", ["at 4.20 p.m.", "a las 13.05", "that same evening", "al día siguiente"])
def test_what_counts_from_a_day_told_is_open_where_none_is(text: str) -> None:
    assert days(text) == [None]
