"""Which origins of a claim may be one: a graph of nodes, hubs and edges with chances.

A *node* is one origin with its stance and Admiralty letter. A *hub* stands for something unseen that several origins
may share: a circle, or an origin nobody has shown us. An *edge* is the chance that two are one line of descent.
Certain edges are contracted first, so that a declared relay changes nothing at all. Nodes are then put in an order made
of dates, letters and shape, never of names, so that renaming everybody leaves every figure as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

CERTAIN = 0.995
"""A chance from here on is treated as known."""
_SHAPE_ROUNDS = 3
"""Rounds of colour refinement (Weisfeiler & Leman 1968); human-sized cases are told apart in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One origin's say on a claim."""

    key: str
    """Origin id; never influences a figure."""
    supports: bool
    """False when it denies."""
    letter: str = "F"
    first_said: date | None = None
    known: bool = True
    """False when its upstream is not known."""
    relay: bool = False
    """True when it passes on somebody else's words: contracted into the other end of its certain edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The chance that two ends are one line of descent."""

    a: str
    b: str
    """Node keys or hub names."""
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """A contracted graph in canonical order."""

    nodes: tuple[Node, ...]
    hubs: tuple[str, ...]
    edges: tuple[tuple[int, int, float], ...]
    """(end, end, chance); ends are indices into `nodes + hubs`, sorted; every chance above 0 and below `CERTAIN`."""


def dependence(nodes: Sequence[Node], hubs: Sequence[str], edges: Sequence[Edge]) -> Dependence:
    """Contract certain edges and put what is left in canonical order.

    Args:
        nodes: one an origin, any order.
        hubs: names of hubs that edges may end in.
        edges: parallel edges are joined as independent reasons: 1 - product of (1 - chance).

    Returns:
        The graph all figures are computed from.
    """
    root = _contract(nodes, hubs, edges)
    kept = [n for n in nodes if root[n.key] == n.key]
    kept_hubs = [h for h in hubs if root[h] == h]
    joined: dict[tuple[str, str], float] = {}
    for edge in edges:
        if edge.a not in root or edge.b not in root:
            continue
        ends = (root[edge.a], root[edge.b])
        if ends[0] != ends[1] and 0.0 < edge.chance < CERTAIN:
            key = (min(ends), max(ends))
            joined[key] = 1.0 - (1.0 - joined.get(key, 0.0)) * (1.0 - edge.chance)
    # A hub with one edge left joins nothing.
    kept_hubs = [h for h in kept_hubs if sum(h in pair for pair in joined) > 1]
    alive = {n.key for n in kept} | set(kept_hubs)
    joined = {pair: chance for pair, chance in joined.items() if alive.issuperset(pair)}
    colour = _colours(kept, kept_hubs, joined)
    ordered = sorted(kept, key=lambda n: (n.first_said or date.max, n.letter, not n.supports, colour[n.key], n.key))
    ordered_hubs = sorted(kept_hubs, key=lambda h: (colour[h], h))
    index = {name: i for i, name in enumerate([n.key for n in ordered] + ordered_hubs)}
    triples = sorted(
        (min(index[a], index[b]), max(index[a], index[b]), round(chance, 6)) for (a, b), chance in joined.items()
    )
    return Dependence(nodes=tuple(ordered), hubs=tuple(ordered_hubs), edges=tuple(triples))


def worst_case(graph: Dependence) -> Dependence:
    """Return the graph with every suspected edge real."""
    return _with_all(graph, 1.0)


def best_case(graph: Dependence) -> Dependence:
    """Return the graph with no suspected edge real."""
    return replace(graph, edges=())


def _with_all(graph: Dependence, chance: float) -> Dependence:
    names = [n.key for n in graph.nodes] + list(graph.hubs)
    edges = [Edge(a=names[a], b=names[b], chance=chance) for a, b, _ in graph.edges]
    return dependence(graph.nodes, graph.hubs, edges)


def _contract(nodes: Sequence[Node], hubs: Sequence[str], edges: Sequence[Edge]) -> dict[str, str]:
    """Return what each node and hub is contracted into: no relay if possible, then one on record, then the earliest."""
    root = {name: name for name in [*(n.key for n in nodes), *hubs]}
    by_key = {n.key: n for n in nodes}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    def rank(name: str) -> tuple[bool, bool, bool, date, str, str]:
        node = by_key.get(name)
        if node is None:
            return (True, True, True, date.max, "", name)
        return (False, node.relay, not node.known, node.first_said or date.max, node.letter, name)

    for edge in edges:
        if edge.chance >= CERTAIN and edge.a in root and edge.b in root:
            first, second = sorted((find(edge.a), find(edge.b)), key=rank)
            root[second] = first
    return {name: find(name) for name in root}


def _colours(nodes: Sequence[Node], hubs: Sequence[str], edges: dict[tuple[str, str], float]) -> dict[str, str]:
    """Return a name-free label of each node's place in the graph."""
    colour = {n.key: f"{n.first_said}|{n.letter}|{n.supports}|{n.known}" for n in nodes} | dict.fromkeys(hubs, "hub")
    for _ in range(_SHAPE_ROUNDS):
        around: dict[str, list[str]] = {name: [] for name in colour}
        for (a, b), chance in edges.items():
            around[a].append(f"{chance:.6f}{colour[b]}")
            around[b].append(f"{chance:.6f}{colour[a]}")
        colour = {
            name: hashlib.sha256((colour[name] + "".join(sorted(around[name]))).encode()).hexdigest()[:16]
            for name in colour
        }
    return colour
