"""A refusal of the floors below becomes a page: the sentence, the next step, the code, and the fitting status."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from secondsource.errors import AccessError, InputError, IntegrityError, RuleError, SecondSourceError, StorageError
from secondsource.publishing.findings.wording import said

STATUS: dict[type[SecondSourceError], int] = {
    InputError: 422,
    RuleError: 409,
    IntegrityError: 500,
    AccessError: 403,
    StorageError: 503,
}


class Refusals:
    """Turns every `SecondSourceError` of a view into its page."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the rest of the site."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the rest of the site does."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the refusal; anything else is a fault of ours and goes on."""
        if not isinstance(error, SecondSourceError):
            return None
        return refusal(request, error)


def refusal(request: HttpRequest, error: SecondSourceError) -> HttpResponse:
    """Return the page of one refusal."""
    # What is missing and what is not yours look alike.
    status = 404 if error.code.endswith("-unknown") else STATUS.get(type(error), 400)
    language = translation.get_language() or "en"
    shown = {"sentence": said(error.sentence, language).text, "next_step": said(error.next_step, language).text}
    return render(request, "desk/refusal.html", {"refusal": {"code": error.code, **shown}}, status=status)
