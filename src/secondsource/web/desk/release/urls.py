"""Addresses of letting out: motions, the public log, seats, releases, holds."""

from django.urls import path

from secondsource.web.desk.release import drafts, freezing, leaving
from secondsource.web.desk.release.motions import index, log, signing

_RELEASE = "case/<slug:case>/release/"
_DRAFT = "case/<slug:case>/release/draft/<slug:draft>/"
_FROZEN = "case/<slug:case>/release/content/<slug:digest>/"

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
    path(_RELEASE, drafts.index, name="release"),
    path(f"{_RELEASE}begin", drafts.begin, name="release-begin"),
    path(_DRAFT, drafts.draft, name="release-draft"),
    path(f"{_DRAFT}words", freezing.words, name="release-words"),
    path(f"{_DRAFT}choose", freezing.choose, name="release-choose"),
    path(f"{_DRAFT}freeze", freezing.freeze, name="release-freeze"),
    path(_FROZEN, freezing.frozen, name="release-frozen"),
    path(f"{_FROZEN}attack", freezing.attack, name="release-attack"),
    path(f"{_FROZEN}look-over", freezing.look_over, name="release-look-over"),
    path(f"{_FROZEN}decide", freezing.decide, name="release-decide"),
    path(f"{_FROZEN}let-out", leaving.let_out, name="release-let-out"),
    path(f"{_FROZEN}dossier.zip", leaving.dossier, name="release-dossier"),
    path(f"{_FROZEN}export", leaving.export, name="release-export"),
    path(f"{_FROZEN}hand-over", leaving.hand_over, name="release-hand-over"),
    path(f"{_FROZEN}withdraw", leaving.withdraw, name="release-withdraw"),
    path("case/<slug:case>/hold", leaving.hold, name="case-hold"),
    path("case/<slug:case>/hold/<int:number>/lift", leaving.lift, name="case-lift"),
]
