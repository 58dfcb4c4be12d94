"""Limits of every page: how long a session lasts, whose second factor is missing, which language is spoken."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from secondsource.store.team import lookups
from secondsource.store.team.models import MemberRow

Answer = Callable[[HttpRequest], HttpResponseBase]
BEGAN, SEEN = "desk_began", "desk_seen"
STEP = 60
"""Seconds between two notes of having been seen: not every page writes a row."""
WITHOUT = ("/account/", "/join/", "/language/", "/static/")
"""Where somebody without a second factor may go: the door and their own account."""


def sessions(answer: Answer) -> Answer:
    """End sessions that lay idle or lasted a working day."""

    def limited(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            moment = time.time()
            began = request.session.setdefault(BEGAN, moment)
            seen = request.session.setdefault(SEEN, moment)
            if moment - began > settings.SESSION_COOKIE_AGE or moment - seen > settings.SESSION_IDLE_AGE:
                logout(request)
                messages.info(request, _("You were signed out because your session had ended."))
            elif moment - seen > STEP:
                request.session[SEEN] = moment
        return answer(request)

    return limited


def second_factor(answer: Answer) -> Answer:
    """Lead a member without a second factor to where they set one up, and nowhere else."""

    def guarded(request: HttpRequest) -> HttpResponseBase:
        member = request.user
        if (
            settings.SECOND_FACTOR_REQUIRED
            and isinstance(member, MemberRow)
            and not request.path.startswith(WITHOUT)
            and not lookups.has_second_factor(member.key)
        ):
            messages.info(request, _("Set up a second factor first; then the desk opens."))
            return redirect("mfa_index")
        return answer(request)

    return guarded


def tongue(answer: Answer) -> Answer:
    """Speak the language the member chose, on whatever machine they sit."""

    def spoken(request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, MemberRow):
            translation.activate(request.user.ui_language)
            request.LANGUAGE_CODE = translation.get_language()
        return answer(request)

    return spoken
