"""The claims with their findings, and the page on which a finding is written."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement import finding as acts
from secondsource.actions.desk.judgement.finding import FindingWords, SeenClaim
from secondsource.core.vetting.judging.judgement import CORROBORATED, Confidence, worded
from secondsource.core.vetting.judging.likelihood import word_steps
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.judgement.words import Speaking, WhyField, context, said, step_choices


class FindingForm(forms.Form):
    """A finding in a person's words."""

    text = WhyField(_("The claim in one sentence"))
    likelihood = forms.ChoiceField(required=False, label=_("Likelihood (ICD 203)"))
    confidence = forms.ChoiceField(label=_("Confidence: how good the evidence is"))
    grounds = WhyField(_("Grounds, and what is assumed"), rows=4)
    would_change = WhyField(_("What would change this finding"))
    changed = WhyField(_("What has changed since the last finding"), required=False)

    def __init__(self, seen: SeenClaim, data: object = None) -> None:
        """Offer a likelihood only where two independent origins are certain."""
        super().__init__(data, initial={"text": seen.held.claim.text})  # type: ignore[arg-type]  # a QueryDict or None
        corroborated = seen.held.claim.origins.low >= CORROBORATED
        words = step_choices("icd203", "likelihood") if corroborated else []
        self.fields["likelihood"].choices = [("", _("none is given")), *words]  # type: ignore[attr-defined]  # it is a choice
        self.fields["confidence"].choices = [  # type: ignore[attr-defined]  # it is a choice
            one for one in step_choices("icd203", "confidence") if corroborated or one[0] != Confidence.HIGH.value
        ]
        self.fields["changed"].required = bool(seen.judgements)


@require_safe
def findings(request: HttpRequest, case: str) -> HttpResponse:
    """Show the claims with the findings that hold."""
    actor = member_key(request)
    found = access.reading(case, actor)
    rows = [
        (seen.held.claim, worded(seen.newest, get_language() or "en") if seen.newest else ())
        for seen in acts.see_all(actor=actor, case=case)
    ]
    return render(request, "judgement/findings.html", context(request, found, "findings") | {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, case: str, claim: str) -> HttpResponse:
    """Show one claim's findings and write another."""
    actor = member_key(request)
    found = access.reading(case, actor)
    seen = acts.see(actor=actor, case=case, claim=claim)
    if request.method == "POST":
        access.working(case, actor)
    form = FindingForm(seen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        acts.find(
            actor=actor,
            case=case,
            claim=claim,
            likelihood=given["likelihood"] or None,
            confidence=Confidence(given["confidence"]),
            words=FindingWords(
                text=given["text"],
                grounds=given["grounds"],
                would_change=given["would_change"],
                changed=given["changed"],
            ),
            now=now(),
        )
        return redirect("finding", case=case, claim=claim)
    speaking, language = Speaking(case, actor), get_language() or "en"
    names = {step.value: said(step.name) for step in word_steps()}
    shown = {
        "seen": seen,
        "claim": seen.held.claim,
        "form": form,
        "corroborated": seen.held.claim.origins.low >= CORROBORATED,
        "proposed": [names[word] for word in seen.proposed.words] if seen.proposed else [],
        "written": [(one, worded(one, language), speaking(one.by)) for one in reversed(seen.judgements)],
    }
    return render(
        request,
        "judgement/finding.html",
        context(request, found, "findings") | shown,
        status=422 if form.errors else 200,
    )
