"""Group statements of a whole folder into claims, across reports and languages, by what is asserted.

Likeness is the cosine of sentence vectors, corrected by what vectors do not see: the same predicate, number or name
brings two statements together, different predicates or acts part them. Groups grow by average linkage, so that one
chance likeness does not chain two claims. Polarity is not looked at here: a claim holds its denials too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.claims.meaning.facets import Facets
from secondsource.analysis.claims.meaning.likeness import Asserted, Stories, corrected
from secondsource.core.digests import short_id
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.statement import Position, Statement

LIKENESS = 0.50
"""Mean corrected likeness above which two groups are one claim. On a development case F1 is level from .42 to .50; the
upper end is taken, because what is wrongly joined counts origins that say different things."""
BLOCK = 2500
"""Statements compared all with all; a larger folder is first cut into neighbourhoods."""
_ABOUT_CLAIMS = frozenset({"genuine", "happened", "confirmed"})
_ANSWERING = frozenset({Position.DENIES, Position.DOUBTS, Position.CANNOT_CONFIRM, Position.RETRACTS})
_SMALL = 3
"""Statements up to which a group of denials is looked at as an answer to another group."""
_ANSWERS_FROM = 0.15
"""Mean cosine from which denials that share a predicate with a claim are about it."""
_PER_DOUBLING = 0.05


class Embedding(Protocol):
    """What turns texts into comparable unit vectors."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return an array (len(texts), d) of unit rows."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statements about one claim, whatever their stance."""

    members: tuple[int, ...]
    """Indices into the statements given, ascending."""
    typical: tuple[float, ...]
    """Mean likeness of each member to the others, 0 for a single one."""


def claim_id(ids: Sequence[str]) -> str:
    """Return the id of a claim made of the statements `ids`; made from the least of them, it outlives additions."""
    return short_id("c", "claim/v1", min(ids))


def group(
    statements: Sequence[Statement], facets: Sequence[Facets], vectors: NDArray[np.float32], decisions: Decisions
) -> tuple[Group, ...]:
    """Group statements by what they assert.

    Args:
        statements: in a canonical order, so that ties fall alike whatever the files are called.
        facets: one each.
        vectors: array (n, d) of unit rows.
        decisions: merges and splits of claims by statement id, carried out last.

    Returns:
        Groups in order of their first member; every statement in exactly one.
    """
    stories = Stories(statements, vectors)
    clusters: list[list[int]] = []
    for block in _neighbourhoods(vectors):
        asserted = [Asserted(statement=statements[i], facets=facets[i]) for i in block]
        likeness = corrected(asserted, vectors[block], stories.of_all(block))
        clusters.extend([[block[i] for i in c] for c in _average_linkage(likeness)])
    clusters = _attached(clusters, statements, facets, vectors)
    clusters = _decided(clusters, statements, decisions)
    groups = [_described(sorted(c), vectors) for c in clusters]
    return tuple(sorted(groups, key=lambda g: g.members))


def _described(members: list[int], vectors: NDArray[np.float32]) -> Group:
    """Attach to each member its mean cosine to the others."""
    rows = vectors[members]
    n = len(members)
    mean = (rows @ rows.sum(axis=0) - 1.0) / max(1, n - 1)
    return Group(members=tuple(members), typical=tuple(float(m) for m in mean) if n > 1 else (0.0,))


def _neighbourhoods(vectors: NDArray[np.float32]) -> list[list[int]]:
    """Cut a large folder into neighbourhoods of at most `BLOCK`, by nearest of evenly spread centres.

    Two statements of one claim lie close and nearly always share their nearest centre; what is lost at the borders is
    the price of never holding all pairs.
    """
    n = len(vectors)
    if n <= BLOCK:
        return [list(range(n))] if n else []
    # Centres: a fixed sample, improved by two rounds of spherical k-means (Dhillon & Modha 2001).
    k = max(2, 4 * n // BLOCK)
    centres = vectors[np.linspace(0, n - 1, k).astype(int)].copy()
    nearest = np.zeros(n, dtype=int)
    for _ in range(3):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        for c in range(k):
            rows = vectors[nearest == c]
            if len(rows):
                mean = rows.mean(axis=0)
                centres[c] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    blocks: list[list[int]] = []
    for c in range(k):
        members = np.flatnonzero(nearest == c)
        blocks.extend([int(i) for i in members[start : start + BLOCK]] for start in range(0, len(members), BLOCK))
    return [b for b in blocks if b]


def _average_linkage(likeness: NDArray[np.float32]) -> list[list[int]]:
    """Merge the two most alike groups until none is alike enough (UPGMA, Sokal & Michener 1958)."""
    n = len(likeness)
    pairs = likeness.copy()
    sizes = np.ones(n)
    clusters: dict[int, list[int]] = {i: [i] for i in range(n)}
    best = pairs.argmax(axis=1)
    value = pairs[np.arange(n), best]
    while n > 1:
        a = int(value.argmax())
        if value[a] < LIKENESS:
            break
        b = int(best[a])
        merged = (sizes[a] * pairs[a] + sizes[b] * pairs[b]) / (sizes[a] + sizes[b])
        merged[a] = merged[b] = -9.0
        pairs[a], pairs[:, a] = merged, merged
        pairs[b], pairs[:, b] = -9.0, -9.0
        sizes[a] += sizes[b]
        clusters[a].extend(clusters.pop(b))
        value[b] = -9.0
        best[a] = int(merged.argmax())
        value[a] = merged[best[a]]
        # Rows whose nearest was a or b look again; a's rise can only matter to rows below it.
        stale = np.flatnonzero(((best == a) | (best == b)) & (value > -9.0))
        for row in stale:
            best[row] = int(pairs[row].argmax())
            value[row] = pairs[row, best[row]]
        higher = (merged > value) & (value > -9.0)
        best[higher], value[higher] = a, merged[higher]
    return list(clusters.values())


def _attached(
    clusters: list[list[int]], statements: Sequence[Statement], facets: Sequence[Facets], vectors: NDArray[np.float32]
) -> list[list[int]]:
    """Move small groups of denials and doubts to the nearest claim with the same predicate: they answer something."""
    sharing: dict[str, list[int]] = {}
    for c, cluster in enumerate(clusters):
        for dimension in _main(cluster, facets):
            sharing.setdefault(dimension, []).append(c)
    target: dict[int, int] = {}
    for c, cluster in enumerate(clusters):
        if len(cluster) > _SMALL or not all(_answers(statements[i], facets[i]) for i in cluster):
            continue
        spoken = {d for i in cluster for d, _ in facets[i].signs} - _ABOUT_CLAIMS
        near = [k for d in sorted(spoken) for k in sharing.get(d, ()) if k != c and len(clusters[k]) > len(cluster)]
        mean = vectors[cluster].mean(axis=0)
        close = {k: float(vectors[clusters[k]].mean(axis=0) @ mean) for k in near}
        close = {k: cosine for k, cosine in close.items() if cosine >= _ANSWERS_FROM}
        if close:
            # What is denied is sooner what many assert than what one person says in passing.
            target[c] = max(close, key=lambda k: (close[k] + _PER_DOUBLING * math.log2(len(clusters[k])), -k))
    kept = [list(cluster) if c not in target else [] for c, cluster in enumerate(clusters)]
    for c in target:
        end = c
        # A small group may answer one that moves itself; sizes grow on the way, so this ends.
        while end in target:
            end = target[end]
        kept[end].extend(clusters[c])
    return [k for k in kept if k]


def _main(cluster: list[int], facets: Sequence[Facets]) -> list[str]:
    """Return the predicates at least half of a group speaks of, other than those about claims themselves."""
    votes = Counter(d for i in cluster if facets[i].act is None for d, _ in facets[i].signs)
    return sorted(d for d, n in votes.items() if 2 * n >= len(cluster) and d not in _ABOUT_CLAIMS)


def _answers(statement: Statement, facets: Facets) -> bool:
    """Say whether a statement denies or doubts something rather than claiming something of its own."""
    doubted = statement.position in _ANSWERING or facets.sign("genuine") == -1 or facets.sign("happened") == -1
    return doubted and facets.act is None


def _decided(clusters: list[list[int]], statements: Sequence[Statement], decisions: Decisions) -> list[list[int]]:
    """Carry out the editor's merges, then splits; ids that do not occur are passed over."""
    place = {s.id: i for i, s in enumerate(statements)}
    # A claim may be named by its own id, as proposed before any decision.
    proposed = {claim_id([statements[i].id for i in c]): c[0] for c in clusters}
    for wanted in decisions.merged_claims:
        members = {(place | proposed)[i] for i in wanted if i in place or i in proposed}
        touched = [c for c in clusters if members & set(c)]
        if len(touched) > 1:
            clusters = [c for c in clusters if c not in touched] + [[i for c in touched for i in c]]
    for wanted in decisions.split_claims:
        members = {place[i] for i in wanted if i in place}
        if members:
            clusters = [rest for c in clusters if (rest := [i for i in c if i not in members])] + [sorted(members)]
    return clusters
