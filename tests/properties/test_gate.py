"""The gate's laws: no unknown opens it, one more no never opens it, order and own work count for nothing."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.judgement.story import BY_HAND, NOON, TEAM, but, fed_but, met_records

from secondsource.core.release.gate.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Fact,
    Reading,
    State,
    Waivable,
    facts_in,
    implies,
    state_of,
)
from secondsource.core.release.gate.gate import read_gate
from secondsource.core.release.gate.policy import house_policy
from secondsource.core.release.gate.records import Fed, HandAnswer, Records, Waiver

NAMES = ["f-1", "f-2", "f-3"]
ROLE_SETS = st.frozensets(st.sampled_from(["editor", "lawyer"]), max_size=2)
LEAVES = st.one_of(
    st.builds(Fact, name=st.sampled_from(NAMES)),
    st.builds(Waivable, fact=st.builds(Fact, name=st.sampled_from(NAMES)), by=ROLE_SETS),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(AllOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
READINGS = st.dictionaries(
    st.sampled_from(NAMES), st.builds(Reading, state=st.sampled_from(State), asked=st.booleans()), max_size=3
)
WAIVERS = st.dictionaries(st.sampled_from(NAMES), ROLE_SETS, max_size=3)
POLICY = house_policy()
FACTS = st.sampled_from(sorted({*POLICY.asked}))
ANSWERS = st.builds(
    HandAnswer,
    fact=FACTS,
    value=st.sampled_from([True, False, None]),
    by=st.sampled_from([*TEAM, "stranger"]),
    at=st.just(NOON),
)
GIVEN_WAIVERS = st.builds(
    Waiver,
    fact=FACTS,
    by=st.sampled_from(sorted(TEAM)),
    role=st.sampled_from(sorted(set(TEAM.values()))),
    why=st.sampled_from(["", "a reason"]),
    at=st.just(NOON),
)
FED = [field.name for field in fields(Fed) if field.name != "embargo_until"]


def opens(records: Records) -> bool:
    return read_gate(POLICY, records).open


def test_the_gate_opens_when_everything_is_met() -> None:
    reading = read_gate(POLICY, met_records())
    assert [(fact.entry.name, fact.reading.state) for fact in reading.unmet] == []
    assert reading.open


@given(CONDITIONS, READINGS, WAIVERS)
def test_a_fact_that_somebody_cannot_tell_keeps_a_condition_from_being_met(
    condition: Condition, readings: dict[str, Reading], waivers: dict[str, frozenset[str]]
) -> None:
    found = state_of(condition, readings, waivers)
    told = [readings[name] for name in facts_in(condition) if name in readings]
    if any(one.state is State.UNKNOWN and one.asked for one in told):
        assert found is not State.MET


@given(CONDITIONS, READINGS, WAIVERS, st.sampled_from(NAMES))
def test_one_more_no_never_meets_a_condition(
    condition: Condition, readings: dict[str, Reading], waivers: dict[str, frozenset[str]], name: str
) -> None:
    before = readings.get(name)
    if before is not None and before.state is State.UNKNOWN and before.asked:
        return  # who cannot tell is heard before a no: the reading stays unknown, as `by_hand` has it
    after = {**readings, name: Reading(state=State.UNMET)}
    if state_of(condition, after, waivers) is State.MET:
        assert state_of(condition, readings, waivers) is State.MET


@given(CONDITIONS, CONDITIONS, READINGS, WAIVERS)
def test_what_implies_another_condition_is_never_met_without_it(
    one: Condition, other: Condition, readings: dict[str, Reading], waivers: dict[str, frozenset[str]]
) -> None:
    both = AllOf(parts=(one, other))
    assert implies(both, one, frozenset({"editor", "lawyer"}))
    if implies(one, other, frozenset({"editor", "lawyer"})) and state_of(one, readings, waivers) is State.MET:
        known = {name: readings.get(name, Reading(state=State.UNMET)) for name in facts_in(one) | facts_in(other)}
        unknown = any(reading.state is State.UNKNOWN for reading in known.values())
        assert unknown or state_of(other, known, waivers) is State.MET


@given(st.lists(ANSWERS, max_size=12), st.lists(GIVEN_WAIVERS, max_size=4))
def test_no_answers_with_an_unknown_open_it(answers: list[HandAnswer], waivers: list[Waiver]) -> None:
    records = but(answers=(*met_records().answers, *answers), waivers=tuple(waivers))
    if any(one.value is None and one.fact in (*BY_HAND, "no-conflict") for one in answers):
        assert not opens(records)


@given(st.sets(st.sampled_from(FED), min_size=1))
def test_nothing_that_the_releasing_room_does_not_know_opens_it(missing: set[str]) -> None:
    assert not opens(fed_but(**dict.fromkeys(missing)))


@given(st.sets(st.sampled_from(range(len(met_records().answers))), min_size=1), st.lists(GIVEN_WAIVERS, max_size=6))
def test_answers_that_are_missing_never_open_it_further(dropped: set[int], waivers: list[Waiver]) -> None:
    whole = met_records()
    kept = tuple(one for place, one in enumerate(whole.answers) if place not in dropped)
    shut = read_gate(POLICY, replace(whole, answers=(), waivers=tuple(waivers)))
    assert not shut.open
    if opens(but(answers=kept)):
        assert opens(whole)


@given(st.lists(ANSWERS, max_size=10), st.lists(GIVEN_WAIVERS, max_size=4), ANSWERS)
def test_one_more_no_never_opens_it(answers: list[HandAnswer], waivers: list[Waiver], more: HandAnswer) -> None:
    refusal = replace(more, value=False)
    base = met_records()
    for start in ((), base.answers):
        before = replace(base, answers=(*start, *answers), waivers=tuple(waivers))
        after = replace(before, answers=(*before.answers, refusal))
        assert opens(before) or not opens(after)


@given(st.permutations(met_records().answers), st.permutations(met_records().harm), st.data())
def test_the_order_of_records_does_not_matter(
    answers: list[HandAnswer], harm: list[object], data: st.DataObject
) -> None:
    dropped = data.draw(st.integers(0, len(answers)))
    kept = tuple(answers[dropped:])
    one = read_gate(POLICY, but(answers=kept, harm=tuple(harm)))
    other = read_gate(POLICY, but(answers=kept[::-1], harm=tuple(harm[::-1])))
    assert one == other


@given(st.sampled_from(sorted(TEAM)), st.lists(ANSWERS, max_size=10))
def test_own_work_never_counts(author: str, answers: list[HandAnswer]) -> None:
    """Whatever an author adds in favour of their own text, the gate stands as it stood without it."""
    base = replace(met_records(), authors=frozenset({"fay", author}), answers=tuple(answers))
    own = tuple(HandAnswer(fact=fact, value=True, by=author, at=NOON) for fact in POLICY.asked if fact != "no-conflict")
    waived = tuple(Waiver(fact=fact, by=author, role=TEAM[author], why="it is fine", at=NOON) for fact in POLICY.asked)
    before = read_gate(POLICY, base)
    after = read_gate(POLICY, replace(base, answers=(*base.answers, *own), waivers=waived))
    met = {one.entry.name for item in after.items for one in item.facts if one.met}
    assert met <= {one.entry.name for item in before.items for one in item.facts if one.met}
