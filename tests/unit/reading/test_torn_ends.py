from __future__ import annotations

import pytest
from tests.unit.reading.chains.marked import read_marks

from secondsource.analysis.reading.added.torn_ends import FIRED, with_mended_ends


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        (
            "[1:The guild] <1:promised> {1:to name the clerks who}, [2:it] <2:says>, {2:took the money}.",
            "to name the clerks who, it says, took the money",
        ),
        (
            "[1:El gremio] <1:prometió> {1:dar los nombres de los que}, <2:según> [2:dice], {2:cobraron}.",
            "dar los nombres de los que, según dice, cobraron",
        ),
    ],
)
def test_a_content_runs_on_over_an_aside(marked: str, whole: str) -> None:
    read = read_marks(marked)
    mended = with_mended_ends(read.text, read.attributions)
    assert [one.content.of(read.text) for one in mended if FIRED in one.fired] == [whole]
    assert len(mended) == 2


@pytest.mark.parametrize(
    "marked",
    [
        "[1:The guild] <1:asked> {1:who}. [2:It] <2:says> {2:nobody came}.",
        "[1:The guild] <1:said> {1:it knew the clerks}, and [2:Pell] <2:said> {2:they had left}.",
    ],
)
def test_what_is_whole_stays(marked: str) -> None:
    read = read_marks(marked)
    assert with_mended_ends(read.text, read.attributions) == list(read.attributions)


def test_what_a_group_calls_itself_is_its_name() -> None:
    read = read_marks("[1:A circle that] <1:calls itself> {1:the Night Watch has threatened to open the gates}.")
    (one,) = with_mended_ends(read.text, read.attributions)
    assert one.source is not None
    assert one.cue is not None
    told = [span.of(read.text) for span in (one.source, one.cue, one.content)]
    assert told == ["the Night Watch", "has threatened", "to open the gates"]
