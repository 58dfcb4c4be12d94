"""What the rooms above see of letting out: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from secondsource.core.release.letting_out.commitments import Opening
from secondsource.core.release.letting_out.release import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a member decided about a stretch of words."""

    words: str
    """Folded."""
    masked: bool
    picture: bool
    reason: str
    member: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A release that is being written."""

    key: str
    case: str
    subject: str
    author: str
    made_at: datetime
    version: int
    release: Release
    """Before redaction."""
    pseudonym_key: bytes
    exhibits: tuple[str, ...]
    embargo: datetime | None
    follows: str
    """Key of the draft of the release that this one corrects; empty for none."""
    choices: tuple[Choice, ...]
    """The newest about each stretch of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """What an attack on a frozen content found."""

    blocks: bool
    register_sha256: str
    report: dict[str, Any]
    """As `actions.attacking.attack.report_as_plain`, without excerpts."""
    member: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A content as it would go out, and what was done to it."""

    draft: str
    case: str
    subject: str
    number: int
    digest: str
    """SHA-256 of `content`: what line check, gate, motion and dossier are bound to."""
    content: bytes
    release: Release
    """After redaction."""
    lines: tuple[str, ...]
    """Its free texts in order: what the line check goes through."""
    register_sha256: str
    author: str
    frozen_by: str
    frozen_at: datetime
    masked: int
    looked_over_by: str
    """Who found the redaction right; empty until somebody has."""
    attack: Attack | None
    """The newest."""
    newest: bool
    """Whether nothing was frozen from this draft since."""
    outdated: bool
    """Whether the draft was changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The redacted copy of an exhibit."""

    name: str
    data: bytes
    opening: Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """A member's word that a hold may end."""

    member: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A hold inside the desk."""

    number: int
    member: str
    reason: str
    at: datetime
    lifts: tuple[Lift, ...]

    @property
    def open(self) -> bool:
        """It ends when whoever held says so, or two others do."""
        return self.member not in {lift.member for lift in self.lifts} and len(self.lifts) < 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A dossier that was sealed for a partner."""

    partner: str
    sha256: str
    member: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A content that went out."""

    draft: str
    case: str
    subject: str
    digest: str
    release: Release
    member: str
    at: datetime
    motion: str
    entry: int
    dossier_sha256: str
    follows: str
    followed_by: str
    """Key of the draft of the release that corrects this one; empty for none."""
    handovers: tuple[HandOver, ...]
