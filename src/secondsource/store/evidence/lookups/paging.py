"""One page of a longer list of rows."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from secondsource.store.evidence.values import Slice

Row = TypeVar("Row", bound=Model)


def slice_of(rows: QuerySet[Row], number: int, size: int) -> Slice[Row]:
    """Return page `number`, from 1; a number outside the list gives its nearest page."""
    total = rows.count()
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    first = (number - 1) * size
    return Slice(items=tuple(rows[first : first + size]), number=number, pages=pages, total=total)
