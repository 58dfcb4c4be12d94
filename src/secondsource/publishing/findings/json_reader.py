"""`findings.json` read back into values, as far as the JSON carries them.

The reports' texts are not in the JSON, so `Report.text` comes back empty; everything else is equal to what was
written. Findings from elsewhere are checked field by field: a wrong type or an unknown word ends as one refusal.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from secondsource.core.vetting.finding import (
    Claim,
    Contradiction,
    ContradictionKind,
    Findings,
    LeaveOneOut,
    Likelihood,
    OriginCount,
    Person,
    TimelineEntry,
)
from secondsource.core.vetting.report import Quote, Report, SkippedReport, Span
from secondsource.core.vetting.statement import (
    Form,
    Modality,
    Position,
    Speaker,
    SpeakerKind,
    State,
    Statement,
    Strength,
)
from secondsource.core.vetting.tracing import Origin, Passage, Reuse, ReuseKind, Tie, TieKind
from secondsource.errors import InputError
from secondsource.publishing.findings.findings_json import SCHEMA

Object = dict[str, Any]


def loads(text: str) -> Findings:
    """Read the text of a `findings.json`.

    Raises:
        InputError: `findings-unreadable` or `findings-schema`, see `from_json`.
    """
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise _unreadable(f"it is not JSON ({wrong})") from wrong
    return from_json(plain)


def from_json(plain: Any) -> Findings:
    """Read findings from plain dicts and lists.

    Raises:
        InputError: `findings-schema` when it has another schema's name; `findings-unreadable` when a field is
            missing or is not what it should be.
    """
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
        raise InputError(
            "findings-schema",
            f"This is not a findings file of the schema {SCHEMA}.",
            "Write it anew with this version: secondsource vet FOLDER --json FILE.",
        )
    try:
        return Findings(
            reports=tuple(_report(one) for one in plain["reports"]),
            statements=tuple(_statement(one) for one in plain["statements"]),
            reuse=tuple(_reuse(one) for one in plain["reuse"]),
            origins=tuple(_origin(one) for one in plain["origins"]),
            claims=tuple(_claim(one) for one in plain["claims"]),
            contradictions=tuple(_contradiction(one) for one in plain["contradictions"]),
            timeline=tuple(_timeline_entry(one) for one in plain["timeline"]),
            people=tuple(_person(one) for one in plain["people"]),
            notes=tuple(plain["notes"]),
            timings=dict(plain["timings"]),
            versions=dict(plain["versions"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise _unreadable(f"a field is missing or wrong ({wrong})") from wrong


def _unreadable(why: str) -> InputError:
    return InputError(
        "findings-unreadable",
        f"This findings file cannot be read: {why}.",
        "Write it anew with secondsource vet FOLDER --json FILE.",
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _span(plain: Object) -> Span:
    return Span(plain["start"], plain["end"])


def _quote(plain: Object | None) -> Quote | None:
    return None if plain is None else _known_quote(plain)


def _known_quote(plain: Object) -> Quote:
    return Quote(text=plain["text"], start=plain["start"], end=plain["end"])


def _report(plain: Object) -> Report | SkippedReport:
    if plain["skipped"] is not None:
        return SkippedReport(file=plain["file"], sha256=plain["sha256"], code=plain["code"], reason=plain["skipped"])
    return Report(
        file=plain["file"],
        sha256=plain["sha256"],
        text="",
        title=plain["title"],
        outlet=plain["outlet"],
        published=_day(plain["published"]),
        published_basis=plain["published_basis"],
        language=plain["language"],
        language_basis=plain["language_basis"],
        via=tuple(plain["via"]),
        author=plain["author"],
        url=plain["url"],
        notes=tuple(plain["notes"]),
    )


def _speaker(plain: Object) -> Speaker:
    return Speaker(
        name=plain["name"],
        kind=SpeakerKind(plain["kind"]),
        span=None if plain["span"] is None else _span(plain["span"]),
        basis=plain["basis"],
    )


def _statement(plain: Object) -> Statement:
    return Statement(
        id=plain["id"],
        report=plain["report"],
        content=_known_quote(plain["content"]),
        cue=_quote(plain["cue"]),
        source=_quote(plain["source"]),
        chain=tuple(_speaker(link) for link in plain["chain"]),
        said_on=_day(plain["said_on"]),
        said_on_basis=plain["said_on_basis"],
        position=Position(plain["position"]),
        modality=Modality(plain["modality"]),
        form=Form(plain["form"]),
        language=plain["language"],
        fired=tuple(plain["fired"]),
        strength=Strength(plain["strength"]),
        state=State(plain["state"]),
        confidence=plain["confidence"],
    )


def _reuse(plain: Object) -> Reuse:
    a, b = plain["reports"]
    a_in_b, b_in_a = plain["containment"]
    return Reuse(
        a=a,
        b=b,
        derived=plain["derived"],
        kind=ReuseKind(plain["kind"]),
        passages=tuple(Passage(a=_span(one["a"]), b=_span(one["b"]), words=one["words"]) for one in plain["passages"]),
        containment=(a_in_b, b_in_a),
        evidence=tuple(plain["evidence"]),
    )


def _tie(plain: Object) -> Tie:
    a, b = plain["statements"]
    return Tie(kind=TieKind(plain["kind"]), a=a, b=b, evidence=plain["evidence"], weight=plain["weight"])


def _origin(plain: Object) -> Origin:
    return Origin(
        id=plain["id"],
        speaker=plain["speaker"],
        kind=SpeakerKind(plain["kind"]),
        first_said=_day(plain["first_said"]),
        statements=tuple(plain["statements"]),
        why=tuple(_tie(tie) for tie in plain["why"]),
        circle=plain["circle"],
        circle_basis=plain["circle_basis"],
        upstream_known=plain["upstream_known"],
        likely_same_as=tuple((one["origin"], one["chance"], one["why"]) for one in plain["likely_same_as"]),
    )


def _claim(plain: Object) -> Claim:
    count, likelihood = plain["origins"], plain["likelihood"]
    return Claim(
        id=plain["id"],
        text=plain["text"],
        supporting=tuple(plain["supporting"]),
        denying=tuple(plain["denying"]),
        unsure=tuple(plain["unsure"]),
        mentions=plain["mentions"],
        documents=plain["documents"],
        origins=OriginCount(
            low=count["low"], likely=count["likely"], high=count["high"], reasons=tuple(count["reasons"])
        ),
        single_origin=plain["single_origin"],
        likelihood=None
        if likelihood is None
        else Likelihood(
            word=likelihood["word"], low=likelihood["low"], high=likelihood["high"], prior=likelihood["prior"]
        ),
        leave_one_out=tuple(LeaveOneOut(origin=one["origin"], effect=one["effect"]) for one in plain["leave_one_out"]),
    )


def _contradiction(plain: Object) -> Contradiction:
    return Contradiction(a=plain["a"], b=plain["b"], kind=ContradictionKind(plain["kind"]), why=plain["why"])


def _timeline_entry(plain: Object) -> TimelineEntry:
    return TimelineEntry(
        date=_day(plain["date"]),
        status=plain["status"],
        act=plain["act"],
        statements=tuple(plain["statements"]),
        date_basis=plain["date_basis"],
    )


def _person(plain: Object) -> Person:
    return Person(
        name=plain["name"],
        mentions=tuple((one["report"], _span(one)) for one in plain["mentions"]),
        role=plain["role"],
        private=plain["private"],
        harm_hint=plain["harm_hint"],
    )
