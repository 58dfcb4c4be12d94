"""Weigh a whole folder: claims with their origins and stances, contradictions, timeline and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.claims.contradictions import contradictions
from secondsource.analysis.claims.corroboration.counting import corroborate
from secondsource.analysis.claims.corroboration.voices import Voice
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.grouping import Embedding, Group, claim_id, group
from secondsource.analysis.claims.meaning.facets import Facets, read_facets
from secondsource.analysis.claims.meaning.refusal import refused_text
from secondsource.analysis.claims.meaning.stance import Stance, Subject, stance, subject_of
from secondsource.analysis.claims.neighbours import neighbours
from secondsource.analysis.claims.people import people
from secondsource.analysis.claims.timeline import timeline
from secondsource.analysis.claims.titles import title
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.finding import Claim, Contradiction, Person, TimelineEntry
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Reading, Statement
from secondsource.core.vetting.tracing import Origin, Tracing


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the claims room has to say about a folder."""

    claims: tuple[Claim, ...]
    """Most important first: more origins, more reports, more contested."""
    contradictions: tuple[Contradiction, ...]
    timeline: tuple[TimelineEntry, ...]
    people: tuple[Person, ...]
    notes: tuple[str, ...] = ()
    """Sentences for the editor."""


def weigh(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    statements: Sequence[Statement],
    tracing: Tracing,
    *,
    decisions: Decisions,
    embedder: Embedding,
) -> Weighed:
    """Weigh what was said.

    Args:
        reports: all that were read.
        readings: what was found in each; here only the people named.
        statements: those to weigh; rejected ones are left out by the caller.
        tracing: every statement stands in exactly one origin.
        decisions: the editor's merges and splits of claims, grades, and who is private.
        embedder: unit vectors of contents.
    """
    ordered = sorted(statements, key=lambda s: s.id)
    facets = [read_facets(s) for s in ordered]
    vectors = embedder.embed([s.content.text for s in ordered])
    origin_of = {i: o for o in tracing.origins for i in o.statements}
    groups = group(ordered, facets, vectors, decisions)
    subjects = [subject_of([ordered[i] for i in g.members], [facets[i] for i in g.members]) for g in groups]
    stances = _stances(groups, subjects, ordered, facets)
    evidence = Evidence(
        statements=ordered,
        facets=facets,
        vectors=vectors,
        refused=_refused(ordered, embedder),
        stances=stances,
        origins=[origin_of.get(s.id) for s in ordered],
        reports={r.file: r for r in reports},
    )
    clashes = contradictions(groups, evidence)
    contested = {i for c in clashes for i in (c.a, c.b)}
    grades = {fold(speaker): letter for speaker, letter in decisions.grades}
    publishers = frozenset(fold(r.outlet) for r in reports if r.outlet)
    near = neighbours(groups, evidence)
    claims = [_claim(g, n, evidence, publishers, grades) for g, n in zip(groups, near, strict=True)]
    claims.sort(key=lambda c: _importance(c, contested))
    notes = []
    if not decisions.grades and any(c.origins.low > 1 for c in claims):
        notes.append("No source is graded, so no claim has a likelihood; grade sources A to E in the decisions file.")
    return Weighed(
        claims=tuple(claims),
        contradictions=clashes,
        timeline=timeline(evidence),
        people=people(reports, readings, ordered, decisions),
        notes=tuple(notes),
    )


def _refused(statements: Sequence[Statement], embedder: Embedding) -> dict[int, NDArray[np.float32]]:
    """Return the vector of what each statement that says no refuses, by its index."""
    texts = {i: text for i, s in enumerate(statements) if (text := refused_text(fold(s.content.text)))}
    return dict(zip(texts, embedder.embed(list(texts.values())), strict=True))


def _stances(
    groups: Sequence[Group], subjects: Sequence[Subject], statements: Sequence[Statement], facets: Sequence[Facets]
) -> list[Stance]:
    """Return each statement's stance towards the claim it stands in."""
    stances = [Stance.UNSURE] * len(statements)
    for g, subject in zip(groups, subjects, strict=True):
        for i in g.members:
            stances[i] = stance(statements[i], facets[i], subject)
    return stances


def _claim(
    g: Group, near: Sequence[int], evidence: Evidence, publishers: frozenset[str], grades: Mapping[str, str]
) -> Claim:
    """Build one claim with its count."""
    statements, stances = evidence.statements, evidence.stances
    by_stance: dict[Stance, list[int]] = defaultdict(list)
    for i in g.members:
        by_stance[stances[i]].append(i)
    weighed = corroborate(
        _voices(by_stance, evidence, publishers),
        grades,
        near=_voices({Stance.SUPPORTS: near}, evidence, publishers),
        one_plan=any(evidence.facets[i].act is not None for i in by_stance[Stance.SUPPORTS]),
    )
    return Claim(
        id=claim_id([statements[i].id for i in g.members]),
        text=title(g, evidence),
        supporting=tuple(statements[i].id for i in by_stance[Stance.SUPPORTS]),
        denying=tuple(statements[i].id for i in by_stance[Stance.DENIES]),
        unsure=tuple(statements[i].id for i in by_stance[Stance.UNSURE]),
        mentions=len(g.members),
        documents=len({statements[i].report for i in g.members}),
        origins=weighed.origins,
        single_origin=weighed.single_origin,
        likelihood=weighed.likelihood,
        leave_one_out=weighed.leave_one_out,
    )


def _voices(by_stance: Mapping[Stance, Sequence[int]], evidence: Evidence, publishers: frozenset[str]) -> list[Voice]:
    """Return each origin's say once; an origin that says both is heard as last dated, for when undated."""
    said: dict[str, list[tuple[date, bool, Statement]]] = defaultdict(list)
    origins: dict[str, Origin] = {}
    for which in (Stance.SUPPORTS, Stance.DENIES):
        for i in by_stance.get(which, ()):
            origin = evidence.origins[i]
            if origin is None:
                continue
            origins[origin.id] = origin
            said[origin.id].append((evidence.date_of(i) or date.min, which is Stance.SUPPORTS, evidence.statements[i]))
    voices = []
    for key, says in said.items():
        last = max(when for when, _, _ in says)
        supports = any(yes for when, yes, _ in says if when == last)
        voices.append(
            Voice(
                origin=origins[key],
                statements=tuple(s for _, yes, s in says if yes == supports),
                supports=supports,
                publishes=fold(origins[key].speaker) in publishers,
            )
        )
    return voices


def _importance(claim: Claim, contested: set[str]) -> tuple[bool, float, str]:
    """Order claims: those with more than one statement first, then by origins, reports and contest.

    A lone word (`it`, `which`) is what a wrongly cut content leaves; it claims nothing and comes last.
    """
    ids = (*claim.supporting, *claim.denying, *claim.unsure)
    weight = 2.0 * claim.origins.likely + claim.documents + 2.0 * bool(claim.denying) + sum(i in contested for i in ids)
    return (len(ids) < 2 or " " not in claim.text, -weight, claim.id)
