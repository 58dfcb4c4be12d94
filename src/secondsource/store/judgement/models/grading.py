"""Rows of grades, findings and line checks. The tables refuse the author as assessor, resolver and checker."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from secondsource.store.judgement.models.base import DIGEST, KEY, WORDS, WrittenRow, apart


class AssessmentRow(WrittenRow):
    """One person's grading of one statement; `by` and `at` say who began it and when."""

    statement = models.CharField(max_length=KEY)
    source = models.CharField(max_length=200)
    topic = models.CharField(max_length=120)
    added_by = models.CharField(max_length=KEY, blank=True, default="")
    """Who added the statement by hand; empty for one that the reading room proposed."""
    edited_by = models.CharField(max_length=KEY, blank=True, default="")
    digit = models.CharField(max_length=1, blank=True, default="")
    digit_why = models.CharField(max_length=WORDS, blank=True, default="")
    digit_at = models.DateTimeField(null=True)
    origins = models.PositiveIntegerField(null=True)
    letter = models.CharField(max_length=1, blank=True, default="")
    letter_why = models.CharField(max_length=WORDS, blank=True, default="")
    letter_at = models.DateTimeField(null=True)

    class Meta:
        """One assessment a person a statement; the letter comes after the digit; nobody grades their own."""

        app_label = "judgement"
        db_table = "judgement_assessment"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "statement", "by"], name="one_assessment_a_person"),
            models.CheckConstraint(condition=Q(letter="") | ~Q(digit=""), name="digit_before_letter"),
            models.CheckConstraint(
                condition=~Q(digit="1") | Q(origins__isnull=False, origins__gte=2), name="confirmed_by_two_origins"
            ),
            apart("added_by", "by", "assessor_is_not_who_added"),
            apart("edited_by", "by", "assessor_is_not_who_edited"),
        ]


class ResolutionRow(WrittenRow):
    """Which of two grades holds, and why."""

    statement = models.CharField(max_length=KEY)
    letter = models.CharField(max_length=1)
    digit = models.CharField(max_length=1)
    why = models.CharField(max_length=WORDS)
    first = models.CharField(max_length=KEY)
    second = models.CharField(max_length=KEY)

    class Meta:
        """One resolution a statement, by neither assessor."""

        app_label = "judgement"
        db_table = "judgement_resolution"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "statement"], name="one_resolution_a_statement"),
            apart("first", "by", "resolver_is_not_first"),
            apart("second", "by", "resolver_is_not_second"),
            apart("first", "second", "two_assessors"),
        ]


class JudgementRow(WrittenRow):
    """A finding on a claim; the newest holds, the older ones stay."""

    claim = models.CharField(max_length=KEY)
    text = models.TextField()
    likelihood = models.CharField(max_length=24, blank=True, default="")
    confidence = models.CharField(max_length=12)
    grounds = models.TextField()
    would_change = models.TextField()
    changed = models.TextField(blank=True, default="")
    origins = models.PositiveIntegerField(null=True)

    class Meta:
        """No likelihood where two independent origins are not certain."""

        app_label = "judgement"
        db_table = "judgement_finding"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(likelihood="") | Q(origins__isnull=False, origins__gte=2), name="likelihood_by_two_origins"
            ),
        ]


class LineMarkRow(WrittenRow):
    """One mark on one line of a frozen content."""

    digest = models.CharField(max_length=DIGEST, db_index=True)
    line = models.CharField(max_length=KEY)
    state = models.CharField(max_length=12)
    words = models.CharField(max_length=WORDS, blank=True, default="")
    proof = models.JSONField(default=list)
    no_fact = models.BooleanField(default=False)
    document = models.BooleanField(default=False)
    labelled = models.BooleanField(default=False)
    author = models.CharField(max_length=KEY)
    frozen_by = models.CharField(max_length=KEY)

    class Meta:
        """The checker neither wrote nor froze it."""

        app_label = "judgement"
        db_table = "judgement_line_mark"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            apart("author", "by", "line_checker_is_not_author"),
            apart("frozen_by", "by", "line_checker_did_not_freeze"),
        ]
