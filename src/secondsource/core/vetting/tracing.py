"""Where statements come from: reuse between reports, ties between statements, origins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind


class ReuseKind(StrEnum):
    """How a passage was taken over."""

    VERBATIM = "verbatim"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Two stretches that say the same, one in each report."""

    a: Span
    b: Span
    words: int
    """Words shared (verbatim) or words of the shorter side (translation)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """Text shared by two reports."""

    a: str
    b: str
    """The two reports' files, `a < b`."""
    derived: str | None
    """The file that took from the other; None when the evidence does not say."""
    kind: ReuseKind
    passages: tuple[Passage, ...]
    containment: tuple[float, float]
    """Share of a's words found in b, and of b's found in a, 0-1."""
    evidence: tuple[str, ...]
    """Why reuse, and why this direction or none; never empty."""


class TieKind(StrEnum):
    """Why two statements are one utterance or one line of descent."""

    CITATION = "citation"
    REUSE = "reuse"
    TRANSLATION = "translation"
    SAME_UTTERANCE = "same-utterance"
    DECLARED = "declared"
    """The editor's decisions file says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A reason to count two statements as one origin."""

    kind: TieKind
    a: str
    b: str
    """Statement ids."""
    evidence: str
    weight: float = 1.0
    """Chance that the tie holds, 0-1: 1 for a declared or cited tie, less for a likeness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The root utterance that several statements draw on."""

    id: str
    speaker: str
    """Canonical name across the case."""
    kind: SpeakerKind
    first_said: date | None
    statements: tuple[str, ...]
    why: tuple[Tie, ...] = ()
    circle: str | None = None
    """The group this speaker is declared or described to belong to: origins of one circle may be one."""
    circle_basis: str | None = None
    upstream_known: bool = True
    """False when the speaker is unnamed, or says only that others told it: never counts as a new origin for sure."""
    likely_same_as: tuple[tuple[str, float, str], ...] = ()
    """Other origins this may be one with: (origin id, chance 0-1, why)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """The whole answer of the tracing room."""

    reuse: tuple[Reuse, ...]
    origins: tuple[Origin, ...]
    """Every statement stands in exactly one origin."""
    notes: tuple[str, ...] = ()
