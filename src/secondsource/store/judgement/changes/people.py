"""Writing people, harm, replies and attributes."""

from __future__ import annotations

from datetime import datetime

from secondsource.core.release.harm.jigsaw import Attribute
from secondsource.core.release.harm.matrix import HarmNote
from secondsource.core.release.harm.people import PersonInRelease
from secondsource.errors import AccessError, RuleError
from secondsource.store.judgement.changes.own_work import case_row, refused_by_the_table
from secondsource.store.judgement.models import AttributeRow, HarmRow, PersonRow, ReplyRow
from secondsource.store.judgement.values import Step


def add_person(*, case: str, label: str, spoken_of: tuple[str, ...], by: str, now: datetime) -> str:
    """List a person, nothing about them answered, and return their key."""
    row = PersonRow.objects.create(case=case_row(case), label=label, spoken_of=list(spoken_of), by=by, at=now)
    return row.key


def write_person(
    *, case: str, one: PersonInRelease, spoken_of: tuple[str, ...], version: int, by: str, now: datetime
) -> None:
    """Replace what is answered about a person.

    Raises:
        AccessError: `person-unknown`. RuleError: `person-changed`.
    """
    row = _person(case, one.id)
    if row.version != version:
        raise RuleError(
            "person-changed", "Somebody changed this page while you wrote.", "Load it again and compare both."
        )
    row.role, row.stage = one.role or "", one.stage
    row.named, row.private, row.minor, row.needed = one.named, one.private, one.minor, one.needed
    row.need_why, row.consents, row.criticised = one.need_why, one.consents, one.criticised
    row.spoken_of, row.version, row.by, row.at = list(spoken_of), version + 1, by, now
    row.save()


def add_harm(*, case: str, note: HarmNote) -> None:
    """Keep a note of harm beside the older ones."""
    HarmRow.objects.create(
        case=case_row(case),
        person=_person(case, note.person),
        kind=note.kind.value,
        severity=note.severity.value if note.severity else "",
        likelihood=note.likelihood or "",
        mitigation=note.mitigation,
        by=note.by,
        at=note.at,
    )


def check_mitigation(*, case: str, number: int, by: str) -> None:
    """Keep that a mitigation is done.

    Raises:
        AccessError: `harm-unknown`. RuleError: `own-work`, from the table itself.
    """
    row = HarmRow.objects.filter(case__key=case, pk=number).first()
    if row is None:
        raise AccessError("harm-unknown", "There is no such note here.", "Go back to the person's page.")
    row.checked_by = by
    with refused_by_the_table():
        row.save(update_fields=["checked_by"])


def add_step(  # noqa: PLR0913 - one step of a reply as it is kept
    *,
    case: str,
    person: str,
    step: Step,
    words: str,
    by: str,
    now: datetime,
    other: str = "",
    dangerous: bool | None = None,
    deadline: datetime | None = None,
    told_all: bool = False,
) -> None:
    """Keep a step in somebody's right of reply; `other` is the member from whom `by` must differ.

    Raises:
        AccessError: `person-unknown`. RuleError: `own-work`, from the table itself.
    """
    with refused_by_the_table():
        ReplyRow.objects.create(
            case=case_row(case),
            person=_person(case, person),
            step=step.value,
            words=words,
            dangerous=dangerous,
            deadline=deadline,
            told_all=told_all,
            other=other,
            by=by,
            at=now,
        )


def add_attribute(
    *, case: str, person: str, release: str, attribute: Attribute, people: int | None, by: str, now: datetime
) -> None:
    """Keep what a release says of somebody; saying it again changes the estimate."""
    AttributeRow.objects.update_or_create(
        person=_person(case, person),
        release=release,
        kind=attribute.kind,
        value=attribute.value,
        defaults={"case": case_row(case), "people": people, "by": by, "at": now},
    )


def _person(case: str, key: str) -> PersonRow:
    row = PersonRow.objects.filter(case__key=case, key=key).first()
    if row is None:
        raise AccessError("person-unknown", "There is no such person here.", "Go back to the list of people.")
    return row
