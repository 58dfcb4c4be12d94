"""Reports: the list, and one report with its statements marked where they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from secondsource.core.vetting.report import Quote, Report
from secondsource.core.vetting.statement import Position, Statement
from secondsource.publishing.findings.parts.marking import Paragraph, paragraphs
from secondsource.store.evidence.lookups import findings
from secondsource.store.evidence.lookups import reports as lookups
from secondsource.store.evidence.lookups import statements as statement_lookups
from secondsource.store.evidence.values import HeldStatement
from secondsource.web.desk.cases.showing import number_of, opened

MOST_TEXT = 30_000
"""Code points of a report on one page; a longer one has several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What of a long report is on one page."""

    start: int
    end: int
    number: int
    pages: int


@require_safe
def index(request: HttpRequest, case: str) -> HttpResponse:
    """Show a case's reports with how far each is decided."""
    here = opened(request, case)
    page = lookups.report_lines(case, number_of(request))
    return render(request, "cases/reports.html", here.context("reports", page=page))


@require_safe
def report(request: HttpRequest, case: str, key: str) -> HttpResponse:
    """Show one report: its text with the statements marked, and the statements beside it."""
    here = opened(request, case)
    held = lookups.report(case, key)
    before, after = lookups.neighbours(case, held.file)
    more = here.context("reports", held=held, before=before, after=after)
    if not isinstance(held.report, Report):
        return render(request, "cases/skipped.html", more)
    stretch = stretch_of(held.report.text, number_of(request))
    if at := request.GET.get("at", ""):
        stretch = stretch_at(held.report.text, statement_lookups.statement(case, at[:20]).statement.content.start)
    statements = statement_lookups.statements_of(case, key, stretch.start, stretch.end)
    more |= {
        "report": held.report,
        "stretch": stretch,
        "statements": statements,
        "marked": marked(held.report, stretch, statements),
        "claims_of": findings.claims_of(case, [one.statement.id for one in statements]),
        "positions": [position.value for position in Position],
    }
    return render(request, "cases/report.html", more)


def stretch_of(text: str, number: int) -> Stretch:
    """Return one page of a text, cut after an empty line or a line where there is one."""
    edges = [0]
    while len(text) - edges[-1] > MOST_TEXT:
        last = edges[-1] + MOST_TEXT
        half = edges[-1] + MOST_TEXT // 2
        cuts = (text.rfind("\n\n", half, last), text.rfind("\n", half, last), text.rfind(" ", half, last))
        edges.append(next((cut + 1 for cut in cuts if cut > 0), last))
    edges.append(len(text))
    pages = len(edges) - 1
    number = min(max(1, number), pages)
    return Stretch(start=edges[number - 1], end=edges[number], number=number, pages=pages)


def stretch_at(text: str, place: int) -> Stretch:
    """Return the page on which a place of the text stands."""
    first = stretch_of(text, 1)
    stretches = (stretch_of(text, number) for number in range(1, first.pages + 1))
    return next((stretch for stretch in stretches if stretch.start <= place < stretch.end), first)


def marked(report: Report, stretch: Stretch, statements: tuple[HeldStatement, ...]) -> tuple[Paragraph, ...]:
    """Cut one stretch of a report into marked segments; statements are numbered in their order."""
    text = report.text[stretch.start : stretch.end]
    moved = [_moved(held.statement, stretch) for held in statements]
    return paragraphs(text, moved, language=report.language)


def _moved(statement: Statement, stretch: Stretch) -> Statement:
    """Return a statement with its places counted from the stretch's beginning."""
    return replace(
        statement,
        content=_shifted(statement.content, stretch),
        cue=_shifted(statement.cue, stretch) if statement.cue else None,
        source=_shifted(statement.source, stretch) if statement.source else None,
    )


def _shifted(quote: Quote, stretch: Stretch) -> Quote:
    length = stretch.end - stretch.start
    start = min(max(0, quote.start - stretch.start), length)
    return Quote(text=quote.text, start=start, end=min(max(start, quote.end - stretch.start), length))
