"""What a member is asked to sign, word for word, and what comes back signed. Nothing is signed here."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secondsource.actions.deciding.desk import MOST_TEXT_BYTES
from secondsource.actions.deciding.drafting import RoundWish
from secondsource.actions.desk import access
from secondsource.actions.desk.motions import handing_in, preparing, seeing
from secondsource.actions.desk.motions.preparing import ToSign
from secondsource.core.release.papers import DeclarationKind, Vote
from secondsource.core.release.policy import Action
from secondsource.errors import AccessError, InputError
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.release.places import papers

MOST_PAPERS = 6
_LONGEST_READING = timedelta(minutes=30)
"""How long a sheet that was shown stays the same text when it is downloaded."""


class MotionForm(forms.Form):
    """What a motion needs."""

    action = forms.ChoiceField(choices=[(one.value, one.value) for one in Action], label=_("What the desk is to say"))
    subject = forms.SlugField(max_length=64, label=_("Of what (a neutral id; public for ever)"))
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 10}), max_length=MOST_TEXT_BYTES, strip=False, label=_("Full text")
    )


class HoldForm(forms.Form):
    """What a hold needs."""

    subject = forms.SlugField(max_length=64, label=_("What to hold"))
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_TEXT_BYTES,
        strip=False,
        label=_("What readers are told"),
    )


class RoundForm(forms.Form):
    """How long a round is open, and what it says lasts."""

    hours = forms.IntegerField(min_value=1, max_value=72, initial=24, label=_("Open for how many hours"))
    days = forms.IntegerField(min_value=1, max_value=366, initial=7, label=_("In force for how many days"))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a motion's words, and show what moves it."""
    member = access.standing(member_key(request))
    form = MotionForm(
        request.POST or None, initial={key: request.GET.get(key, "") for key in ("action", "subject", "text")}
    )
    if request.method == "POST" and form.is_valid():
        asked = preparing.moving(
            papers(),
            member=member.key,
            action=Action(form.cleaned_data["action"]),
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            now=handing_in.whole_second(now()),
        )
        return _shown(request, asked)
    return render(request, "motions/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest) -> HttpResponse:
    """Ask what is to be held, and show what holds it by one seat alone."""
    member = access.standing(member_key(request))
    usual = gettext("The desk holds this subject. What was said on it before is suspended.")
    initial = {"subject": request.GET.get("subject", ""), "text": usual}
    form = HoldForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = preparing.holding(
            papers(),
            member=member.key,
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            now=handing_in.whole_second(now()),
        )
        return _shown(request, asked)
    return render(request, "motions/hold.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def sign(request: HttpRequest, name: str, act: str) -> HttpResponse:
    """Show what seconds a motion, recuses from it, opens its round or votes in it; or one sheet of it as a file."""
    desk, member, moment = papers(), member_key(request), _moment(request)
    seeing.motion(desk, member, name, moment)
    match act:
        case "second" | "recusal":
            asked = preparing.declaring(desk, member=member, name=name, kind=DeclarationKind(act), now=moment)
        case "yes" | "no" | "abstain":
            asked = preparing.voting(desk, member=member, name=name, choice=Vote(act), now=moment)
        case "round":
            form = RoundForm(request.GET if "hours" in request.GET else None)
            if not form.is_valid():
                shown = {"form": form, "name": name}
                return render(request, "motions/round.html", shown, status=422 if form.errors else 200)
            asked = preparing.opening(
                desk, member=member, name=name, wish=_wish(form, member, name, moment), now=moment
            )
        case _:
            raise AccessError("motion-unknown", "There is no such motion for you.", "Go back to the list of motions.")
    sheet = request.GET.get("sheet", "")
    if sheet:
        return _sheet(asked, sheet)
    return _shown(request, asked, moment)


@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """Take signed papers in, one after the other, and go to their motion."""
    desk, actor = papers(), member_key(request)
    access.standing(actor)
    given = [text.encode() for text in request.POST.getlist("paper") if text.strip()]
    given += [file.read(handing_in.MOST_BYTES + 1) for file in request.FILES.getlist("file")]
    if not 1 <= len(given) <= MOST_PAPERS:
        raise InputError(
            "paper-missing", f"Between 1 and {MOST_PAPERS} signed papers are handed in at once.", "Sign the text first."
        )
    name = ""
    for signed in given:
        name = handing_in.hand_in(desk, actor=actor, signed=signed, beside=_beside(request), now=now())
    seen = seeing.motion(desk, actor, name, now())
    if seen.held.motion.action is Action.HOLD and seen.carried and seen.note is None:
        handing_in.put_together(desk, actor=actor, name=name, now=now())
    messages.success(request, gettext("Taken in, and its signature was checked."))
    return redirect("motion", name=name)


def _shown(request: HttpRequest, asked: ToSign, moment: datetime | None = None) -> HttpResponse:
    shown = {
        "asked": asked,
        "key": base64.b64encode(asked.voice.key).decode(),
        "carried": [sheet for sheet in asked.sheets if sheet.carried],
        "by_command": not any(not sheet.carried for sheet in asked.sheets),
        "at": "" if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "query": request.GET.urlencode(),
    }
    return render(request, "motions/sign.html", shown)


def _sheet(asked: ToSign, wanted: str) -> HttpResponse:
    for sheet in asked.sheets:
        if sheet.name == wanted:
            name = f"{asked.motion}-{sheet.name}.txt"
            return HttpResponse(
                sheet.text,
                headers={
                    "Content-Type": "text/plain; charset=utf-8",
                    "Content-Disposition": f'attachment; filename="{name}"',
                },
            )
    raise AccessError("sheet-unknown", "There is no such text to sign here.", "Go back to the motion.")


def _beside(request: HttpRequest) -> str:
    return preparing.plain(request.POST.get("beside", "")) if request.POST.get("beside") else ""


def _wish(form: RoundForm, member: str, name: str, moment: datetime) -> RoundWish:
    desk = papers()
    action = seeing.motion(desk, member, name, moment).held.motion.action
    lasts = None if action in {Action.HOLD, Action.MEMBERSHIP} else timedelta(days=form.cleaned_data["days"])
    return RoundWish(
        closes_in=timedelta(hours=form.cleaned_data["hours"]),
        lasts=lasts,
        supersedes=preparing.before(desk, name, moment),
    )


def _moment(request: HttpRequest) -> datetime:
    """Return the moment that the sheets bear: now, or the one that a page shown a little ago bore."""
    present = handing_in.whole_second(now())
    try:
        asked = datetime.strptime(request.GET.get("at", ""), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return present
    return asked if timedelta(0) <= present - asked <= _LONGEST_READING else present
