"""Different days named for one announced plan: `on the 25th` against `still on for the 18th`.

Days are compared as days of the month, because that is what announcements in both languages give; a weekday is worked
out from the day it was said. A day that is named only to be put aside (`not on the 18th`) is not a day of the plan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from secondsource.analysis.claims.clashes.clash import clash, dates, later_first, made
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.meaning.facets import Act
from secondsource.analysis.claims.meaning.likeness import Stories
from secondsource.analysis.claims.meaning.phrases import WEEKDAYS
from secondsource.core.vetting.finding import Contradiction, ContradictionKind
from secondsource.core.vetting.folding import fold

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_DAY = re.compile(
    rf"\b(?:(?:the|el|dia) )?(?P<first>\d{{1,2}})(?:st|nd|rd|th)? (?:of |de )?(?:{_MONTHS})\b"
    rf"|\b(?:{_MONTHS}) (?P<second>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"|\bthe (?P<third>\d{1,2})(?:st|nd|rd|th)\b|\b(?:el|dia) (?P<fourth>\d{1,2})(?![\d.,:]*\d| (?:por|de cada))\b"
)
_WEEKDAY = re.compile(rf"\b(?:on|this|next|el|este|proximo) ({'|'.join(WEEKDAYS)})\b")
_PUT_ASIDE = re.compile(
    r"(?:\bnot|\bno|\bnor|\bni|n't|\binstead of|\brather than|\ben lugar del?|\ben vez del?)\W+(?:\w+\W+){0,2}$"
)
_LAST_OF_MONTH = 31
_DATED_ACTS = frozenset({Act.THREATEN, Act.RESUME, Act.DELAY})
_SAME_STORY = 0.5
_RANK = 1.1
"""Less telling than opposite acts side by side, more than acts announced anew."""


def day_clashes(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Hold each day named for the plan against the other days named before it or in the same report."""
    named: dict[tuple[str, frozenset[int]], list[int]] = defaultdict(list)
    for i, facets in enumerate(evidence.facets):
        if facets.act in _DATED_ACTS:
            days = planned_days(evidence.statements[i].content.text, evidence.date_of(i))
            if days:
                named[evidence.speaker_key(i), days].append(i)
    if len(named) < 2:
        return
    stories = Stories(evidence.statements, evidence.vectors)
    first = {key: min(members, key=evidence.standing) for key, members in named.items()}
    told = sorted(first.items(), key=lambda item: evidence.standing(item[1]))
    for n, ((_, days), i) in enumerate(told):
        before = [j for (_, others), j in told[:n] if not days & others and stories.of(i, j) >= _SAME_STORY]
        # The first announcement and the last change are what a new day is a change of.
        for j in dict.fromkeys([*before[:1], *before[-1:]]):
            yield _RANK, _worded(evidence, i, j)


def planned_days(text: str, said_on: date | None) -> frozenset[int]:
    """Return the days of the month a text names for something to come, 1 to 31.

    Args:
        text: what was said.
        said_on: when; without it a weekday tells no day of the month.
    """
    folded = fold(text)
    found = {
        int(next(g for g in hit.groups() if g))
        for hit in _DAY.finditer(folded)
        if not _PUT_ASIDE.search(folded[: hit.start()])
    }
    if said_on is not None:
        for hit in _WEEKDAY.finditer(folded):
            if not _PUT_ASIDE.search(folded[: hit.start()]):
                ahead = (WEEKDAYS[hit[1]] - said_on.weekday()) % 7 or 7
                found.add((said_on + timedelta(days=ahead)).day)
    return frozenset(day for day in found if 1 <= day <= _LAST_OF_MONTH)


def _worded(evidence: Evidence, i: int, j: int) -> Contradiction:
    """Word two days: the same speaker later supersedes, everybody else contradicts."""
    later, earlier = later_first(evidence, i, j)
    said = evidence.date_of(later), evidence.date_of(earlier)
    if evidence.speaker_key(i) == evidence.speaker_key(j) and said[0] and said[1] and said[0] > said[1]:
        why = f"Another day is named later: {evidence.speaker_name(i)}{dates(evidence, later, earlier)}."
        return made(evidence, later, earlier, ContradictionKind.SUPERSEDES, why)
    return clash(evidence, later, earlier, "Different days are named for the plan")
