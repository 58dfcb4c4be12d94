from __future__ import annotations

from datetime import date

import pytest
from tests.unit.reading.chains.marked import made

CASES = [
    ("[1:Mara Quill] <1:said> on Tuesday {1:the dam held}.", "en", date(2021, 3, 16)),
    ("On Sunday night [1:Mara Quill] <1:said> {1:the dam held}.", "en", date(2021, 3, 14)),
    ("[1:Mara Quill] <1:told> The Lantern {1:the dam held}.", "en", date(2021, 3, 17)),
    ("[1:Mara Quill] <1:told> this newspaper {1:the dam held}.", "en", date(2021, 3, 17)),
    ("[1:A video dated 6 March] <1:says> {1:no}. [2:It] <2:adds> {2:the dam will fall}.", "en", date(2021, 3, 6)),
    ("[1:A video] <1:says> {1:no}.\n\nThe video, posted on 6 March, was seen widely.", "en", date(2021, 3, 6)),
    ("[1:Mara Quill] <1:said> {1:the dam opens on Friday}.", "en", None),
    ("[1:Mara Quill] <1:said> {1:the dam held}.", "en", None),
    ("[1:Mara Quill] <1:said> late last month {1:the dam held}.", "en", None),
    ("[1:Mara Quill, who on Monday lost her boat,] <1:said> {1:the dam held}.", "en", None),
    ("According to the statement, [1:Mara Quill] <1:said> {1:the dam opens on 6 March}.", "en", None),
    ("[1:Mara Quiroz] <1:dijo> el lunes {1:que resistió}.", "es", date(2021, 3, 15)),
    ("[1:Mara Quiroz] <1:dijo> a este diario {1:que resistió}.", "es", date(2021, 3, 17)),
    (
        "[1:Un video del 6 de marzo] <1:dice> {1:que no}. [2:El mensaje] <2:añade> {2:que caerá}.",
        "es",
        date(2021, 3, 6),
    ),
    ("El 2 de marzo, [1:Mara Quiroz] <1:dijo> {1:que resistió}.", "es", date(2021, 3, 2)),
    ("[1:Mara Quiroz] <1:dijo> {1:que el dique abre el viernes}.", "es", None),
    ("Hace un mes [1:Mara Quiroz] <1:dijo> {1:que resistió}.", "es", None),
]


@pytest.mark.parametrize(("marked", "language", "expected"), CASES)
def test_day_of_saying(marked: str, language: str, expected: date | None) -> None:
    statement = made(marked, language)[-1]
    assert statement.said_on == expected
    assert statement.said_on_basis


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        ("[1:Mara Quill] <1:said> on Monday {1:the dam held}. [2:Odo Pell] <2:replied> {2:no}.", "en", 15),
        ("[1:Mara Quiroz] <1:dijo> el lunes {1:que resistió}. [2:Odo Peral] <2:replicó> {2:que no}.", "es", 15),
        ("[1:Mara Quill] <1:said> on Monday {1:the dam held}. [2:Odo Pell] <2:thinks> {2:not}.", "en", None),
        ("[1:The institute] <1:said> on Monday {1:no}. [2:Its director, Odo Pell,] <2:added> {2:never}.", "en", 15),
        ("[1:El instituto] <1:dijo> el lunes {1:que no}. [2:Su directora, Ada Peral,] <2:dijo> {2:nunca}.", "es", 15),
    ],
)
def test_an_answer_has_the_day_of_what_it_answers(marked: str, language: str, expected: int | None) -> None:
    day = made(marked, language)[-1].said_on
    assert day == (date(2021, 3, expected) if expected else None)


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        (
            "[1:Mara Quill] <1:wrote> on Monday {1:no}. Four days earlier [2:she] <2:had said> {2:yes}.",
            "en",
            date(2021, 3, 11),
        ),
        (
            "El canal habló ayer.\n\nLa víspera, [1:Mara Quiroz] <1:había dicho> {1:que no}.",
            "es",
            date(2021, 3, 15),
        ),
        (
            "El lunes [1:Mara Quiroz] <1:dijo> {1:que no}. Al día siguiente, [2:Odo Peral] <2:negó> {2:todo}.",
            "es",
            date(2021, 3, 16),
        ),
        (
            "The works shut on Sunday. That same night [1:Odo Pell] <1:said> {1:no}.",
            "en",
            date(2021, 3, 14),
        ),
        (
            "The works shut on Sunday. Two days before, a tank leaked. At 4.20 p.m. [1:Odo Pell] <1:said> {1:no}.",
            "en",
            date(2021, 3, 14),
        ),
        ("La planta cerró el domingo. A las 16.20 [1:Odo Peral] <1:dijo> {1:que no}.", "es", date(2021, 3, 14)),
        ("[1:Mara Quill] <1:said> {1:the day before, 3 March, was dry}.", "en", None),
    ],
)
def test_a_day_counts_from_the_one_told_before_it(marked: str, language: str, expected: date | None) -> None:
    assert made(marked, language)[-1].said_on == expected


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("{1:“We will mend it,” [1:Mara Quill] <1:said> on Monday, “and pay.”}", "en"),
        ("{1:The weir, [1:Mara Quill] <1:said> on Monday in Lund, would hold}.", "en"),
        ("{1:«Lo haremos», <1:dijo> [1:Mara Quiroz] el lunes, «y pronto».}", "es"),
    ],
)
def test_the_day_stands_in_the_aside_that_words_run_around(marked: str, language: str) -> None:
    assert made(marked, language)[-1].said_on == date(2021, 3, 15)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("[1:A woman who answered the line late on Monday] <1:said> {1:no}.", "en"),
        ("[1:Un portavoz, consultado el lunes,] <1:dijo> {1:que no}.", "es"),
    ],
)
def test_a_day_in_the_source_counts_when_it_tells_of_the_talk(marked: str, language: str) -> None:
    assert made(marked, language)[-1].said_on == date(2021, 3, 15)


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        ("The works shut on Sunday. [1:Odo Pell] <1:said> {1:no}.", "en", date(2021, 3, 14)),
        ("La planta cerró el domingo. [1:Odo Peral] <1:dijo> {1:que no}.", "es", date(2021, 3, 14)),
        ("The works shut this morning.\n\n[1:Odo Pell] <1:said> {1:no}.", "en", date(2021, 3, 17)),
        ("La planta cerró hoy.\n\n[1:Odo Peral] <1:dijo> {1:que no}.", "es", date(2021, 3, 17)),
        ("The works shut on Sunday.\n\n[1:Odo Pell] <1:said> {1:no}.", "en", None),
        ("The works shut on Sunday. [1:Odo Pell] <1:had said> {1:no}.", "en", None),
        ("La planta cerró hoy.\n\n[1:Odo Peral] <1:había dicho> {1:que no}.", "es", None),
        ("The works shut on Sunday. [1:Odo Pell] <1:fears> {1:more}.", "en", None),
        ("The works shut today.\n\n[1:A leaflet] <1:says> {1:no}.", "en", None),
    ],
)
def test_words_without_a_day_happen_in_the_one_just_told(marked: str, language: str, expected: date | None) -> None:
    statement = made(marked, language)[-1]
    assert statement.said_on == expected
    assert expected is None or (statement.said_on_basis or "").startswith("assumed: ")
