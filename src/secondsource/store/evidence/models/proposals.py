"""Rows of what the last run worked out over the whole case; each run replaces them.

A claim or contradiction that others may refer to (a finding, a resolution) stays with `live=False` when a run no
longer has it, so that no reference leads nowhere.
"""

from __future__ import annotations

from django.db import models

from secondsource.store.evidence.models.statements import StatementRow
from secondsource.store.team.models import CaseRow


class ClaimRow(models.Model):
    """What the desk tests, with its independent origins."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="claims")
    claim = models.CharField(max_length=20)
    live = models.BooleanField(default=True)
    rank = models.PositiveIntegerField(default=0)
    text = models.TextField()
    documents = models.PositiveIntegerField()
    plain = models.JSONField()

    class Meta:
        """An id stands once in a case."""

        app_label = "evidence"
        db_table = "evidence_claim"
        constraints = [models.UniqueConstraint(fields=["case", "claim"], name="claim_once_a_case")]
        indexes = [models.Index(fields=["case", "live", "rank"], name="claim_by_rank")]


class ClaimLinkRow(models.Model):
    """A statement that supports, denies or doubts a claim."""

    claim = models.ForeignKey(ClaimRow, on_delete=models.CASCADE, related_name="links")
    statement = models.ForeignKey(StatementRow, on_delete=models.CASCADE, related_name="links")
    stance = models.CharField(max_length=12)

    class Meta:
        """Where the rows lie."""

        app_label = "evidence"
        db_table = "evidence_claim_link"


class OriginRow(models.Model):
    """The root utterance that several statements draw on."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="origins")
    origin = models.CharField(max_length=20)
    plain = models.JSONField()

    class Meta:
        """An id stands once in a case."""

        app_label = "evidence"
        db_table = "evidence_origin"
        constraints = [models.UniqueConstraint(fields=["case", "origin"], name="origin_once_a_case")]


class ReuseRow(models.Model):
    """Text that two reports share."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="reuse")
    a = models.CharField(max_length=160)
    b = models.CharField(max_length=160)
    plain = models.JSONField()

    class Meta:
        """Where the rows lie."""

        app_label = "evidence"
        db_table = "evidence_reuse"


class ContradictionRow(models.Model):
    """Two statements that cannot both stand as they are."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="contradictions")
    contradiction = models.CharField(max_length=20)
    live = models.BooleanField(default=True)
    rank = models.PositiveIntegerField(default=0)
    a = models.CharField(max_length=20)
    b = models.CharField(max_length=20)
    plain = models.JSONField()

    class Meta:
        """An id stands once in a case."""

        app_label = "evidence"
        db_table = "evidence_contradiction"
        constraints = [models.UniqueConstraint(fields=["case", "contradiction"], name="contradiction_once_a_case")]


class TimelineRow(models.Model):
    """A change of the contested status."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="timeline")
    number = models.PositiveIntegerField()
    plain = models.JSONField()

    class Meta:
        """In the order of the entries."""

        app_label = "evidence"
        db_table = "evidence_timeline"
        ordering = ["number"]


class PersonRow(models.Model):
    """Somebody named in the reports. Default: do not name."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="people")
    person = models.CharField(max_length=20)
    live = models.BooleanField(default=True)
    rank = models.PositiveIntegerField(default=0)
    plain = models.JSONField()

    class Meta:
        """An id stands once in a case."""

        app_label = "evidence"
        db_table = "evidence_person"
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="person_once_a_case")]
