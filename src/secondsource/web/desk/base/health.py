"""Says that the process answers; for a supervisor on the same machine. Tells nothing about the desk."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer `ok`."""
    return HttpResponse("ok", content_type="text/plain")
