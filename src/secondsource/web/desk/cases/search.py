"""Searching one case by words and phrases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from secondsource.store.evidence.lookups import search as lookups
from secondsource.web.desk.cases.showing import number_of, opened

LONGEST = 200
KINDS = ("", "statement", "report")


@require_safe
def search(request: HttpRequest, case: str) -> HttpResponse:
    """Show what in the case has the words that were typed."""
    here = opened(request, case)
    query = request.GET.get("q", "")[:LONGEST]
    kind = request.GET.get("kind", "")
    found = lookups.search(case, query, number_of(request), kind if kind in KINDS else "")
    return render(request, "cases/search.html", here.context("search", query=query, kind=kind, found=found))
