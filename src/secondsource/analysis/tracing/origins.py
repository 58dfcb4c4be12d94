"""Ties joined into origins: who is one with whom, under what the evidence forbids.

Ties are taken from the surest down. Two groups join unless they clash: other named speakers, other known days, other
known occasions. An editor's word outranks every clash. Every statement ends in exactly one origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from secondsource.analysis.tracing.occasions import Occasion, occasions_clash
from secondsource.analysis.tracing.speakers.affiliations import Membership
from secondsource.analysis.tracing.speakers.cast import Role, compare_roles
from secondsource.analysis.tracing.speakers.names import Sameness
from secondsource.analysis.tracing.utterances import Utterance
from secondsource.core.digests import short_id
from secondsource.core.vetting.statement import SpeakerKind
from secondsource.core.vetting.tracing import Origin, Tie, TieKind

LEAST_WEIGHT = 0.5
"""Chance from which a tie joins; below it is a suspicion."""
AGREED = 2
"""Reports that must give reason to assume one day before it keeps utterances apart as a known day does."""
SURE = frozenset({TieKind.REUSE, TieKind.TRANSLATION, TieKind.CITATION})


@dataclass(slots=True)
class Group:
    """Statements so far held to be one utterance."""

    members: list[Utterance]
    why: list[Tie] = field(default_factory=list)
    pinned: int | None = None
    """Number of the editor's split this group was taken out by."""

    @property
    def roles(self) -> set[Role]:
        """Named speakers at the root."""
        return {u.root for u in self.members if not u.own_voice and u.root.kind is not SpeakerKind.UNNAMED}

    @property
    def dates(self) -> set[date]:
        """Days it is known to have been said or, where none is, those that two of its reports give reason to assume."""
        known = {u.said_on for u in self.members if u.said_on and not u.own_voice}
        if known:
            return known
        assumed = {(u.assumed_on, u.statement.report) for u in self.members if u.assumed_on and not u.own_voice}
        reports = Counter(day for day, _ in assumed)
        return {day for day, count in reports.items() if count >= AGREED}

    @property
    def occasions(self) -> list[Occasion]:
        """What its members say of the occasion."""
        return [u.occasion for u in self.members]

    @property
    def own_voice(self) -> bool:
        """Whether an outlet speaks for itself."""
        return any(u.own_voice for u in self.members)


class Joiner:
    """Joins statements by ties, keeping apart what clashes."""

    def __init__(self, utterances: Sequence[Utterance], circles: Mapping[Role, Membership]) -> None:
        """Start with every statement alone."""
        self._circles = circles
        self._at: dict[str, Group] = {u.id: Group([u]) for u in utterances}

    def pin(self, ids: frozenset[str], number: int) -> None:
        """Take the editor's split: these statements are one group and join no other."""
        for name in ids & self._at.keys():
            self._at[name].pinned = number

    def join(self, ties: Sequence[Tie]) -> list[Tie]:
        """Take ties from the surest down; return those that a clash refused."""
        refused = []
        for tie in sorted(ties, key=lambda t: (-t.weight, t.kind, t.evidence, t.a, t.b)):
            one, two = self._at.get(tie.a), self._at.get(tie.b)
            if one is None or two is None or one is two:
                continue
            if tie.weight < LEAST_WEIGHT or self.clash(one, two, tie.kind):
                refused.append(tie)
                continue
            large, small = (one, two) if len(one.members) >= len(two.members) else (two, one)
            large.members.extend(small.members)
            large.why.extend((*small.why, tie))
            for utterance in small.members:
                self._at[utterance.id] = large
        return refused

    def group_of(self, statement: str) -> Group:
        """Return the group a statement is in."""
        return self._at[statement]

    def groups(self) -> list[Group]:
        """Return the groups, ordered by their first statement."""
        unique = {id(group): group for group in self._at.values()}
        return sorted(unique.values(), key=lambda group: min(u.rank for u in group.members))

    def clash(self, one: Group, two: Group, kind: TieKind) -> bool:
        """Say whether two groups cannot be one utterance, given how they would be tied."""
        if one.pinned != two.pinned or kind is TieKind.DECLARED:
            return one.pinned != two.pinned
        own = one.own_voice != two.own_voice and kind not in SURE
        if (own and not self._of_one_house(one, two)) or self._speakers_clash(one, two, kind):
            return True
        if kind is TieKind.REUSE:
            return False
        printed = _printed_before_said(one, two) or _printed_before_said(two, one)
        if printed or kind is TieKind.TRANSLATION:
            return printed
        occasions = kind is not TieKind.CITATION and _occasions_clash(one.occasions, two.occasions)
        return occasions or _days_clash(one, two, kind)

    def _of_one_house(self, one: Group, two: Group) -> bool:
        """Say whether a release's own voice and a speaker elsewhere are one body, or its head and the body."""
        own, other = (one, two) if one.own_voice else (two, one)
        houses = {u.root for u in own.members if u.own_voice}
        circles = {self._circles[role].circle for role in houses if role in self._circles}
        known = [self._circles.get(role) for role in other.roles]
        return not houses.isdisjoint(other.roles) or any(m is not None and m.circle in circles for m in known)

    def _speakers_clash(self, one: Group, two: Group, kind: TieKind) -> bool:
        """Say whether a speaker of one cannot be a speaker of the other."""
        for a in one.roles:
            for b in two.roles:
                if compare_roles(a, b) is not Sameness.DIFFERENT:
                    continue
                circle = self._circles.get(a), self._circles.get(b)
                if circle[0] and circle[1] and circle[0].circle == circle[1].circle:
                    continue
                if SpeakerKind.OUTLET in {a.kind, b.kind} and kind in SURE:
                    continue
                return True
        return False


def _printed_before_said(one: Group, two: Group) -> bool:
    """Say whether a report with words of `one` appeared before the first day `two` was said."""
    printed = [u.published for u in one.members if u.published]
    return bool(printed and two.dates) and min(printed) < min(two.dates)


def _days_clash(one: Group, two: Group, kind: TieKind) -> bool:
    """Say whether the days known exclude one utterance; a credited report may be a day off."""
    if not one.dates or not two.dates or one.dates & two.dates:
        return False
    apart = min(abs((x - y).days) for x in one.dates for y in two.dates)
    return apart > 1 or kind is not TieKind.CITATION


def _occasions_clash(one: Sequence[Occasion], two: Sequence[Occasion]) -> bool:
    """Say whether no member of one fits any occasion of the other, where both say something."""
    known_one, known_two = [o for o in one if o.told], [o for o in two if o.told]
    if known_one and known_two and all(occasions_clash(x, y) for x in known_one for y in known_two):
        return True
    media_one, media_two = [o for o in one if o.media], [o for o in two if o.media]
    return bool(media_one and media_two) and all(occasions_clash(x, y) for x in media_one for y in media_two)


def origin_of(group: Group, circles: Mapping[Role, Membership]) -> Origin:
    """Return the value for one group."""
    members = sorted(group.members, key=lambda u: u.rank)
    roles = Counter(u.root for u in members)
    # A named person or body says more than `the video`, however often the video is mentioned.
    order = {SpeakerKind.DOCUMENT: 1, SpeakerKind.OUTLET: 2, SpeakerKind.UNNAMED: 3}
    root = min(roles, key=lambda r: (order.get(r.kind, 0), -roles[r], r.name))
    days = Counter(u.said_on for u in members if u.said_on) or Counter(u.assumed_on for u in members if u.assumed_on)
    first = min(days, key=lambda day: (-days[day], day)) if days else None
    member_of = next(
        (circles[role] for role in sorted(roles, key=lambda r: (-roles[r], r.name)) if role in circles), None
    )
    name = members[0].statement.chain[0].name if group.own_voice and root.kind is SpeakerKind.UNNAMED else root.name
    return Origin(
        id=short_id("o", "origin/v1", name, members[0].id),
        speaker=name,
        kind=root.kind,
        first_said=first,
        statements=tuple(u.id for u in members),
        why=tuple(sorted(group.why, key=lambda t: (-t.weight, t.a, t.b))),
        circle=member_of.circle if member_of else None,
        circle_basis=member_of.basis if member_of else None,
        upstream_known=not all(u.hearsay for u in members),
    )
