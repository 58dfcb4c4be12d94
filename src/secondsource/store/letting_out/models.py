"""Rows of letting out. Members stand by their keys; nobody passes their own work, and the tables themselves say so.

A frozen content is written once: its bytes, their digest, who wrote and who froze it. What is done to it afterwards
(attack, second look, release) hangs on that row, so that another content has none of it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from secondsource.store.team.models import CaseRow, new_key

KEY = 20


class DraftRow(models.Model):
    """A release that is being written."""

    key = models.CharField(max_length=KEY, unique=True, default=new_key, editable=False)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="drafts")
    subject = models.CharField(max_length=64)
    """As in the desk's log: neutral, and public for ever."""
    author = models.CharField(max_length=KEY)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """Counts changes, so that two writers cannot overwrite each other unseen."""
    content = models.TextField()
    """Canonical JSON of the release before redaction."""
    pseudonym_key = models.BinaryField(max_length=32)
    """Draws the pseudonyms of this release; tells nobody without the register."""
    exhibits = models.JSONField(default=list)
    """Keys of the exhibits whose clean copies go with it."""
    embargo = models.DateTimeField(null=True)
    """Nothing goes out before; None for no such day."""
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    """The release that this one corrects."""

    class Meta:
        """Where the rows lie."""

        app_label = "letting_out"
        db_table = "letting_out_draft"
        ordering: ClassVar[list[str]] = ["-id"]


class ChoiceRow(models.Model):
    """What a member decided about a stretch of words: it is masked, or it may stand, and why."""

    draft = models.ForeignKey(DraftRow, on_delete=models.PROTECT, related_name="choices")
    words = models.CharField(max_length=300)
    """Folded: without case, accents and doubled spaces."""
    masked = models.BooleanField()
    picture = models.BooleanField(default=False)
    """The words are the name of a picture that may leave as it is."""
    reason = models.CharField(max_length=300, blank=True, default="")
    member = models.CharField(max_length=KEY)
    at = models.DateTimeField()

    class Meta:
        """Where the rows lie; the newest choice about the same words counts."""

        app_label = "letting_out"
        db_table = "letting_out_choice"
        ordering: ClassVar[list[str]] = ["id"]


class FrozenRow(models.Model):
    """A content as it would go out, after redaction, and its digest."""

    draft = models.ForeignKey(DraftRow, on_delete=models.PROTECT, related_name="frozen")
    draft_version = models.PositiveIntegerField()
    """The draft as it was then."""
    number = models.PositiveIntegerField()
    content = models.TextField()
    """Canonical JSON (RFC 8785) of the redacted release; its bytes are what the digest is over."""
    digest = models.CharField(max_length=64)
    register_sha256 = models.CharField(max_length=64)
    """Of the sealed register it was redacted with."""
    author = models.CharField(max_length=KEY)
    frozen_by = models.CharField(max_length=KEY)
    frozen_at = models.DateTimeField()
    masked = models.PositiveIntegerField(default=0)

    class Meta:
        """Where the rows lie."""

        app_label = "letting_out"
        db_table = "letting_out_frozen"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "number"], name="letting_out_frozen_number"),
        ]


class CopyRow(models.Model):
    """The redacted copy of one exhibit, and what opens its commitment."""

    frozen = models.ForeignKey(FrozenRow, on_delete=models.PROTECT, related_name="copies")
    name = models.CharField(max_length=80)
    data = models.BinaryField()
    opening = models.JSONField()

    class Meta:
        """Where the rows lie."""

        app_label = "letting_out"
        db_table = "letting_out_copy"
        ordering: ClassVar[list[str]] = ["id"]


class AttackRow(models.Model):
    """One attack on a frozen content: what it found, without the words."""

    frozen = models.ForeignKey(FrozenRow, on_delete=models.PROTECT, related_name="attacks")
    register_sha256 = models.CharField(max_length=64)
    blocks = models.BooleanField()
    report = models.JSONField()
    member = models.CharField(max_length=KEY)
    at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        app_label = "letting_out"
        db_table = "letting_out_attack"
        ordering: ClassVar[list[str]] = ["id"]


class LookRow(models.Model):
    """Somebody else has read the redacted content and found the redaction right."""

    frozen = models.OneToOneField(FrozenRow, on_delete=models.PROTECT, related_name="look")
    author = models.CharField(max_length=KEY)
    frozen_by = models.CharField(max_length=KEY)
    member = models.CharField(max_length=KEY)
    at = models.DateTimeField()

    class Meta:
        """Nobody looks over their own work: the table refuses it."""

        app_label = "letting_out"
        db_table = "letting_out_look"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(member=F("author")) & ~Q(member=F("frozen_by")), name="letting_out_look_by_another"
            ),
        ]


class HoldRow(models.Model):
    """A hold inside the desk: one member, one click, at once."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="holds")
    member = models.CharField(max_length=KEY)
    reason = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        app_label = "letting_out"
        db_table = "letting_out_hold"
        ordering: ClassVar[list[str]] = ["id"]


class LiftRow(models.Model):
    """A member's word that a hold may end; whose, decides whether it does."""

    hold = models.ForeignKey(HoldRow, on_delete=models.PROTECT, related_name="lifts")
    member = models.CharField(max_length=KEY)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        """Each member says it once."""

        app_label = "letting_out"
        db_table = "letting_out_lift"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["hold", "member"], name="letting_out_lift_once"),
        ]


class ReleasedRow(models.Model):
    """A content that went out."""

    frozen = models.OneToOneField(FrozenRow, on_delete=models.PROTECT, related_name="released")
    author = models.CharField(max_length=KEY)
    member = models.CharField(max_length=KEY)
    at = models.DateTimeField()
    motion = models.CharField(max_length=64)
    entry = models.PositiveIntegerField()
    """Place in the public log of the statement it went out under."""
    dossier_sha256 = models.CharField(max_length=64)
    dossier = models.BinaryField()
    """The ZIP file as it went out."""

    class Meta:
        """Whoever wrote it does not let it out: the table refuses it."""

        app_label = "letting_out"
        db_table = "letting_out_released"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(member=F("author")), name="letting_out_released_by_another"),
        ]


class HandOverRow(models.Model):
    """A dossier that was sealed for a partner."""

    released = models.ForeignKey(ReleasedRow, on_delete=models.PROTECT, related_name="handovers")
    partner = models.CharField(max_length=100)
    recipients = models.JSONField()
    """The partner's age recipients."""
    sha256 = models.CharField(max_length=64)
    member = models.CharField(max_length=KEY)
    at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        app_label = "letting_out"
        db_table = "letting_out_handover"
        ordering: ClassVar[list[str]] = ["id"]
