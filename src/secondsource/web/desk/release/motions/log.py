"""The public log: what was announced, publishing what has carried, and the witnesses' word."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.announcing.witnesses import MOST_REPLY_BYTES
from secondsource.actions.desk import access
from secondsource.actions.desk.motions import announcing, handing_in, seeing
from secondsource.errors import InputError
from secondsource.trust.signing import spoken
from secondsource.trust.statements import seats_file
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.release.places import papers


class PublishForm(forms.Form):
    """What publishing needs."""

    motion = forms.SlugField(max_length=64)
    passphrase = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}), strip=False, label=_("Passphrase of the log's key")
    )


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show what was announced and what holds."""
    found = announcing.look(papers(), member_key(request), handing_in.whole_second(now()))
    return render(request, "motions/log.html", {"log": found})


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a carried motion's statement."""
    actor = member_key(request)
    access.standing(actor)
    form = PublishForm(request.POST)
    if not form.is_valid():
        raise InputError("form-unfit", "Something in this form is missing or wrong.", "Go back and fill in all of it.")
    index = announcing.publish(
        papers(),
        actor=actor,
        name=form.cleaned_data["motion"],
        passphrase=form.cleaned_data["passphrase"],
        now=now(),
    )
    messages.success(request, gettext("It is entry %(index)s of the log. Now ask the witnesses.") % {"index": index})
    return redirect("log")


@require_safe
def ask(request: HttpRequest, witness: str) -> HttpResponse:
    """Return the request for one witness as a file."""
    data = announcing.ask_witness(papers(), member=member_key(request), witness=witness)
    return HttpResponse(
        data,
        headers={
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{witness}.request"',
        },
    )


@require_POST
def reply(request: HttpRequest) -> HttpResponse:
    """Take a witness's lines."""
    actor = member_key(request)
    access.standing(actor)
    given = request.POST.get("reply", "").encode()
    file = request.FILES.get("file")
    if file is not None:
        given = file.read(MOST_REPLY_BYTES + 1)
    names = announcing.take_witness(papers(), actor=actor, reply=given, now=now())
    messages.success(request, gettext("Cosigned by: %(names)s.") % {"names": ", ".join(names)})
    return redirect("log")


@require_safe
def seat(request: HttpRequest) -> HttpResponse:
    """Show the member's seat, the seats in force, and the key that this browser keeps."""
    desk = papers()
    member = access.standing(member_key(request))
    policy = desk.in_force()
    held = seeing.seat_of(desk, member)
    shown = {
        "member": member,
        "policy": policy,
        "seat": held,
        "name": seats_file.key_name(policy.log_origin, member.seat) if policy and member.seat else "",
        "vkey": seats_file.seat_key(policy, held).encode() if policy and held else "",
        "words": [
            " ".join(spoken.fingerprint(seats_file.text(policy).encode(), language)) for language in spoken.LANGUAGES
        ]
        if policy
        else [],
        "text": seats_file.text(policy) if policy else "",
    }
    return render(request, "motions/seat.html", shown)
