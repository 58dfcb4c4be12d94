"""Sources of a case: revealing details, promises, warnings, and the traces looked for in a frozen content."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement import sources as acts
from secondsource.core.release.harm.sources import FEW, PromiseKind, Trace, Treatment, exposure
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.judgement.words import (
    EXPOSURES,
    PROMISES,
    TREATMENTS,
    Speaking,
    WhyField,
    choices,
    context,
    three,
)

MOST_PEOPLE = 10**9
WORD = _("The desk's word for the source, never a name")


class DetailForm(forms.Form):
    """A detail that could lead to its source."""

    source = forms.CharField(max_length=64, label=WORD)
    what = WhyField(_("The detail"))
    could_know = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        label=_("How many people could know this, by a careful lower estimate"),
    )


class TreatForm(forms.Form):
    """What was done about a detail."""

    treatment = forms.ChoiceField(choices=choices(TREATMENTS), label=_("What was done"))
    could_know_after = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_PEOPLE, label=_("How many could know what is left")
    )


class PromiseForm(forms.Form):
    """What was promised."""

    source = forms.CharField(max_length=64, label=WORD)
    kind = forms.ChoiceField(choices=choices(PROMISES), label=_("Promise"))
    words = WhyField(_("In which words"), required=False)


class WarningForm(forms.Form):
    """Whether a source was warned."""

    source = forms.CharField(max_length=64, label=WORD)
    warned = forms.ChoiceField(choices=[("yes", _("warned")), ("no", _("not warned"))], label=_("Warned beforehand"))
    why_not = WhyField(_("If not, why not"), required=False)


@require_safe
def sources(request: HttpRequest, case: str) -> HttpResponse:
    """Show all that the case has about its sources."""
    return _page(request, case)


@require_POST
def detail(request: HttpRequest, case: str) -> HttpResponse:
    """List a detail."""
    actor = member_key(request)
    access.working(case, actor)
    form = DetailForm(request.POST, auto_id="detail-%s")
    if not form.is_valid():
        return _page(request, case, detail_form=form)
    acts.add_detail(actor=actor, case=case, now=now(), **form.cleaned_data)
    return redirect("sources", case=case)


@require_POST
def treat(request: HttpRequest, case: str, detail: str) -> HttpResponse:
    """Say what was done about a detail."""
    actor = member_key(request)
    access.working(case, actor)
    form = TreatForm(request.POST)
    if not form.is_valid():
        return _page(request, case, wrong=True)
    acts.treat_detail(
        actor=actor,
        case=case,
        detail=detail,
        treatment=Treatment(form.cleaned_data["treatment"]),
        could_know_after=form.cleaned_data["could_know_after"],
        now=now(),
    )
    return redirect("sources", case=case)


@require_POST
def promise(request: HttpRequest, case: str) -> HttpResponse:
    """Record a promise."""
    actor = member_key(request)
    access.working(case, actor)
    form = PromiseForm(request.POST, auto_id="promise-%s")
    if not form.is_valid():
        return _page(request, case, promise_form=form)
    given = form.cleaned_data
    acts.promise(
        actor=actor,
        case=case,
        source=given["source"],
        kind=PromiseKind(given["kind"]),
        words=given["words"],
        now=now(),
    )
    return redirect("sources", case=case)


@require_POST
def kept(request: HttpRequest, case: str, promise: str) -> HttpResponse:
    """Say whether a promise is kept."""
    actor = member_key(request)
    access.working(case, actor)
    answer = three(request.POST.get("kept", ""))
    if answer is None:
        return _page(request, case, wrong=True)
    acts.judge_promise(actor=actor, case=case, promise=promise, kept=answer, now=now())
    return redirect("sources", case=case)


@require_POST
def warning(request: HttpRequest, case: str) -> HttpResponse:
    """Record a warning."""
    actor = member_key(request)
    access.working(case, actor)
    form = WarningForm(request.POST, auto_id="warning-%s")
    if not form.is_valid():
        return _page(request, case, warning_form=form)
    given = form.cleaned_data
    acts.warn(
        actor=actor,
        case=case,
        source=given["source"],
        warned=given["warned"] == "yes",
        why_not=given["why_not"],
        now=now(),
    )
    return redirect("sources", case=case)


@require_POST
def traces(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Say which traces were looked for in a frozen content; what is left open is not answered."""
    actor = member_key(request)
    access.working(case, actor)
    found = {
        trace: three(given)
        for trace in Trace
        if (given := request.POST.get(trace.value, "")) in {"yes", "no", "unknown"}
    }
    acts.look_for_traces(actor=actor, case=case, digest=digest, found=found, now=now())
    return redirect("gate", case=case, digest=digest)


def _page(
    request: HttpRequest,
    case: str,
    *,
    detail_form: DetailForm | None = None,
    promise_form: PromiseForm | None = None,
    warning_form: WarningForm | None = None,
    wrong: bool = False,
) -> HttpResponse:
    actor = member_key(request)
    found = access.reading(case, actor)
    seen = acts.see(actor=actor, case=case)
    speaking = Speaking(case, actor)
    shown = {
        "details": [
            (
                one,
                EXPOSURES[exposure(one.detail)],
                TREATMENTS[one.detail.treatment] if one.detail.treatment else "",
                TreatForm(auto_id=f"{one.detail.id}-%s"),
            )
            for one in seen.details
        ],
        "promises": [
            (
                one,
                PROMISES[one.promise.kind],
                speaking(one.promise.made_by),
                speaking(one.promise.kept_by) if one.promise.kept_by else "",
                one.promise.made_by == actor,
            )
            for one in seen.promises
        ],
        "warnings": seen.warnings,
        "few": FEW,
        "detail_form": detail_form or DetailForm(auto_id="detail-%s"),
        "promise_form": promise_form or PromiseForm(auto_id="promise-%s"),
        "warning_form": warning_form or WarningForm(auto_id="warning-%s"),
    }
    refused = wrong or any(form is not None for form in (detail_form, promise_form, warning_form))
    return render(
        request, "judgement/sources.html", context(request, found, "sources") | shown, status=422 if refused else 200
    )
