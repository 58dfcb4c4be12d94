"""Laws of the corroboration model, and its coverage on generated cases whose origin graph is known."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.analysis.claims.corroboration.dependence import (
    Dependence,
    Edge,
    Node,
    best_case,
    dependence,
    worst_case,
)
from secondsource.analysis.claims.corroboration.simulation import (
    RELAY_ERROR,
    Simulated,
    chance_given,
    enumerate_exactly,
    simulate,
    supporting_origins,
)
from secondsource.analysis.claims.corroboration.wording import BETA_OF_LETTER, likelihood, rounded, word_for

DAY = date(2031, 5, 1)
FEW = 4_000


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """A handful of origins with suspected ties."""
    size = draw(st.integers(1, 6))
    nodes = [
        Node(
            key=f"o{k}",
            supports=draw(st.booleans()) if k else True,
            letter=draw(st.sampled_from("ABCDEF")),
            first_said=DAY + timedelta(days=draw(st.integers(0, 5))),
        )
        for k in range(size)
    ]
    pairs = [(a, b) for a in range(size) for b in range(a)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8)) if pairs else []
    edges = [Edge(a=f"o{a}", b=f"o{b}", chance=draw(st.sampled_from((0.2, 0.5, 0.7, 0.9)))) for a, b in chosen]
    return nodes, edges


@given(cases(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_declared_relay_changes_nothing(case: tuple[list[Node], list[Edge]], data: st.DataObject) -> None:
    nodes, edges = case
    root = data.draw(st.sampled_from(nodes))
    early = DAY - timedelta(days=3)
    relay = Node(key="relay", supports=root.supports, letter="A", first_said=early, relay=True)
    before = simulate(dependence(nodes, (), edges), draws=FEW)
    after = simulate(dependence([*nodes, relay], (), [*edges, Edge(a="relay", b=root.key, chance=1.0)]), draws=FEW)
    assert after == before


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_and_names_do_not_matter(case: tuple[list[Node], list[Edge]], shuffler: random.Random) -> None:
    nodes, edges = case
    names = {n.key: f"x{k}" for k, n in enumerate(shuffler.sample(nodes, len(nodes)))}
    others = [replace(n, key=names[n.key]) for n in nodes]
    ties = [Edge(a=names[e.b], b=names[e.a], chance=e.chance) for e in edges]
    shuffler.shuffle(others)
    shuffler.shuffle(ties)
    one = simulate(dependence(nodes, (), edges), draws=FEW)
    two = simulate(dependence(others, (), ties), draws=FEW)
    # Nodes that only names could tell apart may swap their draws: the same figures up to the noise of drawing.
    assert abs(one.chance - two.chance) < 0.03
    assert (one.origins_low, one.origins_high) == (two.origins_low, two.origins_high)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_the_number_of_origins_is_bounded(case: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = case
    result = simulate(dependence(nodes, (), edges), draws=FEW)
    supporting = sum(n.supports for n in nodes)
    assert 1 <= result.origins_low <= result.origins_median <= result.origins_high <= supporting
    assert 1.0 - 1e-9 <= result.origins <= supporting + 1e-9
    assert 0.0 <= result.low <= result.high <= 1.0


@given(cases())
@settings(max_examples=40, deadline=None)
def test_certain_and_impossible_edges_give_the_two_extremes(case: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = case
    graph = dependence(nodes, (), edges)
    none = dependence(nodes, (), [replace(e, chance=0.0) for e in edges])
    every = dependence(nodes, (), [replace(e, chance=1.0) for e in edges])
    assert enumerate_exactly(none) == enumerate_exactly(best_case(graph))
    assert enumerate_exactly(every) == pytest.approx(enumerate_exactly(worst_case(graph)))
    few, many = sum(n.supports for n in every.nodes), sum(n.supports for n in none.nodes)
    assert few <= max(1.0, enumerate_exactly(graph)[1]) + 1e-9
    assert enumerate_exactly(graph)[1] <= many + 1e-9


@given(cases())
@settings(max_examples=30, deadline=None)
def test_drawing_agrees_with_enumerating(case: tuple[list[Node], list[Edge]]) -> None:
    graph = dependence(case[0], (), case[1])
    chance, origins = enumerate_exactly(graph)
    drawn = simulate(graph)
    assert drawn.chance == pytest.approx(chance, abs=0.02)
    assert drawn.origins == pytest.approx(origins, abs=0.08)


def test_too_many_edges_are_not_enumerated() -> None:
    nodes = [Node(key=f"o{k}", supports=True) for k in range(8)]
    edges = [Edge(a=f"o{a}", b=f"o{b}", chance=0.5) for a in range(8) for b in range(a)]
    with pytest.raises(ValueError, match="too many"):
        enumerate_exactly(dependence(nodes, (), edges))


def test_eight_reports_of_one_origin_weigh_as_one() -> None:
    eight = [Node(key=f"o{k}", supports=True, letter="C", first_said=DAY + timedelta(days=k)) for k in range(8)]
    apart = simulate(dependence(eight, (), ()))
    cited = simulate(dependence(eight, (), [Edge(a="o0", b=f"o{k}", chance=1.0) for k in range(1, 8)]))
    maybe = simulate(dependence(eight, (), [Edge(a="o0", b=f"o{k}", chance=0.7) for k in range(1, 8)]))
    assert apart.chance > 0.95
    assert cited.chance == pytest.approx(5 / 8, abs=0.02)
    assert cited.origins_high == 1
    assert cited.chance < maybe.chance < apart.chance


def test_missing_grades_say_nothing_in_either_direction() -> None:
    nodes = [Node(key="o0", supports=True), Node(key="o1", supports=True), Node(key="o2", supports=False)]
    assert simulate(dependence(nodes, (), ())).chance == pytest.approx(0.5, abs=0.02)


def test_a_shared_hub_joins_like_an_edge() -> None:
    nodes = [Node(key=f"o{k}", supports=True, letter="B") for k in range(3)]
    spokes = [Edge(a=n.key, b="circle", chance=1.0) for n in nodes]
    assert len(dependence(nodes, ("circle",), spokes).nodes) == 1
    loose = dependence(nodes, ("circle",), [replace(e, chance=0.5) for e in spokes])
    # All three sit on the hub with chance 1/8: exactly what enumeration of three spokes gives without evidence.
    counts = [supporting_origins(loose, np.array(p)) for p in np.ndindex(2, 2, 2)]
    assert sorted(counts) == [1, 2, 2, 2, 3, 3, 3, 3]


def generated(rng: np.random.Generator) -> tuple[Dependence, Simulated, int, float]:
    """Generate a case from the model: a graph of suspicions, which of them are real, reliabilities, truth, stances.

    Returns:
        The suspicions with stances, what the model makes of them, and what was really so: the number of independent
        supporting origins, and what an observer who knows graph and reliabilities would say.
    """
    while True:
        size = int(rng.integers(4, 10))
        letters = [str(x) for x in rng.choice(list("ABCDE"), size)]
        edges = [
            (a, b, float(rng.uniform(0.1, 0.9))) for b in range(size) for a in range(b) if rng.random() < 2.2 / size
        ]
        real = rng.random(len(edges)) < np.array([p for _, _, p in edges]) if edges else np.zeros(0, dtype=bool)
        root = list(range(size))
        changed = True
        while changed:
            before = list(root)
            for (a, b, _), yes in zip(edges, real, strict=True):
                if yes:
                    root[a] = root[b] = min(root[a], root[b])
            changed = root != before
        right = np.array([rng.beta(*BETA_OF_LETTER[letter]) for letter in letters])
        truth = rng.random() < 0.5
        stances: list[bool] = []
        for k in range(size):
            if root[k] == k:
                stances.append(bool(truth) if rng.random() < right[k] else not truth)
            else:
                stances.append(stances[root[k]] if rng.random() >= RELAY_ERROR else not stances[root[k]])
        if any(stances):
            break
    nodes = [
        Node(key=f"o{k}", supports=stances[k], letter=letters[k], first_said=DAY + timedelta(days=k))
        for k in range(size)
    ]
    graph = dependence(nodes, (), [Edge(a=f"o{a}", b=f"o{b}", chance=p) for a, b, p in edges])
    return (
        graph,
        simulate(graph, draws=FEW),
        supporting_origins(graph, real),
        chance_given(graph, real, right, prior=0.5),
    )


@pytest.mark.slow
def test_the_ninety_percent_interval_covers_what_it_says() -> None:
    rng = np.random.default_rng(20310501)
    cases_ = [generated(rng) for _ in range(400)]
    chance = np.mean([drawn.low <= known <= drawn.high for _, drawn, _, known in cases_])
    assert 0.85 <= chance <= 0.95
    # A count is whole: its interval can only cover more than it must, never so much that it says nothing.
    origins = np.mean([drawn.origins_low <= known <= drawn.origins_high for _, drawn, known, _ in cases_])
    width = np.mean([drawn.origins_high - drawn.origins_low for _, drawn, _, _ in cases_])
    assert 0.85 <= origins <= 0.995
    assert width <= 3.0


def test_a_case_generated_without_edges_is_counted_exactly() -> None:
    nodes = [Node(key=f"o{k}", supports=k != 2, letter="B") for k in range(4)]
    drawn = simulate(dependence(nodes, (), ()), draws=FEW)
    assert (drawn.origins_low, drawn.origins_high) == (3, 3)


@given(st.floats(0.0, 1.0))
def test_words_and_figures_agree(chance: float) -> None:
    figure = rounded(chance)
    assert 0.05 <= figure <= 0.95
    assert abs(figure * 20 - round(figure * 20)) < 1e-9
    worded = likelihood(chance, chance, chance, 0.5)
    assert worded.word == word_for(figure)
    assert (worded.low, worded.high, worded.prior) == (figure, figure, 0.5)
