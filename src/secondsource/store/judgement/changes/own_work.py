"""The tables' own refusal of own work, told as the rules tell it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from secondsource.errors import RuleError
from secondsource.store.team.models import CaseRow


@contextmanager
def refused_by_the_table() -> Iterator[None]:
    """Turn a broken constraint into a refusal; the rules above should have refused before.

    Raises:
        RuleError: `own-work`.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        raise RuleError(
            "own-work",
            "The desk's tables refuse this: it would pass somebody's own work, or say something twice.",
            "Ask a colleague who did neither write nor check it.",
        ) from refusal


def case_row(key: str) -> CaseRow:
    """Return the row of a case that an action has already checked."""
    return CaseRow.objects.get(key=key)
