"""What the gate reads. Records in, answers out: the gate keeps nothing and asks nobody.

Everything is bound to one content digest, the SHA-256 of the very bytes that would go out. A record made on other bytes
is a record of something else and is not handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from secondsource.core.release.harm.jigsaw import Jigsaw
from secondsource.core.release.harm.matrix import HarmNote
from secondsource.core.release.harm.people import PersonInRelease
from secondsource.core.release.harm.reply import Reply
from secondsource.core.release.harm.sources import Detail, Promise, SourceWarning, TraceCheck
from secondsource.core.vetting.grading.grade import Grade
from secondsource.core.vetting.lines.check import LineStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class HandAnswer:
    """One member's answer to something only people can say."""

    fact: str
    value: bool | None
    """None: I have looked and cannot say. It blocks until the same member answers anew."""
    by: str
    at: datetime
    about: str = ""
    """One person or word among several; empty for the release as a whole."""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One member's decision to go without something, with the reason."""

    fact: str
    by: str
    role: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEvidence:
    """What carries one line of the text."""

    line: str
    no_fact: bool = False
    """It claims nothing, as the checker says."""
    origins: int | None = None
    """Low end of the independent origins; None when it was not counted."""
    document: bool = False
    """A document of record carries it by itself."""
    labelled: bool = False
    """The line says itself that it has a single or an ungraded source."""
    grades: tuple[Grade | None, ...] = ()
    """One for each statement it rests on; None where two people have not graded it."""
    open_contradictions: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """The decision on this digest, as the papers of the deciding room have it."""

    carried: bool
    full: bool
    """Every seat said yes."""
    yes: tuple[tuple[str, str], ...] = ()
    """Member and role of each seat that said yes."""
    dissent_kept: bool = True
    """No, abstention and recusal stay with the decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """What the releasing room knows of the bytes. None is: not known, and blocks."""

    author: str | None = None
    frozen_by: str | None = None
    redaction_checked_by: str | None = None
    text: str | None = None
    undecided_spans: int | None = None
    attack_clear: bool | None = None
    """The attack on these bytes, with the register as it is now, found nothing."""
    open_holds: int | None = None
    quorum: Quorum | None = None
    reviewed_sha256: str | None = None
    bundle_sha256: str | None = None
    derived: bool | None = None
    """The redacted bytes can be derived from the sealed original."""
    earlier: tuple[str, ...] | None = None
    """Earlier releases of the case."""
    embargo_until: datetime | None = None
    """None: no date is set, and the conditions alone hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that is known about letting out one release."""

    digest: str
    authors: frozenset[str]
    """Who wrote, froze or edited it: none of them passes it."""
    team: Mapping[str, str]
    """Role by member of the case."""
    now: datetime
    fed: Fed = field(default_factory=Fed)
    people: tuple[PersonInRelease, ...] = ()
    spoken_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How the text speaks of each person, by person."""
    harm: tuple[HarmNote, ...] = ()
    details: tuple[Detail, ...] = ()
    traces: tuple[TraceCheck, ...] = ()
    promises: tuple[Promise, ...] = ()
    warnings: tuple[SourceWarning, ...] = ()
    replies: tuple[Reply, ...] = ()
    jigsaws: tuple[Jigsaw, ...] = ()
    lines: tuple[LineStanding, ...] | None = None
    """None: nobody has begun the check."""
    evidence: tuple[LineEvidence, ...] = ()
    answers: tuple[HandAnswer, ...] = ()
    waivers: tuple[Waiver, ...] = ()
