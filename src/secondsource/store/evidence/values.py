"""What the rooms above see of the evidence: frozen values, most of them around the values of `core.vetting`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from secondsource.core.vetting.finding import Claim, Contradiction, Person
from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.core.vetting.statement import Position, State, Statement
from secondsource.core.vetting.tracing import Origin

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice(Generic[Thing]):
    """One page of a longer list."""

    items: tuple[Thing, ...]
    number: int
    """From 1."""
    pages: int
    total: int


class ExhibitState(StrEnum):
    """How far an exhibit is."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"
    """No clean copy can be made; the original is kept, nothing of it is shown."""


class Act(StrEnum):
    """What can happen to an exhibit."""

    RECEIVED = "received"
    CLEANED = "cleaned"
    SEALED = "sealed"
    REFUSED = "refused"
    ORIGINAL_OPENED = "original-opened"
    COPY_TAKEN = "copy-taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanCopy:
    """The rebuilt copy, the only one that is ever shown."""

    blob: str
    sha256: str
    size: int
    suffix: str
    """With its dot."""
    removals: tuple[tuple[str, int], ...]
    """What was left behind, and how many of each."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One admitted file."""

    key: str
    name: str
    kind: str
    """A value of `documents.kinds.Kind`; empty until it was looked at."""
    size: int
    sha256: str
    """Of the original."""
    how: str
    """`upload`, `folder` or `tip`."""
    state: ExhibitState
    sensitive: bool
    """Greyed, blurred and muted until somebody asks to see it."""
    taken_in_at: datetime
    taken_in_by: str
    original: str
    """Id of the blob."""
    sealed: bool
    """False where the original lies in plain on the desk's disk, readable by the desk alone."""
    clean: CleanCopy | None
    refusal: tuple[str, str] | None
    """Code and sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """One thing that happened to an exhibit."""

    at: datetime
    member: str
    """A member's key; empty for the desk's worker."""
    act: Act
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Statements by state."""

    proposed: int = 0
    accepted: int = 0
    edited: int = 0
    rejected: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.proposed + self.accepted + self.edited + self.rejected

    @property
    def decided(self) -> int:
        """Those somebody decided on."""
        return self.total - self.proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report in a list."""

    key: str
    """The exhibit's key."""
    file: str
    title: str
    outlet: str
    published: date | None
    language: str
    skipped: str
    """Code of why it was not read; empty for a report."""
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReport:
    """One report, whole."""

    key: str
    file: str
    report: Report | SkippedReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a member made of a statement."""

    version: int
    state: State
    chain: tuple[str, ...] | None
    said_on: date | None
    position: Position | None
    reason: str
    member: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldStatement:
    """One statement with what people decided."""

    statement: Statement
    """As it stands: the proposal with the standing decision applied."""
    proposed: Statement
    """As the program proposed it, or as a member added it."""
    report_key: str
    """The exhibit's key."""
    version: int
    decision: Decision | None
    added_by: str
    live: bool
    origin: str
    """Id of its origin as of the last run; empty before one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClaim:
    """One claim as of the last run that had it."""

    claim: Claim
    live: bool
    """False when the last run no longer has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOrigin:
    """One origin with the reports that draw on it."""

    origin: Origin
    files: tuple[str, ...]


class Outcome(StrEnum):
    """How a contradiction can be resolved."""

    A_STANDS = "a-stands"
    B_STANDS = "b-stands"
    BOTH_STAND = "both-stand"
    """They do not exclude each other after all: other day, other place, other meaning."""
    NEITHER_STANDS = "neither-stands"
    OPEN = "open"
    """Looked at and left open; it has to be told in a release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How somebody resolved a contradiction."""

    version: int
    outcome: Outcome
    reason: str
    member: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldContradiction:
    """One contradiction with its resolution."""

    key: str
    contradiction: Contradiction
    live: bool
    resolution: Resolution | None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be resolved, or was looked at and left open."""
        return self.live and (self.resolution is None or self.resolution.outcome is Outcome.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Whether somebody is held to be a private person."""

    version: int
    private: bool
    reason: str
    member: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPerson:
    """Somebody named in the reports. Default: do not name."""

    key: str
    person: Person
    live: bool
    ruling: Ruling | None

    @property
    def may_be_named(self) -> bool:
        """Only where a member has said that this is no private person; a program's guess is never enough."""
        return self.ruling is not None and not self.ruling.private


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A standing decision over more than one statement."""

    number: int
    kind: str
    parts: tuple[str, ...]
    reason: str
    member: str
    at: datetime


class RunState(StrEnum):
    """How far a vetting is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One vetting of a case."""

    key: str
    case: str
    state: RunState
    stage: str
    done: int
    total: int
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempts: int
    refusal: tuple[str, str] | None
    notes: tuple[str, ...]
    versions: dict[str, str]
    timings: dict[str, float]
