"""One person's right of reply: risk, attempts, answer, waiver."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement import people
from secondsource.actions.desk.judgement import replies as acts
from secondsource.core.release.harm.reply import ATTEMPTS, ReplyStanding, standing
from secondsource.store.team.values import Role
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.judgement.words import REPLIES, Speaking, WhyField, context

GIVEN = timedelta(days=3)
"""Proposed time to answer."""


class RiskForm(forms.Form):
    """Whether asking is dangerous."""

    dangerous = forms.ChoiceField(
        choices=[("no", _("asking endangers nobody")), ("yes", _("asking would endanger a source or a life"))],
        label=_("What could asking set off?"),
        widget=forms.RadioSelect,
    )
    why = WhyField(_("Why"))


class AttemptForm(forms.Form):
    """One attempt to reach somebody."""

    way = forms.CharField(max_length=200, label=_("Way: letter, telephone, lawyer ..."))
    deadline = forms.DateField(label=_("They have until (day, UTC)"), widget=forms.DateInput(attrs={"type": "date"}))
    told_all = forms.BooleanField(
        required=False, label=_("They were told the allegations in sum, who publishes, and when")
    )


class AnswerForm(forms.Form):
    """What came back."""

    words = WhyField(_("What they answered"), rows=4)


class WaiverForm(forms.Form):
    """Why nobody asks."""

    why = WhyField(_("Why the reply is waived"))


@require_safe
def reply(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Show how the right of reply stands."""
    return _page(request, case, person)


@require_POST
def risk(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Judge the risk of asking."""
    actor = member_key(request)
    access.working(case, actor)
    form = RiskForm(request.POST)
    if not form.is_valid():
        return _page(request, case, person, risk_form=form)
    acts.judge_risk(
        actor=actor,
        case=case,
        person=person,
        dangerous=form.cleaned_data["dangerous"] == "yes",
        why=form.cleaned_data["why"],
        now=now(),
    )
    return redirect("reply", case=case, person=person)


@require_POST
def attempt(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Record an attempt."""
    actor = member_key(request)
    access.working(case, actor)
    form = AttemptForm(request.POST)
    if not form.is_valid():
        return _page(request, case, person, attempt_form=form)
    day = form.cleaned_data["deadline"]
    acts.attempt(
        actor=actor,
        case=case,
        person=person,
        way=form.cleaned_data["way"],
        deadline=datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC),
        told_all=form.cleaned_data["told_all"],
        now=now(),
    )
    return redirect("reply", case=case, person=person)


@require_POST
def answer(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Record what came back."""
    actor = member_key(request)
    access.working(case, actor)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, case, person, answer_form=form)
    acts.record_answer(actor=actor, case=case, person=person, words=form.cleaned_data["words"], now=now())
    return redirect("reply", case=case, person=person)


@require_POST
def included(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Say that the text holds the answer."""
    acts.include(actor=member_key(request), case=case, person=person, now=now())
    return redirect("reply", case=case, person=person)


@require_POST
def waiver(request: HttpRequest, case: str, person: str) -> HttpResponse:
    """Waive the reply."""
    actor = member_key(request)
    access.working(case, actor)
    form = WaiverForm(request.POST)
    if not form.is_valid():
        return _page(request, case, person, waiver_form=form)
    acts.waive(actor=actor, case=case, person=person, why=form.cleaned_data["why"], now=now())
    return redirect("reply", case=case, person=person)


def _page(
    request: HttpRequest,
    case: str,
    person: str,
    *,
    risk_form: RiskForm | None = None,
    attempt_form: AttemptForm | None = None,
    answer_form: AnswerForm | None = None,
    waiver_form: WaiverForm | None = None,
) -> HttpResponse:
    actor = member_key(request)
    found = access.reading(case, actor)
    held = people.see(actor=actor, case=case, person=person)
    speaking, moment, one = Speaking(case, actor), now(), held.reply
    stands = standing(one, moment)
    may_ask = one.risk is not None and not one.risk.dangerous
    shown = {
        "held": held,
        "reply": one,
        "standing": REPLIES[stands],
        "judged_by": speaking(one.risk.by) if one.risk else "",
        "attempts": [(each, speaking(each.by)) for each in one.attempts],
        "needed": ATTEMPTS,
        "answered_by": speaking(one.answer.by) if one.answer else "",
        "included_by": speaking(one.answer.included_by) if one.answer and one.answer.included_by else "",
        "waived_by": speaking(one.waiver.by) if one.waiver else "",
        "may_ask": may_ask and one.risk is not None and one.risk.by != actor,
        "must_not_ask_oneself": may_ask and one.risk is not None and one.risk.by == actor,
        "may_answer": bool(one.attempts),
        "may_include": stands is ReplyStanding.ANSWERED and one.answer is not None and one.answer.by != actor,
        "may_waive": stands is ReplyStanding.MUST_NOT_BE_ASKED
        and found.role is Role.EDITOR
        and one.risk is not None
        and one.risk.by != actor,
        "risk_form": risk_form or RiskForm(auto_id="risk-%s"),
        "attempt_form": attempt_form
        or AttemptForm(auto_id="attempt-%s", initial={"deadline": (moment + GIVEN).date().isoformat()}),
        "answer_form": answer_form or AnswerForm(auto_id="answer-%s"),
        "waiver_form": waiver_form or WaiverForm(auto_id="waiver-%s"),
    }
    wrong = any(form is not None for form in (risk_form, attempt_form, answer_form, waiver_form))
    return render(
        request, "judgement/reply.html", context(request, found, "people") | shown, status=422 if wrong else 200
    )
