"""Headers of every answer, beyond Django's own: nothing kept, nothing referred, nothing framed, no sensor asked."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
"""Content-Security-Policy comes from django-csp, the rest from Django's SecurityMiddleware."""

TELLTALE = ("HTTP_USER_AGENT", "HTTP_ACCEPT_ENCODING", "HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "REMOTE_ADDR")
"""What a request says of the reader's machine; taken off at the door, so that nothing inside can keep it."""

Answer = Callable[[HttpRequest], HttpResponseBase]


def headers(answer: Answer) -> Answer:
    """Add the headers to every answer and take the reader's traces off every request.

    Pages are never kept by the browser or by anything on the way.
    """

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        for name in TELLTALE:
            request.META.pop(name, None)
        response = answer(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", "no-store")
        return response

    return with_headers
