"""Addresses of judgement, all under their case."""

from django.urls import path

from secondsource.web.desk.judgement import finding, gate, grading, lines, people, replies, sources

urlpatterns = [
    path("case/<slug:case>/judgement/", gate.judgement, name="judgement"),
    path("case/<slug:case>/grades/", grading.grades, name="grades"),
    path("case/<slug:case>/grades/<slug:statement>/", grading.grade, name="grade"),
    path("case/<slug:case>/grades/<slug:statement>/digit", grading.digit, name="grade-digit"),
    path("case/<slug:case>/grades/<slug:statement>/letter", grading.letter, name="grade-letter"),
    path("case/<slug:case>/grades/<slug:statement>/resolve", grading.resolve, name="grade-resolve"),
    path("case/<slug:case>/findings/", finding.findings, name="findings"),
    path("case/<slug:case>/findings/<slug:claim>/", finding.finding, name="finding"),
    path("case/<slug:case>/lines/<slug:digest>/", lines.lines, name="lines"),
    path("case/<slug:case>/lines/<slug:digest>/<slug:line>", lines.line, name="line"),
    path("case/<slug:case>/harm/", people.people, name="people-in-release"),
    path("case/<slug:case>/harm/<slug:person>/", people.person, name="person-in-release"),
    path("case/<slug:case>/harm/<slug:person>/answers", people.answers, name="person-answers"),
    path("case/<slug:case>/harm/<slug:person>/kinds", people.harm, name="person-harm"),
    path("case/<slug:case>/harm/<slug:person>/mitigation/<int:number>", people.mitigation, name="person-mitigation"),
    path("case/<slug:case>/harm/<slug:person>/said", people.said, name="person-said"),
    path("case/<slug:case>/harm/<slug:person>/reply/", replies.reply, name="reply"),
    path("case/<slug:case>/harm/<slug:person>/reply/risk", replies.risk, name="reply-risk"),
    path("case/<slug:case>/harm/<slug:person>/reply/attempt", replies.attempt, name="reply-attempt"),
    path("case/<slug:case>/harm/<slug:person>/reply/answer", replies.answer, name="reply-answer"),
    path("case/<slug:case>/harm/<slug:person>/reply/included", replies.included, name="reply-included"),
    path("case/<slug:case>/harm/<slug:person>/reply/waiver", replies.waiver, name="reply-waiver"),
    path("case/<slug:case>/sources/", sources.sources, name="sources"),
    path("case/<slug:case>/sources/detail", sources.detail, name="source-detail"),
    path("case/<slug:case>/sources/detail/<slug:detail>", sources.treat, name="source-treat"),
    path("case/<slug:case>/sources/promise", sources.promise, name="source-promise"),
    path("case/<slug:case>/sources/promise/<slug:promise>", sources.kept, name="source-kept"),
    path("case/<slug:case>/sources/warning", sources.warning, name="source-warning"),
    path("case/<slug:case>/sources/traces/<slug:digest>", sources.traces, name="source-traces"),
    path("case/<slug:case>/gate/<slug:digest>/", gate.gate, name="gate"),
    path("case/<slug:case>/gate/<slug:digest>/answer", gate.answer, name="gate-answer"),
    path("case/<slug:case>/gate/<slug:digest>/waive", gate.waive, name="gate-waive"),
]
