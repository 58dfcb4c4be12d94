"""What the desk can say: claims with their counts, contradictions, timeline, people, and the whole result."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from secondsource.core.vetting.report import Report, SkippedReport, Span
from secondsource.core.vetting.statement import Statement
from secondsource.core.vetting.tracing import Origin, Reuse


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """Independent origins as a range with its reasons; low <= likely <= high."""

    low: int
    likely: int
    high: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """An ICD 203 word with its 90 % interval on 0-1. Uncalibrated unless the desk keeps its own ledger."""

    word: str
    low: float
    high: float
    prior: float = 0.5
    """What was assumed before any report, shown to the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOneOut:
    """What the claim would look like without one origin."""

    origin: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the desk tests and statements support, deny or doubt."""

    id: str
    text: str
    supporting: tuple[str, ...]
    denying: tuple[str, ...]
    unsure: tuple[str, ...]
    mentions: int
    documents: int
    origins: OriginCount
    single_origin: bool
    likelihood: Likelihood | None
    leave_one_out: tuple[LeaveOneOut, ...] = ()


class ContradictionKind(StrEnum):
    """How two statements clash."""

    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"
    CORRECTS = "corrects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements that cannot both stand as they are; for supersedes and corrects, `a` is the later."""

    a: str
    b: str
    kind: ContradictionKind
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A change of the contested status."""

    date: date | None
    status: str
    """A short phrase made of the speaker and the act, e.g. `cancelled (Desk of the Harbour)`."""
    act: str
    """threatened | warned | denied | cancelled | resumed | delayed | corrected | released | confirmed."""
    statements: tuple[str, ...]
    date_basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named. Default: do not name."""

    name: str
    mentions: tuple[tuple[str, Span], ...]
    """(report file, place)."""
    role: str | None
    private: bool | None
    """None when the texts do not say."""
    harm_hint: str
    """Why naming could harm; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that `vet` has to say about one folder."""

    reports: tuple[Report | SkippedReport, ...]
    statements: tuple[Statement, ...]
    reuse: tuple[Reuse, ...]
    origins: tuple[Origin, ...]
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]
    timeline: tuple[TimelineEntry, ...]
    people: tuple[Person, ...]
    notes: tuple[str, ...] = ()
    """Sentences for the editor: missing models, undated reports, and what was not checked."""
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds by stage."""
    versions: dict[str, str] = field(default_factory=dict)
    """Model and rule versions by name."""
