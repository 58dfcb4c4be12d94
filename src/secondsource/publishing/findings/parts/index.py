"""Findings looked up from every side, and what of them the page has room for.

A page of eight hundred reports helps nobody. Each section has a limit; what is over it is counted on the page and
stands in `findings.json`. Reports that bear on the ranked claims are shown before the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from secondsource.core.vetting.finding import Claim, Findings
from secondsource.core.vetting.report import Report, SkippedReport, Span
from secondsource.core.vetting.statement import State, Statement
from secondsource.core.vetting.tracing import Origin

MOST_CLAIMS = 30
MOST_GLANCED = 12
"""Claims listed in the summary."""
MOST_STATEMENTS = 24
"""Statements of one stance shown with one claim."""
AT_ONCE = 4
"""Statements or reasons shown before one has to ask for the others."""
MOST_REPORTS = 60
MOST_MARKED = 400
"""Statements listed with one report."""
MOST_TEXT = 40_000
"""Code points shown of one report."""
MOST_OTHERS = 60
"""Entries of every other section."""
MOST_PASSAGES = 4
MOST_PASSAGE_TEXT = 600

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Shown(Generic[Thing]):
    """What of a row is shown, and how many are left out."""

    items: tuple[Thing, ...]
    left_out: int


def shown(things: Sequence[Thing], most: int) -> Shown[Thing]:
    """Return the first `most` of `things` and count the rest."""
    return Shown(tuple(things[:most]), max(0, len(things) - most))


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Findings with the look-ups the page needs."""

    findings: Findings
    read: tuple[Report, ...]
    skipped: tuple[SkippedReport, ...]
    statements: dict[str, Statement]
    by_file: dict[str, Report]
    in_report: dict[str, tuple[Statement, ...]]
    """Statements of each file in the order of their places."""
    origin_of: dict[str, Origin]
    """The origin each statement stands in."""
    origins: dict[str, Origin]
    claims: tuple[Claim, ...]
    """Ranked: by reports, contested ones first among equals, then by mentions."""
    claims_of: dict[str, tuple[Claim, ...]]
    """The claims that each statement supports, denies or doubts."""
    shown_reports: tuple[Report, ...]
    anchors: dict[str, str]
    """Anchors on the page of everything that has one: files, statement, claim and origin ids."""
    names_at: dict[str, tuple[Span, ...]]
    """Places of names that are not to be published, by file."""

    def place(self, statement: str) -> str | None:
        """Return the anchor of a statement in its report, or None when that report is not on the page."""
        return self.anchors.get(statement)

    def known(self, statements: Sequence[str]) -> tuple[Statement, ...]:
        """Return the statements of these ids that are here and were not rejected."""
        found = (self.statements[one] for one in statements if one in self.statements)
        return tuple(statement for statement in found if statement.state is not State.REJECTED)


def contested(claim: Claim) -> bool:
    """Say whether a claim has statements for and against it."""
    return bool(claim.supporting and claim.denying)


def build(findings: Findings) -> Index:
    """Build the look-ups for one page."""
    read = tuple(report for report in findings.reports if isinstance(report, Report))
    claims = tuple(sorted(findings.claims, key=lambda claim: (-claim.documents, not contested(claim), -claim.mentions)))
    in_report: dict[str, list[Statement]] = {}
    for statement in sorted(findings.statements, key=lambda one: one.content.span):
        in_report.setdefault(statement.report, []).append(statement)
    claims_of: dict[str, list[Claim]] = {}
    for claim in claims:
        for statement_id in dict.fromkeys((*claim.supporting, *claim.denying, *claim.unsure)):
            claims_of.setdefault(statement_id, []).append(claim)
    listed = {file: tuple(statements) for file, statements in in_report.items()}
    shown_reports = _reports_shown(read, claims, {one.id: one.report for one in findings.statements})
    names_at: dict[str, list[Span]] = {}
    for person in findings.people:
        for file, span in person.mentions if person.private is not False else ():
            names_at.setdefault(file, []).append(span)
    return Index(
        findings=findings,
        read=read,
        skipped=tuple(report for report in findings.reports if isinstance(report, SkippedReport)),
        statements={statement.id: statement for statement in findings.statements},
        by_file={report.file: report for report in read},
        in_report=listed,
        origin_of={held: origin for origin in findings.origins for held in origin.statements},
        origins={origin.id: origin for origin in findings.origins},
        claims=claims,
        claims_of={statement: tuple(held) for statement, held in claims_of.items()},
        shown_reports=shown_reports,
        anchors=_anchors(shown_reports, listed, claims),
        names_at={file: tuple(spans) for file, spans in names_at.items()},
    )


def _reports_shown(
    read: tuple[Report, ...], claims: tuple[Claim, ...], report_of: dict[str, str]
) -> tuple[Report, ...]:
    """Choose the reports whose text is shown: those under the first claims first, then the folder's own order."""
    if len(read) <= MOST_REPORTS:
        return read
    by_file = {report.file: report for report in read}
    bearing = chain.from_iterable((*claim.supporting, *claim.denying, *claim.unsure) for claim in claims[:MOST_CLAIMS])
    files = dict.fromkeys(report_of[statement] for statement in bearing if report_of.get(statement) in by_file)
    chosen = set(list(dict.fromkeys((*files, *by_file)))[:MOST_REPORTS])
    return tuple(report for report in read if report.file in chosen)


def _anchors(
    reports: tuple[Report, ...], in_report: dict[str, tuple[Statement, ...]], claims: tuple[Claim, ...]
) -> dict[str, str]:
    """Give every shown report, statement and claim an anchor that is safe in any address."""
    anchors = {report.file: f"report-{number}" for number, report in enumerate(reports, start=1)}
    for number, report in enumerate(reports, start=1):
        for place, statement in enumerate(in_report.get(report.file, ())[:MOST_MARKED], start=1):
            # Words beyond what is shown of the text have no mark to go to; their row in the list below it does.
            marked = statement.content.start < MOST_TEXT and statement.content.text.strip()
            anchors[statement.id] = f"{'statement' if marked else 'row'}-{number}-{place}"
    anchors |= {claim.id: f"claim-{number}" for number, claim in enumerate(claims[:MOST_CLAIMS], start=1)}
    return anchors
