"""`findings.json`: the agreed fields, the schema, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.worlds.harbour import findings

from secondsource.core.vetting.finding import Findings
from secondsource.core.vetting.report import Quote, Report
from secondsource.errors import InputError, IntegrityError
from secondsource.publishing.findings.findings_json import SCHEMA, dumps, schema, to_json
from secondsource.publishing.findings.json_reader import from_json, loads

EMPTY = Findings(reports=(), statements=(), reuse=(), origins=(), claims=(), contradictions=(), timeline=(), people=())

AGREED = {
    "reports": "file sha256 title outlet published language skipped",
    "statements": "id report content cue source chain said_on said_on_basis position modality fired strength state",
    "reuse": "reports derived passages kind",
    "origins": "id speaker first_said statements why",
    "claims": "id text supporting denying unsure mentions documents origins single_origin likelihood leave_one_out",
    "contradictions": "a b kind why",
    "timeline": "date status statements",
    "people": "name mentions role private harm_hint",
}
"""The fields other programs rely on; none may be dropped without a new schema number."""


def without_texts(whole: Findings) -> Findings:
    bare = tuple(replace(report, text="") if isinstance(report, Report) else report for report in whole.reports)
    return replace(whole, reports=bare)


def problems(plain: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema()).iter_errors(plain)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("whole", [EMPTY, findings()], ids=["empty", "harbour"])
def test_what_is_written_satisfies_the_schema(whole: Findings) -> None:
    assert problems(json.loads(dumps(whole))) == []


def test_every_agreed_field_is_there() -> None:
    plain = to_json(findings())
    assert plain["schema"] == SCHEMA == "secondsource/findings/1"
    for section, fields in AGREED.items():
        for one in plain[section]:
            assert set(fields.split()) <= one.keys(), section
    assert set(plain) >= {*AGREED, "timings", "versions"}


def test_the_schema_requires_every_agreed_field_and_allows_no_other() -> None:
    plain = json.loads(dumps(findings()))
    for section, fields in AGREED.items():
        for field in fields.split():
            broken = json.loads(json.dumps(plain))
            del broken[section][0][field]
            assert problems(broken), f"{section}.{field}"
        surplus = json.loads(json.dumps(plain))
        surplus[section][0]["surplus"] = 1
        assert problems(surplus), section


def test_a_quoted_text_is_the_slice_of_its_report() -> None:
    whole = findings()
    bodies = {report.file: report.text for report in whole.reports if isinstance(report, Report)}
    for statement in to_json(whole)["statements"]:
        for part in ("content", "cue", "source"):
            quote = statement[part]
            if quote:
                assert quote["text"] == bodies[statement["report"]][quote["start"] : quote["end"]]


def test_a_quote_of_other_words_is_refused() -> None:
    whole = findings()
    first = whole.statements[0]
    shifted = replace(first, content=Quote(text=first.content.text, start=1, end=1 + len(first.content.text)))
    with pytest.raises(IntegrityError) as refusal:
        to_json(replace(whole, statements=(shifted,)))
    assert refusal.value.code == "findings-slice"


@pytest.mark.parametrize("whole", [EMPTY, findings()], ids=["empty", "harbour"])
def test_it_reads_back_to_all_but_the_reports_texts(whole: Findings) -> None:
    assert loads(dumps(whole)) == without_texts(whole)
    assert dumps(loads(dumps(whole))) == dumps(whole)


def test_half_a_character_can_be_written() -> None:
    broken = replace(EMPTY, notes=("half a pair: \ud83d",))
    dumps(broken).encode("utf-8")
    assert loads(dumps(broken)) == broken


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "secondsource/findings/2"}', "[" * 100_000])
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        loads(text)


def test_a_missing_or_wrong_field_is_one_refusal() -> None:
    plain = to_json(findings())
    for section, value in (("claims", 3), ("statements", [{}]), ("timeline", [{"date": "soon"}]), ("people", None)):
        with pytest.raises(InputError) as refusal:
            from_json({**plain, section: value})
        assert refusal.value.code == "findings-unreadable"
