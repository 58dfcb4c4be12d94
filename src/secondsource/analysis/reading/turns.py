"""Transcripts: paragraphs that are turns of speech, each opened by its speaker's name and a colon.

`Mayor: We will rebuild.` has no verb of saying and no quotation marks, so that neither tagger nor rules see it. A text
is a transcript when several paragraphs open so and a label comes again; questions of the one who asks are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondsource.analysis.reading import segments
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form, Strength

FIRED = "turn"
"""The name of this method in `Attribution.fired`."""

_LABEL = re.compile(
    r"[*_]{0,3}(?P<who>[A-ZÀ-ÖØ-Þ@][\w.'’@-]*(?:[ \xa0](?:de[ \xa0]|del[ \xa0]|la[ \xa0])*[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,4})"
    r"[*_]{0,3}:[*_]{0,3}\s+(?=\S)"
)
_ASKS = re.compile(
    r"(?:host|presenter|interviewer|moderator|anchor|reporter|question|q|anfitri[oó]na?|presentadora?|conductora?"
    r"|entrevistadora?|moderadora?|locutora?|periodista|reporter[oa]|pregunta|p)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"(?:answer|a|respuesta|r)", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"(?:I|we|me|us|my|our|yo|nosotr[oa]s|mi|nuestr[oa]s?)\b", re.IGNORECASE)
_LEAST_TURNS = 3


@dataclass(frozen=True, slots=True)
class _Turn:
    span: Span
    label: Span
    words: Span


def with_turns(text: str, paragraphs: Sequence[Span], found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found` with each sentence of a transcript's turns added as said by the turn's speaker.

    What was found inside turns stays where its source is somebody else (`The hospital says ...`); what has the label
    or the first person for its source is replaced.

    Args:
        text: The report's text.
        paragraphs: The paragraphs read, in order.
        found: Attributions found by other means.
    """
    turns = _turns(text, paragraphs)
    if not turns:
        return list(found)
    kept = [other for one in found if (other := _outside_labels(text, one, turns)) is not None]
    for turn in turns:
        label = turn.label.of(text)
        if _ASKS.fullmatch(label):
            continue
        source = None if _ANSWERS.fullmatch(label) else turn.label
        kept += [
            Attribution(content=sentence, source=source, form=Form.DIRECT, fired=(FIRED,), strength=Strength.STRONG)
            for sentence in segments.sentences(text, turn.words)
            if not sentence.of(text).rstrip('"”’»)*_').endswith("?")
        ]
    return kept


def _turns(text: str, paragraphs: Sequence[Span]) -> list[_Turn]:
    """Return the turns of a transcript; none where the text is no transcript."""
    turns = []
    for paragraph in paragraphs:
        match = _LABEL.match(text, paragraph.start, paragraph.end)
        if match is not None:
            turns.append(_Turn(paragraph, Span(*match.span("who")), Span(match.end(), paragraph.end)))
    labels = Counter(turn.label.of(text) for turn in turns)
    talk = len(turns) >= _LEAST_TURNS and len(labels) >= 2 and max(labels.values(), default=0) >= 2
    return turns if talk else []


def _outside_labels(text: str, one: Attribution, turns: Sequence[_Turn]) -> Attribution | None:
    """Return an attribution without a turn's label in its source; None where the turn itself says it all."""
    turn = next((turn for turn in turns if turn.span.contains(one.content)), None)
    if turn is None:
        return one
    source = one.source
    if source is not None and source.start < turn.words.start < source.end:
        source = Span(turn.words.start, source.end)
        one = replace(one, source=source)
    own = source is None or turn.label.contains(source) or _FIRST_PERSON.match(text, source.start)
    return None if own or one.cue is None else one
