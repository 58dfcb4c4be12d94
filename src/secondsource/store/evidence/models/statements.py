"""Rows of statements: the proposal (or what a member added), and a look at the decision that stands."""

from __future__ import annotations

from django.db import models

from secondsource.store.evidence.models.decided import DecisionRow
from secondsource.store.evidence.models.exhibits import ReportRow
from secondsource.store.team.models import CaseRow


class StatementRow(models.Model):
    """One statement of a report. A new run may replace the proposal; it never touches the decision."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="statements")
    report = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="statements")
    statement = models.CharField(max_length=20)
    """The stable id, made of the report's name and the words (`core.vetting.statement.statement_id`)."""
    plain = models.JSONField()
    """The statement as proposed, by the codec."""
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    speaker = models.CharField(max_length=300)
    """The ultimate speaker as it stands after the decision, for lists."""
    position = models.CharField(max_length=20)
    said_on = models.DateField(null=True)
    strength = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default="proposed")
    version = models.PositiveIntegerField(default=0)
    """How often somebody decided; a form carries it, so that nobody overwrites what they have not seen."""
    decision = models.OneToOneField(DecisionRow, on_delete=models.PROTECT, null=True, related_name="holds")
    added_by = models.CharField(max_length=20, blank=True, default="")
    """Key of the member who added it; empty for what a program proposed."""
    live = models.BooleanField(default=True)
    """False when the last run no longer proposes it; kept because somebody decided on it."""
    origin = models.CharField(max_length=20, blank=True, default="")
    """Id of the origin it draws on, as of the last run."""

    class Meta:
        """An id stands once in a case."""

        app_label = "evidence"
        db_table = "evidence_statement"
        constraints = [models.UniqueConstraint(fields=["case", "statement"], name="statement_once_a_case")]
        indexes = [
            models.Index(fields=["case", "state"], name="statement_by_state"),
            models.Index(fields=["report", "start"], name="statement_by_place"),
            models.Index(fields=["case", "origin"], name="statement_by_origin"),
        ]
