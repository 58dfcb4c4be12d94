"""Writing grades, findings and line checks."""

from __future__ import annotations

from datetime import datetime

from secondsource.core.vetting.grading.assessment import Assessment
from secondsource.core.vetting.grading.pairing import Pair, Resolution
from secondsource.core.vetting.judging.judgement import Judgement
from secondsource.errors import RuleError
from secondsource.store.judgement.changes.own_work import case_row, refused_by_the_table
from secondsource.store.judgement.models import AssessmentRow, JudgementRow, LineMarkRow, ResolutionRow
from secondsource.store.judgement.values import CheckedMark


def seal_digit(*, case: str, one: Assessment, added_by: str, edited_by: str, now: datetime) -> None:
    """Keep an assessment with its sealed digit.

    Raises:
        RuleError: `own-work`, from the table itself.
    """
    with refused_by_the_table():
        AssessmentRow.objects.create(
            case=case_row(case),
            statement=one.statement,
            source=one.source,
            topic=one.topic,
            by=one.by,
            at=now,
            added_by=added_by,
            edited_by=edited_by,
            digit=one.digit.value if one.digit else "",
            digit_why=one.digit_why,
            digit_at=one.digit_at,
            origins=one.origins,
        )


def give_letter(*, case: str, one: Assessment) -> None:
    """Keep the letter of an assessment whose digit is sealed.

    Raises:
        RuleError: `letter-given`, when another request was quicker.
    """
    given = AssessmentRow.objects.filter(case__key=case, statement=one.statement, by=one.by, letter="").update(
        letter=one.letter.value if one.letter else "", letter_why=one.letter_why, letter_at=one.letter_at
    )
    if not given:
        raise RuleError("letter-given", "The letter is given.", "Load the page again.")


def resolve(*, case: str, pair: Pair, resolution: Resolution) -> None:
    """Keep which grade holds.

    Raises:
        RuleError: `own-work`, from the table itself.
    """
    first, second, *_ = (one.by for one in pair.done)
    with refused_by_the_table():
        ResolutionRow.objects.create(
            case=case_row(case),
            statement=pair.statement,
            letter=resolution.grade.letter.value,
            digit=resolution.grade.digit.value,
            why=resolution.why,
            by=resolution.by,
            at=resolution.at,
            first=first,
            second=second,
        )


def add_judgement(*, case: str, one: Judgement) -> None:
    """Keep a finding beside the older ones."""
    JudgementRow.objects.create(
        case=case_row(case),
        claim=one.claim,
        text=one.text,
        likelihood=one.likelihood or "",
        confidence=one.confidence.value,
        grounds=one.grounds,
        would_change=one.would_change,
        changed=one.changed,
        origins=one.origins,
        by=one.by,
        at=one.at,
    )


def add_mark(*, case: str, digest: str, checked: CheckedMark, author: str, frozen_by: str) -> None:
    """Keep a mark on a line.

    Raises:
        RuleError: `own-work`, from the table itself.
    """
    one = checked.mark
    with refused_by_the_table():
        LineMarkRow.objects.create(
            case=case_row(case),
            digest=digest,
            line=one.line,
            state=one.state.value,
            words=one.words,
            proof=list(one.proof),
            no_fact=one.no_fact,
            document=checked.document,
            labelled=checked.labelled,
            by=one.by,
            at=one.at,
            author=author,
            frozen_by=frozen_by,
        )
