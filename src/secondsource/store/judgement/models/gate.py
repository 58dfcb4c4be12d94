"""Rows of what members answer to the gate. A yes or a waiver of the author is refused by the table itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from secondsource.store.judgement.models.base import DIGEST, KEY, WORDS, WrittenRow, apart


class AnswerRow(WrittenRow):
    """One member's answer about one frozen content; the newest of each member holds."""

    digest = models.CharField(max_length=DIGEST, db_index=True)
    fact = models.CharField(max_length=48)
    about = models.CharField(max_length=200, blank=True, default="")
    value = models.BooleanField(null=True)
    why = models.CharField(max_length=WORDS, blank=True, default="")
    author = models.CharField(max_length=KEY)
    frozen_by = models.CharField(max_length=KEY)

    class Meta:
        """Nobody says yes to their own work; a no is heard from everybody."""

        app_label = "judgement"
        db_table = "judgement_answer"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(value__isnull=True)
                | Q(value=False)
                | Q(fact="no-conflict")
                | (~Q(author=F("by")) & ~Q(frozen_by=F("by"))),
                name="nobody_says_yes_to_their_own",
            ),
        ]


class WaiverRow(WrittenRow):
    """One member's decision to go without something."""

    digest = models.CharField(max_length=DIGEST, db_index=True)
    fact = models.CharField(max_length=48)
    role = models.CharField(max_length=12)
    why = models.CharField(max_length=WORDS)
    author = models.CharField(max_length=KEY)
    frozen_by = models.CharField(max_length=KEY)

    class Meta:
        """Nobody waives for their own work."""

        app_label = "judgement"
        db_table = "judgement_waiver"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            apart("author", "by", "waiver_not_by_author"),
            apart("frozen_by", "by", "waiver_not_by_who_froze"),
            models.CheckConstraint(condition=~Q(why=""), name="waiver_has_a_reason"),
        ]
