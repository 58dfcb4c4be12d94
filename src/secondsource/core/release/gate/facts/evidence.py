"""Facts about what the lines rest on: items 4 and 5."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.core.release.gate.conditions import Reading
from secondsource.core.release.gate.facts.reading import Limits, by_hand, met, unknown, worst
from secondsource.core.release.gate.records import LineEvidence, Records
from secondsource.core.vetting.grading.grade import ORIGINS_FOR_CONFIRMED, Credibility, Reliability


def lines_checked(records: Records, _limits: Limits) -> Reading:
    """Item 4: no line is open. A text without lines has not been checked."""
    if not records.lines:
        return unknown()
    return worst([], [str(one.line.number) for one in records.lines if not one.complete])


def lines_supported(records: Records, _limits: Limits) -> Reading:
    """Item 4: two independent origins, a document of record, or the line says that it has one source."""
    if not records.lines:
        return unknown()
    lines = dict(_factual(records))
    covered = {one.line for one in records.evidence}
    return worst(
        [
            *(str(one.line.number) for one in records.lines if one.line.id not in covered),
            *(place for place, one in lines.items() if not _carried(one) and one.origins is None),
        ],
        [place for place, one in lines.items() if not _carried(one) and one.origins is not None],
    )


def single_source_referred(records: Records, limits: Limits) -> Reading:
    """Item 4: what rests on one source was seen by the editor and a lawyer."""
    if not records.lines:
        return unknown()
    if not any(one.labelled and not _two_origins(one) and not one.document for _, one in _factual(records)):
        return met()
    return by_hand(records, "single-source-referred", limits, ("editor", "lawyer"))


def no_improbable(records: Records, _limits: Limits) -> Reading:
    """Item 5: nothing graded 5."""
    if not records.lines:
        return unknown()
    return worst(
        [],
        [
            place
            for place, one in _factual(records)
            if any(grade is not None and grade.digit is Credibility.IMPROBABLE for grade in one.grades)
        ],
    )


def no_unreliable_alone(records: Records, _limits: Limits) -> Reading:
    """Item 5: nothing that rests on sources graded E and on nothing else. What is not judged carries nothing."""
    if not records.lines:
        return unknown()
    return worst([], [place for place, one in _factual(records) if not one.document and _only_unreliable(one)])


def contradictions_settled(records: Records, _limits: Limits) -> Reading:
    """Item 5: no contradiction is open."""
    if not records.lines:
        return unknown()
    return worst(
        [place for place, one in _factual(records) if one.open_contradictions is None],
        [place for place, one in _factual(records) if one.open_contradictions],
    )


def missing_labelled(records: Records, _limits: Limits) -> Reading:
    """Item 5: a line that rests on what could not be judged says so; F and 6 are missing and not low."""
    if not records.lines:
        return unknown()
    return worst(
        [],
        [
            place
            for place, one in _factual(records)
            if not one.document
            and not one.labelled
            and (
                not one.grades
                or any(grade is None or grade.letter.missing or grade.digit.missing for grade in one.grades)
            )
        ],
    )


def _factual(records: Records) -> Iterator[tuple[str, LineEvidence]]:
    """Yield the lines that claim something, by their number, with what they rest on."""
    numbers = {one.line.id: str(one.line.number) for one in records.lines or ()}
    for one in records.evidence:
        if one.line in numbers and not one.no_fact:
            yield numbers[one.line], one


def _two_origins(one: LineEvidence) -> bool:
    return one.origins is not None and one.origins >= ORIGINS_FOR_CONFIRMED


def _carried(one: LineEvidence) -> bool:
    return _two_origins(one) or one.document or one.labelled


def _only_unreliable(one: LineEvidence) -> bool:
    letters = {grade.letter for grade in one.grades if grade is not None and not grade.letter.missing}
    return letters == {Reliability.E}
