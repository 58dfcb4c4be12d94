"""Laws of tracing: what must hold whatever the folder."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.tracing.story import REPORTS, STATEMENTS

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.tracing import dated, trace
from secondsource.analysis.tracing.reuse.alignment import shared_passages
from secondsource.analysis.tracing.reuse.shingles import words_of
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Speaker, SpeakerKind
from secondsource.core.vetting.tracing import Tracing

WORDS = st.lists(
    st.sampled_from(
        ["river", "bridge", "keeper", "lantern", "opened", "closed", "slowly", "under", "stone", "water", "north"]
    )
)
EMBEDDER = Embedder(model=False)
SLOW_MACHINES = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def partition(tracing: Tracing) -> set[frozenset[str]]:
    return {frozenset(origin.statements) for origin in tracing.origins}


def traced(reports: tuple, statements: tuple, decisions: Decisions | None = None) -> Tracing:  # type: ignore[type-arg]
    return trace(reports, statements, decisions=decisions or Decisions(), embedder=EMBEDDER)


BASE = traced(REPORTS, STATEMENTS)


@SLOW_MACHINES
@given(st.permutations(REPORTS), st.permutations(STATEMENTS))
def test_order_does_not_matter(reports: list, statements: list) -> None:  # type: ignore[type-arg]
    assert traced(tuple(reports), tuple(statements)) == BASE


@SLOW_MACHINES
@given(st.permutations(["a.md", "b.md", "c.md", "d.md"]))
def test_names_of_files_do_not_matter(names: list[str]) -> None:
    new = dict(zip((r.file for r in REPORTS), names, strict=True))
    renamed = tuple(replace(r, file=new[r.file]) for r in REPORTS)
    moved = tuple(replace(s, report=new[s.report]) for s in STATEMENTS)
    after = traced(renamed, moved)
    assert partition(after) == partition(BASE)
    back = {name: file for file, name in new.items()}
    assert {(frozenset((back[p.a], back[p.b])), p.derived and back[p.derived]) for p in after.reuse} == {
        (frozenset((p.a, p.b)), p.derived) for p in BASE.reuse
    }


@SLOW_MACHINES
@given(st.sampled_from(REPORTS))
def test_a_relay_adds_no_origin(source: Report) -> None:
    # Another digest, as another front matter would give it.
    copy = replace(source, file="zz-copy.md", outlet="Relay Herald", via=(source.outlet or "",), sha256="0" * 64)
    herald = Speaker(name="Relay Herald", kind=SpeakerKind.OUTLET)
    originals = [statement for statement in STATEMENTS if statement.report == source.file]
    again = [replace(s, id=f"{s.id}-again", report=copy.file, chain=(herald, *s.chain)) for s in originals]
    decisions = Decisions(relays=((copy.file, source.file),))
    after = traced((*REPORTS, copy), (*STATEMENTS, *again), decisions)
    assert len(after.origins) <= len(BASE.origins)
    home = {name: origin.id for origin in after.origins for name in origin.statements}
    assert all(home[f"{statement.id}-again"] == home[statement.id] for statement in originals)


@SLOW_MACHINES
@given(st.sets(st.sampled_from(STATEMENTS)))
def test_every_statement_stands_in_exactly_one_origin(some: set) -> None:  # type: ignore[type-arg]
    tracing = traced(REPORTS, tuple(some))
    placed = [name for origin in tracing.origins for name in origin.statements]
    assert sorted(placed) == sorted(statement.id for statement in some)
    assert all(tie.evidence and 0 <= tie.weight <= 1 for origin in tracing.origins for tie in origin.why)
    assert len({origin.id for origin in tracing.origins}) == len(tracing.origins)
    assert len(dated(tuple(some), tracing)) == len(some)


@pytest.mark.filterwarnings("error")
@SLOW_MACHINES
@given(WORDS, WORDS, WORDS, WORDS)
def test_passages_are_equal_words_in_both_texts(
    one: list[str], shared: list[str], two: list[str], end: list[str]
) -> None:
    first, second = " ".join([*one, *shared, *end]), " ".join([*two, *shared]).upper()
    words = words_of(first), words_of(second)
    found = shared_passages((first, words[0]), (second, words[1]), ((), ()))
    for passage in found:
        a, b = passage.a.of(first).casefold().split(), passage.b.of(second).casefold().split()
        assert passage.words <= min(len(a), len(b))
        assert a[0] == b[0]
        assert a[-1] == b[-1]
    assert [p for p, q in pairwise(found) if p.a.overlaps(q.a)] == []
