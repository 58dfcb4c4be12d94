"""Where statements go that ties leave alone: those without a date, and those of speakers nobody names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from secondsource.analysis.tracing.likeness import Likeness
from secondsource.analysis.tracing.origins import Group, Joiner
from secondsource.analysis.tracing.speakers.cast import Role
from secondsource.analysis.tracing.speakers.names import core
from secondsource.analysis.tracing.ties.turns import AGAINST, TURNS, other_turn, same_announcement
from secondsource.analysis.tracing.utterances import Utterance
from secondsource.core.vetting.statement import SpeakerKind
from secondsource.core.vetting.tracing import Tie, TieKind

ONLY_UTTERANCE = 0.6
"""Chance that an undated statement belongs to the one known utterance of its speaker."""
LEAST_FIT = 0.35
"""Cosine an undated statement must have with the utterance it is put to."""
WELL_KNOWN = 0.03
"""Added to the cosine for each natural logarithm of an utterance's statements: what many quote is likelier meant."""
SAME_TURN = 0.3
"""Added when both announce the same turn of a plan."""
MOST_RIVALS = 80
"""Groups of one speaker beyond which none is plainly the one meant, and comparing all would cost quadratic time."""
FIT_MARGIN = 0.04
"""How much better the best of several utterances must fit."""
UNNAMED_WORDS = 6
"""Words a content must have to show by itself whose it is: `that it goes on` says anybody."""
UNNAMED_FIT = 0.66
"""Cosine at which an unnamed speaker says what a known utterance says, and not only something on the same subject."""
RELAYED_FIT = 0.55
"""The same when both came through one outlet."""
ONLY_RELAYED_FIT = 0.5
"""The same when that outlet passes on one utterance only."""


def place_undated(joiner: Joiner, likeness: Likeness) -> None:
    """Put what has no date to the utterance of the same speaker that it fits best, if it fits one plainly.

    Dated utterances are tried first: an undated one drawn to another undated one would take it along to a wrong day.
    """
    by_role: dict[Role, list[Group]] = {}
    for group in joiner.groups():
        for role in group.roles:
            by_role.setdefault(role, []).append(group)
    for dated_only in (True, False):
        for group in sorted(joiner.groups(), key=lambda g: (-len(g.members), min(u.rank for u in g.members))):
            if group.dates or group.own_voice or not group.roles:
                continue
            if joiner.group_of(group.members[0].id) is not group:
                continue
            rivals = [r for r in _rivals(joiner, group, by_role) if r.dates or not dated_only]
            _place(joiner, group, rivals, likeness)


def _place(joiner: Joiner, group: Group, rivals: Sequence[Group], likeness: Likeness) -> None:
    """Join an undated group to the rival it fits plainly best."""
    alike = [
        likeness.between(group.members, rival.members) + SAME_TURN * same_announcement(group.members, rival.members)
        for rival in rivals
    ]
    fits = sorted(
        (
            (fit + WELL_KNOWN * math.log(len(rival.members)), -number)
            for number, (fit, rival) in enumerate(zip(alike, rivals, strict=True))
            if fit >= LEAST_FIT
        ),
        reverse=True,
    )
    if not fits or (len(fits) > 1 and fits[0][0] - fits[1][0] < FIT_MARGIN):
        return
    best, number = fits[0]
    name = min(role.name for role in group.roles)
    a, b = sorted((group.members[0].id, rivals[-number].members[0].id))
    evidence = f"{name} has no other known utterance that this fits as well (fit {best:.2f})"
    joiner.join([Tie(kind=TieKind.SAME_UTTERANCE, a=a, b=b, evidence=evidence, weight=ONLY_UTTERANCE)])


def _rivals(joiner: Joiner, group: Group, by_role: Mapping[Role, Sequence[Group]]) -> list[Group]:
    """Return the groups an undated one may belong to: same speaker, said before it was printed, no clash."""
    printed = min((u.published for u in group.members if u.published), default=None)
    found: dict[int, Group] = {}
    for role in group.roles:
        if len(by_role[role]) > MOST_RIVALS:
            continue
        for known in by_role[role]:
            rival = joiner.group_of(known.members[0].id)
            later = printed is not None and rival.dates and min(rival.dates) > printed
            if other_turn(group.members, rival.members):
                continue
            if rival is not group and not later and not joiner.clash(group, rival, TieKind.SAME_UTTERANCE):
                found[id(rival)] = rival
    return list(found.values())


def place_unnamed(
    joiner: Joiner, utterances: Sequence[Utterance], likeness: Likeness, relays: Mapping[str, frozenset[str]]
) -> None:
    """Put what nobody named says to the utterance it repeats: `an official` here is the one an agency quotes there.

    An outlet at the root only carries, so what it says without a source of its own is placed as well.

    Args:
        joiner: groups as the ties left them.
        utterances: of the whole case.
        likeness: of contents.
        relays: outlets each statement came through, by id.
    """
    spoken = [u for u in utterances if not u.own_voice]
    waiting = {u.id for u in spoken if not _named(joiner.group_of(u.id))}
    near = likeness.close([u for u in spoken if u.id in waiting], spoken, ONLY_RELAYED_FIT)
    through: dict[str, set[int]] = {}
    for group in joiner.groups():
        for relay in _relays(group, relays) if _named(group) else ():
            through.setdefault(relay, set()).add(id(group))
    for group in joiner.groups():
        if group.own_voice or _named(group) or joiner.group_of(group.members[0].id) is not group:
            continue
        pairs = [(one, two, cosine) for one in group.members for two, cosine in near.get(one.id, ())]
        pairs += _announced(joiner, group, spoken, relays, through)
        # What an outlet passes on without its source comes from whoever said it first, as with a credited report.
        kind = TieKind.CITATION if group.roles else TieKind.SAME_UTTERANCE
        best: tuple[float, float, Utterance, Utterance, str] | None = None
        for one, two, cosine in pairs:
            rival = joiner.group_of(two.id)
            needed, why = _needed(one, two, relays, only=_relays(group, relays) & _lone(rival, relays, through))
            if rival is group or cosine < needed or (best and cosine - needed <= best[0]):
                continue
            if not joiner.clash(group, rival, kind):
                best = cosine - needed, cosine, one, two, why
        if best is not None:
            _, cosine, one, two, why = best
            a, b = sorted((one.id, two.id))
            evidence = f"an unnamed speaker whose words {why}say nearly the same (likeness {cosine:.2f})"
            joiner.join([Tie(kind=kind, a=a, b=b, evidence=evidence, weight=ONLY_UTTERANCE)])


def _named(group: Group) -> bool:
    """Say whether somebody other than an outlet is named at the root."""
    return any(role.kind is not SpeakerKind.OUTLET for role in group.roles)


def _relays(group: Group, relays: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the outlets any member came through."""
    return frozenset().union(*(relays.get(u.id, frozenset()) for u in group.members))


def _lone(group: Group, relays: Mapping[str, frozenset[str]], through: Mapping[str, set[int]]) -> frozenset[str]:
    """Return the outlets that pass on this utterance and no other with a name to it."""
    return frozenset(relay for relay in _relays(group, relays) if through.get(relay) == {id(group)})


def _announced(
    joiner: Joiner,
    group: Group,
    spoken: Sequence[Utterance],
    relays: Mapping[str, frozenset[str]],
    through: Mapping[str, set[int]],
) -> list[tuple[Utterance, Utterance, float]]:
    """Return the pairs that announce one turn on one day or through an outlet with one utterance, as just enough."""
    mine = _relays(group, relays)
    announcing = [u for u in group.members if u.statement.position in TURNS and (mine or u.said_on)]
    return [
        (one, two, RELAYED_FIT)
        for one in announcing
        for two in spoken
        if same_announcement([one], [two])
        and (
            (one.said_on and one.said_on == two.said_on and _of_that_body(one, two))
            or relays[two.id] & mine & _lone(joiner.group_of(two.id), relays, through)
        )
    ]


def _needed(
    one: Utterance, two: Utterance, relays: Mapping[str, frozenset[str]], *, only: frozenset[str]
) -> tuple[float, str]:
    """Return the cosine `one`, whom nobody names, needs to be `two`, and what else they share, in words."""
    if one.statement.report == two.statement.report:
        return 2.0, ""
    if only:
        return ONLY_RELAYED_FIT, "came through the same outlet and "
    if relays[one.id] & relays[two.id]:
        return RELAYED_FIT, "came through the same outlet and "
    if one.said_on and one.said_on == two.said_on and _of_that_body(one, two):
        return RELAYED_FIT, "are of the same day and "
    sides = (one.statement.position in AGAINST) == (two.statement.position in AGAINST)
    long = min(len(one.statement.content.text.split()), len(two.statement.content.text.split())) >= UNNAMED_WORDS
    unnamed = two.root.kind in {SpeakerKind.UNNAMED, SpeakerKind.OUTLET}
    return (UNNAMED_FIT if sides and long and not unnamed and _of_that_body(one, two) else 2.0), ""


def _of_that_body(one: Utterance, two: Utterance) -> bool:
    """Say whether the body in a description, if any, is in the other's name: `sources at the Ministry` speak for it."""
    named = {word for word in one.statement.speaker.name.split()[1:] if word.strip('([“"')[:1].isupper()}
    bodies = set(core(" ".join(sorted(named)))) if named else set()
    return not bodies or bool(bodies & {word for link in two.statement.chain[1:] for word in core(link.name)})
