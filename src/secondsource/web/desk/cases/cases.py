"""The list of cases, a new case, and a case's first page."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.team import cases as team_cases
from secondsource.store.team import lookups
from secondsource.web.desk.base.asking import member_key, now


class CaseForm(forms.Form):
    """What a new case needs."""

    title = forms.CharField(max_length=200, label=_("Working title (neutral: it must name nobody)"))
    language = forms.ChoiceField(choices=[("en", "English"), ("es", "Español")], label=_("Language of the case"))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the cases this member may know of."""
    return render(request, "cases/index.html", {"cases": lookups.cases_of(member_key(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a case."""
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = team_cases.open_case(
            actor=member_key(request),
            title=form.cleaned_data["title"],
            language=form.cleaned_data["language"],
            now=now(),
        )
        return redirect("case", case=key)
    return render(request, "cases/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def case(request: HttpRequest, case: str) -> HttpResponse:
    """Show one case's first page."""
    found = access.reading(case, member_key(request))
    return render(request, "cases/case.html", {"case": found, "tab": "overview"})
