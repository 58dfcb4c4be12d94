"""Reading the people of a case's releases: who they are in it, harm, replies, attributes."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.core.release.harm.jigsaw import Attribute
from secondsource.core.release.harm.matrix import HarmKind, HarmNote, Severity
from secondsource.core.release.harm.people import LegalStage, PersonInRelease, PersonRole
from secondsource.core.release.harm.reply import Answer, Attempt, Reply, ReplyWaiver, RiskCheck
from secondsource.errors import AccessError
from secondsource.store.judgement.models import PersonRow, ReplyRow
from secondsource.store.judgement.values import HeldAttribute, HeldPerson, Step


def people(case: str) -> tuple[HeldPerson, ...]:
    """Return everybody listed in a case, in the order they were listed."""
    rows = PersonRow.objects.filter(case__key=case).prefetch_related("harm", "reply", "attributes")
    return tuple(_held(row) for row in rows)


def person(case: str, key: str) -> HeldPerson:
    """Return one person.

    Raises:
        AccessError: `person-unknown`, for one of another case as well.
    """
    row = PersonRow.objects.filter(case__key=case, key=key).first()
    if row is None:
        raise AccessError("person-unknown", "There is no such person here.", "Go back to the list of people.")
    return _held(row)


def _held(row: PersonRow) -> HeldPerson:
    return HeldPerson(
        person=PersonInRelease(
            id=row.key,
            role=PersonRole(row.role) if row.role else None,
            named=row.named,
            private=row.private,
            minor=row.minor,
            needed=row.needed,
            need_why=row.need_why,
            consents=row.consents,
            stage=None if row.stage is None else LegalStage(row.stage),
            criticised=row.criticised,
        ),
        label=row.label,
        spoken_of=tuple(row.spoken_of),
        version=row.version,
        harm=tuple(
            (
                note.pk,
                HarmNote(
                    person=row.key,
                    kind=HarmKind(note.kind),
                    severity=Severity(note.severity),
                    likelihood=note.likelihood or None,
                    by=note.by,
                    at=note.at,
                    mitigation=note.mitigation,
                    checked_by=note.checked_by,
                ),
            )
            for note in row.harm.all()
        ),
        reply=_reply(row.key, row.reply.all()),
        attributes=tuple(
            HeldAttribute(release=one.release, attribute=Attribute(kind=one.kind, value=one.value), people=one.people)
            for one in row.attributes.all()
        ),
    )


def _reply(person_key: str, rows: Iterable[ReplyRow]) -> Reply:
    """Put the steps together; of risk, answer and waiver the newest holds."""
    risk: RiskCheck | None = None
    attempts: list[Attempt] = []
    answer: ReplyRow | None = None
    included_by = ""
    waiver: ReplyWaiver | None = None
    for row in rows:
        match Step(row.step):
            case Step.RISK:
                risk = RiskCheck(dangerous=bool(row.dangerous), why=row.words, by=row.by, at=row.at)
                # A waiver rests on the danger it was given for.
                waiver = None
            case Step.ATTEMPT:
                deadline = row.deadline or row.at
                attempts.append(Attempt(way=row.words, by=row.by, at=row.at, deadline=deadline, told_all=row.told_all))
            case Step.ANSWER:
                answer, included_by = row, ""
            case Step.INCLUDED:
                included_by = row.by
            case Step.WAIVER:
                waiver = ReplyWaiver(why=row.words, by=row.by, at=row.at)
    return Reply(
        person=person_key,
        risk=risk,
        attempts=tuple(attempts),
        answer=None
        if answer is None
        else Answer(words=answer.words, at=answer.at, by=answer.by, included_by=included_by),
        waiver=waiver,
    )
