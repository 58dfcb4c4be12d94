"""The gate item by item: one change to a release with everything met, and the fact that is no longer met."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.judgement.story import BY_HAND, NOON, VALE, but, fed_but, met_records

from secondsource.core.release.gate.catalogue import Kind, facts, items
from secondsource.core.release.gate.conditions import State
from secondsource.core.release.gate.embargo import EmbargoStanding, embargo
from secondsource.core.release.gate.gate import READERS, read_gate
from secondsource.core.release.gate.policy import GatePolicy, house_policy
from secondsource.core.release.gate.policy_file import read_policy
from secondsource.core.release.gate.records import HandAnswer, Quorum, Records, Waiver
from secondsource.core.release.harm.jigsaw import Jigsaw, JigsawStanding
from secondsource.core.release.harm.matrix import Severity
from secondsource.core.release.harm.people import LegalStage, PersonRole
from secondsource.core.release.harm.reply import Reply
from secondsource.core.release.harm.sources import SourceWarning
from secondsource.core.vetting.grading.grade import Credibility, Grade, Reliability
from secondsource.errors import InputError

HOUSE = house_policy()


def unmet(records: Records, policy: GatePolicy = HOUSE) -> dict[str, State]:
    return {one.entry.name: one.reading.state for one in read_gate(policy, records).unmet}


def person(**changes: object) -> Records:
    return but(people=(replace(VALE, **changes),))  # type: ignore[arg-type]  # a table of changes


def line(**changes: object) -> Records:
    records = met_records()
    return replace(records, evidence=(replace(records.evidence[0], **changes), *records.evidence[1:]))  # type: ignore[arg-type]  # a table


def graded(grade: str) -> tuple[Grade, ...]:
    return (Grade(letter=Reliability(grade[0]), digit=Credibility(grade[1])),)


def test_the_seventeen_items_have_their_facts_and_every_fact_is_read() -> None:
    assert [item.number for item in items()] == list(range(1, 18))
    assert {entry.item for entry in facts().values()} == set(range(1, 18))
    assert {name for name in facts() if name not in BY_HAND} == READERS.keys()
    for entry in facts().values():
        for words in (entry.says, entry.who, entry.how):
            assert words.en.strip()
            assert words.es.strip()
            assert words.en != words.es


CASES = [
    ("roles-known", State.UNKNOWN, person(role=None)),
    ("names-needed", State.UNKNOWN, person(needed=None)),
    ("names-needed", State.UNMET, person(needed=False)),
    ("names-needed", State.UNMET, person(minor=True)),
    ("stages-known", State.UNKNOWN, person(role=PersonRole.SUSPECT, stage=None)),
    ("wording-matches", State.UNMET, fed_but(text="Vale is a thief.")),
    ("wording-matches", State.UNKNOWN, fed_but(text=None)),
    ("lines-checked", State.UNKNOWN, but(lines=None)),
    ("lines-checked", State.UNMET, but(lines=(replace(met_records().lines[0], mark=None),))),  # type: ignore[index]  # there are lines
    ("lines-supported", State.UNMET, line(origins=1)),
    ("lines-supported", State.UNKNOWN, line(origins=None)),
    ("no-improbable", State.UNMET, line(grades=graded("B5"))),
    ("no-unreliable-alone", State.UNMET, line(grades=graded("E3"))),
    ("contradictions-settled", State.UNMET, line(open_contradictions=1)),
    ("contradictions-settled", State.UNKNOWN, line(open_contradictions=None)),
    ("missing-labelled", State.UNMET, line(grades=(None,))),
    ("missing-labelled", State.UNMET, line(grades=graded("F2"))),
    ("missing-labelled", State.UNMET, line(grades=graded("B6"))),
    ("sources-covered", State.UNMET, but(details=(replace(met_records().details[0], could_know=2),))),
    ("sources-covered", State.UNKNOWN, but(details=(replace(met_records().details[0], could_know=None),))),
    ("traces-clear", State.UNKNOWN, but(traces=met_records().traces[1:])),
    ("traces-clear", State.UNKNOWN, but(traces=tuple(replace(one, by="fay") for one in met_records().traces))),
    ("spans-decided", State.UNMET, fed_but(undecided_spans=2)),
    ("attack-clear", State.UNMET, fed_but(attack_clear=False)),
    ("attack-clear", State.UNKNOWN, fed_but(attack_clear=None)),
    ("jigsaw-apart", State.UNKNOWN, fed_but(earlier=("r-1",))),
    ("harm-answered", State.UNKNOWN, but(harm=met_records().harm[1:])),
    (
        "harm-bearable",
        State.UNMET,
        but(harm=(replace(met_records().harm[0], severity=Severity.SEVERE, likelihood="likely"),)),
    ),
    ("promises-kept", State.UNKNOWN, but(promises=(replace(met_records().promises[0], kept_by="fay"),))),
    ("promises-kept", State.UNMET, but(promises=(replace(met_records().promises[0], kept=False),))),
    ("sources-warned", State.UNKNOWN, but(warnings=())),
    ("sources-warned", State.UNMET, but(warnings=(SourceWarning(source="src-1", warned=False),))),
    ("replies-settled", State.UNMET, but(replies=(Reply(person="p-1"),))),
    ("replies-settled", State.UNKNOWN, person(criticised=None)),
    ("own-work-kept-apart", State.UNMET, fed_but(redaction_checked_by="fay")),
    ("own-work-kept-apart", State.UNKNOWN, fed_but(redaction_checked_by=None)),
    ("quorum-carried", State.UNMET, fed_but(quorum=Quorum(carried=False, full=False))),
    (
        "deciders-apart",
        State.UNMET,
        fed_but(quorum=Quorum(carried=True, full=True, yes=(("fay", "vetter"), ("bo", "vetter")))),
    ),
    (
        "deciders-apart",
        State.UNMET,
        fed_but(quorum=Quorum(carried=True, full=True, yes=(("bo", "vetter"), ("dee", "second")))),
    ),
    ("no-hold", State.UNMET, fed_but(open_holds=1)),
    ("bytes-as-reviewed", State.UNMET, fed_but(bundle_sha256="cd" * 32)),
    ("derivation-shown", State.UNMET, fed_but(derived=False)),
]


@pytest.mark.parametrize(("fact", "state", "records"), CASES, ids=[f"{name}-{state}" for name, state, _ in CASES])
def test_one_thing_amiss_shuts_the_gate_and_is_named(fact: str, state: State, records: Records) -> None:
    assert unmet(records)[fact] is state
    assert not read_gate(HOUSE, records).open


def test_every_computed_fact_has_a_case_that_shuts_the_gate() -> None:
    apart = {"private-names-decided", "single-source-referred", "harm-by-all-seats", "no-conflict"}
    assert READERS.keys() - {name for name, _, _ in CASES} == apart, "these have tests of their own"


@pytest.mark.parametrize("fact", BY_HAND)
def test_one_name_is_not_enough_where_only_people_can_say(fact: str) -> None:
    kept = tuple(one for one in met_records().answers if one.fact != fact or one.by == "ada")
    assert fact in unmet(but(answers=kept))


@pytest.mark.parametrize("fact", BY_HAND)
@pytest.mark.parametrize("value", [False, None])
def test_a_single_no_or_doubt_is_heard_from_anybody(fact: str, value: bool | None) -> None:  # noqa: FBT001 - a table
    more = HandAnswer(fact=fact, value=value, by="fay", at=NOON)
    state = unmet(but(answers=(*met_records().answers, more)))[fact]
    assert state is (State.UNMET if value is False else State.UNKNOWN)


def test_a_lawyer_must_be_among_those_who_say_that_it_was_reviewed() -> None:
    kept = tuple(one for one in met_records().answers if (one.fact, one.by) != ("legal-reviewed", "cy"))
    assert "legal-reviewed" in unmet(but(answers=kept))


def test_a_single_source_line_passes_with_its_label_and_the_referral_alone() -> None:
    labelled = line(origins=1, labelled=True)
    assert unmet(labelled) == {}
    kept = tuple(one for one in labelled.answers if one.fact != "single-source-referred")
    assert unmet(replace(labelled, answers=kept)).keys() == {"single-source-referred"}


def test_a_private_person_is_named_by_the_seats_alone() -> None:
    private = person(private=True)
    assert unmet(private) == {}
    undecided = replace(private, fed=replace(private.fed, quorum=None))
    assert "private-names-decided" in unmet(undecided)


def test_high_harm_takes_every_seat() -> None:
    grave = replace(
        met_records().harm[0], severity=Severity.HIGH, likelihood="likely", mitigation="masked", checked_by="cy"
    )
    records = but(harm=(grave, *met_records().harm[1:]))
    assert unmet(records) == {}
    narrow = replace(records, fed=replace(records.fed, quorum=replace(records.fed.quorum, full=False)))  # type: ignore[type-var]  # there is one
    assert unmet(narrow).keys() == {"harm-by-all-seats"}


def test_members_can_let_a_word_and_a_joined_profile_pass_by_name() -> None:
    convicted = replace(VALE, stage=LegalStage.NONE)
    hit = fed_but(text="Vale is a thief.")
    passed = tuple(
        HandAnswer(fact="wording-matches", about="1:thief:p-1", value=True, by=by, at=NOON) for by in ("ada", "bo")
    )
    assert "wording-matches" not in unmet(replace(hit, answers=(*hit.answers, *passed)))
    assert "wording-matches" in unmet(replace(hit, answers=(*hit.answers, passed[0])))
    joined = fed_but(earlier=("r-1",))
    joined = replace(joined, people=(convicted,), jigsaws=(Jigsaw(person="p-1", standing=JigsawStanding.TELLING),))
    looked = tuple(HandAnswer(fact="jigsaw-apart", about="p-1", value=True, by=by, at=NOON) for by in ("ada", "bo"))
    assert unmet(joined).keys() == {"jigsaw-apart"}
    assert unmet(replace(joined, answers=(*joined.answers, *looked))) == {}


def test_an_interest_of_a_checker_shuts_the_gate() -> None:
    own = HandAnswer(fact="no-conflict", value=False, by="bo", at=NOON)
    assert unmet(but(answers=(*met_records().answers, own)))["no-conflict"] is State.UNMET
    silent = tuple(one for one in met_records().answers if (one.fact, one.by) != ("no-conflict", "dee"))
    reading = next(one for one in read_gate(HOUSE, but(answers=silent)).unmet)
    assert (reading.entry.name, reading.reading.about) == ("no-conflict", ("dee",))


def test_only_the_vote_is_left_when_the_rest_is_met() -> None:
    reading = read_gate(HOUSE, fed_but(quorum=None))
    assert not reading.open
    assert reading.ready_for_vote
    assert {one.entry.kind for one in reading.unmet} == {Kind.VOTE}
    assert not read_gate(HOUSE, fed_but(quorum=None, attack_clear=None)).ready_for_vote


def test_an_editor_may_waive_what_may_be_waived_and_nothing_else() -> None:
    without = tuple(one for one in met_records().answers if one.fact not in {"retention-set", "legal-reviewed"})
    waivers = tuple(
        Waiver(fact=fact, by="ada", role="editor", why="a court keeps the file", at=NOON)
        for fact in ("retention-set", "legal-reviewed")
    )
    assert unmet(but(answers=without, waivers=waivers)).keys() == {"legal-reviewed"}
    for spoiled in (
        replace(waivers[0], why=" "),
        replace(waivers[0], role="lawyer"),
        replace(waivers[0], by="fay", role="vetter"),
    ):
        assert "retention-set" in unmet(but(answers=without, waivers=(spoiled,)))


def test_nobody_waives_what_somebody_looked_into_and_could_not_tell() -> None:
    doubt = HandAnswer(fact="retention-set", value=None, by="bo", at=NOON)
    waiver = Waiver(fact="retention-set", by="ada", role="editor", why="a court keeps the file", at=NOON)
    assert "retention-set" in unmet(but(answers=(*met_records().answers, doubt), waivers=(waiver,)))


def test_the_embargo_holds_by_itself_and_says_no_more_than_the_desk_wants() -> None:
    policy = read_policy("secondsource gate-policy v1\nversion: 2\npublic reason: We are checking. | Comprobamos.\n")
    shut, day = read_gate(policy, fed_but(attack_clear=None)), NOON + timedelta(days=1)
    assert embargo(shut, day, NOON).standing is EmbargoStanding.WAITS
    held = embargo(shut, day, day)
    assert held.standing is EmbargoStanding.HELD
    assert held.public_reason(policy, "es") == "Comprobamos."
    assert held.public_reason(HOUSE, "en") == ""
    opened = read_gate(policy, met_records())
    assert embargo(opened, day, NOON).standing is EmbargoStanding.WAITS
    assert embargo(opened, day, day).standing is EmbargoStanding.LIFTED
    assert embargo(opened, None, NOON).standing is EmbargoStanding.LIFTED


GOOD = """
secondsource gate-policy v1   # our desk
version: 7
names: 3
few: 12
item 13: team-plan and (board-told or insurer-told)
item 14: legal-reviewed y retention-set dispensable por editor
fact board-told (editor+lawyer): The board was told. | Se informó a la junta.
fact insurer-told: The insurer was told. | Se informó a la aseguradora.
public reason: We are checking. | Estamos comprobando.
"""


def test_a_policy_may_ask_for_more() -> None:
    policy = read_policy(GOOD)
    assert (policy.version, policy.limits.names, policy.limits.few) == (7, 3, 12)
    assert policy.entry("board-told").roles == ("editor", "lawyer")
    assert policy.entry("board-told").item == 13
    assert policy.says_why
    found = unmet(met_records(), policy)
    assert found.keys() == {"board-told", "insurer-told"}
    told = tuple(HandAnswer(fact="insurer-told", value=True, by=by, at=NOON) for by in ("ada", "bo", "cy"))
    assert read_gate(policy, but(answers=(*met_records().answers, *told))).open
    assert not read_gate(policy, but(answers=(*met_records().answers, *told[1:]))).open


BAD = [
    ("item 14: legal-reviewed or retention-set", "item 14 would ask for less"),
    ("item 14: legal-reviewed", "item 14 would ask for less"),
    ("item 14: legal-reviewed waivable by lawyer and retention-set", "item 14 would ask for less"),
    ("item 14: legal-reviewed and retention-set waivable by lawyer", "item 14 would ask for less"),
    ("item 14: legal-reviewed and (retention-set", "a bracket is not closed"),
    ("item 14: legal-reviewed and", "the condition stops too early"),
    ("item 14: legal-reviewed retention-set", "stands where the condition is over"),
    ("item 14: legal-reviewed and persons-listed", "persons-listed is no fact of item 14"),
    ("item 14: legal-reviewed & retention-set", "cannot be read"),
    ("item 18: legal-reviewed", "there is no item 18"),
    ("names: 1", "names is a whole number, 2 or more"),
    ("few: 4", "few is a whole number, 5 or more"),
    ("attempts: many", "attempts is a whole number, 5 or more"),
    ("version: 3", "'version' stands in it twice"),
    ("colour: red", "'colour' is no key"),
    ("say nothing", "no line of the kind"),
    ("public reason: We are checking.", "an English and a Spanish sentence"),
    ("fact legal-reviewed: Yes. | Sí.", "is a fact of the house"),
    ("fact told: Told. | Dicho.", "no item asks for told"),
    ("fact told (chief): Told. | Dicho.", "'chief' is no role"),
]


@pytest.mark.parametrize(("row", "why"), BAD)
def test_a_bad_line_is_named_by_its_number_and_nothing_is_used(row: str, why: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_policy(f"secondsource gate-policy v1\nversion: 2\n\n{row}\n")
    assert refusal.value.code == "gate-policy-unreadable"
    assert "Line 4: " in refusal.value.sentence
    assert why in refusal.value.sentence


@pytest.mark.parametrize("text", ["", "version: 1\n", "secondsource gate-policy v2\nversion: 1\n", "x" * 40_000])
def test_what_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_policy(text)


def test_a_policy_without_a_version_is_refused() -> None:
    with pytest.raises(InputError, match="version"):
        read_policy("secondsource gate-policy v1\nnames: 2\n")


def test_the_shortest_policy_is_the_house_with_a_version() -> None:
    policy = read_policy("secondsource gate-policy v1\nversion: 1\n")
    assert policy.conditions == HOUSE.conditions
    assert policy.limits == HOUSE.limits
