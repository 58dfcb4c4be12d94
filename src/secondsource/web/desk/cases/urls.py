"""Addresses of the case pages."""

from django.urls import path

from secondsource.web.desk.cases import cases, claims, exhibits, reports, search, statements, weighed

urlpatterns = [
    path("", cases.index, name="cases"),
    path("case/new", cases.new, name="case-new"),
    path("case/<slug:case>/", cases.case, name="case"),
    path("case/<slug:case>/vet", cases.vet, name="case-vet"),
    path("case/<slug:case>/progress", cases.progress, name="case-progress"),
    path("case/<slug:case>/decisions", exhibits.write_decisions, name="decisions"),
    path("case/<slug:case>/decisions/read-in", exhibits.read_decisions, name="decisions-read-in"),
    path("case/<slug:case>/exhibits/", exhibits.index, name="exhibits"),
    path("case/<slug:case>/exhibits/take-in", exhibits.take_in, name="exhibits-take-in"),
    path("case/<slug:case>/exhibit/<slug:key>/", exhibits.exhibit, name="exhibit"),
    path("case/<slug:case>/exhibit/<slug:key>/look", exhibits.look, name="exhibit-look"),
    path("case/<slug:case>/exhibit/<slug:key>/copy", exhibits.copy, name="exhibit-copy"),
    path("case/<slug:case>/exhibit/<slug:key>/original", exhibits.original, name="exhibit-original"),
    path("case/<slug:case>/reports/", reports.index, name="reports"),
    path("case/<slug:case>/report/<slug:key>/", reports.report, name="report"),
    path("case/<slug:case>/report/<slug:key>/add", statements.add, name="statement-add"),
    path("case/<slug:case>/statement/<slug:statement>/", statements.statement, name="statement"),
    path("case/<slug:case>/statement/<slug:statement>/decide", statements.decide, name="statement-decide"),
    path("case/<slug:case>/claims/", claims.index, name="claims"),
    path("case/<slug:case>/claims/tie", claims.tie, name="claims-tie"),
    path("case/<slug:case>/claims/tie/<int:number>/withdraw", claims.untie, name="claims-untie"),
    path("case/<slug:case>/claim/<slug:claim>/", claims.claim, name="claim"),
    path("case/<slug:case>/contradictions/", weighed.contradictions, name="contradictions"),
    path("case/<slug:case>/contradiction/<slug:key>/", weighed.contradiction, name="contradiction"),
    path("case/<slug:case>/contradiction/<slug:key>/resolve", weighed.resolve, name="contradiction-resolve"),
    path("case/<slug:case>/timeline/", weighed.timeline, name="timeline"),
    path("case/<slug:case>/people/", weighed.people, name="people"),
    path("case/<slug:case>/person/<slug:key>/rule", weighed.rule, name="person-rule"),
    path("case/<slug:case>/search/", search.search, name="search"),
]
