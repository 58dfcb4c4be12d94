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

Answer = Callable[[HttpRequest], HttpResponseBase]


def headers(answer: Answer) -> Answer:
    """Add the headers to every answer; pages are never kept by the browser or anything on the way."""

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", "no-store")
        return response

    return with_headers
