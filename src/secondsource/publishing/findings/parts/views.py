"""What each section of the page shows, chosen and counted before any template is filled."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.core.vetting.finding import Claim, TimelineEntry
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import State, Statement
from secondsource.core.vetting.tracing import Tie
from secondsource.publishing.findings.parts.index import (
    MOST_CLAIMS,
    MOST_MARKED,
    MOST_STATEMENTS,
    MOST_TEXT,
    Index,
    Shown,
    contested,
    shown,
)
from secondsource.publishing.findings.parts.marking import Paragraph, paragraphs
from secondsource.publishing.findings.parts.origin_graph import OriginGraph, origin_graph
from secondsource.publishing.findings.wording import Wording

MOST_TIES = 12
"""Ties whose evidence is listed with one claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of the first paragraph."""

    statements: int
    """Statements found and not rejected."""
    origins: int
    unknown: int
    """Origins whose upstream is unknown."""
    single: int
    """Claims that stand on a single origin."""
    contested: tuple[Claim, ...]
    latest: TimelineEntry | None
    """The last dated change of status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two origins of a claim that may be one."""

    a: str
    b: str
    chance: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim as shown."""

    claim: Claim
    language: str | None
    """Of the claim's words, when they are taken from a statement."""
    stances: tuple[tuple[str, Shown[Statement]], ...]
    graph: OriginGraph | None
    ties: tuple[Tie, ...]
    alike: tuple[Alike, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report as shown."""

    report: Report
    paragraphs: tuple[Paragraph, ...]
    text_left_out: int
    """Code points not shown."""
    statements: Shown[Statement]


def summary(index: Index) -> Summary:
    """Count what the first paragraph says."""
    findings = index.findings
    kept = {one.id for one in findings.statements if one.state is not State.REJECTED}
    origins = [origin for origin in findings.origins if kept.intersection(origin.statements)]
    dated = [entry for entry in findings.timeline if entry.date]
    return Summary(
        statements=len(kept),
        origins=len(origins),
        unknown=sum(not origin.upstream_known for origin in origins),
        single=sum(claim.single_origin for claim in findings.claims),
        contested=tuple(claim for claim in index.claims if contested(claim)),
        latest=max(dated, key=lambda entry: str(entry.date)) if dated else None,
    )


def status(entry: TimelineEntry, w: Wording) -> str:
    """Return an entry's status with its act in the interface's language: `cancelled (…)` as `cancelación (…)`."""
    if not entry.status.startswith(entry.act):
        return entry.status
    return w.term("act", entry.act) + entry.status.removeprefix(entry.act)


def claim_views(index: Index) -> Shown[ClaimView]:
    """Choose and prepare the claims that are shown in full."""
    chosen = shown(index.claims, MOST_CLAIMS)
    return Shown(tuple(_claim_view(claim, index) for claim in chosen.items), chosen.left_out)


def _claim_view(claim: Claim, index: Index) -> ClaimView:
    held = {stance: index.known(getattr(claim, stance)) for stance in ("supporting", "denying", "unsure")}
    every = [statement for statements in held.values() for statement in statements]
    ids = {statement.id for statement in every}
    origins = dict.fromkeys(index.origin_of[one.id].id for one in every if one.id in index.origin_of)
    ties = [tie for key in origins for tie in index.origins[key].why if tie.a in ids and tie.b in ids]
    alike = [
        Alike(a=index.origins[key].speaker, b=index.origins[other].speaker, chance=chance, why=why)
        for key in origins
        for other, chance, why in index.origins[key].likely_same_as
        if other in origins
    ]
    spoken = (one.language for one in every if one.content.text.strip() == claim.text.strip())
    return ClaimView(
        claim=claim,
        language=next(spoken, None),
        stances=tuple((stance, shown(statements, MOST_STATEMENTS)) for stance, statements in held.items()),
        graph=origin_graph(claim, index),
        ties=tuple(ties[:MOST_TIES]),
        alike=tuple(alike[:MOST_TIES]),
    )


def report_views(index: Index) -> tuple[ReportView, ...]:
    """Prepare the reports whose text is shown."""
    return tuple(_report_view(report, index) for report in index.shown_reports)


def _report_view(report: Report, index: Index) -> ReportView:
    statements = shown(index.in_report.get(report.file, ()), MOST_MARKED)
    return ReportView(
        report=report,
        paragraphs=paragraphs(
            report.text,
            statements.items,
            index.names_at.get(report.file, ()),
            language=report.language,
            most=MOST_TEXT,
        ),
        text_left_out=max(0, len(report.text) - MOST_TEXT),
        statements=statements,
    )


def by_file(mentions: tuple[tuple[str, object], ...]) -> tuple[tuple[str, int], ...]:
    """Count mentions by file, in the order the files are first met."""
    files = [file for file, _ in mentions]
    return tuple((file, files.count(file)) for file in dict.fromkeys(files))
