"""Sources in a release: how many people could have known what it says, and whether what was promised is kept.

The UK rule of sanitisation puts it thus: where only one person could know the sum of what is printed, the sum is a
name. So of each revealing detail the desk estimates how many could know it, and few means: take out or blur.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

FEW = 5
"""Up to so many people who could know it, a detail leads to its source. A policy may ask for more, never for fewer."""


class Trace(StrEnum):
    """What can lead to a source beside what is said."""

    STYLE = "writing-style"
    TIMING = "timing"
    METADATA = "file-metadata"
    WATERMARK = "watermarks"
    ANGLE = "photo-angle"


class Treatment(StrEnum):
    """What was done about a detail."""

    KEPT = "kept"
    BLURRED = "blurred"
    REMOVED = "removed"


class Exposure(StrEnum):
    """Whether a source shows through."""

    COVERED = "covered"
    UNKNOWN = "unknown"
    EXPOSED = "exposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Something in the release that somebody told or gave the desk."""

    id: str
    source: str
    could_know: int | None
    """How many people could know it, by a careful lower estimate; None when nobody has said."""
    treatment: Treatment | None
    could_know_after: int | None = None
    """The same of what is left after blurring."""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceCheck:
    """Whether one kind of trace was looked for in the release."""

    trace: Trace
    clear: bool | None
    by: str


def exposure(detail: Detail, few: int = FEW) -> Exposure:
    """Say whether a detail leads to its source.

    Args:
        detail: with its estimate.
        few: up to this number of people it does.
    """
    if detail.treatment is Treatment.REMOVED:
        return Exposure.COVERED
    left = detail.could_know_after if detail.treatment is Treatment.BLURRED else detail.could_know
    if detail.treatment is None or left is None:
        return Exposure.UNKNOWN
    return Exposure.EXPOSED if left <= max(few, FEW) else Exposure.COVERED


def traces(checks: Iterable[TraceCheck]) -> dict[Trace, bool | None]:
    """Return each kind of trace with its answer; the worst one where there are several, None where there is none."""
    found: dict[Trace, set[bool | None]] = {trace: set() for trace in Trace}
    for one in checks:
        found[one.trace].add(one.clear)
    return {trace: (None if None in clear or not clear else all(clear)) for trace, clear in found.items()}


class PromiseKind(StrEnum):
    """What was promised to a source."""

    NOT_NAMED = "not-named"
    NOT_QUOTED = "not-quoted"
    SEES_WORDS_FIRST = "sees-words-first"
    NOT_BEFORE = "not-before"
    WARNED_FIRST = "warned-first"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise, and whether this release keeps it. Whoever made it does not judge alone whether it is kept."""

    id: str
    source: str
    kind: PromiseKind
    made_by: str
    kept: bool | None = None
    kept_by: str = ""
    """Who says that it is kept; never who made it."""

    @property
    def settled(self) -> bool | None:
        """Whether it is kept, as somebody else than its maker says; None when nobody else has."""
        return self.kept if self.kept_by not in {"", self.made_by} else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWarning:
    """Whether a source was told beforehand: they may have to leave."""

    source: str
    warned: bool | None
    why_not: str = ""

    @property
    def settled(self) -> bool | None:
        """True when warned or when there is a reason why not; None when nobody has said."""
        return None if self.warned is None else self.warned or bool(self.why_not.strip())
