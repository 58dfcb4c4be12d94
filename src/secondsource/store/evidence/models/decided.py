"""Rows of what people decided. Only ever added to: a change of mind is a new row with the next version."""

from __future__ import annotations

from django.db import models

from secondsource.store.team.models import CaseRow


class DecisionRow(models.Model):
    """What a member made of one statement."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="decisions")
    statement = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    chain = models.JSONField(null=True)
    """Names, publisher first; null where the chain was left."""
    said_on = models.DateField(null=True)
    position = models.CharField(max_length=20, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    member = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        """One decision a version, so that two who decide at once cannot both stand."""

        app_label = "evidence"
        db_table = "evidence_decision"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "statement", "version"], name="one_decision_a_version"),
        ]


class TieRow(models.Model):
    """A decision over more than one statement: same origin, same claim, belongs to, relays, a grade."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=16)
    """`same-origin`, `split-origin`, `same-claim`, `split-claim`, `belongs`, `relays`, `grade`."""
    parts = models.JSONField()
    """Ids, or the two names."""
    reason = models.CharField(max_length=500, blank=True, default="")
    member = models.CharField(max_length=20)
    at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=20, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """In the order they were made."""

        app_label = "evidence"
        db_table = "evidence_tie"
        ordering = ["id"]


class ResolutionRow(models.Model):
    """How somebody resolved a contradiction."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="resolutions")
    contradiction = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=24)
    reason = models.CharField(max_length=1000)
    member = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        """One resolution a version."""

        app_label = "evidence"
        db_table = "evidence_resolution"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "contradiction", "version"], name="one_resolution_a_version"),
        ]


class PersonRulingRow(models.Model):
    """Whether somebody named is held to be a private person, and who says so."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="rulings")
    person = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    private = models.BooleanField()
    reason = models.CharField(max_length=500)
    member = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        """One ruling a version."""

        app_label = "evidence"
        db_table = "evidence_person_ruling"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "person", "version"], name="one_ruling_a_version")]
