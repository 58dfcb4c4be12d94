"""Reading grades, letters, findings and line checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from secondsource.core.vetting.grading.assessment import Assessment
from secondsource.core.vetting.grading.grade import Credibility, Grade, LetterEntry, Reliability
from secondsource.core.vetting.grading.pairing import Pair, Resolution, letter_entry
from secondsource.core.vetting.judging.judgement import Confidence, Judgement
from secondsource.core.vetting.lines.check import LineMark, LineState
from secondsource.store.judgement.models import AssessmentRow, JudgementRow, LineMarkRow, ResolutionRow
from secondsource.store.judgement.values import CheckedMark


def pairs(case: str, statements: Iterable[str] | None = None) -> dict[str, Pair]:
    """Return the grading of each statement that anybody has begun to grade, by statement.

    Whoever shows it asks `pairing.visible` first: the value holds what the assessors must not see of each other.
    """
    rows, resolutions = AssessmentRow.objects.filter(case__key=case), ResolutionRow.objects.filter(case__key=case)
    if statements is not None:
        wanted = list(statements)
        rows, resolutions = rows.filter(statement__in=wanted), resolutions.filter(statement__in=wanted)
    found: dict[str, list[Assessment]] = defaultdict(list)
    for row in rows:
        found[row.statement].append(_assessment(row))
    settled = {row.statement: _resolution(row) for row in resolutions}
    return {
        statement: Pair(statement=statement, assessments=tuple(given), resolution=settled.get(statement))
        for statement, given in found.items()
    }


def pair(case: str, statement: str) -> Pair:
    """Return the grading of one statement; without assessments when nobody has begun."""
    return pairs(case, [statement]).get(statement, Pair(statement=statement, assessments=()))


def letters(cases: Iterable[str]) -> tuple[LetterEntry, ...]:
    """Return what every settled pair added to the letters' history, oldest first.

    Args:
        cases: those the asking member may know of: a source's letter outlives a story, and need-to-know holds.
    """
    entries = (letter_entry(one) for case in cases for one in pairs(case).values())
    return tuple(sorted((entry for entry in entries if entry is not None), key=lambda entry: entry.given))


def grades_given(case: str) -> tuple[Grade, ...]:
    """Return each assessor's own grade, for the diagonal rate."""
    return tuple(grade for one in pairs(case).values() for each in one.done if (grade := each.grade) is not None)


def judgements(case: str) -> dict[str, tuple[Judgement, ...]]:
    """Return the findings on each claim, oldest first, by claim."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for row in JudgementRow.objects.filter(case__key=case):
        found[row.claim].append(
            Judgement(
                claim=row.claim,
                text=row.text,
                likelihood=row.likelihood or None,
                confidence=Confidence(row.confidence),
                grounds=row.grounds,
                would_change=row.would_change,
                changed=row.changed,
                origins=row.origins,
                by=row.by,
                at=row.at,
            )
        )
    return {claim: tuple(given) for claim, given in found.items()}


def marks(case: str, digest: str) -> tuple[CheckedMark, ...]:
    """Return every mark on the lines of a frozen content, oldest first."""
    return tuple(
        CheckedMark(
            mark=LineMark(
                line=row.line,
                state=LineState(row.state),
                by=row.by,
                at=row.at,
                words=row.words,
                proof=tuple(row.proof),
                no_fact=row.no_fact,
            ),
            document=row.document,
            labelled=row.labelled,
        )
        for row in LineMarkRow.objects.filter(case__key=case, digest=digest)
    )


def _assessment(row: AssessmentRow) -> Assessment:
    return Assessment(
        statement=row.statement,
        source=row.source,
        topic=row.topic,
        by=row.by,
        digit=Credibility(row.digit) if row.digit else None,
        digit_why=row.digit_why,
        digit_at=row.digit_at,
        origins=row.origins,
        letter=Reliability(row.letter) if row.letter else None,
        letter_why=row.letter_why,
        letter_at=row.letter_at,
    )


def _resolution(row: ResolutionRow) -> Resolution:
    return Resolution(
        grade=Grade(letter=Reliability(row.letter), digit=Credibility(row.digit)), by=row.by, why=row.why, at=row.at
    )
