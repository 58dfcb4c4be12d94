"""Two people grade the same statement, blind to each other; where they differ, a third says which holds and why.

A middle value would be one that nobody gave: B and D do not make C. So a resolution takes what one of the two gave, or
says that it cannot be judged. Both assessments stay beside it for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.vetting.grading.assessment import Assessment, Stage, check_digit, reason
from secondsource.core.vetting.grading.grade import Credibility, Grade, LetterEntry, Reliability
from secondsource.errors import RuleError

ASSESSORS = 2


class PairStanding(StrEnum):
    """How the grading of one statement stands."""

    OPEN = "open"
    """Fewer than two assessments are done."""
    AGREED = "agreed"
    DIFFER = "differ"
    """Both are shown; a third person has to resolve it."""
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Why one grade holds where two were given."""

    grade: Grade
    by: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The assessments of one statement, in any order, and what was made of them."""

    statement: str
    assessments: tuple[Assessment, ...]
    resolution: Resolution | None = None

    @property
    def done(self) -> tuple[Assessment, ...]:
        """The finished assessments, by assessor."""
        finished = (one for one in self.assessments if one.stage is Stage.DONE)
        return tuple(sorted(finished, key=lambda one: one.by))

    @property
    def standing(self) -> PairStanding:
        """How it stands."""
        if len({one.by for one in self.done}) < ASSESSORS:
            return PairStanding.OPEN
        if self.resolution is not None:
            return PairStanding.RESOLVED
        return PairStanding.AGREED if len({one.grade for one in self.done}) == 1 else PairStanding.DIFFER

    @property
    def grade(self) -> Grade | None:
        """The grade that holds; None while two people have not agreed on one and nobody has resolved it."""
        match self.standing:
            case PairStanding.AGREED:
                return self.done[0].grade
            case PairStanding.RESOLVED:
                return self.resolution.grade if self.resolution else None
            case PairStanding.OPEN | PairStanding.DIFFER:
                return None


def visible(pair: Pair, to: str) -> tuple[Assessment, ...]:
    """Return the assessments that one person may see.

    An assessor sees their own, and the others' only when two are done: also somebody who has not begun sees nothing
    before that, or they could not be the second.
    """
    if pair.standing is not PairStanding.OPEN:
        return pair.done
    return tuple(one for one in pair.assessments if one.by == to)


def differences(pair: Pair) -> tuple[str, ...]:
    """Return on which axes the assessors differ: `digit`, `letter`, both or none; nothing while it is open."""
    if pair.standing is PairStanding.OPEN:
        return ()
    digits, letters = {one.digit for one in pair.done}, {one.letter for one in pair.done}
    return tuple(axis for axis, given in (("digit", digits), ("letter", letters)) if len(given) > 1)


def resolve(
    pair: Pair, grade: Grade, *, by: str, why: str, authors: Iterable[str], origins: int | None, at: datetime
) -> Resolution:
    """Resolve a difference.

    Args:
        pair: the two assessments, which differ.
        grade: what holds: on each axis a value that one of the two gave, or the missing one.
        by: neither an assessor nor an author.
        why: the reason, shown beside both grades.
        authors: who wrote the statement.
        origins: low end of the independent origins as they are counted now.
        at: now.

    Raises:
        RuleError: `nothing-to-resolve`, `own-work`, `grade-nobody-gave`, `one-origin`, `reason-missing`.
    """
    if pair.standing is not PairStanding.DIFFER:
        raise RuleError(
            "nothing-to-resolve", "There are no two grades here that differ.", "Wait until two assessors are done."
        )
    if by in {one.by for one in pair.done} | frozenset(authors):
        raise RuleError(
            "own-work",
            "Who graded or wrote this statement does not resolve it.",
            "Ask a colleague who did neither.",
        )
    letters = {one.letter for one in pair.done} | {Reliability.F}
    digits = {one.digit for one in pair.done} | {Credibility.CANNOT_BE_JUDGED}
    if grade.letter not in letters or grade.digit not in digits:
        raise RuleError(
            "grade-nobody-gave",
            "A resolution takes a value that one of the two gave, or says that it cannot be judged.",
            "Choose among the values shown; a middle would be a grade that nobody gave.",
        )
    check_digit(grade.digit, origins)
    return Resolution(grade=grade, by=by, why=reason(why), at=at)


def letter_entry(pair: Pair) -> LetterEntry | None:
    """Return the line that a settled pair adds to the letter's history; None while it is not settled."""
    grade = pair.grade
    if grade is None:
        return None
    first, resolution = pair.done[0], pair.resolution
    names = [one.by for one in pair.done] + ([resolution.by] if resolution else [])
    moments = [one.letter_at for one in pair.done if one.letter_at] + ([resolution.at] if resolution else [])
    return LetterEntry(
        source=first.source,
        topic=first.topic,
        letter=grade.letter,
        by="+".join(names),
        given=max(moments),
        reason=resolution.why if resolution else _joined([one.letter_why for one in pair.done]),
    )


def _joined(reasons: Sequence[str]) -> str:
    """Return the reasons, each once."""
    return " / ".join(dict.fromkeys(reasons))
