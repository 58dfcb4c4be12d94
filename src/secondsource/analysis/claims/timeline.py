"""The contested status over time: who announced, cancelled, resumed, delayed, denied, freed or confirmed, and when.

One entry for each day, speaker and act; relays of one utterance fall into one entry. What has no date of its own stays,
with the day of the report that carries it as its basis.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from secondsource.analysis.claims.clashes.revision import admits
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.meaning.facets import Act
from secondsource.core.vetting.finding import TimelineEntry
from secondsource.core.vetting.statement import Form, Position

_ACT_WORDS = {Act.THREATEN: "threatened", Act.CANCEL: "cancelled", Act.RESUME: "resumed", Act.DELAY: "delayed"}
_POSITION_WORDS = {
    Position.DENIES: "denied",
    Position.WARNS: "warned",
    Position.CORRECTS: "corrected",
    Position.RETRACTS: "corrected",
}
_EVENT_WORDS = {"freed": "released", "confirmed": "confirmed"}
_ASSERTING = frozenset({Position.AFFIRMS, Position.ANNOUNCES})


def timeline(evidence: Evidence) -> tuple[TimelineEntry, ...]:
    """Return the entries, dated first in order of time, then the undated by the reports that carry them."""
    joined: dict[tuple[date | None, str, str], list[int]] = defaultdict(list)
    for i in range(len(evidence.statements)):
        act = _act(evidence, i)
        if act is not None:
            joined[evidence.date_of(i), evidence.speaker_key(i), act].append(i)
    entries = []
    for (when, _, act), members in joined.items():
        members.sort(key=evidence.standing)
        name = Counter(evidence.speaker_name(i) for i in members).most_common(1)[0][0]
        entry = TimelineEntry(
            date=when,
            status=f"{act} ({name})",
            act=act,
            statements=tuple(evidence.statements[i].id for i in members),
            date_basis=_basis(evidence, members, when),
        )
        entries.append(((when is None, when or evidence.published(members[0]), evidence.standing(members[0])), entry))
    return tuple(entry for _, entry in sorted(entries, key=lambda e: e[0]))


def _act(evidence: Evidence, i: int) -> str | None:
    """Return the word of the timeline for statement `i`, None when it changes no status."""
    statement, facets = evidence.statements[i], evidence.facets[i]
    if statement.position is Position.DENIES and facets.act is Act.CANCEL:
        return _ACT_WORDS[facets.act]
    if statement.position in _POSITION_WORDS:
        return _POSITION_WORDS[statement.position]
    if facets.act is not None:
        return _ACT_WORDS[facets.act]
    if facets.sign("claimed") == -1:
        return "denied"
    if statement.position in _ASSERTING and statement.form is not Form.OWN_VOICE:
        told = next((word for event, word in _EVENT_WORDS.items() if facets.sign(event) == 1), None)
        return told or ("confirmed" if admits(evidence, i) else None)
    return None


def _basis(evidence: Evidence, members: list[int], when: date | None) -> str | None:
    """Say where the date comes from."""
    first = members[0]
    if when is None:
        published = evidence.published(first)
        carried = "an undated report" if published == date.max else f"a report of {published.isoformat()}"
        return f"no date given; carried by {carried}"
    stated = next((evidence.statements[i].said_on_basis for i in members if evidence.statements[i].said_on), None)
    return stated or "the day its origin first spoke"
