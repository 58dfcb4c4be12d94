"""One person grades one piece of information: the digit is sealed before the letter is shown.

Of more than 1,400 graded US Army reports, 87 % had a digit equal to the letter's place (Baker, McKendry and Mace,
1968): whoever knows that a source is B writes 2. So the two are asked in this order and no other:

    digit      the assessor reads the statement and sees no letter
    letter     the digit is sealed; only now the source's letter on this topic and its history are shown
    done       the assessor has given a letter of their own

Nothing that is sealed can be changed. An assessor who learns something new makes another assessment; both are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from secondsource.core.vetting.grading.grade import (
    Credibility,
    Grade,
    LetterEntry,
    Reliability,
    digits_open,
    letter_history,
)
from secondsource.errors import RuleError


class Stage(StrEnum):
    """How far an assessment is."""

    DIGIT = "digit"
    LETTER = "letter"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One person's grading of one statement. `letter` is never given while `digit` is not sealed."""

    statement: str
    source: str
    topic: str
    by: str
    """The assessor's key."""
    digit: Credibility | None = None
    digit_why: str = ""
    digit_at: datetime | None = None
    origins: int | None = None
    """The low end of the count when the digit was sealed; None when there was none."""
    letter: Reliability | None = None
    letter_why: str = ""
    letter_at: datetime | None = None

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.digit is None:
            return Stage.DIGIT
        return Stage.LETTER if self.letter is None else Stage.DONE

    @property
    def grade(self) -> Grade | None:
        """Letter and digit when both are given."""
        if self.digit is None or self.letter is None:
            return None
        return Grade(letter=self.letter, digit=self.digit)


def begin(
    *, statement: str, source: str, topic: str, by: str, authors: Iterable[str], already: Iterable[Assessment] = ()
) -> Assessment:
    """Begin an assessment.

    Args:
        statement: what is graded.
        source: its ultimate speaker.
        topic: what the source speaks of; the letter holds for it alone.
        by: the assessor.
        authors: who proposed, edited or added the statement.
        already: assessments of this statement that are not closed by a resolution.

    Raises:
        RuleError: `own-work` when the assessor wrote the statement; `graded-already` when they have begun before.
    """
    if by in frozenset(authors):
        raise RuleError("own-work", "Nobody grades a statement they wrote.", "Ask two colleagues who did not write it.")
    if any((one.statement, one.by) == (statement, by) for one in already):
        raise RuleError("graded-already", "You have graded this statement.", "Wait for the second assessor.")
    if not topic.strip():
        raise RuleError(
            "topic-missing", "A letter belongs to a source on a topic, and no topic is named.", "Name the topic."
        )
    return Assessment(statement=statement, source=source, topic=topic.strip(), by=by)


def seal_digit(one: Assessment, digit: Credibility, *, why: str, origins: int | None, at: datetime) -> Assessment:
    """Seal the digit.

    Args:
        one: the assessment.
        digit: the credibility of the information by itself.
        why: what it rests on.
        origins: low end of the independent origins as computed, never as believed; None when it was not computed.
        at: now.

    Raises:
        RuleError: `digit-sealed`, `one-origin`, `reason-missing`.
    """
    if one.stage is not Stage.DIGIT:
        raise RuleError("digit-sealed", "The digit is sealed.", "Give the letter.")
    check_digit(digit, origins)
    return replace(one, digit=digit, digit_why=reason(why), digit_at=at, origins=origins)


def check_digit(digit: Credibility, origins: int | None) -> None:
    """Check that a digit may be chosen.

    Raises:
        RuleError: `one-origin`.
    """
    if digit not in digits_open(origins):
        raise RuleError(
            "one-origin",
            "Digit 1 needs two independent origins, and the count does not show two.",
            "Choose another digit, or correct the ties between the statements and count again.",
        )


def shown_letters(one: Assessment, entries: Iterable[LetterEntry]) -> tuple[LetterEntry, ...] | None:
    """Return the source's letters on this topic, oldest first; None while the digit is not sealed."""
    return None if one.stage is Stage.DIGIT else letter_history(entries, one.source, one.topic)


def give_letter(one: Assessment, letter: Reliability, *, why: str, at: datetime) -> Assessment:
    """Give the letter, which ends the assessment.

    Raises:
        RuleError: `letter-too-early` before the digit is sealed; `letter-given` afterwards; `reason-missing`.
    """
    if one.stage is Stage.DIGIT:
        raise RuleError("letter-too-early", "The digit comes before the letter.", "Seal the digit first.")
    if one.stage is Stage.DONE:
        raise RuleError("letter-given", "The letter is given.", "Load the page again.")
    return replace(one, letter=letter, letter_why=reason(why), letter_at=at)


def reason(why: str) -> str:
    """Return a reason without the white space around it.

    Raises:
        RuleError: `reason-missing`.
    """
    if not why.strip():
        raise RuleError(
            "reason-missing", "This needs a reason, and none is given.", "Write one sentence that says why."
        )
    return why.strip()
