"""The gate on a frozen content: what is met, what is not, who can meet it and how; and the room's first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement import gate as acts
from secondsource.actions.desk.judgement import people as people_acts
from secondsource.actions.desk.judgement.checking import authors_of
from secondsource.actions.desk.letting_out.feeding import fed_of
from secondsource.core.release.gate.catalogue import Kind
from secondsource.core.release.gate.conditions import State
from secondsource.core.release.gate.embargo import embargo
from secondsource.core.release.gate.gate import FactReading, GateReading
from secondsource.core.release.gate.records import HandAnswer
from secondsource.store.judgement.lookups import answers as answer_lookups
from secondsource.store.judgement.lookups import sources as source_lookups
from secondsource.store.letting_out import lookups as letting_out
from secondsource.store.team.values import Case
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.judgement.words import KINDS, THREE, TRACES, Speaking, WhyField, context, said, three
from secondsource.web.desk.release import places

STATES: Mapping[State, Lazy] = {State.MET: _("met"), State.UNMET: _("not met"), State.UNKNOWN: _("not known")}
SIGNS = {State.MET: "✓", State.UNMET: "✗", State.UNKNOWN: "?"}
PLACES = {
    "harm-answered": "people-in-release",
    "harm-bearable": "people-in-release",
    "roles-known": "people-in-release",
    "names-needed": "people-in-release",
    "stages-known": "people-in-release",
    "jigsaw-apart": "people-in-release",
    "replies-settled": "people-in-release",
    "sources-covered": "sources",
    "promises-kept": "sources",
    "sources-warned": "sources",
    "contradictions-settled": "judgement",
}
"""Where a fact is worked on, as the name of a page."""
WIDTH = 40
"""Of one bar in the picture, in its own units."""
ON_LINES = frozenset({"lines-checked", "lines-supported", "no-improbable", "no-unreliable-alone", "missing-labelled"})


class AnswerForm(forms.Form):
    """A member's answer to something only people can say."""

    fact = forms.SlugField(max_length=48)
    about = forms.CharField(max_length=200, required=False)
    value = forms.ChoiceField(choices=[("yes", ""), ("no", ""), ("unknown", "")])
    why = WhyField("", required=False)


class WaiveForm(forms.Form):
    """A waiver."""

    fact = forms.SlugField(max_length=48)
    why = WhyField("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact as it is shown."""

    name: str
    says: str
    state: Lazy
    sign: str
    css: str
    who: str
    how: str
    about: list[str]
    place: str
    """Name of the page on which it is worked on; empty where it is here."""
    on_lines: bool
    by_hand: bool
    """Members answer it here."""
    hits: list[tuple[str, str]]
    """What members can look at and let pass: as it is kept, and as it is shown."""
    mine: str
    """The reader's own standing answer: yes, no, unknown or nothing."""
    waivable: bool
    waived: bool
    answers: list[tuple[str, str, str]]
    """Who answered, what, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item as it is shown."""

    number: int
    title: str
    state: Lazy
    sign: str
    css: str
    rows: list[Row]
    x: int
    """Where it stands in the picture."""


@require_safe
def judgement(request: HttpRequest, case: str) -> HttpResponse:
    """Show the rooms of judgement, and what was frozen with its gate."""
    found = access.reading(case, member_key(request))
    frozen = [one for draft in letting_out.drafts(case) for one in letting_out.frozen_of(case, draft.key)[:3]]
    policy = acts.policy_in(Path(settings.DESK))
    shown = {"frozen": frozen, "policy": policy.version}
    return render(request, "judgement/overview.html", context(request, found, "overview") | shown)


@require_safe
def gate(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Show the gate."""
    actor = member_key(request)
    found = access.reading(case, actor)
    frozen = letting_out.frozen(case, digest)
    moment = now()
    policy = acts.policy_in(Path(settings.DESK))
    fed = fed_of(places.papers(), register=places.register(), case=case, digest=digest, now=moment)
    reading = acts.read(policy=policy, case=case, digest=digest, fed=fed, now=moment)
    held = embargo(reading, fed.embargo_until, moment)
    items = _items(reading, found, actor, digest)
    traces = {one.trace: one.clear for one in source_lookups.traces(case, digest) if one.by == actor}
    shown = {
        "frozen": frozen,
        "reading": reading,
        "items": items,
        "counts": {state.value: sum(one.state is state for one in reading.items) for state in State},
        "embargo": held,
        "public_reason": held.public_reason(policy, get_language() or "en"),
        "own_work": actor in authors_of(frozen),
        "traces": [
            (trace.value, label, {True: "yes", False: "no", None: ""}[traces.get(trace)])
            for trace, label in TRACES.items()
        ],
        "three": THREE,
    }
    return render(request, "judgement/gate.html", context(request, found, "gate") | shown)


@require_POST
def answer(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Answer something by hand."""
    actor = member_key(request)
    access.working(case, actor)
    form = AnswerForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        moment = now()
        acts.answer(
            actor=actor,
            policy=acts.policy_in(Path(settings.DESK)),
            case=case,
            digest=digest,
            given=HandAnswer(
                fact=given["fact"],
                value=three(given["value"]),
                by=actor,
                at=moment,
                about=given["about"],
                why=given["why"],
            ),
            now=moment,
        )
    return redirect("gate", case=case, digest=digest)


@require_POST
def waive(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Go without something."""
    actor = member_key(request)
    access.working(case, actor)
    form = WaiveForm(request.POST)
    fact, why = str(form.data.get("fact", ""))[:48], str(form.data.get("why", ""))
    if form.is_valid():
        fact, why = form.cleaned_data["fact"], form.cleaned_data["why"]
    acts.waive(
        actor=actor,
        policy=acts.policy_in(Path(settings.DESK)),
        case=case,
        digest=digest,
        fact=fact,
        why=why,
        now=now(),
    )
    return redirect("gate", case=case, digest=digest)


def _items(reading: GateReading, found: Case, actor: str, digest: str) -> list[ItemRow]:
    """Return the items as they are shown, each fact with its answers and its names spelled out."""
    speaking = Speaking(found.key, actor)
    labels = {one.person.id: one.label for one in people_acts.see_all(actor=actor, case=found.key)}
    labels |= {one.detail.id: one.what for one in source_lookups.details(found.key)}
    labels |= {one.promise.id: one.words or one.promise.source for one in source_lookups.promises(found.key)}
    labels |= {kind.value: str(word) for kind, word in KINDS.items()}
    labels |= {trace.value: str(word) for trace, word in TRACES.items()}
    members = speaking.known()
    given = answer_lookups.answers(found.key, digest)

    def spoken(about: str) -> str:
        return ": ".join(labels.get(part) or members.get(part) or part for part in about.split(":"))

    def row(one: FactReading) -> Row:
        own = [each for each in given if each.fact == one.entry.name]
        mine = next((each for each in own if each.by == actor and not each.about), None)
        return Row(
            name=one.entry.name,
            says=said(one.entry.says),
            state=_("waived") if one.waived else STATES[one.reading.state],
            sign="✓" if one.met else SIGNS[one.reading.state],
            css="met" if one.met else one.reading.state.value,
            who=said(one.entry.who),
            how=said(one.entry.how),
            about=[spoken(about) for about in one.reading.about],
            place=PLACES.get(one.entry.name, ""),
            on_lines=one.entry.name in ON_LINES,
            by_hand=one.entry.kind is Kind.HAND or one.entry.name in {"no-conflict", "single-source-referred"},
            hits=[(about, spoken(about)) for about in one.reading.about]
            if one.entry.name in {"wording-matches", "jigsaw-apart"} and one.reading.state is State.UNMET
            else [],
            mine="" if mine is None else {True: "yes", False: "no", None: "unknown"}[mine.value],
            waivable=not one.met and found.role.value in one.waivable_by,
            waived=one.waived,
            answers=[
                (speaking(each.by), {True: "yes", False: "no", None: "unknown"}[each.value], each.why)
                for each in sorted(own, key=lambda each: each.at)
            ],
        )

    return [
        ItemRow(
            number=one.item.number,
            title=said(one.item.title),
            state=STATES[one.state],
            sign=SIGNS[one.state],
            css=one.state.value,
            rows=[row(fact) for fact in one.facts],
            x=WIDTH * (one.item.number - 1),
        )
        for one in reading.items
    ]
