"""The words of these pages: labels of every choice, in the reader's language, and how members are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secondsource.actions.desk import access
from secondsource.core.release.harm.matrix import HarmKind, HarmStanding, Severity
from secondsource.core.release.harm.people import LegalStage, Naming, PersonRole
from secondsource.core.release.harm.reply import ReplyStanding
from secondsource.core.release.harm.sources import Exposure, PromiseKind, Trace, Treatment
from secondsource.core.vetting.grading.pairing import PairStanding
from secondsource.core.vetting.grading.scales import Words, scale
from secondsource.core.vetting.lines.check import LineState
from secondsource.store.team import lookups as team
from secondsource.store.team.values import Case
from secondsource.web.desk.base.asking import member_key

LONGEST = 2000
"""Characters of a reason or comment, as the tables have it."""

ROLES = {
    PersonRole.SOURCE: _("source"),
    PersonRole.WITNESS: _("witness"),
    PersonRole.VICTIM: _("victim"),
    PersonRole.MINOR: _("minor"),
    PersonRole.FAMILY: _("family"),
    PersonRole.STAFF: _("staff, interpreter, driver"),
    PersonRole.OFFICIAL: _("official"),
    PersonRole.OFFICER: _("company officer"),
    PersonRole.SUSPECT: _("suspect or accused"),
    PersonRole.CONVICTED: _("convicted"),
    PersonRole.BYSTANDER: _("bystander"),
}
STAGES = {
    LegalStage.NONE: _("none"),
    LegalStage.ALLEGATION: _("allegation"),
    LegalStage.INVESTIGATION: _("investigation"),
    LegalStage.CHARGE: _("charge"),
    LegalStage.CONVICTION: _("conviction"),
}
NAMINGS = {
    Naming.MASKED: _("The text does not name them."),
    Naming.FREE: _("May be named."),
    Naming.QUORUM: _("May be named by the seats alone, with a written reason."),
    Naming.FORBIDDEN: _("Must be masked."),
    Naming.UNKNOWN: _("A question is not answered, so they must not be named yet."),
}
KINDS = {
    HarmKind.LIFE: _("life"),
    HarmKind.LIBERTY: _("liberty"),
    HarmKind.PHYSICAL: _("body"),
    HarmKind.LIVELIHOOD: _("livelihood"),
    HarmKind.FAMILY: _("family"),
    HarmKind.LEGAL: _("law"),
    HarmKind.PSYCHOLOGICAL: _("mind"),
    HarmKind.DISCRIMINATION: _("discrimination"),
}
SEVERITIES = {
    Severity.NONE: _("none"),
    Severity.LOW: _("low"),
    Severity.MODERATE: _("moderate"),
    Severity.HIGH: _("high"),
    Severity.SEVERE: _("severe"),
}
HARMS = {
    HarmStanding.ACCEPTED: _("accepted"),
    HarmStanding.MITIGATED: _("mitigated"),
    HarmStanding.FULL_QUORUM: _("goes out only when every seat says yes"),
    HarmStanding.NEEDS_MITIGATION: _("needs a mitigation that a colleague has checked"),
    HarmStanding.UNKNOWN: _("not answered"),
    HarmStanding.BLOCKS: _("blocks the release"),
}
REPLIES = {
    ReplyStanding.RISK_UNKNOWN: _("Nobody has judged the risk of asking. Do not contact them."),
    ReplyStanding.MAY_BE_ASKED: _("May be asked."),
    ReplyStanding.MUST_NOT_BE_ASKED: _("Asking is dangerous. Do not contact them."),
    ReplyStanding.ASKED: _("Asked; the time to answer runs, or more attempts are needed."),
    ReplyStanding.SILENT: _("Did not answer in time."),
    ReplyStanding.ANSWERED: _("Answered; a colleague must see that the text holds the answer fairly."),
    ReplyStanding.INCLUDED: _("Answered, and the text holds the answer."),
    ReplyStanding.WAIVED: _("Waived by the editor."),
}
TREATMENTS = {
    Treatment.KEPT: _("kept as it is"),
    Treatment.BLURRED: _("blurred"),
    Treatment.REMOVED: _("taken out"),
}
EXPOSURES = {
    Exposure.COVERED: _("covered"),
    Exposure.UNKNOWN: _("not known"),
    Exposure.EXPOSED: _("leads to its source"),
}
TRACES = {
    Trace.STYLE: _("writing style"),
    Trace.TIMING: _("timing"),
    Trace.METADATA: _("file metadata"),
    Trace.WATERMARK: _("watermarks"),
    Trace.ANGLE: _("angle of photos"),
}
PROMISES = {
    PromiseKind.NOT_NAMED: _("not named"),
    PromiseKind.NOT_QUOTED: _("not quoted"),
    PromiseKind.SEES_WORDS_FIRST: _("sees their words first"),
    PromiseKind.NOT_BEFORE: _("not before a day"),
    PromiseKind.WARNED_FIRST: _("warned first"),
    PromiseKind.OTHER: _("other"),
}
PAIRS = {
    PairStanding.OPEN: _("being graded"),
    PairStanding.AGREED: _("both agree"),
    PairStanding.DIFFER: _("they differ: a third resolves it"),
    PairStanding.RESOLVED: _("resolved"),
}
LINES = {
    LineState.COMPLETE: _("complete"),
    LineState.QUESTION: _("question to the author"),
    LineState.COMMENT: _("comment to the editor"),
}
Value = TypeVar("Value", bound=Enum)
THREE = [("", _("not answered")), ("yes", _("yes")), ("no", _("no"))]
"""The choices of a question that may be open."""


def choices(labels: Mapping[Value, Lazy], *, empty: bool = False) -> list[tuple[str, Lazy]]:
    """Return a form's choices, on request with an empty one for what is not answered."""
    found = [(str(key.value), label) for key, label in labels.items()]
    return [("", _("not answered")), *found] if empty else found


def three(value: str) -> bool | None:
    """Return what one of `THREE` says."""
    return {"yes": True, "no": False}.get(value)


def said(words: Words) -> str:
    """Return a text of the rules in the reader's language."""
    return words.said(get_language() or "en")


def step_choices(name: str, axis: str) -> list[tuple[str, str]]:
    """Return the steps of a scale as choices, in the reader's language."""
    return [(step.value, said(step.name)) for step in scale(name).axes[axis].steps]


class WhyField(forms.CharField):
    """A reason in a few sentences."""

    def __init__(self, label: Any, *, required: bool = True, rows: int = 2) -> None:
        """Make a field of a few lines."""
        area = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, required=required, max_length=LONGEST, widget=area)


class Speaking:
    """How members are called towards one reader of one case."""

    def __init__(self, case: str, reader: str) -> None:
        """Look the names up once for a page."""
        self._names = team.names_in(case, reader)

    def __call__(self, keys: str) -> str:
        """Return the name of a member, or of several joined by `+`; a dash for whoever is not in this case."""
        return ", ".join(self._names.get(key, "–") for key in keys.split("+"))

    def known(self) -> Mapping[str, str]:
        """Return every member of the case as they are called here, by key."""
        return self._names


def context(request: HttpRequest, found: Case, room: str) -> dict[str, object]:
    """Return what every page of judgement has: the case, the tab, the room, and whether the reader may act."""
    return {
        "case": found,
        "tab": "judgement",
        "room": room,
        "working": found.role in access.WORKING,
        "me": member_key(request),
    }
