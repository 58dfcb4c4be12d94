"""Addresses of letting out: motions, the public log, seats, releases."""

from django.urls import path

from secondsource.web.desk.release.motions import index, log, signing

urlpatterns = [
    path("motions/", index.index, name="motions"),
    path("motions/new", signing.new, name="motion-new"),
    path("motions/hold", signing.hold, name="motion-hold"),
    path("motions/hand-in", signing.hand_in, name="motion-hand-in"),
    path("motions/<slug:name>/", index.motion, name="motion"),
    path("motions/<slug:name>/papers.zip", index.carry, name="motion-carry"),
    path("motions/<slug:name>/together", index.together, name="motion-together"),
    path("motions/<slug:name>/sign/<slug:act>", signing.sign, name="motion-sign"),
    path("log/", log.log, name="log"),
    path("log/publish", log.publish, name="log-publish"),
    path("log/reply", log.reply, name="log-reply"),
    path("log/request/<slug:witness>", log.ask, name="log-request"),
    path("seat/", log.seat, name="seat"),
]
