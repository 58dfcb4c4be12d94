"""The keepers' pages: who has an account, invitations, seats; the journal's own health."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secondsource.actions.deciding.desk import Desk
from secondsource.actions.desk import access
from secondsource.actions.desk.team import invitations as inviting
from secondsource.actions.desk.team import members as team
from secondsource.errors import InputError, IntegrityError
from secondsource.store.team import invitations, journal, lookups
from secondsource.web.desk.base.asking import member_key, now


class InviteForm(forms.Form):
    """What kind of account an invitation opens."""

    keeper = forms.BooleanField(required=False, label=_("Also keeps the desk's accounts"))


class SeatForm(forms.Form):
    """The seat somebody takes."""

    seat = forms.CharField(required=False, max_length=64, label=_("Seat (may be empty: works without a vote)"))


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Show everybody with an account, and the invitations that hold."""
    keeper = access.keeping(member_key(request))
    seats = _seats()
    shown = {
        "keeper": keeper,
        "members": lookups.members(),
        "invitations": invitations.open_ones(now()),
        "seats": sorted(seats) if seats is not None else None,
        "form": InviteForm(),
    }
    return render(request, "team/members.html", shown)


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation and show its address, once."""
    token, made = inviting.invite(
        actor=member_key(request),
        keeper=request.POST.get("keeper") == "on",
        member=request.POST.get("member", "")[:20],
        now=now(),
    )
    address = request.build_absolute_uri(reverse("join", args=[token]))
    return render(request, "team/invited.html", {"address": address, "invitation": made})


@require_POST
def withdraw(request: HttpRequest, invitation: str) -> HttpResponse:
    """End an invitation before its time."""
    inviting.withdraw(actor=member_key(request), invitation=invitation, now=now())
    return redirect("members")


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, member: str) -> HttpResponse:
    """Show one member, and seat, suspend or part with them."""
    keeper = access.keeping(member_key(request))
    found = lookups.member(member)
    form = SeatForm(request.POST or None, initial={"seat": found.seat})
    if request.method == "POST" and form.is_valid():
        _change(request.POST.get("do", ""), keeper.key, member, form.cleaned_data["seat"])
        return redirect("member", member=member)
    shown = {"keeper": keeper, "member": found, "form": form, "factor": lookups.has_second_factor(member)}
    return render(request, "team/member.html", shown, status=422 if form.errors else 200)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Check the whole journal, and show what belongs to no case."""
    access.keeping(member_key(request))
    try:
        number, broken = journal.check(), None
    except IntegrityError as error:
        number, broken = journal.head()[0], error
    names = {found.key: found.name for found in lookups.members()}
    shown = {
        "number": number,
        "digest": journal.head()[1],
        "broken": broken,
        "entries": [(entry, names.get(entry.actor, ""), entry.about) for entry in journal.latest(case="")],
    }
    return render(request, "team/health.html", shown, status=500 if broken else 200)


def _change(do: str, actor: str, member: str, seat: str) -> None:
    match do:
        case "seat":
            team.seat(actor=actor, member=member, seat=seat.strip(), seats=_seats(), now=now())
        case "suspend":
            team.suspend(actor=actor, member=member, now=now())
        case "part":
            team.part(actor=actor, member=member, now=now())
        case "keeper" | "no-keeper":
            team.keep_accounts(actor=actor, member=member, keeper=do == "keeper", now=now())
        case _:
            raise InputError("choice-missing", "Nothing was chosen.", "Choose one of the buttons.")


def _seats() -> frozenset[str] | None:
    """Return the seats of the policy in force; None before the first."""
    policy = Desk(settings.DESK / "papers").in_force()
    return frozenset(seat.name for seat in policy.seats) if policy else None
