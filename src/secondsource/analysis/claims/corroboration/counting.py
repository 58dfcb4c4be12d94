"""Count independent origins of a claim as low-likely-high, with the reasons in sentences, and word the likelihood.

Low is the worst case: every suspected tie is real, circles speak with one voice, and whoever is unnamed is somebody
already counted. High is the best case: only what is known to be one is one. Likely is the median of the simulation.
An outlet that passes a fact on without saying from whom is never an origin while somebody else is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secondsource.analysis.claims.corroboration.dependence import (
    CERTAIN,
    Dependence,
    Edge,
    Node,
    best_case,
    dependence,
    worst_case,
)
from secondsource.analysis.claims.corroboration.simulation import DRAWS, simulate
from secondsource.analysis.claims.corroboration.voices import (
    Voice,
    counted,
    is_outlets_word,
    known,
    reasons_for,
    worded,
)
from secondsource.analysis.claims.corroboration.wording import letter_of, likelihood
from secondsource.core.vetting.finding import LeaveOneOut, Likelihood, OriginCount
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import SpeakerKind

PRIOR = 0.5
"""Chance that a claim is true before any report; shown with every likelihood."""
_STRONG_CIRCLE, _WEAK_CIRCLE = 0.8, 0.4
_UNSEEN_IF_UNKNOWN, _UNSEEN_IF_KNOWN = 0.8, 0.05
"""Chance that an origin draws on one nobody has shown us: common for the unnamed, rare for a speaker on record."""
_MOST_LEFT_OUT = 12
_WIDEST = 4
_MOST_NEAR = 2
_FEW_DRAWS = 3_000
_STRONG_BASIS = re.compile(
    r"\b(?:spokes\w+|member|belongs|founder|leader|director|analyst|official of|works for|head of|employee|same body|"
    r"vocer[oa]|portavoz|miembro|integrante|fundador|lider|director[ae]?|analista|pertenece)\b"
)
_DECLARED_BASIS = re.compile(r"\b(?:declared|decision|decisions|declarad[oa]|decision(?:es)?)\b")
_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GROUP})
_NAMED = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.OUTLET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """Count, likelihood and what each origin contributes."""

    origins: OriginCount
    single_origin: bool
    likelihood: Likelihood | None
    leave_one_out: tuple[LeaveOneOut, ...]


def corroborate(
    voices: Sequence[Voice], grades: Mapping[str, str], *, near: Sequence[Voice] = (), one_plan: bool = False
) -> Corroboration:
    """Count the independent origins of a claim and, where that is honest, say how likely it is.

    Args:
        voices: every origin that supports or denies, once.
        grades: folded speaker name -> Admiralty letter; absent means missing.
        near: origins that say nearly the same in another claim; they can only raise the upper figure.
        one_plan: the claim is an act upon a plan. Whoever announces that is a party to the plan and no witness of it,
            so in the worst case all of them speak for one.

    Returns:
        The likelihood is None when in the worst case a single origin carries the claim, or when no origin is graded:
        a number would then restate the prior (5c).
    """
    supporting = [v for v in voices if v.supports]
    if not supporting:
        nothing = OriginCount(low=0, likely=0, high=0, reasons=("Nobody in these reports supports it.",))
        return Corroboration(origins=nothing, single_origin=False, likelihood=None, leave_one_out=())
    graded = any(letter_of(grades.get(fold(v.origin.speaker))) != "F" for v in voices)
    perhaps = _perhaps(voices, near)
    count = _count(voices, grades, more=len(perhaps), one_plan=one_plan)
    word = _likelihood(voices, grades, DRAWS) if graded and count.low > 1 else None
    reasons = list(reasons_for(supporting, count))
    if one_plan and count.high > 1:
        reasons.append("All of them may speak for one plan, so the lower figure is 1.")
    if perhaps:
        names = ", ".join(sorted(v.origin.speaker for v in perhaps))
        reasons.append(f"Nearly the same is said in another claim by {names}: in the upper figure only.")
    if count.low > 1 and not graded:
        reasons.append("No origin is graded A to E, so no likelihood is given.")
    return Corroboration(
        origins=OriginCount(low=count.low, likely=count.likely, high=count.high, reasons=tuple(reasons)),
        single_origin=count.likely == 1,
        likelihood=word,
        leave_one_out=tuple(_left_out(voices, grades, _count(voices, grades), word)),
    )


def _perhaps(voices: Sequence[Voice], near: Sequence[Voice]) -> list[Voice]:
    """Return the origins said nearby that are nobody heard already, at most `_MOST_NEAR`, one a speaker."""
    heard = {fold(v.origin.speaker) for v in voices} | {v.origin.id for v in voices}
    fresh: dict[str, Voice] = {}
    for voice in near:
        key = fold(voice.origin.speaker)
        if not {key, voice.origin.id} & heard and not is_outlets_word(voice):
            fresh.setdefault(key, voice)
    return list(fresh.values())[:_MOST_NEAR]


def _count(voices: Sequence[Voice], grades: Mapping[str, str], *, more: int = 0, one_plan: bool = False) -> OriginCount:
    """Return the range without reasons; somebody must support.

    Args:
        voices: every origin that supports or denies, once.
        grades: folded speaker name -> Admiralty letter.
        more: origins that may be added to the upper figure.
        one_plan: the lower figure is 1, because all may speak for one plan.
    """
    heard = counted(voices)
    suspected = _graph(heard, grades, unseen=False)
    on_record = [n for n in worst_case(suspected).nodes if n.supports and n.known]
    # However the origins were cut, there are never more of them than speakers are told apart by name.
    names = {fold(s.speaker.name) for v in heard if v.supports for s in v.statements}
    high = max(1, min(len(names), _supporting_components(best_case(suspected))))
    low = 1 if one_plan else min(high, max(1, len(on_record)))
    if low == high:
        return OriginCount(low=low, likely=low, high=low + more)
    simulated = simulate(_graph(heard, grades, unseen=True), prior=PRIOR, draws=_FEW_DRAWS)
    if high - low > _WIDEST:
        # A dozen suspicions are never all wrong together: say what nineteen draws of twenty stay under. The worst case
        # stays as it is, because counting too many origins is the error that costs.
        high = max(low, min(high, simulated.origins_high))
    most = max(high, min(high + more, low + _WIDEST))
    return OriginCount(low=low, likely=min(high, max(low, simulated.origins_median)), high=most)


def _likelihood(voices: Sequence[Voice], grades: Mapping[str, str], draws: int) -> Likelihood:
    """Word how likely the claim is by all who are heard on it."""
    simulated = simulate(_graph(counted(voices), grades, unseen=True), prior=PRIOR, draws=draws)
    return likelihood(simulated.chance, simulated.low, simulated.high, PRIOR)


def _supporting_components(graph: Dependence) -> int:
    return sum(n.supports for n in graph.nodes)


def _graph(voices: Sequence[Voice], grades: Mapping[str, str], *, unseen: bool) -> Dependence:
    """Build the dependence graph; with `unseen`, everybody may also share an origin that nobody has shown."""
    nodes = [
        Node(
            key=v.origin.id,
            supports=v.supports,
            letter=letter_of(grades.get(fold(v.origin.speaker))),
            first_said=v.origin.first_said,
            known=known(v),
        )
        for v in voices
    ]
    edges = [*_same_speaker(voices), *_suspected(voices), *_names_within_names(voices)]
    circles = _circle_edges(voices)
    edges.extend(circles)
    hubs = sorted({e.b for e in circles})
    if unseen:
        hubs.append("unseen")
        edges.extend(
            Edge(a=n.key, b="unseen", chance=_UNSEEN_IF_KNOWN if n.known else _UNSEEN_IF_UNKNOWN)
            for n in nodes
            if n.supports
        )
    return dependence(nodes, hubs, edges)


def _same_speaker(voices: Sequence[Voice]) -> list[Edge]:
    """A named speaker counts once however often quoted; unnamed speakers of one report count once as well."""
    edges: list[Edge] = []
    first: dict[str, str] = {}
    for voice in voices:
        origin = voice.origin
        if origin.kind is SpeakerKind.UNNAMED:
            keys = [f"unnamed in {s.report}" for s in voice.statements]
        elif origin.kind in _NAMED:
            keys = [f"{fold(origin.speaker)}"]
        else:
            keys = []
        for key in keys:
            start = first.setdefault(key, origin.id)
            if start != origin.id:
                edges.append(Edge(a=start, b=origin.id, chance=1.0))
    return edges


def _suspected(voices: Sequence[Voice]) -> list[Edge]:
    """Edges the tracing suspects between origins of this claim."""
    here = {v.origin.id for v in voices}
    return [
        Edge(a=v.origin.id, b=other, chance=chance)
        for v in voices
        for other, chance, _ in v.origin.likely_same_as
        if other in here and other != v.origin.id
    ]


def _names_within_names(voices: Sequence[Voice]) -> list[Edge]:
    """Suspect `members of X` and `X of the North` of being, or speaking for, X: words of one name within the other."""
    words = {v.origin.id: frozenset(fold(v.origin.speaker).split()) for v in voices}
    bodies = [v for v in voices if v.origin.kind in _BODIES and known(v)]
    edges: list[Edge] = []
    for body in bodies:
        for voice in voices:
            if words[body.origin.id] < words[voice.origin.id]:
                described = voice.origin.speaker[:1].islower()
                chance = _STRONG_CIRCLE if described else _WEAK_CIRCLE
                edges.append(Edge(a=body.origin.id, b=voice.origin.id, chance=chance))
    return edges


def _circle_edges(voices: Sequence[Voice]) -> list[Edge]:
    """Tie the members of a circle, and the body the circle is named after, to the circle's hub."""
    edges: list[Edge] = []
    names = {fold(v.origin.circle): v.origin.circle for v in voices if v.origin.circle}
    for voice in voices:
        if fold(voice.origin.speaker) in names:
            edges.append(Edge(a=voice.origin.id, b=f"circle {fold(voice.origin.speaker)}", chance=CERTAIN))
        elif voice.origin.circle:
            hub = f"circle {fold(voice.origin.circle)}"
            edges.append(Edge(a=voice.origin.id, b=hub, chance=_circle_chance(voice.origin.circle_basis or "")))
    return edges


def _circle_chance(basis: str) -> float:
    """Return the chance that a member speaks for its circle, by what the texts call the relation."""
    folded = fold(basis)
    if _DECLARED_BASIS.search(folded):
        return 1.0
    return _STRONG_CIRCLE if _STRONG_BASIS.search(folded) else _WEAK_CIRCLE


def _left_out(
    voices: Sequence[Voice], grades: Mapping[str, str], whole: OriginCount, word: Likelihood | None
) -> list[LeaveOneOut]:
    """Say what the claim would look like without each speaker that supports it."""
    by_speaker: dict[str, list[Voice]] = defaultdict(list)
    for voice in counted(voices):
        if voice.supports:
            named = voice.origin.kind in _NAMED
            by_speaker[fold(voice.origin.speaker) if named else voice.origin.id].append(voice)
    if len(by_speaker) > _MOST_LEFT_OUT or not by_speaker:
        return []
    effects: list[LeaveOneOut] = []
    for gone in by_speaker.values():
        rest = [v for v in voices if v not in gone]
        name = gone[0].origin.speaker
        if not any(v.supports for v in rest):
            effects.append(LeaveOneOut(origin=gone[0].origin.id, effect=f"Without {name} nobody supports it."))
            continue
        count = _count(rest, grades)
        text = f"Without {name}: {worded(count)} instead of {worded(whole)}"
        if word is not None and count.low > 1:
            other = _likelihood(rest, grades, _FEW_DRAWS).word
            text += f"; {other} instead of {word.word}" if other != word.word else f"; still {word.word}"
        elif word is not None:
            text += "; too few for a likelihood"
        effects.append(LeaveOneOut(origin=gone[0].origin.id, effect=text + "."))
    return effects
