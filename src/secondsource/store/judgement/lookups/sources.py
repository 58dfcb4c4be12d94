"""Reading what could lead to sources and what was promised to them."""

from __future__ import annotations

from secondsource.core.release.harm.sources import (
    Detail,
    Promise,
    PromiseKind,
    SourceWarning,
    Trace,
    TraceCheck,
    Treatment,
)
from secondsource.store.judgement.models import DetailRow, PromiseRow, TraceRow, WarningRow
from secondsource.store.judgement.values import HeldDetail, HeldPromise


def details(case: str) -> tuple[HeldDetail, ...]:
    """Return every revealing detail of a case."""
    return tuple(
        HeldDetail(
            detail=Detail(
                id=row.key,
                source=row.source,
                could_know=row.could_know,
                treatment=Treatment(row.treatment) if row.treatment else None,
                could_know_after=row.could_know_after,
                by=row.by,
            ),
            what=row.what,
        )
        for row in DetailRow.objects.filter(case__key=case)
    )


def traces(case: str, digest: str) -> tuple[TraceCheck, ...]:
    """Return each member's newest answer on each kind of trace in a frozen content."""
    newest = {(row.trace, row.by): row for row in TraceRow.objects.filter(case__key=case, digest=digest)}
    return tuple(TraceCheck(trace=Trace(row.trace), clear=row.clear, by=row.by) for row in newest.values())


def promises(case: str) -> tuple[HeldPromise, ...]:
    """Return every promise of a case."""
    return tuple(
        HeldPromise(
            promise=Promise(
                id=row.key,
                source=row.source,
                kind=PromiseKind(row.kind),
                made_by=row.by,
                kept=row.kept,
                kept_by=row.kept_by,
            ),
            words=row.words,
            at=row.at,
        )
        for row in PromiseRow.objects.filter(case__key=case)
    )


def warnings(case: str) -> tuple[SourceWarning, ...]:
    """Return the newest word on each source's warning."""
    newest = {row.source: row for row in WarningRow.objects.filter(case__key=case)}
    return tuple(SourceWarning(source=row.source, warned=row.warned, why_not=row.why_not) for row in newest.values())
