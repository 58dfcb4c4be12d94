"""People in a release: who they are in it, harm to them, and what each release says of them."""

from __future__ import annotations

from datetime import datetime

from secondsource.actions.desk import access
from secondsource.core.release.harm.jigsaw import ELSEWHERE, Attribute
from secondsource.core.release.harm.matrix import HarmKind, HarmNote, Severity
from secondsource.core.release.harm.people import PersonInRelease
from secondsource.core.vetting.grading.assessment import reason
from secondsource.core.vetting.judging.likelihood import word_steps
from secondsource.errors import AccessError, InputError, RuleError
from secondsource.store.judgement.changes import people as changes
from secondsource.store.judgement.lookups import people as lookups
from secondsource.store.judgement.values import HeldPerson
from secondsource.store.letting_out import lookups as letting_out
from secondsource.store.team import journal

MOST_FORMS = 40


def see_all(*, actor: str, case: str) -> tuple[HeldPerson, ...]:
    """Return everybody listed in a case.

    Raises:
        AccessError: as `access.reading`.
    """
    access.reading(case, actor)
    return lookups.people(case)


def see(*, actor: str, case: str, person: str) -> HeldPerson:
    """Return one person.

    Raises:
        AccessError: as `access.reading`; `person-unknown`.
    """
    access.reading(case, actor)
    return lookups.person(case, person)


def list_person(*, actor: str, case: str, label: str, spoken_of: tuple[str, ...], now: datetime) -> str:
    """List somebody who stands in a text and return their key.

    Raises:
        AccessError: as `access.working`. InputError: `person-unnamed`.
    """
    access.working(case, actor)
    if not label.strip():
        raise InputError("person-unnamed", "The list needs a word for this person.", "Write one, such as `the pilot`.")
    with journal.entry(actor=actor, verb="person.list", now=now, case=case) as about:
        key = changes.add_person(case=case, label=label.strip(), spoken_of=_forms(spoken_of), by=actor, now=now)
        about["person"] = key
    return key


def answer(
    *, actor: str, case: str, one: PersonInRelease, spoken_of: tuple[str, ...], version: int, now: datetime
) -> None:
    """Answer the questions about a person; what is left open stays unknown.

    Raises:
        AccessError: as `access.working`; `person-unknown`. RuleError: `person-changed`.
    """
    access.working(case, actor)
    lookups.person(case, one.id)
    with journal.entry(actor=actor, verb="person.answer", now=now, case=case, about={"person": one.id}):
        changes.write_person(case=case, one=one, spoken_of=_forms(spoken_of), version=version, by=actor, now=now)


def note_harm(
    *,
    actor: str,
    case: str,
    person: str,
    harm: dict[HarmKind, tuple[Severity, str | None, str]],
    now: datetime,
) -> None:
    """Note what could happen to a person: severity, likelihood and mitigation by kind of harm.

    Raises:
        AccessError: as `access.working`; `person-unknown`. InputError: `likelihood-missing`, `harm-empty`.
    """
    access.working(case, actor)
    lookups.person(case, person)
    words = {step.value for step in word_steps()}
    for severity, likelihood, _ in harm.values():
        if severity is not Severity.NONE and likelihood not in words:
            raise InputError(
                "likelihood-missing",
                "Harm that is not none needs a word for how likely it is.",
                "Choose one of the seven words.",
            )
    if not harm:
        raise InputError("harm-empty", "No kind of harm is answered here.", "Answer one kind or more.")
    about: journal.About = {"person": person, "kinds": sorted(kind.value for kind in harm)}
    with journal.entry(actor=actor, verb="harm.note", now=now, case=case, about=about):
        for kind, (severity, likelihood, mitigation) in harm.items():
            changes.add_harm(
                case=case,
                note=HarmNote(
                    person=person,
                    kind=kind,
                    severity=severity,
                    likelihood=None if severity is Severity.NONE else likelihood,
                    by=actor,
                    at=now,
                    mitigation=mitigation.strip(),
                ),
            )


def check_mitigation(*, actor: str, case: str, person: str, number: int, now: datetime) -> None:
    """Say that a mitigation is done; whoever wrote it cannot.

    Raises:
        AccessError: as `access.working`; `person-unknown`, `harm-unknown`. RuleError: `own-work`, `reason-missing`.
    """
    access.working(case, actor)
    held = lookups.person(case, person)
    note = next((note for key, note in held.harm if key == number), None)
    if note is None:
        raise AccessError("harm-unknown", "There is no such note here.", "Go back to the person's page.")
    if note.by == actor:
        raise RuleError(
            "own-work", "Who wrote a mitigation does not say that it is done.", "Ask a colleague to look at it."
        )
    reason(note.mitigation)
    with journal.entry(actor=actor, verb="harm.check", now=now, case=case, about={"person": person, "note": number}):
        changes.check_mitigation(case=case, number=number, by=actor)


def say(
    *,
    actor: str,
    case: str,
    person: str,
    release: str,
    attribute: Attribute | None,
    people: int | None,
    now: datetime,
) -> None:
    """Record what a release says of a person, or that it says nothing telling (`attribute` None).

    Raises:
        AccessError: as `access.working`; `person-unknown`, `frozen-unknown`. InputError: `attribute-empty`.
    """
    access.working(case, actor)
    lookups.person(case, person)
    if release != ELSEWHERE:
        letting_out.frozen(case, release)
    told = attribute or Attribute(kind="", value="")
    if attribute is not None and not (attribute.kind.strip() and attribute.value.strip()):
        raise InputError(
            "attribute-empty", "An attribute has a kind and a value.", "Write both, such as village: Brae."
        )
    with journal.entry(actor=actor, verb="person.said", now=now, case=case, about={"person": person}):
        changes.add_attribute(
            case=case, person=person, release=release, attribute=told, people=people, by=actor, now=now
        )


def _forms(spoken_of: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.strip()[:120] for form in spoken_of if form.strip()))[:MOST_FORMS]
