"""Deciding on statements: one statement's page, the decision, and a statement that a member adds.

The script asks for the same addresses as the forms and says so in a header; it then gets the statement's card alone.
"""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.evidence import deciding
from secondsource.actions.desk.evidence.deciding import Words
from secondsource.core.vetting.decisions import StatementDecision
from secondsource.core.vetting.statement import Position, State
from secondsource.errors import RuleError
from secondsource.store.evidence.lookups import findings
from secondsource.store.evidence.lookups import statements as lookups
from secondsource.store.evidence.values import HeldStatement
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.cases.showing import Opened, opened, seen

POSITIONS = [("", "—"), *((position.value, position.value) for position in Position)]


class DecisionForm(forms.Form):
    """What a member decides on one statement."""

    state = forms.ChoiceField(choices=[(state.value, state.value) for state in State])
    version = forms.IntegerField(min_value=0, max_value=1_000_000)
    reason = forms.CharField(required=False, max_length=deciding.LONGEST_REASON)
    chain = forms.CharField(required=False, max_length=3000)
    said_on = forms.DateField(required=False)
    position = forms.ChoiceField(required=False, choices=POSITIONS)


class AddForm(forms.Form):
    """What a statement needs that a member found."""

    words = forms.CharField(max_length=20_000, strip=False, label=_("Words, as they stand in the report"))
    near = forms.IntegerField(required=False, min_value=0, max_value=100_000_000)
    chain = forms.CharField(required=False, max_length=3000)
    said_on = forms.DateField(required=False)
    position = forms.ChoiceField(required=False, choices=POSITIONS)


@require_safe
def statement(request: HttpRequest, case: str, statement: str) -> HttpResponse:
    """Show one statement with everything decided on it, and the form to edit it."""
    here = opened(request, case)
    held = lookups.statement(case, statement)
    return _page(request, here, held)


@require_POST
def decide(request: HttpRequest, case: str, statement: str) -> HttpResponse:
    """Keep a decision; where somebody was first, show what stands now beside what was typed."""
    actor = member_key(request)
    access.working(case, actor)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, opened(request, case), lookups.statement(case, statement), form=form, status=422)
    given = form.cleaned_data
    state = State(given["state"])
    decision = StatementDecision(statement=statement, state=state)
    if state is State.EDITED:
        decision = _edited(lookups.statement(case, statement), given["chain"], given["said_on"], given["position"])
    try:
        held = deciding.decide(
            actor=actor, case=case, decision=decision, version=given["version"], reason=given["reason"], now=now()
        )
    except RuleError as refusal:
        here, held = opened(request, case), lookups.statement(case, statement)
        return _page(request, here, held, form=form, status=409, refusal=refusal)
    if request.headers.get("X-Requested-With") == "script":
        return _card(request, opened(request, case), held)
    return redirect(_back(case, held))


@require_POST
def add(request: HttpRequest, case: str, key: str) -> HttpResponse:
    """Make marked words a statement."""
    actor = member_key(request)
    access.working(case, actor)
    form = AddForm(request.POST)
    if not form.is_valid():
        here = opened(request, case)
        return render(request, "cases/add.html", here.context("reports", form=form, key=key), status=422)
    given = form.cleaned_data
    words = Words(
        exhibit=key,
        text=given["words"],
        near=given["near"] or 0,
        chain=_names(given["chain"]),
        position=Position(given["position"]) if given["position"] else Position.AFFIRMS,
        said_on=given["said_on"],
    )
    held = deciding.add(actor=actor, case=case, words=words, now=now())
    return redirect(_back(case, held))


def _edited(held: HeldStatement, chain: str, said_on: date | None, position: str) -> StatementDecision:
    """Take over what differs from the proposal; what was left as it was is no decision."""
    names = _names(chain)
    same = names == _names("\n".join(link.name for link in held.proposed.chain))
    return StatementDecision(
        statement=held.statement.id,
        state=State.EDITED,
        chain=None if same or not names else names,
        said_on=None if said_on == held.proposed.said_on else said_on,
        position=None if not position or position == held.proposed.position.value else Position(position),
    )


def _names(chain: str) -> tuple[str, ...]:
    """Read a chain, one name a line; hidden characters of a report do not travel through a form."""
    lines = (" ".join(seen(line).split()) for line in chain.splitlines())
    return tuple(line for line in lines if line)


def _back(case: str, held: HeldStatement) -> str:
    """Return the statement's place in its report."""
    return f"{reverse('report', args=[case, held.report_key])}?at={held.statement.id}#{held.statement.id}"


def _card(request: HttpRequest, here: Opened, held: HeldStatement) -> HttpResponse:
    claims = findings.claims_of(here.case.key, [held.statement.id])
    return render(request, "cases/card.html", here.context("reports", held=held, claims_of=claims))


def _page(
    request: HttpRequest,
    here: Opened,
    held: HeldStatement,
    *,
    form: forms.Form | None = None,
    status: int = 200,
    refusal: RuleError | None = None,
) -> HttpResponse:
    more = here.context(
        "reports",
        held=held,
        history=lookups.history(here.case.key, held.statement.id),
        claims_of=findings.claims_of(here.case.key, [held.statement.id]),
        positions=[position.value for position in Position],
        form=form,
        refusal=refusal,
    )
    return render(request, "cases/statement.html", more, status=status)
