"""Reports: lists with their tallies, and one report whole."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from secondsource.core.codec import from_plain
from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.errors import AccessError
from secondsource.store.evidence.lookups.paging import slice_of
from secondsource.store.evidence.models import ReportRow, StatementRow
from secondsource.store.evidence.values import HeldReport, ReportLine, Slice, Tally

A_PAGE = 50


def report_lines(case: str, number: int = 1) -> Slice[ReportLine]:
    """Return one page of a case's reports, by their files."""
    rows = ReportRow.objects.filter(case__key=case).order_by("file")
    page = slice_of(rows.defer("plain").select_related("exhibit"), number, A_PAGE)
    tallies = _tallies(page.items)
    items = tuple(
        ReportLine(
            key=row.exhibit.key,
            file=row.file,
            title=row.title,
            outlet=row.outlet,
            published=row.published,
            language=row.language,
            skipped=row.skipped_code,
            tally=tallies.get(row.pk, Tally()),
        )
        for row in page.items
    )
    return Slice(items=items, number=page.number, pages=page.pages, total=page.total)


def _tallies(rows: tuple[ReportRow, ...]) -> dict[int, Tally]:
    counted = (
        StatementRow.objects.filter(report__in=[row.pk for row in rows])
        .values_list("report", "state")
        .annotate(n=Count("id"))
        .order_by()
    )
    held: dict[int, dict[str, int]] = {}
    for report, state, count in counted:
        held.setdefault(report, {})[state] = count
    return {report: Tally(**counts) for report, counts in held.items()}


def tally(case: str) -> Tally:
    """Count a case's statements by state."""
    counted = StatementRow.objects.filter(case__key=case).values_list("state").annotate(n=Count("id")).order_by()
    return Tally(**dict(counted))


def report(case: str, exhibit: str) -> HeldReport:
    """Return one report by its exhibit's key.

    Raises:
        AccessError: `report-unknown`, for one of another case as well.
    """
    return _held(ReportRow.objects.filter(case__key=case, exhibit__key=exhibit))


def report_named(case: str, file: str) -> HeldReport:
    """Return one report by its file's name.

    Raises:
        AccessError: `report-unknown`.
    """
    return _held(ReportRow.objects.filter(case__key=case, file=file))


def reports(case: str) -> tuple[HeldReport, ...]:
    """Return all reports of a case with their texts, by their files; for the worker and for a release."""
    rows = ReportRow.objects.filter(case__key=case).select_related("exhibit").order_by("file")
    return tuple(_value(row) for row in rows)


def names_of(case: str, files: frozenset[str]) -> dict[str, tuple[str, str]]:
    """Return the exhibit's key and the outlet (or the title, or the file) of each of these reports."""
    rows = ReportRow.objects.filter(case__key=case, file__in=files).values_list(
        "file", "exhibit__key", "outlet", "title"
    )
    return {file: (key, outlet or title or file) for file, key, outlet, title in rows}


def neighbours(case: str, file: str) -> tuple[str, str]:
    """Return the keys of the reports before and after this one, by their files; empty at the ends."""
    rows = ReportRow.objects.filter(case__key=case).values_list("exhibit__key", flat=True)
    before = rows.filter(file__lt=file).order_by("-file").first()
    after = rows.filter(file__gt=file).order_by("file").first()
    return before or "", after or ""


def _held(rows: QuerySet[ReportRow]) -> HeldReport:
    row = rows.select_related("exhibit").first()
    if row is None:
        raise AccessError("report-unknown", "There is no such report here.", "Go back to the case's reports.")
    return _value(row)


def _value(row: ReportRow) -> HeldReport:
    read = from_plain(SkippedReport, row.plain) if row.skipped_code else from_plain(Report, row.plain)
    return HeldReport(key=row.exhibit.key, file=row.file, report=read)
