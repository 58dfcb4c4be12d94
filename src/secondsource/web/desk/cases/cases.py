"""The list of cases, a new case, and a case's first page with the progress of its vetting."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secondsource.actions.desk.evidence import vetting
from secondsource.actions.desk.team import cases as team_cases
from secondsource.store.evidence.lookups import overview, runs
from secondsource.store.evidence.values import Run, RunState
from secondsource.store.team import lookups
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.cases.showing import opened

STAGES = {
    "reading files": _("reading and cleaning files"),
    "finding statements": _("finding statements"),
    "tracing origins": _("tracing origins"),
    "weighing claims": _("weighing claims"),
    "keeping the results": _("keeping the results"),
}


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
    """Show one case's first page: what it holds, how far the work is, what is still open."""
    here = opened(request, case)
    shown = overview.overview(case)
    more = here.context("overview", shown=shown, told=told(shown.run))
    return render(request, "cases/case.html", more)


@require_POST
def vet(request: HttpRequest, case: str) -> HttpResponse:
    """Ask for the case to be vetted again."""
    vetting.ask(actor=member_key(request), case=case, now=now())
    return redirect("case", case=case)


@require_safe
def progress(request: HttpRequest, case: str) -> HttpResponse:
    """Tell the script of the first page how far the newest run is; lead anybody else to that page."""
    opened(request, case)
    if request.headers.get("X-Requested-With") != "script":
        return redirect("case", case=case)
    run = runs.newest(case)
    over = run is None or run.state in {RunState.DONE, RunState.FAILED}
    return JsonResponse({"over": over, "told": told(run)})


def told(run: Run | None) -> str:
    """Say in one line how far a run is."""
    if run is None:
        return ""
    match run.state:
        case RunState.WAITING:
            return _now("Waiting for the desk's worker.")
        case RunState.RUNNING:
            stage = str(STAGES.get(run.stage, _now("starting")))
            return f"{stage} ({run.done}/{run.total})" if run.total > 1 else stage
        case RunState.DONE:
            return _now("Done.")
        case RunState.FAILED:
            return _now("Failed.")
