"""What every row of judgement has: its case, who wrote it, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from secondsource.store.team.models import CaseRow

KEY = 20
DIGEST = 64
WORDS = 2000
"""Longest reason or comment, in characters."""


class WrittenRow(models.Model):
    """A row that one member wrote."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=KEY)
    """The member's key."""
    at = models.DateTimeField()

    class Meta:
        """A part of other tables."""

        abstract = True


def apart(one: str, other: str, name: str) -> models.CheckConstraint:
    """Return the constraint that two columns never hold the same member; an empty column holds nobody."""
    return models.CheckConstraint(condition=Q(**{one: ""}) | ~Q(**{one: F(other)}), name=name)
