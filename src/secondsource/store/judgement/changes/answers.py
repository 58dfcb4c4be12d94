"""Writing answers to the gate and waivers."""

from __future__ import annotations

from secondsource.core.release.gate.records import HandAnswer, Waiver
from secondsource.store.judgement.changes.own_work import case_row, refused_by_the_table
from secondsource.store.judgement.models import AnswerRow, WaiverRow


def add_answer(*, case: str, digest: str, one: HandAnswer, author: str, frozen_by: str) -> None:
    """Keep a member's answer.

    Raises:
        RuleError: `own-work`, from the table itself.
    """
    with refused_by_the_table():
        AnswerRow.objects.create(
            case=case_row(case),
            digest=digest,
            fact=one.fact,
            about=one.about,
            value=one.value,
            why=one.why,
            by=one.by,
            at=one.at,
            author=author,
            frozen_by=frozen_by,
        )


def add_waiver(*, case: str, digest: str, one: Waiver, author: str, frozen_by: str) -> None:
    """Keep a waiver.

    Raises:
        RuleError: `own-work`, from the table itself.
    """
    with refused_by_the_table():
        WaiverRow.objects.create(
            case=case_row(case),
            digest=digest,
            fact=one.fact,
            role=one.role,
            why=one.why,
            by=one.by,
            at=one.at,
            author=author,
            frozen_by=frozen_by,
        )
