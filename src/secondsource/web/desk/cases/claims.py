"""Claims: the list with origins as a range, and one claim with its evidence and the drawing of its origins."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.evidence import deciding
from secondsource.core.vetting.finding import Claim
from secondsource.core.vetting.statement import State
from secondsource.publishing.findings.parts import origin_graph
from secondsource.store.evidence.lookups import findings as lookups
from secondsource.store.evidence.lookups import statements as statement_lookups
from secondsource.store.evidence.lookups.drawing import index_of
from secondsource.store.evidence.values import HeldStatement
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.cases.showing import number_of, opened

STANCES = ("supporting", "denying", "unsure")
MOST_SHOWN = 60
"""Statements of one stance on a claim's page."""
BOX = {
    "left": origin_graph.LEFT,
    "right": origin_graph.RIGHT,
    "width": origin_graph.BOX,
    "height": origin_graph.HEIGHT,
}


class TieForm(forms.Form):
    """Which claims are one, or which statements are none of this claim."""

    kind = forms.ChoiceField(
        choices=[("same-claim", ""), ("split-claim", ""), ("same-origin", ""), ("split-origin", "")]
    )
    parts = forms.CharField(max_length=2000)
    reason = forms.CharField(required=False, max_length=deciding.LONGEST_REASON)


@require_safe
def index(request: HttpRequest, case: str) -> HttpResponse:
    """Show a case's claims, those on most reports first."""
    here = opened(request, case)
    page = lookups.claim_page(case, number_of(request))
    return render(request, "cases/claims.html", here.context("claims", page=page))


@require_safe
def claim(request: HttpRequest, case: str, claim: str) -> HttpResponse:
    """Show one claim: its statements for and against, its origins with reasons, and their drawing."""
    here = opened(request, case)
    held = lookups.claim(case, claim)
    found = {one.statement.id: one for one in statement_lookups.statements(case, _ids(held.claim))}
    index = index_of(case, held.claim, tuple(found.values()))
    graph = origin_graph.origin_graph(held.claim, index)
    more = here.context(
        "claims",
        held=held,
        stances=[(stance, _listed(getattr(held.claim, stance), found)) for stance in STANCES],
        rejected=sum(one.statement.state is State.REJECTED for one in found.values()),
        graph=graph,
        box=BOX,
        index=index,
        origins=[index.origins[key] for key in dict.fromkeys(o.id for o in index.origin_of.values())],
        others=lookups.claim_page(case, 1).items,
        ties=[tie for tie in statement_lookups.ties(case) if tie.kind.endswith(("claim", "origin"))],
    )
    return render(request, "cases/claim.html", more)


@require_POST
def tie(request: HttpRequest, case: str) -> HttpResponse:
    """Say that claims or origins are one, or that statements stand apart; the case is weighed again."""
    actor = member_key(request)
    access.working(case, actor)
    form = TieForm(request.POST)
    if form.is_valid():
        parts = tuple(dict.fromkeys(form.cleaned_data["parts"].replace(",", " ").split()))
        deciding.tie(
            actor=actor,
            case=case,
            kind=form.cleaned_data["kind"],
            parts=parts,
            reason=form.cleaned_data["reason"],
            now=now(),
        )
        return redirect("claims", case=case)
    here = opened(request, case)
    page = lookups.claim_page(case)
    return render(request, "cases/claims.html", here.context("claims", page=page, form=form), status=422)


@require_POST
def untie(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Withdraw such a decision."""
    deciding.untie(actor=member_key(request), case=case, number=number, now=now())
    return redirect("claims", case=case)


def _ids(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*claim.supporting, *claim.denying, *claim.unsure)))


def _listed(ids: tuple[str, ...], found: dict[str, HeldStatement]) -> tuple[tuple[HeldStatement, ...], int]:
    """Return the statements shown and how many are not."""
    held = [found[one] for one in ids if one in found]
    return tuple(held[:MOST_SHOWN]), max(0, len(held) - MOST_SHOWN)
