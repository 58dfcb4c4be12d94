"""Reports and statements in, reuse and origins out: the room's one door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from secondsource.analysis.embeddings import Embedder
from secondsource.analysis.reading.chains.framing.saying import ASSUMED
from secondsource.analysis.tracing.likeness import Likeness
from secondsource.analysis.tracing.origins import Joiner, origin_of
from secondsource.analysis.tracing.placing import place_undated, place_unnamed
from secondsource.analysis.tracing.reuse.direction import Voice, credits_of, directed, plainest
from secondsource.analysis.tracing.reuse.quotations import quoted_spans
from secondsource.analysis.tracing.reuse.rewording import is_reworded, reworded_reuse
from secondsource.analysis.tracing.reuse.search import verbatim_reuse
from secondsource.analysis.tracing.reuse.translation import translated_reuse
from secondsource.analysis.tracing.speakers.affiliations import memberships, same_name
from secondsource.analysis.tracing.speakers.cast import cast_of
from secondsource.analysis.tracing.suspicions import with_suspicions
from secondsource.analysis.tracing.ties.carried import citation_ties, likeness_ties, reuse_ties
from secondsource.analysis.tracing.ties.spoken import (
    body_ties,
    document_ties,
    next_day_ties,
    release_ties,
    same_day_ties,
    same_report_ties,
)
from secondsource.analysis.tracing.utterances import Utterance, carriers_of, owners_of, utterances_of
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import SpeakerKind, Statement
from secondsource.core.vetting.tracing import Origin, Reuse, Tie, TieKind, Tracing

LEAST_RELAYED = 0.35
"""Cosine a statement must have with one of a report it is declared to relay."""


def trace(
    reports: Sequence[Report], statements: Sequence[Statement], *, decisions: Decisions, embedder: Embedder
) -> Tracing:
    """Trace the statements of a folder to their origins.

    Args:
        reports: the folder, in any order; the answer does not depend on it, nor on the files' names.
        statements: what was read in them; each must name one of `reports`.
        decisions: the editor's corrections, which outrank every proposal.
        embedder: for likeness of contents and for translations.

    Returns:
        Text reuse with passages and direction, and origins: every statement in exactly one.
    """
    by_file = {report.file: report for report in reports}
    cast = cast_of(statements)
    utterances = utterances_of(statements, by_file, cast)
    reuse = _reuse(reports, statements, utterances, by_file, embedder)
    circles = memberships(statements, by_file, cast, decisions)
    likeness = Likeness(embedder)
    relays = [(a, b) for a, b in decisions.relays if a in by_file and b in by_file]
    relays += [(pair.derived, pair.b if pair.derived == pair.a else pair.a) for pair in reuse if pair.derived]
    carriers = carriers_of(statements, by_file, cast)
    ties = [
        *same_report_ties(utterances),
        *same_day_ties(utterances),
        *next_day_ties(utterances),
        *body_ties(utterances, circles),
        *release_ties(utterances),
        *document_ties(utterances, owners_of(statements, cast)),
        *reuse_ties(utterances, [pair for pair in reuse if not is_reworded(pair)]),
        *citation_ties(utterances, by_file, likeness, relays),
        *likeness_ties(utterances, likeness, {role: m.circle for role, m in circles.items()}),
        *_relayed(utterances, decisions, likeness),
    ]

    def joined(merged: Iterable[frozenset[str]]) -> tuple[Origin, ...]:
        joiner = Joiner(utterances, circles)
        for number, ids in enumerate(decisions.split_origins):
            joiner.pin(ids, number)
        declared = [
            *_chained(merged, "declared one origin"),
            *_chained(decisions.split_origins, "declared an origin of its own"),
        ]
        joiner.join(declared)
        refused = joiner.join(ties)
        place_undated(joiner, likeness)
        place_unnamed(joiner, utterances, likeness, carriers)
        groups = joiner.groups()
        origins = [origin_of(group, circles) for group in groups]
        return with_suspicions(origins, groups, refused, circles, likeness)

    origins = joined(decisions.merged_origins)
    if any(name.startswith("o-") for ids in decisions.merged_origins for name in ids):
        # Origin ids in the decisions name origins as they were proposed, before any merger.
        proposed = {origin.id: origin.statements for origin in joined(())}
        named = [frozenset(s for name in ids for s in proposed.get(name, (name,))) for ids in decisions.merged_origins]
        origins = joined(named)
    return Tracing(reuse=tuple(reuse), origins=origins, notes=embedder.notes)


def dated(statements: Sequence[Statement], tracing: Tracing) -> tuple[Statement, ...]:
    """Give statements without a known date that of their origin, with the basis said.

    A day that reading assumed gives way to a known one only. An outlet's own voice keeps no date but its own.
    """
    first = {name: origin for origin in tracing.origins for name in origin.statements}
    by_id = {statement.id: statement for statement in statements}
    found = []
    for statement in statements:
        origin = first.get(statement.id)
        known = statement.said_on is not None and not _is_assumed(statement)
        if known or origin is None or origin.first_said is None:
            found.append(statement)
            continue
        members = [by_id[name] for name in origin.statements if name in by_id]
        supports = [one for one in members if one.said_on == origin.first_said]
        support = min(supports, key=_is_assumed)
        if statement.said_on is not None and _is_assumed(support):
            found.append(statement)
            continue
        basis = f"same utterance as {support.id} ({support.report})"
        found.append(replace(statement, said_on=origin.first_said, said_on_basis=basis))
    return tuple(found)


def _is_assumed(statement: Statement) -> bool:
    """Say whether a statement's day is one that no words give."""
    return (statement.said_on_basis or "").startswith(ASSUMED)


def _reuse(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    utterances: Sequence[Utterance],
    by_file: Mapping[str, Report],
    embedder: Embedder,
) -> list[Reuse]:
    """Return verbatim and translated reuse, with directions."""
    voices: dict[str, list[Voice]] = {}
    for utterance in utterances:
        if not utterance.own_voice and utterance.root.kind is not SpeakerKind.UNNAMED:
            voice = Voice(utterance.statement.content.span, utterance.root.name)
            voices.setdefault(utterance.statement.report, []).append(voice)
    credit = credits_of(reports, statements)
    verbatim = directed(verbatim_reuse(reports), by_file, voices, credit)
    known = {(pair.a, pair.b) for pair in verbatim}
    reworded = directed(reworded_reuse(reports, statements, embedder, known), by_file, voices, credit)
    translated = directed(translated_reuse(reports, statements, embedder), by_file, voices, credit)
    plain = plainest(translated, verbatim)
    # A quotation answered by its translation shows dependence by itself, whoever else prints it.
    quoted = [pair for pair in translated if pair not in plain and _quotes(pair, by_file)]
    return sorted((*verbatim, *reworded, *plain, *quoted), key=lambda pair: (pair.a, pair.b, pair.kind))


def _quotes(pair: Reuse, by_file: Mapping[str, Report]) -> bool:
    """Say whether some passage of a pair stands in quotation marks in both reports."""
    first, second = (quoted_spans(by_file[file].text) for file in (pair.a, pair.b))
    return any(
        any(place.overlaps(passage.a) for place in first) and any(place.overlaps(passage.b) for place in second)
        for passage in pair.passages
    )


def _chained(sets: Iterable[frozenset[str]], evidence: str) -> list[Tie]:
    """Return declared ties that join each set."""
    ties = []
    for ids in sets:
        ordered = sorted(ids)
        ties += [Tie(kind=TieKind.DECLARED, a=a, b=b, evidence=evidence) for a, b in pairwise(ordered)]
    return ties


def _relayed(utterances: Sequence[Utterance], decisions: Decisions, likeness: Likeness) -> list[Tie]:
    """Return the ties of declared relays: each statement of the relay to the likest one of what it relays."""
    ties = []
    for child, parent in decisions.relays:
        children, parents = _named(utterances, child), _named(utterances, parent)
        for one in children:
            rest = [u for u in parents if u is not one]
            if not rest:
                continue
            best = max(rest, key=lambda u: (likeness.between([one], [u]), u.rank))
            by_report = child == one.statement.report
            if by_report and likeness.between([one], [best]) < LEAST_RELAYED:
                continue
            a, b = sorted((one.id, best.id))
            ties.append(Tie(kind=TieKind.DECLARED, a=a, b=b, evidence=f"declared: {child} relays {parent}"))
    return ties


def _named(utterances: Sequence[Utterance], name: str) -> list[Utterance]:
    """Return the statements meant by a report's file, a statement's id or a speaker's name."""
    exact = [u for u in utterances if name in {u.id, u.statement.report}]
    return exact or [u for u in utterances if same_name(name, u.root.name)]
