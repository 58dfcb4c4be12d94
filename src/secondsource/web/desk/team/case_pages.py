"""A case's team and its journal."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.team import cases
from secondsource.store.team import journal, lookups
from secondsource.store.team.values import Role, Standing
from secondsource.web.desk.base.asking import member_key, now

ROLES = {
    Role.VETTER: _("vetter"),
    Role.SECOND: _("second: checks what others wrote"),
    Role.EDITOR: _("editor"),
    Role.LAWYER: _("lawyer"),
    Role.OBSERVER: _("observer: sees the data, not who works on it"),
}


class LetKnowForm(forms.Form):
    """Whom to let know of a case, and as what."""

    member = forms.CharField(max_length=64, label=_("Pseudonym"))
    role = forms.ChoiceField(choices=[(role.value, word) for role, word in ROLES.items()], label=_("Role"))


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, case: str) -> HttpResponse:
    """Show who works on a case; its editors let others know of it, or no longer."""
    actor = member_key(request)
    found = access.reading(case, actor)
    form = LetKnowForm(request.POST if "member" in request.POST else None)
    if request.method == "POST":
        access.working(case, actor, frozenset({Role.EDITOR}))
        if leaving := request.POST.get("leaving", "")[:20]:
            cases.no_longer(actor=actor, case=case, member=leaving, now=now())
            return redirect("case-team", case=case)
        if form.is_valid():
            cases.let_know(
                actor=actor,
                case=case,
                member=_key_of(form.cleaned_data["member"].strip()),
                role=Role(form.cleaned_data["role"]),
                now=now(),
            )
            return redirect("case-team", case=case)
    names = lookups.names_in(case, actor)
    rows = [(names[member.key], ROLES[role], member.key) for member, role in lookups.team_of(case)]
    shown = {"case": found, "tab": "team", "rows": rows, "form": form, "editing": found.role is Role.EDITOR}
    return render(request, "team/case_team.html", shown, status=422 if form.errors else 200)


@require_safe
def case_journal(request: HttpRequest, case: str) -> HttpResponse:
    """Show what was done in a case, newest first; an observer sees what was done and not by whom."""
    actor = member_key(request)
    found = access.reading(case, actor)
    before = request.GET.get("before", "")
    entries = journal.latest(case=case, before=int(before) if before.isascii() and before.isdigit() else None)
    names = lookups.names_in(case, actor)
    hidden = found.role is Role.OBSERVER
    shown = {
        "case": found,
        "tab": "journal",
        "entries": [(entry, names.get(entry.actor, ""), "" if hidden else entry.about) for entry in entries],
        "older": entries[-1].number if len(entries) == journal.PAGE else None,
    }
    return render(request, "team/case_journal.html", shown)


def _key_of(name: str) -> str:
    """Return the key of the active member of this name; empty for nobody, which the action then refuses."""
    return next(
        (other.key for other in lookups.members() if other.name == name and other.standing is Standing.ACTIVE), ""
    )
