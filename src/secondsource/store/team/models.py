"""Rows of the team: members, cases, who may know of which case, and the journal.

Keys shown outside are random, so that nobody learns from an address how much the desk holds. Journal rows are
written once: triggers in the database refuse to change or delete them (see the migrations).
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from secondsource.store.team.values import Role, Standing

KEY_BYTES = 10
"""80 random bits: unguessable, and no clash in any desk's life."""


def new_key() -> str:
    """Return a fresh random key for a row that is named in an address."""
    return secrets.token_hex(KEY_BYTES)


def _choices(kind: type[Role | Standing]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class MemberRow(AbstractBaseUser):
    """Somebody with an account. The name is a pseudonym of their choice; no e-mail address is kept."""

    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=64, unique=True)
    standing = models.CharField(max_length=12, choices=_choices(Standing), default=Standing.DORMANT.value)
    keeper = models.BooleanField(default=False)
    """May invite, seat and suspend members. Gives no sight of any case."""
    seat = models.CharField(max_length=64, blank=True, default="")
    """Name of the seat in the desk's seat policy; empty until the policy seats them."""
    ui_language = models.CharField(max_length=2, default="en")

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = BaseUserManager()

    class Meta:
        """Where the rows lie."""

        app_label = "team"
        db_table = "team_member"

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django: an attribute there, a rule here
        """Say whether they may sign in: suspended and departed members may not."""
        return self.standing in {Standing.DORMANT, Standing.ACTIVE}


class InvitationRow(models.Model):
    """One way to an account: to a new one, or back to one whose password or second factor is lost."""

    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    """Of the token; the token itself is shown once and kept nowhere."""
    by = models.CharField(max_length=20, blank=True)
    """The inviting member's key; empty when the machine's operator made it."""
    keeper = models.BooleanField(default=False)
    member = models.ForeignKey(MemberRow, null=True, on_delete=models.PROTECT, related_name="+")
    """Whose way back it is; nobody's for a new account."""
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        """Where the rows lie."""

        app_label = "team"
        db_table = "team_invitation"


class CaseRow(models.Model):
    """One story the desk works on."""

    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="en")
    state = models.CharField(max_length=24, default="open")
    opened_at = models.DateTimeField()

    class Meta:
        """Where the rows lie."""

        app_label = "team"
        db_table = "team_case"


class CaseMemberRow(models.Model):
    """Somebody's need to know one case, and their role in it."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="members")
    member = models.ForeignKey(MemberRow, on_delete=models.PROTECT, related_name="cases")
    role = models.CharField(max_length=12, choices=_choices(Role))

    class Meta:
        """One role a member a case."""

        app_label = "team"
        db_table = "team_case_member"
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="one_role_a_member_a_case")]


class JournalRow(models.Model):
    """One thing done at the desk, chained to the one before by its digest."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=20)
    """UTC to the second as text, so that the digested bytes are the stored ones."""
    actor = models.CharField(max_length=20, blank=True)
    """A member's key; empty for the desk itself (a timer, an import at set-up)."""
    case = models.CharField(max_length=20, blank=True, db_index=True)
    verb = models.CharField(max_length=48)
    about = models.TextField()
    """RFC 8785 JSON: keys and digests of what was touched, never its words."""
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order things happened."""

        app_label = "team"
        db_table = "team_journal"
        ordering = ["number"]


class JournalHeadRow(models.Model):
    """The one row that every append locks, so that two never take the same number."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        """Where the row lies."""

        app_label = "team"
        db_table = "team_journal_head"
