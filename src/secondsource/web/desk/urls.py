"""Addresses of the desk, a line for each area."""

from django.urls import include, path

from secondsource.web.desk.base.health import health

urlpatterns = [
    path("", include("secondsource.web.desk.cases.urls")),
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("health", health),
]
