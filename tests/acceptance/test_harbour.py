"""The bundled case has a known story; the findings must tell it. Expectations were written before the first run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.acceptance.conftest import HARBOUR

from secondsource.actions.vet import vet
from secondsource.core.vetting.finding import Findings
from secondsource.publishing.findings import findings_json

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found() -> Findings:
    return vet(HARBOUR, workers=1)


@pytest.fixture(scope="module")
def plain(found: Findings) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(findings_json.dumps(found))
    return loaded


def said(plain: dict[str, Any], *words: str) -> Iterator[dict[str, Any]]:
    """Yield the statements whose content holds all `words`."""
    for item in plain["statements"]:
        if all(word.lower() in item["content"]["text"].lower() for word in words):
            yield item


def origin_of(plain: dict[str, Any], statement: str) -> str:
    return str(next(item["id"] for item in plain["origins"] if statement in item["statements"]))


def test_every_report_is_read_in_its_own_format(plain: dict[str, Any]) -> None:
    assert len(plain["reports"]) == 17
    assert [item["file"] for item in plain["reports"] if item["skipped"]] == []
    assert {Path(item["file"]).suffix for item in plain["reports"]} == {".md", ".txt", ".html", ".pdf", ".docx", ".eml"}
    assert {item["language"] for item in plain["reports"]} == {"en", "es"}
    assert all(item["published"] for item in plain["reports"])
    assert all(item["outlet"] for item in plain["reports"])


def test_every_text_is_its_slice(found: Findings) -> None:
    texts = {item.file: item.text for item in found.reports if hasattr(item, "text")}
    for statement in found.statements:
        for quote in (statement.content, statement.cue, statement.source):
            if quote is not None:
                assert texts[statement.report][quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("02-meridian-wire.md", "03-quay-gazette.html"),
        ("02-meridian-wire.md", "coastline-daily_2031-03-05.txt"),
        ("02-meridian-wire.md", "05-radio-sereno.md"),
        ("14-northwind-post.md", "15-el-rompeolas.md"),
    ],
)
def test_copies_and_translations_are_found(plain: dict[str, Any], a: str, b: str) -> None:
    assert [a, b] in [item["reports"] for item in plain["reuse"]]


def test_the_copy_that_credits_the_wire_derives_from_it(plain: dict[str, Any]) -> None:
    derived = {tuple(item["reports"]): item["derived"] for item in plain["reuse"]}
    assert derived["02-meridian-wire.md", "03-quay-gazette.html"] == "03-quay-gazette.html"


def test_one_video_in_five_reports_is_one_origin(plain: dict[str, Any]) -> None:
    held = [*said(plain, "held one of the collective"), *said(plain, "retenido a uno de sus buzos")]
    assert len({item["report"] for item in held}) >= 3
    assert len({origin_of(plain, item["id"]) for item in held}) == 1


def test_the_pilots_secretary_is_an_origin_of_her_own(plain: dict[str, Any]) -> None:
    (missing, *_) = said(plain, "no volvió a su turno")
    assert missing["chain"][-1]["name"] == "Rosa Iturbe"
    video = next(said(plain, "held one of the collective"))
    assert origin_of(plain, missing["id"]) != origin_of(plain, video["id"])


def test_the_two_who_cancelled_are_found_through_the_paper_that_quoted_them(plain: dict[str, Any]) -> None:
    quoted = next(said(plain, "together we decided to withdraw"))
    names = [link["name"] for link in quoted["chain"]]
    assert names[0] == "Northwind Post"
    assert "El Rompeolas" in names
    assert "Santangel" in names[-1]


def test_the_status_changes_stand_on_the_timeline(plain: dict[str, Any]) -> None:
    acts = {(item["date"], item["act"]) for item in plain["timeline"]}
    assert ("2031-03-03", "threatened") in acts
    assert ("2031-03-08", "cancelled") in acts
    assert any(day == "2031-03-11" and act in {"resumed", "delayed"} for day, act in acts)
    assert ("2031-03-13", "cancelled") in acts


def test_on_and_off_are_listed_against_each_other(plain: dict[str, Any]) -> None:
    reports = {item["id"]: item["report"] for item in plain["statements"]}
    pairs = {frozenset((reports[item["a"]], reports[item["b"]])) for item in plain["contradictions"]}
    cancelled = {"07-el-rompeolas.md", "08-northwind-post.md", "09-portal-marea.html", "10-harbour-watch.eml"}
    resumed = {"09-portal-marea.html", "10-harbour-watch.eml", "11-quay-gazette.md"}
    assert any(pair & cancelled and pair & resumed for pair in pairs)


def test_the_teacher_wrongly_named_is_private_and_must_not_be_named(plain: dict[str, Any]) -> None:
    people = {item["name"]: item for item in plain["people"]}
    assert {"Nuria Belmonte", "Rosa Iturbe", "Teo Marchetti"} <= set(people)
    assert people["Nuria Belmonte"]["private"] is not False
    assert people["Nuria Belmonte"]["harm_hint"]


def test_no_claim_counts_more_origins_than_speakers(plain: dict[str, Any]) -> None:
    chains = {item["id"]: item["chain"] for item in plain["statements"]}
    for claim in plain["claims"]:
        speakers = {chains[item][-1]["name"] for item in claim["supporting"]}
        count = claim["origins"]
        assert count["low"] <= count["likely"] <= max(1, len(speakers))
        # Nearly the same words in another claim may raise the upper figure, by two speakers at most.
        assert count["likely"] <= count["high"] <= max(1, len(speakers)) + 2
