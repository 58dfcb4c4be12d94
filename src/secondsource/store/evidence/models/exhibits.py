"""Rows of what was received: exhibits with their custody, and the reports read from them."""

from __future__ import annotations

from django.db import models

from secondsource.store.team.models import CaseRow, new_key


class ExhibitRow(models.Model):
    """One admitted file: its sealed original, its clean copy, its digests. The bytes lie in the desk's blobs."""

    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="exhibits")
    name = models.CharField(max_length=160)
    """Neutralised: no path, no control character; unique in the case, because statement ids are made of it."""
    how = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12, blank=True, default="")
    state = models.CharField(max_length=12, default="waiting")
    sensitive = models.BooleanField(default=False)
    taken_in_at = models.DateTimeField()
    taken_in_by = models.CharField(max_length=20)
    original = models.CharField(max_length=40)
    """Id of the blob that holds the original."""
    sealed = models.BooleanField(default=False)
    """Whether that blob is an age file that only the desk's members can open."""
    copy = models.CharField(max_length=40, blank=True, default="")
    """Id of the blob that holds the clean copy; empty before there is one."""
    copy_sha256 = models.CharField(max_length=64, blank=True, default="")
    copy_size = models.PositiveBigIntegerField(default=0)
    copy_suffix = models.CharField(max_length=12, blank=True, default="")
    removals = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    refusal_code = models.CharField(max_length=40, blank=True, default="")
    refusal = models.TextField(blank=True, default="")

    class Meta:
        """A name and a content stand once in a case."""

        app_label = "evidence"
        db_table = "evidence_exhibit"
        constraints = [
            models.UniqueConstraint(fields=["case", "name"], name="exhibit_name_once_a_case"),
            models.UniqueConstraint(fields=["case", "sha256"], name="exhibit_content_once_a_case"),
        ]


class CustodyRow(models.Model):
    """One thing that happened to an exhibit: who, when, what, why. Only ever added to."""

    exhibit = models.ForeignKey(ExhibitRow, on_delete=models.PROTECT, related_name="custody")
    at = models.DateTimeField()
    member = models.CharField(max_length=20, blank=True)
    """A member's key; empty for the desk's own worker."""
    act = models.CharField(max_length=24)
    why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        """In the order things happened."""

        app_label = "evidence"
        db_table = "evidence_custody"
        ordering = ["id"]


class ReportRow(models.Model):
    """What was read from one exhibit, or why nothing could be."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="reports")
    exhibit = models.OneToOneField(ExhibitRow, on_delete=models.PROTECT, related_name="report")
    file = models.CharField(max_length=160)
    """The exhibit's name: what statements name their report by."""
    title = models.CharField(max_length=400, blank=True, default="")
    outlet = models.CharField(max_length=200, blank=True, default="")
    published = models.DateField(null=True)
    language = models.CharField(max_length=8, blank=True, default="")
    skipped_code = models.CharField(max_length=40, blank=True, default="")
    plain = models.JSONField()
    """The whole value, `Report` or `SkippedReport`, by the codec."""

    class Meta:
        """A file stands once in a case."""

        app_label = "evidence"
        db_table = "evidence_report"
        constraints = [models.UniqueConstraint(fields=["case", "file"], name="report_file_once_a_case")]
