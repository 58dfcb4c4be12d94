"""Rows about people in a release: who they are in it, what could happen to them, whether they were heard."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from secondsource.store.judgement.models.base import DIGEST, KEY, WORDS, WrittenRow, apart
from secondsource.store.team.models import new_key


class PersonRow(WrittenRow):
    """One person in what is to be released; `by` and `at` say who changed it last. None is not answered."""

    key = models.CharField(max_length=KEY, default=new_key, unique=True, editable=False)
    label = models.CharField(max_length=120)
    """How the desk speaks of them."""
    spoken_of = models.JSONField(default=list)
    """How the text speaks of them: names, masks, pseudonyms."""
    role = models.CharField(max_length=20, blank=True, default="")
    named = models.BooleanField(null=True)
    private = models.BooleanField(null=True)
    minor = models.BooleanField(null=True)
    needed = models.BooleanField(null=True)
    need_why = models.CharField(max_length=WORDS, blank=True, default="")
    consents = models.BooleanField(null=True)
    stage = models.PositiveSmallIntegerField(null=True)
    criticised = models.BooleanField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Where the rows lie."""

        app_label = "judgement"
        db_table = "judgement_person"
        ordering: ClassVar[list[str]] = ["id"]


class HarmRow(WrittenRow):
    """One kind of harm to one person; the newest holds."""

    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="harm")
    kind = models.CharField(max_length=16)
    severity = models.CharField(max_length=10)
    likelihood = models.CharField(max_length=24, blank=True, default="")
    mitigation = models.CharField(max_length=WORDS, blank=True, default="")
    checked_by = models.CharField(max_length=KEY, blank=True, default="")

    class Meta:
        """A mitigation is checked by somebody else than its author."""

        app_label = "judgement"
        db_table = "judgement_harm"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            apart("checked_by", "by", "mitigation_checked_by_another"),
            models.CheckConstraint(condition=Q(checked_by="") | ~Q(mitigation=""), name="checked_only_what_is_written"),
        ]


class ReplyRow(WrittenRow):
    """One step in somebody's right of reply. `other` is the member from whom `by` must differ in this step."""

    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="reply")
    step = models.CharField(max_length=10)
    """risk | attempt | answer | included | waiver."""
    words = models.TextField(blank=True, default="")
    dangerous = models.BooleanField(null=True)
    deadline = models.DateTimeField(null=True)
    told_all = models.BooleanField(default=False)
    other = models.CharField(max_length=KEY, blank=True, default="")

    class Meta:
        """Who judged the risk neither asks nor waives; who recorded an answer does not find it included."""

        app_label = "judgement"
        db_table = "judgement_reply"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            apart("other", "by", "two_people_in_a_reply"),
            models.CheckConstraint(
                condition=~Q(step__in=["attempt", "included", "waiver"]) | ~Q(other=""), name="reply_step_has_another"
            ),
        ]


class AttributeRow(WrittenRow):
    """Something a release, or public knowledge, says of a person; for the jigsaw test."""

    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="attributes")
    release = models.CharField(max_length=DIGEST)
    """A content digest, or `elsewhere`."""
    kind = models.CharField(max_length=40)
    value = models.CharField(max_length=120)
    people = models.PositiveIntegerField(null=True)
    """How many people share it, by a careful lower estimate."""

    class Meta:
        """Each said once a release."""

        app_label = "judgement"
        db_table = "judgement_attribute"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "release", "kind", "value"], name="attribute_once_a_release"),
        ]
