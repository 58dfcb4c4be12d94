"""The people in a case's releases: who they are in the text, harm to them, what each release says of them."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement import people as acts
from secondsource.core.release.harm.jigsaw import ELSEWHERE, Attribute
from secondsource.core.release.harm.matrix import HarmKind, Severity, by_kind, harm_to, standing
from secondsource.core.release.harm.people import LegalStage, PersonInRelease, PersonRole, naming
from secondsource.store.judgement.values import HeldPerson
from secondsource.store.letting_out import lookups as letting_out
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.judgement.words import (
    HARMS,
    KINDS,
    LONGEST,
    NAMINGS,
    ROLES,
    SEVERITIES,
    STAGES,
    THREE,
    Speaking,
    choices,
    context,
    step_choices,
    three,
)

QUESTIONS = {
    "named": _("Does the text name them or make them recognisable?"),
    "private": _("Are they a private person?"),
    "minor": _("Are they under age?"),
    "needed": _("Does the public interest need the name?"),
    "consents": _("Have they agreed to be named? (sources, witnesses, victims, family, staff)"),
    "criticised": _("Does the text say something against them?"),
}


class ListForm(forms.Form):
    """Somebody who stands in a text."""

    label = forms.CharField(max_length=120, label=_("The desk's word for them"))
    spoken_of = forms.CharField(
        max_length=2000,
        required=False,
        label=_("How the text speaks of them, one a line"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """Every question about a person; what is not answered stays unknown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    spoken_of = forms.CharField(
        max_length=2000,
        required=False,
        label=_("How the text speaks of them, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    role = forms.ChoiceField(required=False, choices=choices(ROLES, empty=True), label=_("Role"))
    stage = forms.ChoiceField(
        required=False, choices=choices(STAGES, empty=True), label=_("How far has the law gone with them?")
    )
    need_why = forms.CharField(max_length=LONGEST, required=False, label=_("Why the public interest needs the name"))

    def __init__(self, held: HeldPerson, data: object = None) -> None:
        """Add the questions of yes and no, filled with what is answered."""
        one = held.person
        said = {name: {True: "yes", False: "no"}.get(getattr(one, name), "") for name in QUESTIONS}
        initial = said | {
            "version": held.version,
            "spoken_of": "\n".join(held.spoken_of),
            "role": one.role.value if one.role else "",
            "stage": "" if one.stage is None else str(one.stage.value),
            "need_why": one.need_why,
        }
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # a QueryDict or None
        for name, label in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(required=False, choices=THREE, label=label)

    def person(self, key: str) -> PersonInRelease:
        """Return what was answered."""
        given = self.cleaned_data
        return PersonInRelease(
            id=key,
            role=PersonRole(given["role"]) if given["role"] else None,
            named=three(given["named"]),
            private=three(given["private"]),
            minor=three(given["minor"]),
            needed=three(given["needed"]),
            need_why=given["need_why"].strip(),
            consents=three(given["consents"]),
            stage=LegalStage(int(given["stage"])) if given["stage"] else None,
            criticised=three(given["criticised"]),
        )


class SaidForm(forms.Form):
    """What a release, or public knowledge, says of a person."""

    release = forms.ChoiceField(label=_("Where"))
    nothing = forms.BooleanField(required=False, label=_("It says nothing telling of them"))
    kind = forms.CharField(max_length=40, required=False, label=_("Kind, such as village or work"))
    value = forms.CharField(max_length=120, required=False, label=_("What it says"))
    people = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, label=_("How many people share it, by a careful lower estimate")
    )

    def __init__(self, case: str, data: object = None) -> None:
        """Offer what was frozen or released in this case, newest first."""
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or None
        self.fields["release"].choices = [*releases(case), (ELSEWHERE, _("public knowledge"))]  # type: ignore[attr-defined]  # it is a choice


def releases(case: str) -> list[tuple[str, str]]:
    """Return the frozen contents and releases of a case by digest, newest first, each with a short name."""
    newest, out = letting_out.newest_frozen(case), letting_out.released(case)
    found = {newest.digest: f"{newest.subject} {newest.number}"} if newest else {}
    found |= {one.digest: f"{one.subject} {one.at.date().isoformat()}" for one in out}
    return list(found.items())


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, case: str) -> HttpResponse:
    """Show everybody listed, and list somebody."""
    actor = member_key(request)
    found = access.reading(case, actor)
    form = ListForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        access.working(case, actor)
        if form.is_valid():
            key = acts.list_person(
                actor=actor,
                case=case,
                label=form.cleaned_data["label"],
                spoken_of=tuple(form.cleaned_data["spoken_of"].splitlines()),
                now=now(),
            )
            return redirect("person-in-release", case=case, person=key)
    rows = [
        (
            one,
            ROLES[one.person.role] if one.person.role else _("not answered"),
            NAMINGS[naming(one.person)],
            HARMS[harm_to(one.person.id, [note for _number, note in one.harm])],
        )
        for one in acts.see_all(actor=actor, case=case)
    ]
    return render(
        request,
        "judgement/people.html",
        context(request, found, "people") | {"rows": rows, "form": form},
        status=422 if form.errors else 200,
    )


@require_safe
def person(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Show one person."""
    return _page(request, case, person)


@require_POST
def answers(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Answer the questions about a person."""
    actor = member_key(request)
    access.working(case, actor)
    form = AnswerForm(acts.see(actor=actor, case=case, person=person), request.POST)
    if not form.is_valid():
        return _page(request, case, person, answer_form=form)
    acts.answer(
        actor=actor,
        case=case,
        one=form.person(person),
        spoken_of=tuple(form.cleaned_data["spoken_of"].splitlines()),
        version=form.cleaned_data["version"],
        now=now(),
    )
    return redirect("person-in-release", case=case, person=person)


@require_POST
def harm(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Note harm by kind; a kind whose severity is left open is not answered."""
    actor = member_key(request)
    access.working(case, actor)
    severities = {one.value: one for one in Severity}
    given = {
        kind: (
            severities[severity],
            request.POST.get(f"likelihood-{kind.value}") or None,
            request.POST.get(f"mitigation-{kind.value}", "")[:LONGEST],
        )
        for kind in HarmKind
        if (severity := request.POST.get(f"severity-{kind.value}", "")) in severities
    }
    acts.note_harm(actor=actor, case=case, person=person, harm=given, now=now())
    return redirect("person-in-release", case=case, person=person)


@require_POST
def mitigation(request: HttpRequest, case: str, person: str, number: int) -> HttpResponse:
    """Say that a mitigation is done."""
    actor = member_key(request)
    acts.check_mitigation(actor=actor, case=case, person=person, number=number, now=now())
    return redirect("person-in-release", case=case, person=person)


@require_POST
def said(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Record what a release says of a person."""
    actor = member_key(request)
    access.working(case, actor)
    form = SaidForm(case, request.POST)
    if not form.is_valid():
        return _page(request, case, person, said_form=form)
    given = form.cleaned_data
    acts.say(
        actor=actor,
        case=case,
        person=person,
        release=given["release"],
        attribute=None if given["nothing"] else Attribute(kind=given["kind"].strip(), value=given["value"].strip()),
        people=given["people"],
        now=now(),
    )
    return redirect("person-in-release", case=case, person=person)


def _page(
    request: HttpRequest,
    case: str,
    person: str,
    *,
    answer_form: AnswerForm | None = None,
    said_form: SaidForm | None = None,
) -> HttpResponse:
    actor = member_key(request)
    found = access.reading(case, actor)
    held = acts.see(actor=actor, case=case, person=person)
    speaking = Speaking(case, actor)
    numbers = {note: number for number, note in held.harm}
    rows = []
    for kind, note in by_kind(person, [note for _number, note in held.harm]).items():
        rows.append(
            {
                "kind": kind.value,
                "label": KINDS[kind],
                "note": note,
                "number": numbers.get(note) if note else None,
                "standing": HARMS[standing(note)] if note else HARMS[harm_to(person, [])],
                "checked_by": speaking(note.checked_by) if note and note.checked_by else "",
                "mine": note is not None and note.by == actor,
            }
        )
    where = dict(releases(case)) | {ELSEWHERE: str(_("public knowledge"))}
    shown = {
        "held": held,
        "naming": NAMINGS[naming(held.person)],
        "answer_form": answer_form or AnswerForm(held),
        "harm": rows,
        "heaviest": HARMS[harm_to(person, [note for _number, note in held.harm])],
        "severities": choices(SEVERITIES),
        "likelihoods": step_choices("icd203", "likelihood"),
        "said": [(where.get(one.release, one.release[:12]), one.attribute, one.people) for one in held.attributes],
        "said_form": said_form or SaidForm(case),
    }
    wrong = answer_form is not None or said_form is not None
    return render(
        request, "judgement/person.html", context(request, found, "people") | shown, status=422 if wrong else 200
    )
