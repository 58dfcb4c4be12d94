"""Rows about sources: revealing details, traces, promises and warnings. No source's name belongs into them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from secondsource.store.judgement.models.base import DIGEST, KEY, WORDS, WrittenRow, apart
from secondsource.store.team.models import new_key


class DetailRow(WrittenRow):
    """A detail that could lead to its source; `by` and `at` say who changed it last."""

    key = models.CharField(max_length=KEY, default=new_key, unique=True, editable=False)
    source = models.CharField(max_length=64)
    """The desk's word for the source, never a name."""
    what = models.CharField(max_length=WORDS)
    could_know = models.PositiveIntegerField(null=True)
    treatment = models.CharField(max_length=10, blank=True, default="")
    could_know_after = models.PositiveIntegerField(null=True)

    class Meta:
        """Where the rows lie."""

        app_label = "judgement"
        db_table = "judgement_detail"
        ordering: ClassVar[list[str]] = ["id"]


class TraceRow(WrittenRow):
    """Whether one kind of trace was looked for in a frozen content; the newest of each member holds."""

    digest = models.CharField(max_length=DIGEST, db_index=True)
    trace = models.CharField(max_length=20)
    clear = models.BooleanField(null=True)

    class Meta:
        """Where the rows lie."""

        app_label = "judgement"
        db_table = "judgement_trace"
        ordering: ClassVar[list[str]] = ["id"]


class PromiseRow(WrittenRow):
    """One promise; `by` made it or recorded it for whoever did."""

    key = models.CharField(max_length=KEY, default=new_key, unique=True, editable=False)
    source = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    words = models.CharField(max_length=WORDS, blank=True, default="")
    kept = models.BooleanField(null=True)
    kept_by = models.CharField(max_length=KEY, blank=True, default="")

    class Meta:
        """Whoever made a promise does not say that it is kept."""

        app_label = "judgement"
        db_table = "judgement_promise"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            apart("kept_by", "by", "promise_judged_by_another"),
        ]


class WarningRow(WrittenRow):
    """Whether a source was warned; the newest holds."""

    source = models.CharField(max_length=64)
    warned = models.BooleanField()
    why_not = models.CharField(max_length=WORDS, blank=True, default="")

    class Meta:
        """Where the rows lie."""

        app_label = "judgement"
        db_table = "judgement_warning"
        ordering: ClassVar[list[str]] = ["id"]
