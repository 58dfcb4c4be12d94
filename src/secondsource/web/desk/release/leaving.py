"""Letting out, and what leaves afterwards: the dossier, exports, hand-overs, withdrawals."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.letting_out import holding, releasing
from secondsource.core.release.policy import Action
from secondsource.errors import InputError
from secondsource.store.letting_out import lookups
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.release.freezing import FORMATS
from secondsource.web.desk.release.places import papers, register, room


@require_POST
def let_out(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Let a frozen content out."""
    releasing.let_out(papers(), actor=member_key(request), case=case, digest=digest, register=register(), now=now())
    messages.success(request, gettext("It is out. The dossier below is what everybody may check."))
    return redirect("release-frozen", case=case, digest=digest)


@require_safe
def dossier(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Return the dossier's archive."""
    data = room("leaving").dossier(member=member_key(request), case=case, digest=digest)
    return _file(data, "application/zip", "dossier.zip")


@require_POST
def export(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Return a release in somebody else's format."""
    actor = member_key(request)
    access.working(case, actor)
    lookups.frozen(case, digest)
    wanted = request.POST.get("format", "")
    if wanted not in FORMATS:
        raise InputError("form-unfit", "Something in this form is missing or wrong.", "Go back and fill in all of it.")
    done = room("leaving").export_to(
        actor=actor,
        case=case,
        digest=digest,
        wanted=wanted,
        register=register(),
        passphrase=request.POST.get("passphrase", ""),
        now=now(),
    )
    return _file(done.data, done.media_type, done.name)


@require_POST
def hand_over(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Return the dossier sealed to a partner."""
    recipients = tuple(line.strip() for line in request.POST.get("recipients", "").splitlines() if line.strip())
    done = room("leaving").hand_over(
        actor=member_key(request),
        case=case,
        digest=digest,
        partner=request.POST.get("partner", "").strip(),
        recipients=recipients,
        now=now(),
    )
    return _file(done.data, "application/octet-stream", done.name)


@require_safe
def withdraw(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Show the words of the motion that would withdraw a release."""
    member = member_key(request)
    found = access.working(case, member)
    held = lookups.frozen(case, digest)
    text = releasing.withdrawal_text(member=member, case=case, digest=digest)
    shown = {"case": found, "tab": "release", "held": held, "action": Action.CANCEL.value, "text": text}
    return render(request, "release/decide.html", shown)


@require_POST
def hold(request: HttpRequest, case: str) -> HttpResponse:
    """Hold everything of a case, at once."""
    holding.hold(actor=member_key(request), case=case, reason=request.POST.get("reason", ""), now=now())
    messages.warning(request, gettext("Held. Nothing of this case goes out until the hold is lifted."))
    return redirect("release", case=case)


@require_POST
def lift(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Say that a hold may end."""
    holding.lift(actor=member_key(request), case=case, number=number, reason=request.POST.get("reason", ""), now=now())
    return redirect("release", case=case)


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        data, headers={"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}"'}
    )
