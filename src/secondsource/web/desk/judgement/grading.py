"""The list of gradings and the page on which one statement is graded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement import grading
from secondsource.core.vetting.grading.assessment import Assessment, Stage
from secondsource.core.vetting.grading.grade import Credibility, Grade, Reliability
from secondsource.core.vetting.grading.pairing import PairStanding
from secondsource.core.vetting.grading.scales import scale
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.judgement.words import PAIRS, Speaking, WhyField, context, said

FILTERS = ("all", "mine", "differ", "none")
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a scale as it is offered."""

    value: str
    name: str
    means: str


@dataclass(frozen=True, slots=True)
class Given:
    """One assessment as it is shown."""

    who: str
    grade: str
    digit_why: str
    letter_why: str
    at: datetime | None


class DigitForm(forms.Form):
    """The digit, before any letter is shown."""

    topic = forms.CharField(max_length=120, label=_("Topic: what the source speaks of here"))
    digit = forms.ChoiceField(choices=[(one.value, one.value) for one in Credibility])
    why = WhyField(_("Why this digit"))


class LetterForm(forms.Form):
    """The letter, after the digit."""

    letter = forms.ChoiceField(choices=[(one.value, one.value) for one in Reliability])
    why = WhyField(_("Why this letter"))


class ResolveForm(forms.Form):
    """Which of two grades holds."""

    letter = forms.ChoiceField(choices=[(one.value, one.value) for one in Reliability])
    digit = forms.ChoiceField(choices=[(one.value, one.value) for one in Credibility])
    why = WhyField(_("Why this grade holds"))


@require_safe
def grades(request: HttpRequest, case: str) -> HttpResponse:
    """Show how the grading of each statement stands; no grades, so that nobody is swayed before their own."""
    actor = member_key(request)
    found = access.reading(case, actor)
    rows = [
        {
            "id": held.statement.id,
            "text": held.statement.content.text,
            "speaker": held.statement.speaker.name,
            "language": held.statement.language,
            "standing": PAIRS[pair.standing] if pair else None,
            "mine": pair is not None and actor in {one.by for one in pair.assessments},
            "key": pair.standing.value if pair else "none",
        }
        for held, pair in grading.see_all(actor=actor, case=case)
    ]
    only = request.GET.get("only", "all")
    kept = {
        "mine": [row for row in rows if row["key"] in {"none", "open"} and not row["mine"]],
        "differ": [row for row in rows if row["key"] == PairStanding.DIFFER.value],
        "none": [row for row in rows if row["key"] == "none"],
    }.get(only, rows)
    number = int(page) if (page := request.GET.get("page", "1")).isascii() and page.isdigit() else 1
    pages = max(1, -(-len(kept) // A_PAGE))
    number = min(max(1, number), pages)
    return render(
        request,
        "judgement/grades.html",
        context(request, found, "grades")
        | {
            "rows": kept[(number - 1) * A_PAGE : number * A_PAGE],
            "number": number,
            "pages": pages,
            "only": only if only in FILTERS else "all",
            "total": len(rows),
            "diagonal": grading.rate(actor=actor, case=case),
        },
    )


@require_safe
def grade(request: HttpRequest, case: str, statement: str) -> HttpResponse:
    """Show one statement to be graded, as this member may see it."""
    return _page(request, case, statement)


@require_POST
def digit(request: HttpRequest, case: str, statement: str) -> HttpResponse:
    """Seal the digit."""
    actor = member_key(request)
    access.working(case, actor)
    form = DigitForm(request.POST)
    if not form.is_valid():
        return _page(request, case, statement, digit_form=form)
    grading.seal_digit(
        actor=actor,
        case=case,
        statement=statement,
        topic=form.cleaned_data["topic"],
        digit=Credibility(form.cleaned_data["digit"]),
        why=form.cleaned_data["why"],
        now=now(),
    )
    return redirect("grade", case=case, statement=statement)


@require_POST
def letter(request: HttpRequest, case: str, statement: str) -> HttpResponse:
    """Give the letter."""
    actor = member_key(request)
    access.working(case, actor)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, case, statement, letter_form=form)
    grading.give_letter(
        actor=actor,
        case=case,
        statement=statement,
        letter=Reliability(form.cleaned_data["letter"]),
        why=form.cleaned_data["why"],
        now=now(),
    )
    return redirect("grade", case=case, statement=statement)


@require_POST
def resolve(request: HttpRequest, case: str, statement: str) -> HttpResponse:
    """Say which of two grades holds."""
    actor = member_key(request)
    access.working(case, actor)
    form = ResolveForm(request.POST)
    if not form.is_valid():
        return _page(request, case, statement, resolve_form=form)
    held = Grade(letter=Reliability(form.cleaned_data["letter"]), digit=Credibility(form.cleaned_data["digit"]))
    grading.settle(actor=actor, case=case, statement=statement, grade=held, why=form.cleaned_data["why"], now=now())
    return redirect("grade", case=case, statement=statement)


def _page(
    request: HttpRequest,
    case: str,
    statement: str,
    *,
    digit_form: DigitForm | None = None,
    letter_form: LetterForm | None = None,
    resolve_form: ResolveForm | None = None,
) -> HttpResponse:
    actor = member_key(request)
    found = access.reading(case, actor)
    seen = grading.see(actor=actor, case=case, statement=statement)
    speaking = Speaking(case, actor)
    open_to_me = seen.standing is PairStanding.OPEN and not seen.is_author
    offered = {one.value for one in seen.digits}
    given = {one.letter for one in seen.shown} | {Reliability.F}
    figures = {one.digit for one in seen.shown} | {Credibility.CANNOT_BE_JUDGED}
    shown = {
        "seen": seen,
        "statement": seen.held.statement,
        "standing": PAIRS[seen.standing],
        "ask_digit": open_to_me and seen.stage is Stage.DIGIT,
        "ask_letter": seen.own is not None and seen.stage is Stage.LETTER,
        "waiting": seen.own is not None and seen.stage is Stage.DONE and seen.standing is PairStanding.OPEN,
        "digits": [one for one in _options("credibility") if one.value in offered],
        "letters": _options("reliability"),
        "history": [
            (entry.letter.value, entry.given, entry.reason, speaking(entry.by)) for entry in seen.letters or ()
        ],
        "shown": [_given(one, speaking) for one in seen.shown],
        "resolution": seen.pair.resolution,
        "resolver": speaking(seen.pair.resolution.by) if seen.pair.resolution else "",
        "digit_form": digit_form or DigitForm(),
        "letter_form": letter_form or LetterForm(),
        "resolve_form": resolve_form or ResolveForm(),
        "held_letters": [one for one in _options("reliability") if Reliability(one.value) in given],
        "held_digits": [one for one in _options("credibility") if Credibility(one.value) in figures & set(seen.digits)],
        "citation": scale("admiralty").citation,
    }
    wrong = any(form is not None for form in (digit_form, letter_form, resolve_form))
    return render(
        request, "judgement/grade.html", context(request, found, "grades") | shown, status=422 if wrong else 200
    )


def _options(axis: str) -> list[Option]:
    return [Option(step.value, said(step.name), said(step.means)) for step in scale("admiralty").axes[axis].steps]


def _given(one: Assessment, speaking: Speaking) -> Given:
    return Given(
        who=speaking(one.by),
        grade=f"{one.letter.value if one.letter else '–'}{one.digit.value if one.digit else '–'}",
        digit_why=one.digit_why,
        letter_why=one.letter_why,
        at=one.letter_at or one.digit_at,
    )
