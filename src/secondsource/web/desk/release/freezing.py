"""Deciding open words, freezing, and what is done to a frozen content before it may leave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secondsource.actions.desk import access
from secondsource.actions.desk.letting_out import feeding, releasing
from secondsource.actions.desk.letting_out.keeping import register_digest
from secondsource.core.release.policy import Action
from secondsource.store.letting_out import lookups
from secondsource.store.team.lookups import names_in
from secondsource.web.desk.base.asking import member_key, now
from secondsource.web.desk.release.places import papers, register, room

MOST_CHOICES = 2000
FORMATS = ("followthemoney", "prov", "stix", "claimreview")
"""The values of `publishing.exports.formats.Format`, which is not loaded for a page that only names them."""


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, case: str, draft: str) -> HttpResponse:
    """Ask for the register's passphrase, and show what is open."""
    member = member_key(request)
    found = access.working(case, member)
    held = lookups.draft(case, draft)
    spans = None
    if request.method == "POST":
        spans = room("freezing").look_through(
            actor=member,
            case=case,
            draft=draft,
            register=register(),
            passphrase=request.POST.get("passphrase", ""),
            now=now(),
        )
    shown = {
        "case": found,
        "tab": "release",
        "draft": held,
        "spans": spans,
        "names": names_in(case, member),
        "register_there": register().is_file(),
    }
    return render(request, "release/words.html", shown)


@require_POST
def choose(request: HttpRequest, case: str, draft: str) -> HttpResponse:
    """Keep choices about open words."""
    actor = member_key(request)
    access.working(case, actor)
    chosen = {}
    for place, text in enumerate(request.POST.getlist("words")[:MOST_CHOICES]):
        verdict = request.POST.get(f"verdict-{place}", "")
        if verdict in {"mask", "keep"}:
            chosen[text] = room("freezing").Choosing(
                masked=verdict == "mask",
                picture=request.POST.get(f"picture-{place}") == "yes",
                reason=request.POST.get(f"reason-{place}", "")[:300],
            )
    room("freezing").choose(actor=actor, case=case, draft=draft, chosen=chosen, now=now())
    messages.success(request, gettext("Kept."))
    return redirect("release-words", case=case, draft=draft)


@require_POST
def freeze(request: HttpRequest, case: str, draft: str) -> HttpResponse:
    """Redact and freeze a draft."""
    digest = room("freezing").freeze(
        actor=member_key(request),
        case=case,
        draft=draft,
        register=register(),
        passphrase=request.POST.get("passphrase", ""),
        now=now(),
    )
    return redirect("release-frozen", case=case, digest=digest)


@require_safe
def frozen(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Show a frozen content, what was done to it, and what is missing."""
    member, desk, moment = member_key(request), papers(), now()
    found = access.reading(case, member)
    held = lookups.frozen(case, digest)
    attack = held.attack
    shown = {
        "case": found,
        "tab": "release",
        "held": held,
        "release": held.release,
        "names": names_in(case, member),
        "gate": releasing.gate_of(desk, register=register(), case=case, digest=digest, now=moment),
        "attack_fresh": attack is not None and attack.register_sha256 == register_digest(register()),
        "decided": feeding.decision_on(desk, held, moment),
        "out": lookups.released_of(case, digest),
        "public_hold": feeding.held_in_public(desk, held.subject, moment),
        "open_holds": lookups.open_holds(case),
        "may_work": found.role in access.WORKING,
        "own": member in {held.author, held.frozen_by},
        "formats": FORMATS,
    }
    return render(request, "release/frozen.html", shown)


@require_POST
def attack(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Attack a frozen content."""
    blocks = room("attacking").attack(
        actor=member_key(request),
        case=case,
        digest=digest,
        register=register(),
        passphrase=request.POST.get("passphrase", ""),
        now=now(),
    )
    if blocks:
        messages.error(request, gettext("The attack found somebody who is protected. This content cannot go out."))
    else:
        messages.success(request, gettext("The attack found nobody."))
    return redirect("release-frozen", case=case, digest=digest)


@require_POST
def look_over(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Keep that somebody else found the redaction right."""
    room("freezing").look_over(actor=member_key(request), case=case, digest=digest, now=now())
    return redirect("release-frozen", case=case, digest=digest)


@require_safe
def decide(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """Show the words of the motion that would let this content out."""
    member = member_key(request)
    found = access.working(case, member)
    held = lookups.frozen(case, digest)
    shown = {
        "case": found,
        "tab": "release",
        "held": held,
        "action": Action.RELEASE.value,
        "text": releasing.motion_text(member=member, case=case, digest=digest),
    }
    return render(request, "release/decide.html", shown)
