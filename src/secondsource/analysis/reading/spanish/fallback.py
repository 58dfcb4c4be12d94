"""Rules over words alone: lexicon, punctuation and light tags, no parser."""

from __future__ import annotations

from dataclasses import replace

from secondsource.analysis.reading.spanish.surface.according import according
from secondsource.analysis.reading.spanish.surface.borders import Found
from secondsource.analysis.reading.spanish.surface.complements import complement
from secondsource.analysis.reading.spanish.surface.cues import Cue
from secondsource.analysis.reading.spanish.surface.nouns import hedges, labels, nominal
from secondsource.analysis.reading.spanish.words import Passage

_MENTAL = frozenset(("thinking", "planning"))


def surface(passage: Passage, cues: list[Cue]) -> list[Found]:
    """Return the attributions of one paragraph, in order of their cues.

    Args:
        passage: The paragraph.
        cues: Its verb groups.
    """
    found = according(passage, cues)
    taken = {item.cue for item in found}
    for cue in cues:
        if any(first <= cue.verb < stop for first, stop in taken) or not _reports(passage, cue):
            continue
        item = complement(passage, cue)
        if item is not None:
            found.append(item)
    found += nominal(passage)
    found += [
        item
        for item in labels(passage)
        if not any(item.cue[0] in range(*other.cue) or item.source == other.source for other in found)
    ]
    found.sort(key=lambda item: item.cue)
    found = _without_inner_thoughts(found, {cue.verb: cue for cue in cues})
    return sorted(found + hedges(passage, found), key=lambda item: item.cue)


def _reports(passage: Passage, cue: Cue) -> bool:
    """Say whether the group can attribute at all: third persons, and infinitives behind `tras`, `al` and their kin."""
    if cue.kind == "finite":
        return cue.person in {3, 6}
    if cue.kind == "gerund":
        return True
    before = passage.low(cue.first - 1)
    return before in {"al", "tras", "para"} or (
        before == "de" and passage.low(cue.first - 2) in {"luego", "después", "antes", "además"}
    )


def share_sources(passage: Passage, found: list[Found], cues: dict[int, Cue]) -> list[Found]:
    """Give the second verb of one subject in one sentence the source of the first."""
    shared: list[Found] = []
    for item in found:
        cue = cues.get(item.verb)
        if item.source is None and cue is not None and not cue.passive and not _opens_with_que(passage, item.cue[0]):
            sentence = passage.sentence_of[item.cue[0]]
            before = next(
                (
                    other
                    for other in reversed(shared)
                    if other.source is not None
                    and passage.sentence_of[other.cue[0]] == sentence
                    and passage.inside[other.cue[0]] == passage.inside[item.cue[0]]
                    and item.cue[0] >= other.cue[1]
                    and not (other.content[0] <= item.cue[0] < other.content[1])
                    and (other.verb in cues and (cues[other.verb].plural == cue.plural or cue.kind != "finite"))
                ),
                None,
            )
            item = replace(item, source=before.source) if before else item  # noqa: PLW2901
        shared.append(item)
    return shared


def _opens_with_que(passage: Passage, first: int) -> bool:
    return passage.low(first - 1) == "que"


def _without_inner_thoughts(found: list[Found], cues: dict[int, Cue]) -> list[Found]:
    """Leave out beliefs and plans inside what somebody else says: no act of communication."""
    kept = []
    for item in found:
        cue = cues.get(item.verb)
        mental = cue is not None and bool(cue.classes & _MENTAL) and not cue.classes & {"saying", "declaring", "asking"}
        inner = any(
            other is not item
            and other.content[0] <= item.cue[0] < other.content[1]
            and not (other.cue[0] <= item.cue[0] < other.cue[1])
            for other in found
        )
        if not (mental and inner):
            kept.append(item)
    return kept
