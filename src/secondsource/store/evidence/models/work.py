"""Rows of work: runs of the vetting with their progress, and the words that are searched."""

from __future__ import annotations

from django.db import models

from secondsource.store.team.models import CaseRow, new_key


class RunRow(models.Model):
    """One vetting of a case, asked for by somebody and done by the worker.

    The row, not the queue, says what is still to be done: a worker that was killed finds it here again.
    """

    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=10, default="waiting")
    stage = models.CharField(max_length=40, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_by = models.CharField(max_length=20, blank=True, default="")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    refusal_code = models.CharField(max_length=40, blank=True, default="")
    refusal = models.TextField(blank=True, default="")
    notes = models.JSONField(default=list)
    versions = models.JSONField(default=dict)
    timings = models.JSONField(default=dict)

    class Meta:
        """Newest first; at most one waits in a case."""

        app_label = "evidence"
        db_table = "evidence_run"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state="waiting"), name="one_waiting_run_a_case"
            ),
        ]


class SearchRow(models.Model):
    """The folded words of one report or statement; the database keeps a full-text index over them."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="words")
    case_key = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    """`report` or `statement`."""
    ref = models.CharField(max_length=160)
    """The report's file or the statement's id."""
    words = models.TextField()

    class Meta:
        """One row a thing."""

        app_label = "evidence"
        db_table = "evidence_search"
        constraints = [models.UniqueConstraint(fields=["case", "kind", "ref"], name="words_once")]
