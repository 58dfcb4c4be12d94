"""Addresses of the case pages."""

from django.urls import path

from secondsource.web.desk.cases import cases

urlpatterns = [
    path("", cases.index, name="cases"),
    path("case/new", cases.new, name="case-new"),
    path("case/<slug:case>/", cases.case, name="case"),
]
