"""`findings.json`: the whole result for other programs, schema `secondsource/findings/1`.

The shape is fixed by `schema.json` beside this file (JSON Schema 2020-12). Offsets count Unicode code points of a
report's body, end exclusive; `text` always equals the slice. The reports' own words are left out, save for what
statements quote: whoever has the folder has them, and whoever has only the findings should not.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any, Final

from secondsource.core.vetting.finding import Claim, Contradiction, Findings, Person, TimelineEntry
from secondsource.core.vetting.report import Quote, Report, SkippedReport, Span
from secondsource.core.vetting.statement import Speaker, Statement
from secondsource.core.vetting.tracing import Origin, Reuse, Tie
from secondsource.errors import IntegrityError

SCHEMA: Final = "secondsource/findings/1"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def schema() -> dict[str, Any]:
    """Return the JSON Schema that every `findings.json` satisfies."""
    text = files(__package__).joinpath("schema.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def dumps(findings: Findings) -> str:
    """Write findings as JSON text: the same findings give the same characters, ready for UTF-8.

    Raises:
        IntegrityError: `findings-slice`, see `to_json`.
    """
    text = json.dumps(to_json(findings), ensure_ascii=False, indent=1, allow_nan=False)
    # A file with broken encoding may leave half a surrogate pair, which UTF-8 cannot write and JSON can escape.
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half.group()):04x}", text) + "\n"


def to_json(findings: Findings) -> dict[str, Any]:
    """Return findings as plain dicts and lists in a fixed order of keys.

    Raises:
        IntegrityError: `findings-slice` when a quoted text is not what stands at its place in the report; evidence
            that points at other words than it shows is worse than none.
    """
    texts = {report.file: report.text for report in findings.reports if isinstance(report, Report) and report.text}
    for statement in findings.statements:
        _check_slices(statement, texts)
    return {
        "schema": SCHEMA,
        "reports": [_report(report) for report in findings.reports],
        "statements": [_statement(statement) for statement in findings.statements],
        "reuse": [_reuse(reuse) for reuse in findings.reuse],
        "origins": [_origin(origin) for origin in findings.origins],
        "claims": [_claim(claim) for claim in findings.claims],
        "contradictions": [_contradiction(contradiction) for contradiction in findings.contradictions],
        "timeline": [_timeline_entry(entry) for entry in findings.timeline],
        "people": [_person(person) for person in findings.people],
        "notes": list(findings.notes),
        "timings": dict(findings.timings),
        "versions": dict(sorted(findings.versions.items())),
    }


def _check_slices(statement: Statement, texts: dict[str, str]) -> None:
    """Refuse a statement whose quoted words are not the slice of its report."""
    text = texts.get(statement.report)
    for quote in (statement.content, statement.cue, statement.source):
        if text is not None and quote is not None and quote.text != quote.span.of(text):
            raise IntegrityError(
                "findings-slice",
                f"Statement {statement.id} quotes words that do not stand at its place in {statement.report}.",
                "This is a fault of the program; please report it with the version.",
            )


def _report(report: Report | SkippedReport) -> dict[str, Any]:
    if isinstance(report, SkippedReport):
        known = dict.fromkeys(("title", "outlet", "published", "language"))
        return {"file": report.file, "sha256": report.sha256, **known, "skipped": report.reason, "code": report.code}
    return {
        "file": report.file,
        "sha256": report.sha256,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "language": report.language,
        "skipped": None,
        "published_basis": report.published_basis,
        "language_basis": report.language_basis,
        "via": list(report.via),
        "author": report.author,
        "url": report.url,
        "notes": list(report.notes),
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def _quote(quote: Quote | None) -> dict[str, Any] | None:
    return {"text": quote.text, "start": quote.start, "end": quote.end} if quote else None


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "span": _span(speaker.span) if speaker.span else None,
        "basis": speaker.basis,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "report": statement.report,
        "content": _quote(statement.content),
        "cue": _quote(statement.cue),
        "source": _quote(statement.source),
        "chain": [_speaker(speaker) for speaker in statement.chain],
        "said_on": statement.said_on.isoformat() if statement.said_on else None,
        "said_on_basis": statement.said_on_basis,
        "position": statement.position.value,
        "modality": statement.modality.value,
        "form": statement.form.value,
        "language": statement.language,
        "fired": list(statement.fired),
        "strength": statement.strength.value,
        "state": statement.state.value,
        "confidence": statement.confidence,
    }


def _reuse(reuse: Reuse) -> dict[str, Any]:
    return {
        "reports": [reuse.a, reuse.b],
        "derived": reuse.derived,
        "kind": reuse.kind.value,
        "passages": [
            {"a": _span(passage.a), "b": _span(passage.b), "words": passage.words} for passage in reuse.passages
        ],
        "containment": list(reuse.containment),
        "evidence": list(reuse.evidence),
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {"kind": tie.kind.value, "statements": [tie.a, tie.b], "evidence": tie.evidence, "weight": tie.weight}


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "id": origin.id,
        "speaker": origin.speaker,
        "kind": origin.kind.value,
        "first_said": origin.first_said.isoformat() if origin.first_said else None,
        "statements": list(origin.statements),
        "why": [_tie(tie) for tie in origin.why],
        "circle": origin.circle,
        "circle_basis": origin.circle_basis,
        "upstream_known": origin.upstream_known,
        "likely_same_as": [
            {"origin": other, "chance": chance, "why": why} for other, chance, why in origin.likely_same_as
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    count, likelihood = claim.origins, claim.likelihood
    return {
        "id": claim.id,
        "text": claim.text,
        "supporting": list(claim.supporting),
        "denying": list(claim.denying),
        "unsure": list(claim.unsure),
        "mentions": claim.mentions,
        "documents": claim.documents,
        "origins": {
            "low": count.low,
            "likely": count.likely,
            "high": count.high,
            "reasons": list(count.reasons),
        },
        "single_origin": claim.single_origin,
        "likelihood": {
            "word": likelihood.word,
            "low": likelihood.low,
            "high": likelihood.high,
            "prior": likelihood.prior,
        }
        if likelihood
        else None,
        "leave_one_out": [{"origin": one.origin, "effect": one.effect} for one in claim.leave_one_out],
    }


def _contradiction(contradiction: Contradiction) -> dict[str, Any]:
    return {
        "a": contradiction.a,
        "b": contradiction.b,
        "kind": contradiction.kind.value,
        "why": contradiction.why,
    }


def _timeline_entry(entry: TimelineEntry) -> dict[str, Any]:
    return {
        "date": entry.date.isoformat() if entry.date else None,
        "status": entry.status,
        "act": entry.act,
        "statements": list(entry.statements),
        "date_basis": entry.date_basis,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "mentions": [{"report": file, **_span(span)} for file, span in person.mentions],
        "role": person.role,
        "private": person.private,
        "harm_hint": person.harm_hint,
    }
