"""Changing what goes out. Called by actions inside `journal.entry`, never alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError as Refused
from django.db import transaction

from secondsource.core.release.letting_out.release import Release, release_bytes
from secondsource.errors import AccessError, RuleError
from secondsource.store.letting_out.models import (
    AttackRow,
    ChoiceRow,
    CopyRow,
    DraftRow,
    FrozenRow,
    HandOverRow,
    HoldRow,
    LiftRow,
    LookRow,
    ReleasedRow,
)
from secondsource.store.letting_out.values import Copy, Draft
from secondsource.store.team.models import CaseRow


def add_draft(*, case: str, author: str, release: Release, pseudonym_key: bytes, follows: str, now: datetime) -> str:
    """Keep a new draft and return its key."""
    row = DraftRow.objects.create(
        case=CaseRow.objects.get(key=case),
        subject=release.subject,
        author=author,
        made_at=now,
        content=release_bytes(release).decode(),
        pseudonym_key=pseudonym_key,
        follows=_draft(case, follows) if follows else None,
    )
    return row.key


def write_draft(
    *,
    case: str,
    draft: str,
    version: int,
    release: Release,
    exhibits: tuple[str, ...],
    embargo: datetime | None,
) -> None:
    """Replace what a draft says.

    Raises:
        RuleError: `draft-changed`, when somebody else wrote meanwhile. AccessError: `draft-unknown`.
    """
    row = _draft(case, draft)
    if row.version != version:
        raise RuleError(
            "draft-changed",
            "Somebody changed this draft while you wrote.",
            "Open it again and put your words into what stands there now.",
        )
    row.content = release_bytes(release).decode()
    row.exhibits = list(exhibits)
    row.embargo = embargo
    row.version = version + 1
    row.save(update_fields=["content", "exhibits", "embargo", "version"])


def choose(
    *, case: str, draft: str, words: str, masked: bool, picture: bool, reason: str, member: str, now: datetime
) -> None:
    """Keep what a member decided about a stretch of words; the draft counts as changed."""
    row = _draft(case, draft)
    ChoiceRow.objects.create(
        draft=row, words=words, masked=masked, picture=picture, reason=reason, member=member, at=now
    )
    row.version += 1
    row.save(update_fields=["version"])


def freeze(
    draft: Draft,
    *,
    release: Release,
    copies: tuple[Copy, ...],
    masked: int,
    register_sha256: str,
    member: str,
    now: datetime,
) -> str:
    """Keep a redacted content and return its digest.

    Raises:
        RuleError: `draft-changed`.
    """
    row = _draft(draft.case, draft.key)
    if row.version != draft.version:
        raise RuleError(
            "draft-changed",
            "Somebody changed this draft while it was redacted.",
            "Look at what stands there now, and freeze it again.",
        )
    content = release_bytes(release)
    before = FrozenRow.objects.filter(draft=row).order_by("-number").first()
    kept = FrozenRow.objects.create(
        draft=row,
        draft_version=draft.version,
        number=before.number + 1 if before else 1,
        content=content.decode(),
        digest=hashlib.sha256(content).hexdigest(),
        register_sha256=register_sha256,
        author=row.author,
        frozen_by=member,
        frozen_at=now,
        masked=masked,
    )
    for copy in copies:
        CopyRow.objects.create(frozen=kept, name=copy.name, data=copy.data, opening=asdict(copy.opening))
    return kept.digest


def keep_attack(
    *,
    case: str,
    digest: str,
    register_sha256: str,
    blocks: bool,
    report: Mapping[str, Any],
    member: str,
    now: datetime,
) -> None:
    """Keep what an attack found."""
    AttackRow.objects.create(
        frozen=_frozen(case, digest),
        register_sha256=register_sha256,
        blocks=blocks,
        report=dict(report),
        member=member,
        at=now,
    )


def look_over(*, case: str, digest: str, member: str, now: datetime) -> None:
    """Keep that a member found the redaction right.

    Raises:
        RuleError: `own-work`, from the table itself.
    """
    row = _frozen(case, digest)
    if LookRow.objects.filter(frozen=row).exists():
        return
    try:
        with transaction.atomic():
            LookRow.objects.create(frozen=row, author=row.author, frozen_by=row.frozen_by, member=member, at=now)
    except Refused as refused:
        raise own_work() from refused


def add_hold(*, case: str, member: str, reason: str, now: datetime) -> int:
    """Keep a hold and return its number."""
    return HoldRow.objects.create(case=CaseRow.objects.get(key=case), member=member, reason=reason, at=now).pk


def lift(*, case: str, number: int, member: str, reason: str, now: datetime) -> None:
    """Keep a member's word that a hold may end.

    Raises:
        AccessError: `hold-unknown`.
    """
    row = HoldRow.objects.filter(case__key=case, pk=number).first()
    if row is None:
        raise AccessError("hold-unknown", "There is no such hold here.", "Go back to the case's releases.")
    LiftRow.objects.get_or_create(hold=row, member=member, defaults={"reason": reason, "at": now})


def let_out(*, case: str, digest: str, member: str, motion: str, entry: int, dossier: bytes, now: datetime) -> None:
    """Keep that a content went out, with the dossier as it did.

    Raises:
        RuleError: `own-work`, from the table itself.
    """
    row = _frozen(case, digest)
    try:
        with transaction.atomic():
            ReleasedRow.objects.create(
                frozen=row,
                author=row.author,
                member=member,
                at=now,
                motion=motion,
                entry=entry,
                dossier_sha256=hashlib.sha256(dossier).hexdigest(),
                dossier=dossier,
            )
    except Refused as refused:
        raise own_work() from refused


def hand_over(
    *, case: str, digest: str, partner: str, recipients: tuple[str, ...], sha256: str, member: str, now: datetime
) -> None:
    """Keep that a dossier was sealed for a partner."""
    HandOverRow.objects.create(
        released=ReleasedRow.objects.get(frozen=_frozen(case, digest)),
        partner=partner,
        recipients=list(recipients),
        sha256=sha256,
        member=member,
        at=now,
    )


def own_work() -> RuleError:
    """Return the refusal of whoever would pass their own work."""
    return RuleError(
        "own-work", "Nobody passes their own work.", "Ask somebody who neither wrote nor redacted this content."
    )


def _draft(case: str, key: str) -> DraftRow:
    row = DraftRow.objects.select_for_update().filter(case__key=case, key=key).first()
    if row is None:
        raise AccessError("draft-unknown", "There is no such draft here.", "Go back to the case's releases.")
    return row


def _frozen(case: str, digest: str) -> FrozenRow:
    row = FrozenRow.objects.filter(draft__case__key=case, digest=digest).order_by("-id").first()
    if row is None:
        raise AccessError("frozen-unknown", "There is no such frozen content here.", "Go back to the case's releases.")
    return row
