"""For or against: the stance of a statement towards the claim its group is about.

A claim is put in the affirmative where anybody affirms it. A statement then supports, denies, or leaves it open, by its
position (what the speaker does), negation, and predicates with their opposites.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from secondsource.analysis.claims.meaning.facets import Facets
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Form, Position, Statement

_OPEN = frozenset({Position.DOUBTS, Position.CANNOT_CONFIRM, Position.ASKS})
_AGAINST = frozenset({Position.DENIES, Position.RETRACTS})
_TRUTH = ("genuine", "happened", "confirmed")
"""Dimensions about the claim itself rather than about the events in it."""
_DENYING_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w*|rebut\w*|disput\w*|nieg\w*|neg(?:o|aron|aba|ando)|"
    r"desm[ie]+nt\w*|rechaz\w*)\b"
)


class Stance(StrEnum):
    """What a statement does to a claim."""

    SUPPORTS = "supports"
    DENIES = "denies"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a claim turns on."""

    dimension: str | None
    """The predicate most of its statements share; None when they share none."""
    sign: int
    """+1 when the claim says yes to it, -1 when everybody who asserts it says no."""


def subject_of(statements: Sequence[Statement], facets: Sequence[Facets]) -> Subject:
    """Work out what a group turns on and which way the claim puts it.

    The affirmative wins whenever one statement affirms, so that a denial stands as a denial of what was claimed, not as
    a claim of its own.
    """
    votes = Counter(d for f in facets for d, _ in f.signs if d not in _TRUTH)
    if not votes:
        votes = Counter(d for f in facets for d, _ in f.signs)
    dimension = min(votes, key=lambda d: (-votes[d], d)) if votes else None
    if dimension is not None and votes[dimension] * 2 < len(statements) and len(statements) > 2:
        dimension = None
    signs = [asserted_sign(s, f, dimension) for s, f in zip(statements, facets, strict=True) if s.position not in _OPEN]
    return Subject(dimension=dimension, sign=-1 if signs and all(s < 0 for s in signs) else 1)


def asserted_sign(statement: Statement, facets: Facets, dimension: str | None) -> int:
    """Return +1 when the speaker affirms `dimension` (or the content as a whole), -1 when the speaker denies it."""
    content = _content_sign(facets, dimension)
    if statement.position not in _AGAINST:
        return content
    # "Denied that nobody was hurt" turns twice; in words of its own, as in Spanish, a `no` is the denial itself.
    cue = fold(statement.cue.text) if statement.cue else ""
    indirect = statement.language != "es" and statement.form is Form.INDIRECT
    called_false = any(facets.sign(d) == -1 for d in ("genuine", "happened"))
    if content < 0 and indirect and _DENYING_CUE.search(cue) and not called_false:
        return 1
    return -1


def stance(statement: Statement, facets: Facets, subject: Subject) -> Stance:
    """Return what `statement` does to a claim with this `subject`."""
    if statement.position in _OPEN:
        return Stance.UNSURE
    sign = asserted_sign(statement, facets, subject.dimension)
    return Stance.SUPPORTS if sign == subject.sign else Stance.DENIES


def _content_sign(facets: Facets, dimension: str | None) -> int:
    """Return the sign of the content by itself."""
    if facets.act is not None:
        # An act is its own claim, and negation is already worked into it.
        return 1
    for truth in ("genuine", "happened"):
        if dimension != truth and facets.sign(truth) == -1:
            return -1
    sign = facets.sign(dimension) if dimension is not None else None
    if sign is not None:
        return sign
    # Without a shared predicate a bare `not` says nothing about the claim: whose `not` it is cannot be told.
    return 1
