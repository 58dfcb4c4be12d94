"""What an outlet says for itself about the very things others in the folder are quoted on.

Only three kinds of unattributed sentence are taken, because only they change what an editor knows: the outlet tells the
status of the plan (called off, on again, later), says that something is not established, or gives an assessment of what
would follow. Each must lie close to what is attributed in several other reports; in a folder of unrelated news
almost nothing does, and almost nothing is added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.claims.grouping import Embedding
from secondsource.analysis.claims.meaning.facets import Act, facets_of, read_facets, voices_doubt, voices_forecast
from secondsource.core.vetting.report import Quote, Report, Span
from secondsource.core.vetting.statement import (
    Form,
    Modality,
    Position,
    Reading,
    Sentence,
    Speaker,
    SpeakerKind,
    Statement,
    Strength,
    statement_id,
)

CLOSE, CLOSE_WITH_NOUNS = 0.50, 0.36
"""Cosine to statements of other reports from which a sentence is about the same; lower with shared key nouns."""
_REPORTS_NEEDED = 2
"""Other reports that must speak of it; one is enough in a folder of three or fewer."""
_KEY_SHARE, _KEY_REPORTS = 0.2, 3
"""A key noun stands in statements of at least this share of reports, and of at least so many."""
_WORDS = (5, 60)
"""Words of a sentence that can be a statement: neither a heading nor a whole paragraph."""

_ANNOUNCED = {
    Act.CANCEL: Position.ANNOUNCES_CANCEL,
    Act.RESUME: Position.ANNOUNCES_RESUME,
    Act.DELAY: Position.ANNOUNCES_DELAY,
}
_STATUS = frozenset(_ANNOUNCED.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """An unattributed sentence that says something of one of the three kinds."""

    report: Report
    sentence: Sentence
    text: str
    position: Position


def own_voice(reports: Sequence[Report], readings: Sequence[Reading], embedder: Embedding) -> tuple[Statement, ...]:
    """Propose statements in the outlets' own voice.

    Args:
        reports: all that were read.
        readings: their statements and sentences.
        embedder: unit vectors of texts.

    Returns:
        Statements with `Form.OWN_VOICE` and the chain (outlet, outlet), dated by their report, strength *check*.
    """
    by_file = {r.file: r for r in reports}
    candidates = [
        c for reading in readings if reading.report in by_file for c in _candidates(by_file[reading.report], reading)
    ]
    attributed = [s for reading in readings for s in reading.statements]
    if not candidates or not attributed:
        return ()
    keys = _key_stems(attributed, len(readings))
    rows = embedder.embed([c.text for c in candidates])
    others = embedder.embed([s.content.text for s in attributed])
    files = np.array([s.report for s in attributed])
    # The status of a plan is only news beside others who are quoted on its status.
    told = np.array([read_facets(s).act is not None for s in attributed])
    needed = _REPORTS_NEEDED if len(readings) > _KEY_REPORTS else 1
    kept = [
        c
        for c, row in zip(candidates, rows, strict=True)
        if _about_the_same(c, np.where(told | (c.position not in _STATUS), others @ row, -1.0), files, keys, needed)
    ]
    return tuple(_statements(kept))


def _candidates(report: Report, reading: Reading) -> list[_Candidate]:
    """Return the sentences of one report that no attribution touches and that say one of the three things."""
    taken = [span for s in reading.statements for span in _spans(s)]
    found: list[_Candidate] = []
    for sentence in reading.sentences:
        text = sentence.span.of(report.text)
        if not _WORDS[0] <= len(text.split()) <= _WORDS[1] or text.rstrip().endswith("?"):
            continue
        if any(span.overlaps(sentence.span) for span in taken):
            continue
        position = _position(text, sentence.language)
        if position is not None:
            found.append(_Candidate(report=report, sentence=sentence, text=text, position=position))
    return found


def _spans(statement: Statement) -> list[Span]:
    """Return the places an attribution takes up."""
    return [q.span for q in (statement.content, statement.cue, statement.source) if q is not None]


def _position(text: str, language: str) -> Position | None:
    """Return what the outlet does in this sentence, None when it only tells the news."""
    if voices_doubt(text, language):
        return Position.DOUBTS
    if voices_forecast(text, language):
        return Position.WARNS
    act = facets_of(text, language).act
    return _ANNOUNCED.get(act) if act else None


def _key_stems(attributed: Sequence[Statement], reports: int) -> frozenset[str]:
    """Return the stems that run through what is attributed across the folder."""
    files: dict[str, set[str]] = defaultdict(set)
    for statement in attributed:
        for stem in facets_of(statement.content.text, statement.language).words:
            files[stem].add(statement.report)
    least = max(_KEY_REPORTS, _KEY_SHARE * reports)
    return frozenset(stem for stem, where in files.items() if len(where) >= least)


def _about_the_same(
    candidate: _Candidate, likeness: NDArray[np.float32], files: NDArray[np.str_], keys: frozenset[str], needed: int
) -> bool:
    """Say whether enough other reports are quoted on what the sentence says."""
    shared = len(facets_of(candidate.text, candidate.sentence.language).words & keys)
    threshold = CLOSE_WITH_NOUNS if shared else CLOSE
    near = set(files[likeness >= threshold].tolist()) - ({candidate.report.file} if needed > 1 else set())
    return len(near) >= needed


def _statements(candidates: Sequence[_Candidate]) -> list[Statement]:
    """Turn sentences into statements; equal sentences of one report are told apart by their occurrence."""
    seen: Counter[tuple[str, str]] = Counter()
    made: list[Statement] = []
    for c in candidates:
        words = " ".join(c.text.split())
        # An attributed content never equals a whole uncovered sentence of the same report unless it is repeated there.
        occurrence = seen[c.report.file, words]
        seen[c.report.file, words] += 1
        name = c.report.outlet or c.report.file
        outlet = Speaker(name=name, kind=SpeakerKind.OUTLET, basis="own voice: no source is given")
        made.append(
            Statement(
                id=statement_id(c.report.file, f"own voice: {words}", occurrence),
                report=c.report.file,
                content=Quote.cut(c.report.text, c.sentence.span),
                cue=None,
                source=None,
                chain=(outlet, outlet),
                said_on=c.report.published,
                said_on_basis="own voice: the report's own date" if c.report.published else None,
                position=c.position,
                modality=Modality.LIKELY if c.position is Position.WARNS else Modality.ASSERTED,
                form=Form.OWN_VOICE,
                language=c.sentence.language,
                fired=("rule:own-voice",),
                strength=Strength.CHECK,
            )
        )
    return made
