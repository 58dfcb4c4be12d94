"""Rules over words alone: lexicon, punctuation and light tags, no parser."""

from __future__ import annotations

import re
from dataclasses import replace

from secondsource.analysis.reading.spanish.surface.according import according
from secondsource.analysis.reading.spanish.surface.borders import Found, clause_end
from secondsource.analysis.reading.spanish.surface.complements import complement
from secondsource.analysis.reading.spanish.surface.cues import Cue
from secondsource.analysis.reading.spanish.surface.nouns import hedges, labels, nominal
from secondsource.analysis.reading.spanish.surface.phrases import is_finite, noun_phrase
from secondsource.analysis.reading.spanish.surface.subjects import source_before
from secondsource.analysis.reading.spanish.words import Passage

_UNNAMED = re.compile(r"anonim|identific|reserva de|no ser (?:nombr|cit)ad|omitir su nombre|su nombre")
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
        if (
            any(first <= cue.verb < stop for first, stop in taken)
            or not _reports(passage, cue)
            or cue.classes <= {"knowing"}
        ):
            continue
        item = complement(passage, cue)
        if item is not None and not _asks_for_silence(passage, item):
            found.append(item)
    found += [second for item in found if (second := _gapped(passage, item)) is not None]
    found += nominal(passage)
    found += [
        item
        for item in labels(passage)
        if not any(item.cue[0] in range(*other.cue) or item.source == other.source for other in found)
    ]
    found.sort(key=lambda item: item.cue)
    found = _without_inner_thoughts(passage, found, {cue.verb: cue for cue in cues})
    return sorted(found + hedges(passage, found), key=lambda item: item.cue)


def _gapped(passage: Passage, item: Found) -> Found | None:
    """Make the second statement of a verb that is said once: `uno creía que sí y otro que no`."""
    end = item.content[1]
    if (
        item.rule not in {"que", "mixed"}
        or end >= len(passage.words)
        or passage.words[end].text not in {";", ",", "y", "e"}
    ):
        return None
    begin = end + 1 + (passage.low(end + 1) in {"y", "e", "pero"})
    stop = noun_phrase(passage, begin, len(passage.words), appositions=False)
    if stop == begin and passage.low(begin) in {"otro", "otra", "otros", "otras"}:
        stop = begin + 1
    at = stop + (stop < len(passage.words) and passage.words[stop].text == ",")
    if (
        stop == begin
        or passage.low(at) != "que"
        or (at == stop and passage.low(begin) not in {"otro", "otra", "otros", "otras"})
    ):
        return None
    limit = passage.bounds(begin)[1]
    return Found(
        content=(at, clause_end(passage, at, limit)),
        cue=item.cue,
        source=(begin, stop),
        rule="gap",
        form="indirect",
        verb=item.verb,
    )


def _asks_for_silence(passage: Passage, item: Found) -> bool:
    """Say whether the clause only tells how a source wants to be named: `que exigieron reserva`."""
    first, stop = item.content
    words = " ".join(passage.low(k) for k in range(first, min(stop, first + 6)))
    return passage.low(item.cue[0] - 1) in {"que", "quien", "quienes"} and bool(_UNNAMED.search(words))


def _reports(passage: Passage, cue: Cue) -> bool:
    """Say whether the group can attribute at all: third persons, and infinitives behind `tras`, `al` and their kin."""
    if cue.kind == "finite":
        return cue.person in {3, 6}
    if cue.kind == "gerund":
        return True
    before = passage.low(cue.first - 1)
    if before == "para":
        return passage.low(cue.stop) == "que"
    return before in {"al", "tras"} or (
        before == "de" and passage.low(cue.first - 2) in {"luego", "después", "antes", "además"}
    )


def share_sources(passage: Passage, found: list[Found], cues: dict[int, Cue]) -> list[Found]:
    """Give the second verb of one subject in one sentence the source of the first."""
    shared: list[Found] = []
    for item in found:
        cue = cues.get(item.verb)
        if (
            item.source is None
            and item.rule != "inverted"
            and cue is not None
            and not cue.passive
            and not _opens_with_que(passage, item.cue[0])
        ):
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
            if before is None and (passage.low(item.cue[0] - 1) in {"y", "e"} or cue.kind == "gerund"):
                subject = _first_subject(passage, item)
                item = replace(item, source=subject) if subject else item  # noqa: PLW2901
            item = replace(item, source=before.source) if before else item  # noqa: PLW2901
        shared.append(item)
    return shared


def _first_subject(passage: Passage, item: Found) -> tuple[int, int] | None:
    """Return the subject of the sentence's first verb, for a cue joined to it by `y`.

    For example `renuncia y denuncia presiones`.
    """
    first, _ = passage.bounds(item.cue[0])
    verb = next((k for k in range(first, item.cue[0]) if is_finite(passage, k)), None)
    return source_before(passage, verb, first) if verb is not None else None


def _opens_with_que(passage: Passage, first: int) -> bool:
    return passage.low(first - 1) == "que"


def _without_inner_thoughts(passage: Passage, found: list[Found], cues: dict[int, Cue]) -> list[Found]:
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
        nobody = item.source is not None and passage.low(item.source[0]) == "nadie"
        if not ((mental or nobody) and inner):
            kept.append(item)
    return kept
