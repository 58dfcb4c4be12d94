"""Line by line: by somebody else, on the words as they are, with a proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.core.vetting.lines.check import LineMark, LineState, lines_of, mark, open_lines, standings
from secondsource.errors import RuleError

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
TEXT = "The quay was closed at six. Dr. Vale saw it, and J. Orme “did not.” Nobody was hurt.\nThe port says nothing."


def complete(line: str, by: str = "bo", minutes: int = 0) -> LineMark:
    return LineMark(line=line, state=LineState.COMPLETE, by=by, at=NOON + timedelta(minutes=minutes), proof=("s-1",))


def test_a_text_is_cut_into_lines_and_abbreviations_do_not_tear_them() -> None:
    assert [line.text for line in lines_of(TEXT)] == [
        "The quay was closed at six.",
        "Dr. Vale saw it, and J. Orme “did not.”",
        "Nobody was hurt.",
        "The port says nothing.",
    ]


@given(st.text(max_size=300))
def test_nothing_of_a_text_is_left_unchecked(text: str) -> None:
    lines = lines_of(text)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    assert len({line.id for line in lines}) == len(lines)


def test_a_changed_line_is_open_again_and_no_other() -> None:
    marks = [complete(line.id) for line in lines_of(TEXT)]
    assert open_lines(standings(lines_of(TEXT), marks, authors={"ada"})) == ()
    changed = TEXT.replace("six", "seven")
    assert [one.line.number for one in open_lines(standings(lines_of(changed), marks, authors={"ada"}))] == [1]


def test_the_author_checks_nothing_and_their_marks_never_count() -> None:
    line = lines_of(TEXT)[0]
    with pytest.raises(RuleError) as refusal:
        mark(lines_of(TEXT), complete(line.id, by="ada"), authors={"ada"})
    assert refusal.value.code == "own-work"
    assert len(open_lines(standings([line], [complete(line.id, by="ada")], authors={"ada"}))) == 1
    assert len(open_lines(standings([line], [complete(line.id, by="bo")], authors={"ada", "bo"}))) == 1


def test_a_question_opens_a_line_that_was_complete() -> None:
    line = lines_of(TEXT)[0]
    asked = LineMark(
        line=line.id, state=LineState.QUESTION, by="cy", at=NOON + timedelta(hours=1), words="Who closed it?"
    )
    assert len(open_lines(standings([line], [asked, complete(line.id)], authors={"ada"}))) == 1
    answered = complete(line.id, by="cy", minutes=120)
    assert open_lines(standings([line], [answered, asked, complete(line.id)], authors={"ada"})) == ()


def test_a_complete_line_has_its_proof_or_claims_nothing() -> None:
    lines = lines_of(TEXT)
    with pytest.raises(RuleError) as refusal:
        mark(lines, replace(complete(lines[0].id), proof=()), authors={"ada"})
    assert refusal.value.code == "proof-missing"
    mark(lines, replace(complete(lines[0].id), proof=(), no_fact=True), authors={"ada"})
    with pytest.raises(RuleError) as silent:
        mark(lines, replace(complete(lines[0].id), state=LineState.COMMENT), authors={"ada"})
    assert silent.value.code == "reason-missing"
    with pytest.raises(RuleError) as gone:
        mark(lines, complete("l-000000000000"), authors={"ada"})
    assert gone.value.code == "line-gone"
