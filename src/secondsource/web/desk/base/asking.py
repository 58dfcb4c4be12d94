"""Who asks, and when: the two things every view hands to an action."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest

from secondsource.store.team.models import MemberRow


def member_key(request: HttpRequest) -> str:
    """Return the key of the signed-in member; pages behind `LoginRequiredMiddleware` always have one."""
    user = request.user
    if not isinstance(user, MemberRow):
        message = "a page for members was reached without one"
        raise TypeError(message)
    return user.key


def now() -> datetime:
    """Return the present moment; the one clock of the desk's pages."""
    return datetime.now(UTC)
