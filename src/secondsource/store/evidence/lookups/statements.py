"""Statements as they stand: the proposal with the member's decision applied."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from secondsource.core.codec import from_plain
from secondsource.core.vetting import decided
from secondsource.core.vetting.decisions import Decisions, StatementDecision
from secondsource.core.vetting.statement import Position, State, Statement
from secondsource.errors import AccessError
from secondsource.store.evidence.models import DecisionRow, StatementRow, TieRow
from secondsource.store.evidence.values import Decision, HeldStatement, Tie


def statement(case: str, statement_id: str) -> HeldStatement:
    """Return one statement of a case.

    Raises:
        AccessError: `statement-unknown`, for one of another case as well.
    """
    row = _rows(case).filter(statement=statement_id).first()
    if row is None:
        raise AccessError(
            "statement-unknown", "There is no such statement here.", "Go back to the report and load it again."
        )
    return value_of(row)


def statements(case: str, ids: Iterable[str] | None = None) -> tuple[HeldStatement, ...]:
    """Return a case's statements, or those of them with these ids, in reading order."""
    rows = _rows(case)
    if ids is not None:
        rows = rows.filter(statement__in=list(ids))
    return tuple(value_of(row) for row in rows.order_by("report__file", "start", "end", "statement"))


def statements_of(case: str, exhibit: str, start: int = 0, end: int | None = None) -> tuple[HeldStatement, ...]:
    """Return the statements of one report that begin from `start` to before `end`, in reading order."""
    rows = _rows(case).filter(report__exhibit__key=exhibit, start__gte=start)
    if end is not None:
        rows = rows.filter(start__lt=end)
    return tuple(value_of(row) for row in rows.order_by("start", "end", "statement"))


def history(case: str, statement_id: str) -> tuple[Decision, ...]:
    """Return every decision on one statement, oldest first."""
    rows = DecisionRow.objects.filter(case__key=case, statement=statement_id)
    return tuple(_decision(row) for row in rows)


def standing(case: str) -> tuple[StatementDecision, ...]:
    """Return the decision that stands on each decided statement, as the decisions file has them."""
    rows = DecisionRow.objects.filter(case__key=case, holds__isnull=False).exclude(state=State.PROPOSED.value)
    return tuple(_standing(row) for row in rows.order_by("statement"))


def ties(case: str) -> tuple[Tie, ...]:
    """Return the standing decisions over more than one statement, oldest first."""
    rows = TieRow.objects.filter(case__key=case, withdrawn_at__isnull=True)
    return tuple(
        Tie(number=row.pk, kind=row.kind, parts=tuple(row.parts), reason=row.reason, member=row.member, at=row.at)
        for row in rows
    )


def value_of(row: StatementRow) -> HeldStatement:
    """Return the frozen value of a statement's row, its decision applied."""
    proposed = from_plain(Statement, row.plain)
    shown = proposed
    if row.decision is not None:
        shown = decided.apply((proposed,), Decisions(statements=(_standing(row.decision),)))[0]
    return HeldStatement(
        statement=shown,
        proposed=proposed,
        report_key=row.report.exhibit.key,
        version=row.version,
        decision=None if row.decision is None else _decision(row.decision),
        added_by=row.added_by,
        live=row.live,
        origin=row.origin,
    )


def _rows(case: str) -> QuerySet[StatementRow]:
    rows = StatementRow.objects.filter(case__key=case).select_related("decision", "report__exhibit")
    return rows.defer("report__plain", "report__exhibit__removals", "report__exhibit__notes", "text")


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        version=row.version,
        state=State(row.state),
        chain=None if row.chain is None else tuple(row.chain),
        said_on=row.said_on,
        position=Position(row.position) if row.position else None,
        reason=row.reason,
        member=row.member,
        at=row.at,
    )


def _standing(row: DecisionRow) -> StatementDecision:
    return StatementDecision(
        statement=row.statement,
        state=State(row.state),
        chain=None if row.chain is None else tuple(row.chain),
        said_on=row.said_on,
        position=Position(row.position) if row.position else None,
    )
