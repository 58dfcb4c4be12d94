from __future__ import annotations

import pytest
from tests.unit.reading.chains.marked import read_marks

from secondsource.analysis.reading.added.second_clauses import FIRED, with_second_clauses


def second(marked: str) -> list[str]:
    read = read_marks(marked)
    return [
        one.content.of(read.text) for one in with_second_clauses(read.text, read.attributions) if FIRED in one.fired
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[1:Pell] <1:said> {1:that the mill was safe and that nobody had called}.", ["that nobody had called"]),
        (
            "[1:Pell] <1:said> {1:the mill was safe, that he slept, and that the river was low but that it rose}.",
            ["that the river was low", "that it rose"],
        ),
        ("[1:Peral] <1:dijo> {1:que el molino es seguro y que nadie ha llamado}.", ["que nadie ha llamado"]),
        (
            "[1:Peral] <1:negó> {1:que haya grietas, ni que falte agua, y que el río baje}.",
            ["que falte agua", "que el río baje"],
        ),
    ],
)
def test_a_further_clause_is_a_statement_of_its_own(marked: str, expected: list[str]) -> None:
    assert second(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[1:Pell] <1:said> {1:the mill was safe and that part of it was new}.",
        "{1:The mill is safe and that the river is low, [1:Pell] <1:said>}.",
        "[1:Pell] <1:said> {1:“it is safe and that the river is low is plain”}.",
        "[1:Peral] <1:dijo> {1:que el molino es seguro y nadie ha llamado}.",
        "[1:Peral] <1:dijo> {1:«que es seguro y que nadie llama»}.",
    ],
)
def test_doubtful_borders_make_none(marked: str) -> None:
    assert second(marked) == []


def test_the_inner_speaker_keeps_what_may_be_his() -> None:
    marked = "[1:Pell] <1:said> {1:that [2:Odo] had <2:heard> {2:that it was off and that the boat sank}}."
    assert second(marked) == ["that the boat sank"]


def test_the_whole_and_its_speaker_stay() -> None:
    read = read_marks("[1:Pell] <1:said> {1:that the mill was safe and that nobody had called}.")
    whole, added = with_second_clauses(read.text, read.attributions)
    assert whole == read.attributions[0]
    assert (added.source, added.cue) == (whole.source, whole.cue)
