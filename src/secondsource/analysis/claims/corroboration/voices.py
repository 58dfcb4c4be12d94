"""Who is heard on a claim, who counts as an origin, and the sentences that say why the count is what it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.core.vetting.finding import OriginCount
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Form, Modality, Position, SpeakerKind, Statement
from secondsource.core.vetting.tracing import Origin, TieKind

_AUTHORLESS = frozenset({SpeakerKind.UNNAMED, SpeakerKind.DOCUMENT})
_JUDGING = frozenset({Position.WARNS, Position.DOUBTS, Position.SPECULATES, Position.CANNOT_CONFIRM})

_HEARSAY = re.compile(r"\b(?:reportedly|allegedly|supposedly|rumou?red|presunt\w*|supuest\w*|al parecer|habrian?)\b")
_SAID_BY_ANOTHER = re.compile(
    r"\W*(?:that |que )?(?:[A-ZÁÉÍÓÚÑ][\w-]+ ){1,3}(?:had |has |ha |había )?(?:said|says|claim|alleg|report|"
    r"announc|denounc|denunci|dij|dice|asegur|afirm|sosten|sostuv|anunci)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One origin's say on one claim."""

    origin: Origin
    statements: tuple[Statement, ...]
    supports: bool
    publishes: bool = False
    """True when the speaker is known in this folder as an outlet: what it tells, it has from somebody."""


def counted(voices: Sequence[Voice]) -> list[Voice]:
    """Leave out outlets that pass a fact on without a source, while the claim has an origin that is quoted."""
    quoted = [v for v in voices if not is_outlets_word(v)]
    if any(v.supports for v in quoted):
        return [v for v in voices if not (v.supports and is_outlets_word(v))]
    return list(voices)


def is_outlets_word(voice: Voice) -> bool:
    """Say whether a voice is an outlet telling, in its own voice, a fact it must have from somebody."""
    own = (
        voice.publishes
        or voice.origin.kind is SpeakerKind.OUTLET
        or all(s.form is Form.OWN_VOICE for s in voice.statements)
    )
    return own and not any(s.position in _JUDGING for s in voice.statements)


def known(voice: Voice) -> bool:
    """Say whether an origin is a speaker on record whose upstream is known: a proper name, not a description."""
    origin = voice.origin
    named = origin.kind not in _AUTHORLESS and not origin.speaker[:1].islower()
    return named and origin.upstream_known and not is_outlets_word(voice) and not is_hearsay(voice)


def is_hearsay(voice: Voice) -> bool:
    """Say whether all a voice says is told as others' word: marked as hearsay, or opening with who said it."""
    return all(
        s.modality is Modality.REPORTED
        or _HEARSAY.search(fold(s.content.text))
        or _SAID_BY_ANOTHER.match(s.content.text)
        for s in voice.statements
    )


def worded(count: OriginCount) -> str:
    """Word a range of origins."""
    figures = f"{count.low}" if count.low == count.high else f"{count.low}-{count.high}"
    return f"{figures} origin" + ("" if figures == "1" else "s")


def reasons_for(supporting: Sequence[Voice], count: OriginCount) -> list[str]:
    """Say in sentences why the range is what it is."""
    mentions = sum(len(v.statements) for v in supporting)
    documents = len({s.report for v in supporting for s in v.statements})
    reasons = [
        f"{mentions} mention{'s' * (mentions != 1)} in {documents} report{'s' * (documents != 1)}: {worded(count)}."
    ]
    chained = sum(len(s.chain) > 2 for v in supporting for s in v.statements)
    if chained:
        reasons.append(f"{chained} of the mentions say themselves through whom they have it.")
    ties = [t for v in supporting for t in v.origin.why]
    for kinds, words in (
        ({TieKind.REUSE}, "by shared text"),
        ({TieKind.TRANSLATION}, "by translation"),
        ({TieKind.DECLARED}, "by the editor's decisions"),
    ):
        tied = {i for t in ties if t.kind in kinds for i in (t.a, t.b)} & {
            s.id for v in supporting for s in v.statements
        }
        if len(tied) > 1:
            reasons.append(f"{len(tied)} of the mentions are tied together {words}.")
    reasons.extend(_circle_reasons(supporting))
    unknown = sorted({v.origin.speaker for v in counted(supporting) if not known(v)})
    if unknown:
        reasons.append(f"Not known from whom: {'; '.join(unknown)}. Never counted as new for sure.")
    outlets = sorted({v.origin.speaker for v in supporting} - {v.origin.speaker for v in counted(supporting)})
    if outlets:
        reasons.append(f"Said without naming a source by {', '.join(outlets)}: not counted as an origin.")
    here = {v.origin.id: v.origin.speaker for v in supporting}
    reasons.extend(
        f"{v.origin.speaker} may be one with {here[other]} ({round(chance * 20) * 5} %): {why}"
        for v in supporting
        for other, chance, why in v.origin.likely_same_as
        if other in here and v.origin.id < other
    )
    return reasons


def _circle_reasons(supporting: Sequence[Voice]) -> list[str]:
    """One sentence for each circle with more than one member here."""
    members: dict[str, set[str]] = defaultdict(set)
    for voice in supporting:
        if voice.origin.circle:
            members[voice.origin.circle].add(voice.origin.speaker)
    for circle, names in members.items():
        names.update(v.origin.speaker for v in supporting if fold(v.origin.speaker) == fold(circle))
    return [
        f"{', '.join(sorted(names))} belong to one circle ({circle}) and may speak with one voice."
        for circle, names in sorted(members.items())
        if len(names) > 1
    ]
