"""Exhibits and their custody."""

from __future__ import annotations

from secondsource.errors import AccessError
from secondsource.store.evidence.lookups.paging import slice_of
from secondsource.store.evidence.models import CustodyRow, ExhibitRow, ReportRow
from secondsource.store.evidence.values import Act, CleanCopy, Custody, Exhibit, ExhibitState, Slice

A_PAGE = 50


def exhibits(case: str) -> tuple[Exhibit, ...]:
    """Return a case's exhibits in the order they were taken in."""
    return tuple(value_of(row) for row in ExhibitRow.objects.filter(case__key=case).order_by("id"))


def exhibit_page(case: str, number: int = 1) -> Slice[Exhibit]:
    """Return one page of a case's exhibits, the newest first."""
    page = slice_of(ExhibitRow.objects.filter(case__key=case).order_by("-id"), number, A_PAGE)
    items = tuple(value_of(row) for row in page.items)
    return Slice(items=items, number=page.number, pages=page.pages, total=page.total)


def has_report(case: str, key: str) -> bool:
    """Say whether a report was read from an exhibit."""
    return ReportRow.objects.filter(case__key=case, exhibit__key=key, skipped_code="").exists()


def exhibit(case: str, key: str) -> Exhibit:
    """Return one exhibit of a case.

    Raises:
        AccessError: `exhibit-unknown`, for one of another case as well.
    """
    row = ExhibitRow.objects.filter(case__key=case, key=key).first()
    if row is None:
        raise AccessError("exhibit-unknown", "There is no such exhibit here.", "Go back to the case's exhibits.")
    return value_of(row)


def waiting(case: str) -> tuple[Exhibit, ...]:
    """Return the exhibits that were received and not yet read and cleaned."""
    rows = ExhibitRow.objects.filter(case__key=case, state=ExhibitState.WAITING.value).order_by("id")
    return tuple(value_of(row) for row in rows)


def known_digests(case: str) -> dict[str, str]:
    """Return the name of each exhibit of a case by the digest of its original."""
    return dict(ExhibitRow.objects.filter(case__key=case).values_list("sha256", "name"))


def custody(case: str, key: str) -> tuple[Custody, ...]:
    """Return what happened to one exhibit, oldest first."""
    rows = CustodyRow.objects.filter(exhibit__case__key=case, exhibit__key=key)
    return tuple(Custody(at=row.at, member=row.member, act=Act(row.act), why=row.why) for row in rows)


def value_of(row: ExhibitRow) -> Exhibit:
    """Return the frozen value of an exhibit's row."""
    clean = CleanCopy(
        blob=row.copy,
        sha256=row.copy_sha256,
        size=row.copy_size,
        suffix=row.copy_suffix,
        removals=tuple((what, count) for what, count in row.removals),
        notes=tuple(row.notes),
    )
    return Exhibit(
        key=row.key,
        name=row.name,
        kind=row.kind,
        size=row.size,
        sha256=row.sha256,
        how=row.how,
        state=ExhibitState(row.state),
        sensitive=row.sensitive,
        taken_in_at=row.taken_in_at,
        taken_in_by=row.taken_in_by,
        original=row.original,
        sealed=row.sealed,
        clean=clean if row.copy else None,
        refusal=(row.refusal_code, row.refusal) if row.refusal_code else None,
    )
