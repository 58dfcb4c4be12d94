"""Reading what goes out: rows in, frozen values out. Every question but one names the case it is about."""

from __future__ import annotations

import json

from secondsource.core.release.letting_out.commitments import Opening
from secondsource.core.release.letting_out.release import Release, release_of, texts_of
from secondsource.errors import AccessError
from secondsource.store.letting_out.models import (
    AttackRow,
    CopyRow,
    DraftRow,
    FrozenRow,
    HoldRow,
    ReleasedRow,
)
from secondsource.store.letting_out.values import Attack, Choice, Copy, Draft, Frozen, HandOver, Hold, Lift, Released


def subjects_of(member: str) -> frozenset[str]:
    """Return the subjects that a member's cases speak of."""
    return frozenset(DraftRow.objects.filter(case__members__member__key=member).values_list("subject", flat=True))


def drafts(case: str) -> tuple[Draft, ...]:
    """Return a case's drafts, newest first."""
    return tuple(_draft(row) for row in DraftRow.objects.filter(case__key=case).prefetch_related("choices"))


def draft(case: str, key: str) -> Draft:
    """Return one draft of a case.

    Raises:
        AccessError: `draft-unknown`, for one of another case as well.
    """
    row = DraftRow.objects.filter(case__key=case, key=key).first()
    if row is None:
        raise AccessError("draft-unknown", "There is no such draft here.", "Go back to the case's releases.")
    return _draft(row)


def frozen_of(case: str, draft_key: str) -> tuple[Frozen, ...]:
    """Return what was frozen from a draft, newest first."""
    rows = FrozenRow.objects.filter(draft__case__key=case, draft__key=draft_key).select_related("draft__case")
    return tuple(_frozen(row) for row in rows.order_by("-number"))


def frozen(case: str, digest: str) -> Frozen:
    """Return the frozen content of this digest, the newest where it was frozen more than once.

    Raises:
        AccessError: `frozen-unknown`, for one of another case as well.
    """
    rows = FrozenRow.objects.filter(draft__case__key=case, digest=digest).select_related("draft__case")
    row = rows.order_by("-id").first()
    if row is None:
        raise AccessError("frozen-unknown", "There is no such frozen content here.", "Go back to the case's releases.")
    return _frozen(row)


def newest_frozen(case: str) -> Frozen | None:
    """Return what was frozen last in a case; None before anything was."""
    row = FrozenRow.objects.filter(draft__case__key=case).select_related("draft__case").order_by("-id").first()
    return None if row is None else _frozen(row)


def copies(case: str, digest: str) -> tuple[Copy, ...]:
    """Return the redacted exhibits of a frozen content."""
    row = FrozenRow.objects.filter(draft__case__key=case, digest=digest).order_by("-id").first()
    if row is None:
        return ()
    return tuple(
        Copy(name=copy.name, data=bytes(copy.data), opening=Opening(**copy.opening))
        for copy in CopyRow.objects.filter(frozen=row)
    )


def holds(case: str) -> tuple[Hold, ...]:
    """Return every hold of a case, oldest first."""
    return tuple(_hold(row) for row in HoldRow.objects.filter(case__key=case).prefetch_related("lifts"))


def open_holds(case: str) -> tuple[Hold, ...]:
    """Return the holds that stand."""
    return tuple(hold for hold in holds(case) if hold.open)


def released(case: str) -> tuple[Released, ...]:
    """Return what a case let out, oldest first; the jigsaw test looks at all of it."""
    rows = ReleasedRow.objects.filter(frozen__draft__case__key=case)
    return tuple(_released(row) for row in rows.select_related("frozen__draft__case", "frozen__draft__follows"))


def released_of(case: str, digest: str) -> Released | None:
    """Return the release of a frozen content; None while it has not gone out."""
    rows = ReleasedRow.objects.filter(frozen__draft__case__key=case, frozen__digest=digest)
    row = rows.select_related("frozen__draft__case", "frozen__draft__follows").first()
    return None if row is None else _released(row)


def dossier(case: str, digest: str) -> bytes:
    """Return the ZIP file as it went out.

    Raises:
        AccessError: `release-unknown`.
    """
    row = ReleasedRow.objects.filter(frozen__draft__case__key=case, frozen__digest=digest).first()
    if row is None:
        raise AccessError("release-unknown", "There is no such release here.", "Go back to the case's releases.")
    return bytes(row.dossier)


def _draft(row: DraftRow) -> Draft:
    choices = {
        choice.words: Choice(
            words=choice.words,
            masked=choice.masked,
            picture=choice.picture,
            reason=choice.reason,
            member=choice.member,
            at=choice.at,
        )
        for choice in row.choices.all()
    }
    return Draft(
        key=row.key,
        case=row.case.key,
        subject=row.subject,
        author=row.author,
        made_at=row.made_at,
        version=row.version,
        release=read(row.content),
        pseudonym_key=bytes(row.pseudonym_key),
        exhibits=tuple(row.exhibits),
        embargo=row.embargo,
        follows=row.follows.key if row.follows else "",
        choices=tuple(choices.values()),
    )


def _frozen(row: FrozenRow) -> Frozen:
    release = read(row.content)
    attack = AttackRow.objects.filter(frozen=row).order_by("-id").first()
    newest = FrozenRow.objects.filter(draft=row.draft).order_by("-number").values_list("number", flat=True)[0]
    look = getattr(row, "look", None)
    return Frozen(
        draft=row.draft.key,
        case=row.draft.case.key,
        subject=row.draft.subject,
        number=row.number,
        digest=row.digest,
        content=row.content.encode(),
        release=release,
        lines=tuple(text for text in texts_of(release) if text.strip()),
        register_sha256=row.register_sha256,
        author=row.author,
        frozen_by=row.frozen_by,
        frozen_at=row.frozen_at,
        masked=row.masked,
        looked_over_by=look.member if look else "",
        attack=None if attack is None else _attack(attack),
        newest=newest == row.number,
        outdated=row.draft.version != row.draft_version,
    )


def _attack(row: AttackRow) -> Attack:
    return Attack(
        blocks=row.blocks, register_sha256=row.register_sha256, report=row.report, member=row.member, at=row.at
    )


def _hold(row: HoldRow) -> Hold:
    lifts = tuple(Lift(member=lift.member, reason=lift.reason, at=lift.at) for lift in row.lifts.all())
    return Hold(number=row.pk, member=row.member, reason=row.reason, at=row.at, lifts=lifts)


def _released(row: ReleasedRow) -> Released:
    frozen_row, draft_row = row.frozen, row.frozen.draft
    follower = ReleasedRow.objects.filter(frozen__draft__follows=draft_row).first()
    return Released(
        draft=draft_row.key,
        case=draft_row.case.key,
        subject=draft_row.subject,
        digest=frozen_row.digest,
        release=read(frozen_row.content),
        member=row.member,
        at=row.at,
        motion=row.motion,
        entry=row.entry,
        dossier_sha256=row.dossier_sha256,
        follows=draft_row.follows.key if draft_row.follows else "",
        followed_by=follower.frozen.draft.key if follower else "",
        handovers=tuple(
            HandOver(partner=one.partner, sha256=one.sha256, member=one.member, at=one.at)
            for one in row.handovers.all()
        ),
    )


def read(content: str) -> Release:
    """Read a content back."""
    return release_of(json.loads(content))
