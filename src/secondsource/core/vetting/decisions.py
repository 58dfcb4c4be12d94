"""What the editor has decided, as values. The plain-text form is parsed in `decisions_file`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secondsource.core.vetting.statement import Position, State


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDecision:
    """Accept, reject or edit one statement."""

    statement: str
    state: State
    chain: tuple[str, ...] | None = None
    """New chain by name, publisher first; None to leave it."""
    said_on: date | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """An editor's corrections; they survive the next run and outrank every proposal."""

    statements: tuple[StatementDecision, ...] = ()
    merged_origins: tuple[frozenset[str], ...] = ()
    """Sets of statement or origin ids that are one origin."""
    split_origins: tuple[frozenset[str], ...] = ()
    """Sets of statement ids to take out of their origin into one of their own."""
    merged_claims: tuple[frozenset[str], ...] = ()
    split_claims: tuple[frozenset[str], ...] = ()
    """Sets of statement ids to take out of their claim into one of their own."""
    affiliations: tuple[tuple[str, str], ...] = ()
    """(speaker, group): 'X belongs to Y'."""
    relays: tuple[tuple[str, str], ...] = ()
    """(A, B): 'A relays B'; each a report file, a statement id or a speaker's name."""
    grades: tuple[tuple[str, str], ...] = ()
    """(speaker, letter A-F). F is missing, not low."""
    private: tuple[tuple[str, bool], ...] = ()
    """(name, True when a private person)."""
