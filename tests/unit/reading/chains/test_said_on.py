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
