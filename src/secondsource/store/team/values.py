"""What the rooms above see of the team: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody does in a case. Rules look at who did what, not only at roles."""

    VETTER = "vetter"
    SECOND = "second"
    """Checks what others wrote."""
    EDITOR = "editor"
    LAWYER = "lawyer"
    OBSERVER = "observer"
    """Sees the case's data and not who works on it; changes nothing."""


class Standing(StrEnum):
    """Whether an account may act."""

    DORMANT = "dormant"
    """Signed up by invitation; may sign in and act in no case until seated."""
    ACTIVE = "active"
    SUSPENDED = "suspended"
    """Cut off, reversibly: cannot sign in."""
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody with an account."""

    key: str
    name: str
    standing: Standing
    keeper: bool
    seat: str
    ui_language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A way to an account that can still be used."""

    key: str
    by: str
    """Key of the member who made it; empty for the machine's operator."""
    keeper: bool
    """Whether it makes a keeper of the desk's accounts."""
    member: str
    """Key of the member whose way back it is; empty for a new account."""
    name: str
    """That member's name."""
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One story, as one of its members sees it."""

    key: str
    title: str
    language: str
    state: str
    opened_at: datetime
    role: Role
    """The role of the member who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One thing done at the desk."""

    number: int
    at: str
    actor: str
    case: str
    verb: str
    about: str
    previous: str
    digest: str
