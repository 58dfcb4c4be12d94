"""Addresses of the desk, a line for each area."""

from django.urls import include, path

from secondsource.web.desk.base.health import health

urlpatterns = [
    path("", include("secondsource.web.desk.cases.urls")),
    path("", include("secondsource.web.desk.judgement.urls")),
    path("", include("secondsource.web.desk.release.urls")),
    path("", include("secondsource.web.desk.team.urls")),
    path("health", health),
]
