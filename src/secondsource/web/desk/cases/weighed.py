"""Contradictions with their resolutions, the timeline, and the people named."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.evidence import deciding
from secondsource.errors import AccessError
from secondsource.publishing.findings.parts.timeline import timeline as drawn
from secondsource.store.evidence.lookups import findings as lookups
from secondsource.store.evidence.lookups import reports
from secondsource.store.evidence.lookups import statements as statement_lookups
from secondsource.store.evidence.values import Outcome
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.cases.showing import number_of, opened

OUTCOMES = {
    Outcome.A_STANDS: _("The first stands, the second does not"),
    Outcome.B_STANDS: _("The second stands, the first does not"),
    Outcome.BOTH_STAND: _("Both stand: they do not exclude each other"),
    Outcome.NEITHER_STANDS: _("Neither stands"),
    Outcome.OPEN: _("It stays open, and a release has to say so"),
}
A_PAGE = 25
A_PAGE_OF_PEOPLE = 100


class ResolutionForm(forms.Form):
    """How a contradiction is resolved."""

    outcome = forms.ChoiceField(choices=[(outcome.value, word) for outcome, word in OUTCOMES.items()])
    reason = forms.CharField(required=False, max_length=1000)
    version = forms.IntegerField(min_value=0, max_value=1_000_000)


class RulingForm(forms.Form):
    """Whether somebody is a private person."""

    private = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    reason = forms.CharField(required=False, max_length=deciding.LONGEST_REASON)
    version = forms.IntegerField(min_value=0, max_value=1_000_000)


@require_safe
def contradictions(request: HttpRequest, case: str) -> HttpResponse:
    """Show the case's contradictions side by side."""
    here = opened(request, case)
    every = lookups.contradictions(case)
    pages = max(1, -(-len(every) // A_PAGE))
    number = min(max(1, number_of(request)), pages)
    shown = every[(number - 1) * A_PAGE : number * A_PAGE]
    ids = {side for held in shown for side in (held.contradiction.a, held.contradiction.b)}
    found = {one.statement.id: one for one in statement_lookups.statements(case, ids)}
    names = reports.names_of(case, frozenset(one.statement.report for one in found.values()))
    rows = [(held, found.get(held.contradiction.a), found.get(held.contradiction.b)) for held in shown]
    more = here.context(
        "contradictions", rows=rows, reports=names, outcomes=OUTCOMES, number=number, pages=pages, total=len(every)
    )
    return render(request, "cases/contradictions.html", more)


@require_safe
def contradiction(request: HttpRequest, case: str, key: str) -> HttpResponse:
    """Show one contradiction with every resolution it had, and the form for the next."""
    here = opened(request, case)
    held = next((one for one in lookups.contradictions(case) if one.key == key), None)
    if held is None:
        raise AccessError("contradiction-unknown", "There is no such contradiction here.", "Go back to the list.")
    ids = (held.contradiction.a, held.contradiction.b)
    found = {one.statement.id: one for one in statement_lookups.statements(case, ids)}
    more = here.context(
        "contradictions",
        held=held,
        a=found.get(ids[0]),
        b=found.get(ids[1]),
        reports=reports.names_of(case, frozenset(one.statement.report for one in found.values())),
        history=[(one, OUTCOMES[one.outcome]) for one in lookups.resolutions(case, key)],
        outcomes=[(outcome.value, word) for outcome, word in OUTCOMES.items()],
    )
    return render(request, "cases/contradiction.html", more)


@require_POST
def resolve(request: HttpRequest, case: str, key: str) -> HttpResponse:
    """Keep a resolution."""
    actor = member_key(request)
    access.working(case, actor)
    form = ResolutionForm(request.POST)
    if not form.is_valid():
        return redirect("contradiction", case=case, key=key)
    given = form.cleaned_data
    deciding.resolve(
        actor=actor,
        case=case,
        contradiction=key,
        outcome=Outcome(given["outcome"]),
        reason=given["reason"],
        version=given["version"],
        now=now(),
    )
    return redirect("contradiction", case=case, key=key)


@require_safe
def timeline(request: HttpRequest, case: str) -> HttpResponse:
    """Draw how the announced status changed."""
    here = opened(request, case)
    entries = lookups.timeline(case)
    ids = {one for entry in entries for one in entry.statements}
    found = {one.statement.id: one for one in statement_lookups.statements(case, ids)}
    rows = [
        (number, entry, [found[one] for one in entry.statements if one in found])
        for number, entry in enumerate(entries, 1)
    ]
    return render(request, "cases/timeline.html", here.context("timeline", rows=rows, drawing=drawn(entries)))


@require_safe
def people(request: HttpRequest, case: str) -> HttpResponse:
    """Show who is named in the reports. Default: do not name."""
    here = opened(request, case)
    every = lookups.people(case)
    pages = max(1, -(-len(every) // A_PAGE_OF_PEOPLE))
    number = min(max(1, number_of(request)), pages)
    shown = every[(number - 1) * A_PAGE_OF_PEOPLE : number * A_PAGE_OF_PEOPLE]
    files = frozenset(file for held in shown for file, _span in held.person.mentions)
    more = here.context(
        "people", people=shown, reports=reports.names_of(case, files), number=number, pages=pages, total=len(every)
    )
    return render(request, "cases/people.html", more)


@require_POST
def rule(request: HttpRequest, case: str, key: str) -> HttpResponse:
    """Keep whether somebody is a private person."""
    actor = member_key(request)
    access.working(case, actor)
    form = RulingForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        deciding.rule(
            actor=actor,
            case=case,
            person=key,
            private=given["private"] == "yes",
            reason=given["reason"],
            version=given["version"],
            now=now(),
        )
    return redirect("people", case=case)
