"""From a dependence graph to a likelihood: Monte Carlo over graphs and reliabilities.

The model: a claim is true or not, with a stated prior. Each independent line of descent has one root; the root is
right with a chance drawn from the Beta of its Admiralty letter, once however often it speaks. Every other origin on
the line repeats its root and errs in one case of fifty. Per draw of a graph and of reliabilities the likelihood of all
stances is computed for true and for not true; likelihoods are averaged first and normalised then, which also weighs
every graph by how well it explains who agrees with whom. Nothing is learned from the reports: a folder is too small
to learn from.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from secondsource.analysis.claims.corroboration.dependence import Dependence, Node
from secondsource.analysis.claims.corroboration.wording import BETA_OF_LETTER

DRAWS = 20_000
RELAY_ERROR = 0.02
"""Chance that somebody who repeats an origin turns its stance round."""
MOST_EXACT_EDGES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """What the draws say, unrounded."""

    chance: float
    """Posterior that the claim is true."""
    low: float
    high: float
    """90 % interval of the chance over graphs and reliabilities, weighted by evidence."""
    origins: float
    """Expected number of independent origins that support."""
    origins_low: int
    origins_median: int
    origins_high: int
    """5th, 50th and 95th percentile of that number."""


def simulate(graph: Dependence, *, prior: float = 0.5, draws: int = DRAWS) -> Simulated:
    """Draw graphs and reliabilities; the seed is the graph's own shape, so the same case gives the same figures.

    Args:
        graph: from `dependence`; at least one node supports or denies.
        prior: chance that the claim is true before any report, above 0 and below 1.
        draws: number of draws.
    """
    # Names and dates never influence a figure, so graphs of one shape are drawn once.
    nodes = tuple(
        Node(key=str(i), supports=n.supports, letter=n.letter, known=n.known) for i, n in enumerate(graph.nodes)
    )
    hubs = tuple(f"hub {i}" for i in range(len(graph.hubs)))
    return _drawn(Dependence(nodes=nodes, hubs=hubs, edges=graph.edges), prior, draws)


@lru_cache(maxsize=4096)
def _drawn(graph: Dependence, prior: float, draws: int) -> Simulated:
    """Draw graphs and reliabilities for a graph without names."""
    rng = np.random.default_rng(_seed(graph))
    n = len(graph.nodes)
    chances = np.array([chance for _, _, chance in graph.edges])
    present = rng.random((draws, len(chances))) < chances
    roots = _roots(graph, present)[:, :n]
    betas = np.array([BETA_OF_LETTER[node.letter] for node in graph.nodes])
    right = rng.beta(betas[:, 0], betas[:, 1], size=(draws, n))
    if_true, if_false = _likelihoods(graph, roots, right)
    true, false = prior * if_true, (1.0 - prior) * if_false
    weight = true + false
    total = float(weight.sum())
    each = true / np.maximum(weight, 1e-300)
    low, high = _weighted_quantiles(each, weight, (0.05, 0.95))
    counts = _supporting_roots(graph, roots)
    few, middle, many = _weighted_quantiles(counts, weight, (0.05, 0.5, 0.95))
    return Simulated(
        chance=float(true.sum()) / total,
        low=low,
        high=high,
        origins=float((counts * weight).sum()) / total,
        origins_low=int(few),
        origins_median=int(middle),
        origins_high=int(many),
    )


def enumerate_exactly(graph: Dependence, *, prior: float = 0.5) -> tuple[float, float]:
    """Return the exact posterior and the exact expected number of supporting origins, by summing over all graphs.

    Raises:
        ValueError: more than `MOST_EXACT_EDGES` uncertain edges.
    """
    if len(graph.edges) > MOST_EXACT_EDGES:
        message = f"{len(graph.edges)} uncertain edges are too many to enumerate"
        raise ValueError(message)
    subsets = list(product((False, True), repeat=len(graph.edges)))
    present = np.array(subsets, dtype=bool).reshape(len(subsets), len(graph.edges))
    chances = np.array([chance for _, _, chance in graph.edges])
    weight = np.prod(np.where(present, chances, 1.0 - chances), axis=1)
    roots = _roots(graph, present)[:, : len(graph.nodes)]
    # Each root has a reliability of its own, so the expectation of the product is the product of the means.
    means = np.array([BETA_OF_LETTER[node.letter] for node in graph.nodes])
    right = np.broadcast_to(means[:, 0] / means.sum(axis=1), roots.shape)
    if_true, if_false = _likelihoods(graph, roots, right)
    true, false = prior * if_true * weight, (1.0 - prior) * if_false * weight
    total = float((true + false).sum())
    counts = _supporting_roots(graph, roots)
    return float(true.sum()) / total, float((counts * (true + false)).sum()) / total


def chance_given(graph: Dependence, present: NDArray[np.bool_], right: NDArray[np.float64], *, prior: float) -> float:
    """Return the posterior for one known graph and known reliabilities: what an all-knowing observer would say.

    Args:
        graph: the graph of suspicions.
        present: which of its edges are real, shape (edges,).
        right: each node's chance of being right, shape (nodes,).
        prior: chance that the claim is true before any report.
    """
    roots = _roots(graph, present[None, :])[:, : len(graph.nodes)]
    if_true, if_false = _likelihoods(graph, roots, right[None, :])
    true, false = prior * float(if_true[0]), (1.0 - prior) * float(if_false[0])
    return true / (true + false)


def supporting_origins(graph: Dependence, present: NDArray[np.bool_]) -> int:
    """Count the independent supporting origins when exactly the edges `present` are real."""
    return int(_supporting_roots(graph, _roots(graph, present[None, :])[:, : len(graph.nodes)])[0])


def _seed(graph: Dependence) -> int:
    """Return a seed made of the graph's shape, not of names."""
    nodes = [(n.supports, n.letter, n.known) for n in graph.nodes]
    return int.from_bytes(hashlib.sha256(repr((nodes, len(graph.hubs), graph.edges)).encode()).digest()[:8])


def _roots(graph: Dependence, present: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the root (least index) of each node's component in every draw, array (draws, nodes + hubs)."""
    size = len(graph.nodes) + len(graph.hubs)
    labels = np.broadcast_to(np.arange(size), (len(present), size)).copy()
    while True:
        before = labels.copy()
        for e, (a, b, _) in enumerate(graph.edges):
            least = np.minimum(labels[:, a], labels[:, b])
            labels[:, a] = np.where(present[:, e], least, labels[:, a])
            labels[:, b] = np.where(present[:, e], least, labels[:, b])
        if np.array_equal(before, labels):
            return labels


def _likelihoods(
    graph: Dependence, roots: NDArray[np.int64], right: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the likelihood of all stances if the claim is true and if it is not, one a draw."""
    supports = np.array([node.supports for node in graph.nodes])
    is_root = roots == np.arange(len(graph.nodes))
    agrees = supports[roots] == supports
    repeated = np.where(agrees, 1.0 - RELAY_ERROR, RELAY_ERROR)
    if_true = np.where(is_root, np.where(supports, right, 1.0 - right), repeated).prod(axis=1)
    if_false = np.where(is_root, np.where(supports, 1.0 - right, right), repeated).prod(axis=1)
    return if_true, if_false


def _supporting_roots(graph: Dependence, roots: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count the components that hold a supporting node, one a draw."""
    columns = [i for i, node in enumerate(graph.nodes) if node.supports]
    if not columns:
        return np.zeros(len(roots), dtype=np.int64)
    ordered = np.sort(roots[:, columns], axis=1)
    changes: NDArray[np.int64] = (np.diff(ordered, axis=1) > 0).sum(axis=1)
    return 1 + changes


def _weighted_quantiles(
    values: NDArray[np.float64] | NDArray[np.int64], weight: NDArray[np.float64], at: tuple[float, ...]
) -> tuple[float, ...]:
    """Return the least value with at least the wanted share of weight at or below it."""
    order = np.argsort(values, kind="stable")
    share = np.cumsum(weight[order])
    places = np.searchsorted(share, np.array(at) * share[-1], side="left")
    return tuple(float(values[order[min(p, len(order) - 1)]]) for p in places)
