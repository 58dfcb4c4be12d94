"""One's own account: what stands there, one's data as a file, the language of the pages."""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk.team import members
from secondsource.store.team import lookups
from secondsource.store.team.models import MemberRow
from secondsource.web.desk.base.asking import member_key, now


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    key = member_key(request)
    return render(
        request,
        "team/own.html",
        {"member": lookups.member(key), "factor": lookups.has_second_factor(key), "cases": lookups.cases_of(key)},
    )


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Hand over everything kept under one's key, as JSON."""
    plain = json.dumps(members.own_data(actor=member_key(request)), ensure_ascii=False, indent=2, sort_keys=True)
    answer = HttpResponse(plain, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from here on; a member's choice is kept with the account."""
    wanted = request.POST.get("language", "")
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = "/"
    answer = HttpResponseRedirect(onward)
    if wanted in dict(settings.LANGUAGES):
        if isinstance(request.user, MemberRow):
            members.read_in(actor=request.user.key, language=wanted, now=now())
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
    return answer
