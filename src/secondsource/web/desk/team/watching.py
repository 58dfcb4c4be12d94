"""What allauth does is written into the desk's journal too: signing in, and every change of a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in

from secondsource.store.team import journal
from secondsource.store.team.models import MemberRow
from secondsource.web.desk.base.asking import now

VERBS = (
    (user_logged_in, "member.sign-in"),
    (password_changed, "member.password"),
    (authenticator_added, "member.factor-add"),
    (authenticator_removed, "member.factor-remove"),
    (authenticator_reset, "member.factor-reset"),
)


def watch() -> None:
    """Write an entry for each of these from now on; calling it twice changes nothing."""
    for signal, verb in VERBS:
        signal.connect(_writer(verb), dispatch_uid=verb, weak=False)


def _writer(verb: str) -> Callable[..., None]:
    def write(*, user: object, **_: object) -> None:
        if isinstance(user, MemberRow):
            with journal.entry(actor=user.key, verb=verb, now=now()):
                pass

    return write
