"""Ties by speaker, date and occasion.

A document, an interview or a communiqué is one utterance however many things it says: what ties its parts is who spoke,
when, and to whom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from secondsource.analysis.tracing.occasions import occasions_clash
from secondsource.analysis.tracing.speakers.affiliations import Membership
from secondsource.analysis.tracing.speakers.cast import Role
from secondsource.analysis.tracing.ties.turns import AGAINST, TURNS, tie_of
from secondsource.analysis.tracing.utterances import Utterance
from secondsource.core.vetting.statement import Position, SpeakerKind
from secondsource.core.vetting.tracing import Tie, TieKind

SAME_REPORT = 0.9
SAME_REPORT_UNDATED = 0.65
"""The same where only one of the two has a date: `in a report last month` and `two days ago` may be two."""
SAME_DAY = 0.8
LIKELY_DAY = 0.75
"""The same where one of the days is only assumed."""
NEXT_DAY = 0.55
SAME_DOCUMENT = 0.75
SAME_BODY = 0.7
BESIDE = 500
"""Characters between two contents that stand beside each other."""
RELEASED = 2
_SEVERAL = """
some others other several many few certain sources unattributed people users algunos algunas otros otras otro otra
varios varias muchos muchas unos unas uno una fuentes usuarios
"""
SEVERAL = frozenset(_SEVERAL.split())
"""Folded words of descriptions that may mean two speakers in one report."""


def same_report_ties(utterances: Sequence[Utterance]) -> list[Tie]:
    """Tie what one speaker says in one report, unless it names two dates or two occasions."""
    groups: dict[tuple[str, Role, bool], list[Utterance]] = {}
    for utterance in utterances:
        groups.setdefault((utterance.statement.report, utterance.root, utterance.own_voice), []).append(utterance)
    ties = []
    for (_, role, own), members in groups.items():
        for later, earlier in _followers(members):
            evidence = (
                "the outlet's own voice in one report"
                if own
                else f"{role.name}, in the same report, with no other date or occasion named"
            )
            weight = SAME_REPORT if earlier.said_on == later.said_on else SAME_REPORT_UNDATED
            ties.append(tie_of(TieKind.SAME_UTTERANCE, earlier, later, evidence, weight))
    return ties


def same_day_ties(utterances: Sequence[Utterance]) -> list[Tie]:
    """Tie what one named speaker says on one day, unless on different occasions."""
    groups: dict[tuple[Role, object], list[Utterance]] = {}
    for utterance in utterances:
        if utterance.likely_on and not utterance.own_voice and utterance.root.kind is not SpeakerKind.UNNAMED:
            groups.setdefault((utterance.root, utterance.likely_on), []).append(utterance)
    ties = []
    for (role, day), members in groups.items():
        for later, earlier in _followers(members):
            if later.statement.report == earlier.statement.report:
                continue
            if earlier.said_on and later.said_on:
                weight, evidence = SAME_DAY, f"{role.name} on {day}, in two reports, no other occasion named"
            else:
                weight = LIKELY_DAY
                evidence = f"{role.name}, assumed on {day}, in two reports, no other occasion named"
            ties.append(tie_of(TieKind.SAME_UTTERANCE, earlier, later, evidence, weight))
    return ties


def next_day_ties(utterances: Sequence[Utterance]) -> list[Tie]:
    """Tie what one speaker announced on two days in a row in two reports: said at night, printed in the morning."""
    by_turn: dict[tuple[Role, Position], list[Utterance]] = {}
    for u in utterances:
        named = not u.own_voice and u.root.kind is not SpeakerKind.UNNAMED
        if named and u.said_on and u.statement.position in TURNS:
            by_turn.setdefault((u.root, u.statement.position), []).append(u)
    ties = []
    for (role, _), members in by_turn.items():
        for earlier, later in pairwise(sorted(members, key=lambda u: (u.said_on or date.max, u.rank))):
            apart = (later.said_on - earlier.said_on).days if later.said_on and earlier.said_on else 0
            both_told = earlier.occasion.told and later.occasion.told
            if apart == 1 and not both_told and earlier.statement.report != later.statement.report:
                evidence = f"{role.name} announced the same on two days in a row, in two reports"
                ties.append(tie_of(TieKind.CITATION, earlier, later, evidence, NEXT_DAY))
    return ties


def document_ties(utterances: Sequence[Utterance], owners: Mapping[str, set[Role]]) -> list[Tie]:
    """Tie a document's words to what its makers said on its day: `the video says` and `the group says in a video`."""
    spoken: dict[tuple[Role, object], Utterance] = {}
    for utterance in utterances:
        if utterance.said_on and not utterance.own_voice:
            spoken.setdefault((utterance.root, utterance.said_on), utterance)
    ties = []
    for (role, day), first in spoken.items():
        if role.kind is SpeakerKind.DOCUMENT:
            for owner in sorted(owners.get(role.name, ()), key=lambda r: r.name):
                other = spoken.get((owner, day))
                if other is not None:
                    evidence = f"the {role.name} is {owner.name}'s, and both are dated {day}"
                    ties.append(tie_of(TieKind.SAME_UTTERANCE, first, other, evidence, SAME_DOCUMENT))
    return ties


def body_ties(utterances: Sequence[Utterance], circles: Mapping[Role, Membership]) -> list[Tie]:
    """Tie what somebody says for a body to what the body says beside it in the same report, on no other day.

    A laboratory and its director are one source where they appear together; a spokeswoman who gives an interview and
    the communiqué of the same day are two occasions. In a body's own release all its people speak for it.
    """
    bodies: dict[tuple[str, str], list[Utterance]] = {}
    for u in utterances:
        known = circles.get(u.root)
        if known and known.itself:
            bodies.setdefault((known.circle, u.statement.report), []).append(u)
    ties = []
    for u in utterances:
        known = circles.get(u.root)
        if known is None or not known.speaks_for or u.own_voice:
            continue
        others = bodies.get((known.circle, u.statement.report), ())
        near = next((one for one in others if one.own_voice or _appear_together(u, one)), None)
        if near is not None:
            evidence = f"{u.root.name} speaks for {known.circle} ({known.basis}), and no other day or occasion is named"
            ties.append(tie_of(TieKind.SAME_UTTERANCE, u, near, evidence, SAME_BODY))
    return ties


def _appear_together(one: Utterance, two: Utterance) -> bool:
    """Say whether two contents stand beside each other, of days that may be one, and neither in a document."""
    a, b = one.statement.content, two.statement.content
    apart = max(a.start, b.start) - min(a.end, b.end)
    days = {one.likely_on, two.likely_on} - {None}
    written = any(link.kind is SpeakerKind.DOCUMENT for u in (one, two) for link in u.statement.chain)
    return apart <= BESIDE and len(days) <= 1 and not written


def release_ties(utterances: Sequence[Utterance]) -> list[Tie]:
    """Tie what reports credit to a body to the body's own release of that day, the one report where it speaks itself.

    Words without a day are those of the release printed within `RELEASED` days before, if there is one only.
    """
    releases: dict[Role, dict[str, Utterance]] = {}
    for u in utterances:
        if u.own_voice and u.published:
            releases.setdefault(u.root, {}).setdefault(u.statement.report, u)
    ties = []
    for u in utterances:
        if u.own_voice or u.root not in releases:
            continue
        fitting = [
            own
            for own in releases[u.root].values()
            if own.published
            and (
                u.likely_on == own.published
                if u.likely_on
                else u.published is not None and 0 <= (u.published - own.published).days <= RELEASED
            )
        ]
        if len(fitting) == 1:
            evidence = f"{u.root.name} says so itself in {fitting[0].statement.report}"
            ties.append(tie_of(TieKind.CITATION, u, fitting[0], evidence, SAME_BODY))
    return ties


def _followers(members: Sequence[Utterance]) -> list[tuple[Utterance, Utterance]]:
    """Return each utterance with the first earlier one it does not clash with; those that clash start anew."""
    heads: list[Utterance] = []
    pairs = []
    for utterance in members:
        fitting = [
            head
            for head in heads
            if not (utterance.likely_on and head.likely_on and utterance.likely_on != head.likely_on)
            and not occasions_clash(utterance.occasion, head.occasion)
            and not _unnamed_and_opposed(utterance, head)
        ]
        # The one that says most of its occasion first: a bare `he said` follows the interview, not the other way.
        if fitting:
            pairs.append((utterance, fitting[-1]))
            if _told_more(utterance, fitting[-1]):
                heads.append(utterance)
        else:
            heads.append(utterance)
    return pairs


def _unnamed_and_opposed(one: Utterance, two: Utterance) -> bool:
    """Say whether two unnamed speakers under one description say opposite things: some and others."""
    sides = {one.statement.position in AGAINST, two.statement.position in AGAINST}
    vague = any(word in SEVERAL for word in one.root.name.split()[:2])
    return one.root.kind is SpeakerKind.UNNAMED and vague and len(sides) == 2


def _told_more(new: Utterance, head: Utterance) -> bool:
    """Say whether `new` knows a date or an occasion that `head` does not."""
    return bool((new.said_on and not head.said_on) or (new.occasion.told and not head.occasion.told))
