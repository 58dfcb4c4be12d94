from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.desk.evidence.world import Filled, fill_case

from secondsource.store.evidence.lookups.search import groups_of, search, snippet


def refs(case: str, query: str, kind: str = "statement") -> list[str]:
    return [hit.ref for hit in search(case, query, kind=kind).hits]


def test_words_are_found_whatever_their_case_and_accents(desk: Cast, quarry: Filled) -> None:
    for query in ("avisó", "AVISO", "oscar pena", "Óscar Peña vecinos"):
        assert refs(desk.case, query) == [quarry.statements[3]], query


def test_all_words_must_be_there_and_the_last_may_be_a_beginning(desk: Cast, quarry: Filled) -> None:
    assert set(refs(desk.case, "quarry clo")) == {quarry.statements[0], quarry.statements[1], quarry.statements[4]}
    assert refs(desk.case, "quarry vecinos") == []
    assert refs(desk.case, "clo quarry") == [], "only the last"


def test_a_phrase_stands_together(desk: Cast, quarry: Filled) -> None:
    assert set(refs(desk.case, '"closed on Monday"')) == {quarry.statements[0], quarry.statements[4]}
    assert refs(desk.case, '"Monday on closed"') == []


def test_reports_are_found_by_their_text_and_shown_in_place(desk: Cast, quarry: Filled) -> None:
    (hit,) = search(desk.case, "alcaldesa", kind="report").hits
    assert hit.report_key == quarry.exhibits["02-el-corte.md"]
    assert [piece.text for piece in hit.snippet if piece.found] == ["alcaldesa"]


def test_no_case_finds_anothers_words(desk: Cast, quarry: Filled) -> None:
    assert not search(desk.other_case, "quarry").hits
    assert quarry.statements
    fill_case(desk.other_case, desk.dee)
    assert search(desk.case, "quarry").total == search(desk.other_case, "quarry").total


@pytest.mark.parametrize(
    "query",
    ['"', '" OR 1=1 --', "case_key : x", "words:*", "NEAR(a b)", "a* OR b", "'; DROP TABLE x;", "-", "^zz", "%zz"],
)
def test_operators_of_the_database_are_only_words(desk: Cast, quarry: Filled, query: str) -> None:
    assert search(desk.case, query).total == 0
    assert search(desk.case, "quarry").total > 0
    assert quarry.claim


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60))
def test_no_query_breaks_the_search(desk: Cast, query: str) -> None:
    search(desk.case, query)


@given(st.text(max_size=300), st.text(min_size=1, max_size=8))
def test_a_snippet_shows_the_text_as_it_is(text: str, query: str) -> None:
    groups = groups_of(query)
    if groups:
        pieces = snippet(text, {word for words in groups for word in words}, groups[-1][-1])
        assert "".join(piece.text for piece in pieces).strip("…") in text or len(text) > 200
