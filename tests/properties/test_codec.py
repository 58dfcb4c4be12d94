"""Every value survives the way to plain data and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.core.codec import from_plain, to_plain
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.finding import Claim, Findings, Person, TimelineEntry
from secondsource.core.vetting.report import Report, SkippedReport, Span
from secondsource.core.vetting.statement import Reading, Statement
from secondsource.core.vetting.tracing import Origin, Reuse

st.register_type_strategy(Span, st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda p: Span(min(p), max(p))))
st.register_type_strategy(float, st.floats(0, 1))

VALUES = [Report, SkippedReport, Statement, Reading, Reuse, Origin, Claim, Person, TimelineEntry, Decisions]


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_value_survives_json(kind: type, data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    assert from_plain(kind, json.loads(json.dumps(to_plain(value)))) == value


def test_a_report_and_a_skipped_report_are_told_apart() -> None:
    report = Report(file="a.md", sha256="0", text="Words.", published=date(2031, 5, 4))
    skipped = SkippedReport(file="b.md", sha256=None, code="empty", reason="It is empty.")
    findings = Findings(
        reports=(report, skipped),
        statements=(),
        reuse=(),
        origins=(),
        claims=(),
        contradictions=(),
        timeline=(),
        people=(),
    )
    assert from_plain(Findings, to_plain(findings)) == findings


@dataclass(frozen=True)
class _Pair:
    count: int
    when: date | None


@pytest.mark.parametrize("data", [{"count": "3", "when": None}, {"count": True, "when": None}, {"count": 3, "when": 4}])
def test_data_of_the_wrong_kind_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_plain(_Pair, data)
