"""What the rooms above see of judgement beside the rules' own values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.release.harm.jigsaw import Attribute
from secondsource.core.release.harm.matrix import HarmNote
from secondsource.core.release.harm.people import PersonInRelease
from secondsource.core.release.harm.reply import Reply
from secondsource.core.release.harm.sources import Detail, Promise
from secondsource.core.vetting.lines.check import LineMark


class Step(StrEnum):
    """What happened in somebody's right of reply."""

    RISK = "risk"
    ATTEMPT = "attempt"
    ANSWER = "answer"
    INCLUDED = "included"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMark:
    """A mark on a line, and what the checker says the line rests on."""

    mark: LineMark
    document: bool
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPerson:
    """One person of a case's releases, with everything judged about them."""

    person: PersonInRelease
    label: str
    spoken_of: tuple[str, ...]
    version: int
    harm: tuple[tuple[int, HarmNote], ...]
    """Number and note, oldest first."""
    reply: Reply
    attributes: tuple[HeldAttribute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAttribute:
    """Something said of a person in one release."""

    release: str
    attribute: Attribute
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDetail:
    """A revealing detail with its words."""

    detail: Detail
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPromise:
    """A promise with its words."""

    promise: Promise
    words: str
    at: datetime
