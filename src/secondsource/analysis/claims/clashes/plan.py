"""Opposite acts upon the announced plan - on, off, later - held against each other.

Statements are joined into utterances first (one speaker, one day, one act), so that a hundred relays of two utterances
give one line. What stands side by side in one report is listed; beyond that each act is held against those that stood
when it was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from secondsource.analysis.claims.clashes.clash import clash, dates, holds, later_first, made, says_something
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.meaning.facets import Act
from secondsource.analysis.claims.meaning.likeness import Stories
from secondsource.core.vetting.finding import Contradiction, ContradictionKind
from secondsource.core.vetting.statement import Position, SpeakerKind

CLEAR, PLAIN, FAINT = 0, 1, 2
"""Ranks of contradictions: side by side or taken back; between reports; of figures and of threats."""
_TAKEN_BACK, _ANNOUNCED_ANEW = 1.2, 1.3
_DAYS_ON = 3
"""Days after which an opposite act is a new state of the plan, whoever announces it."""
_SAME_STORY = 0.5
"""How surely two reports must tell one story before acts in them are held against each other."""
_NEIGHBOURS = 2
"""How many standing opposite acts of others an act is held against."""
_OPPOSED = {
    Act.CANCEL: frozenset({Act.RESUME, Act.THREATEN, Act.DELAY}),
    Act.RESUME: frozenset({Act.CANCEL, Act.DELAY}),
    Act.THREATEN: frozenset({Act.CANCEL, Act.DELAY}),
    Act.DELAY: frozenset({Act.THREATEN, Act.CANCEL, Act.RESUME}),
}
_PHRASE = {Act.CANCEL: "off", Act.RESUME: "on", Act.THREATEN: "announced", Act.DELAY: "delayed"}
_MOST_IN_REPORT = 3
"""Pairs of opposite acts listed from one report."""
_LABEL = 4
"""Words up to which an act is but named: `the suspension`."""
_FULL = 200
"""Characters from which more words make a statement no plainer."""
_UNTOLD = frozenset({Position.DOUBTS, Position.DENIES, Position.RETRACTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Utterance:
    """One speaker's act on one day, with all statements that carry it."""

    speaker: str
    when: date | None
    act: Act
    members: tuple[int, ...]


def plan_clashes(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Hold each act upon the plan against the opposite acts it meets in one report and those that stood before it."""
    utterances = _utterances(evidence)
    yield from _side_by_side(evidence, utterances)
    stories = Stories(evidence.statements, evidence.vectors)
    heard: set[tuple[str, Act, str, Act]] = set()
    for one in utterances:
        for latest in _standing(evidence, one, utterances):
            other = _first_day(latest, utterances)
            pair = (one.speaker, one.act, other.speaker, other.act)
            if pair not in heard and stories.of(one.members[0], other.members[0]) >= _SAME_STORY:
                heard.add(pair)
                rank = _rank(one, other)
                yield (
                    rank,
                    _status_clash(evidence, _plainest(evidence, one.members), _plainest(evidence, other.members)),
                )


def _side_by_side(evidence: Evidence, utterances: Sequence[_Utterance]) -> Iterable[tuple[float, Contradiction]]:
    """Hold opposite acts of one report against each other, the plainest of each report first."""
    together: set[tuple[str, int, int]] = set()
    by_report: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one, other in _opposed(utterances):
        for report in sorted(_reports(evidence, one) & _reports(evidence, other)):
            i, j = (_plainest(evidence, _within(evidence, u, report)) for u in (one, other))
            # On and off side by side is always worth a line; a threat beside its end is the same line in every relay.
            place = report if Act.THREATEN not in {one.act, other.act} else ""
            first, second = sorted((one.members[0], other.members[0]))
            key = (place, first, second)
            if key not in together:
                together.add(key)
                by_report[report].append((i, j))
    for pairs in by_report.values():
        pairs.sort(key=lambda pair: (-_sharpness(evidence, pair), pair))
        for i, j in pairs[:_MOST_IN_REPORT]:
            threat = any(evidence.facets[k].act is Act.THREATEN for k in (i, j))
            yield (PLAIN if threat else CLEAR), _status_clash(evidence, i, j)


def _sharpness(evidence: Evidence, pair: tuple[int, int]) -> float:
    """Weigh how plainly two acts of one report clash: on against off is sharper than anything against later."""
    on_and_off = {evidence.facets[k].act for k in pair} == {Act.CANCEL, Act.RESUME}
    return sum(_plain_act(evidence, k) for k in pair) + on_and_off


def _plain_act(evidence: Evidence, i: int) -> float:
    """Weigh how plainly a statement is somebody's act: in its words, not a label, by a named speaker."""
    facets, text = evidence.facets[i], evidence.statements[i].content.text
    spoken = evidence.statements[i].speaker.kind not in {SpeakerKind.OUTLET, SpeakerKind.UNNAMED}
    return (facets.act_in_words is facets.act) + (len(text.split()) >= _LABEL) + 0.5 * spoken


def _rank(one: _Utterance, other: _Utterance) -> float:
    """Rank two acts of different reports: taken back later, then announced anew, both before figures."""
    if Act.THREATEN not in {one.act, other.act}:
        return PLAIN
    return _TAKEN_BACK if other.act is Act.THREATEN else _ANNOUNCED_ANEW


def _opposed(utterances: Sequence[_Utterance]) -> Iterable[tuple[_Utterance, _Utterance]]:
    """Yield each pair of utterances with opposite acts once."""
    for n, one in enumerate(utterances):
        for other in utterances[n + 1 :]:
            opposed = other.act in _OPPOSED[one.act] or one.act in _OPPOSED[other.act]
            # Who cancels and threatens on one day threatens with something else.
            same_breath = one.speaker == other.speaker and one.when == other.when
            if opposed and not (same_breath and {one.act, other.act} == {Act.THREATEN, Act.CANCEL}):
                yield one, other


def _standing(evidence: Evidence, one: _Utterance, utterances: Sequence[_Utterance]) -> list[_Utterance]:
    """Return the opposite acts that stood when `one` was said: the speaker's own last, and the last of some others.

    What has no date is compared inside its report only, where order is plain; so are outlets and the unnamed, who
    cannot be followed from one report to the next.
    """
    if _faceless(evidence, one):
        return []
    day = _latest_day(evidence, one)
    against = [
        o
        for o in utterances
        if o.act in _OPPOSED[one.act]
        and _latest_day(evidence, o) <= day
        and o is not one
        and not _faceless(evidence, o)
    ]
    # Of several threats only the one most carried is what a cancellation or a delay is about.
    threats = sorted((o for o in against if o.act is Act.THREATEN), key=lambda o: -len(o.members))
    against = [o for o in against if o.act is not Act.THREATEN or o is threats[0] or o.speaker == one.speaker]
    own = [o for o in against if o.speaker == one.speaker]
    earlier = [o for o in against if o.speaker != one.speaker and _latest_day(evidence, o) != day]
    same_day = [o for o in against if o.speaker != one.speaker and _latest_day(evidence, o) == day]
    return [*own[:1], *earlier[:_NEIGHBOURS], *same_day[:_NEIGHBOURS]]


def _first_day(said: _Utterance, utterances: Sequence[_Utterance]) -> _Utterance:
    """Return the speaker's same act of the day before, if any: what is carried the next day was said the day before."""
    return next(
        (
            o
            for o in utterances
            if (o.speaker, o.act) == (said.speaker, said.act)
            and o.when
            and said.when
            and said.when - o.when == timedelta(days=1)
        ),
        said,
    )


def _latest_day(evidence: Evidence, utterance: _Utterance) -> date:
    """Return the day of an utterance; undated, it was at the latest on the day the first report carried it."""
    return utterance.when or min(evidence.published(i) for i in utterance.members)


def _faceless(evidence: Evidence, utterance: _Utterance) -> bool:
    """Say whether an utterance has no speaker beyond an outlet or an unnamed source."""
    return all(
        evidence.statements[i].speaker.kind is SpeakerKind.OUTLET
        or evidence.speaker_kind(i) is SpeakerKind.UNNAMED
        or (evidence.speaker_name(i)[:1].islower() and evidence.speaker_kind(i) is not SpeakerKind.DOCUMENT)
        for i in utterance.members
    ) and not any(evidence.facets[i].act is Act.THREATEN for i in utterance.members)


def _reports(evidence: Evidence, utterance: _Utterance) -> set[str]:
    return {evidence.statements[i].report for i in utterance.members}


def _within(evidence: Evidence, utterance: _Utterance, report: str) -> list[int]:
    return [i for i in utterance.members if evidence.statements[i].report == report]


def _utterances(evidence: Evidence) -> list[_Utterance]:
    """Join statements into utterances, latest first."""
    joined: dict[tuple[str, date | None, Act], list[int]] = defaultdict(list)
    for i, facets in enumerate(evidence.facets):
        position = evidence.statements[i].position
        taken_back = facets.act is not None and position is Position.DENIES
        if facets.act is not None and (taken_back or position not in _UNTOLD):
            joined[evidence.speaker_key(i), evidence.date_of(i), facets.act].append(i)
    made = [
        _Utterance(speaker=speaker, when=when, act=act, members=tuple(sorted(m, key=evidence.standing)))
        for (speaker, when, act), m in joined.items()
    ]
    return sorted(
        made,
        key=lambda u: (-_latest_day(evidence, u).toordinal(), -len(u.members), evidence.standing(u.members[0])),
    )


def _plainest(evidence: Evidence, members: Sequence[int]) -> int:
    """Prefer a threat that names its day; then the report that appeared first, and in it the fullest words."""

    def key(i: int) -> tuple[bool, date, str, int, int]:
        facets = evidence.facets[i]
        dated = facets.act is not Act.THREATEN or bool(facets.weekdays)
        published, report, start = evidence.standing(i)
        return (not dated, published, report, -min(_FULL, len(evidence.statements[i].content.text)), start)

    fullest = min(members, key=key)
    # Of two things said in one breath the act is in one; that one alone is what clashes.
    alone = (i for i in members if holds(evidence, fullest, i) and says_something(evidence.statements[i].content.text))
    return min(alone, key=key, default=fullest)


def _status_clash(evidence: Evidence, i: int, j: int) -> Contradiction:
    """Word two opposite acts: the same speaker later supersedes, everybody else contradicts."""
    later, earlier = later_first(evidence, i, j)
    a, b = evidence.facets[later].act, evidence.facets[earlier].act
    phrase = f"{_PHRASE[a] if a else ''} against {_PHRASE[b] if b else ''}"
    same = evidence.speaker_key(i) == evidence.speaker_key(j) or evidence.same_circle(i, j)
    said = (evidence.date_of(later), evidence.date_of(earlier))
    days = (said[0] - said[1]).days if said[0] and said[1] else 0
    if (same and days > 0) or days >= _DAYS_ON or (a is Act.CANCEL and b is Act.THREATEN and days > 0):
        names = " / ".join(dict.fromkeys((evidence.speaker_name(later), evidence.speaker_name(earlier))))
        why = f"First {_PHRASE[b] if b else ''}, later {_PHRASE[a] if a else ''}: {names}"
        return made(evidence, later, earlier, ContradictionKind.SUPERSEDES, f"{why}{dates(evidence, later, earlier)}.")
    return clash(evidence, later, earlier, f"The plan is {phrase}")
