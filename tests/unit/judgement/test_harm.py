"""Harm: names, words of guilt, the matrix, exposure, promises, right of reply."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.core.release.harm import reply as replies
from secondsource.core.release.harm.matrix import HarmKind, HarmNote, HarmStanding, Severity, harm_to, standing
from secondsource.core.release.harm.people import LegalStage, Naming, PersonInRelease, PersonRole, naming
from secondsource.core.release.harm.reply import Answer, Attempt, Reply, ReplyStanding, ReplyWaiver
from secondsource.core.release.harm.sources import (
    Detail,
    Exposure,
    Promise,
    PromiseKind,
    SourceWarning,
    Trace,
    TraceCheck,
    Treatment,
    exposure,
    traces,
)
from secondsource.core.release.harm.wording import too_strong
from secondsource.core.vetting.judging.likelihood import word_steps
from secondsource.errors import RuleError

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
WORDS = [step.value for step in word_steps()]
OFFICIAL = PersonInRelease(
    id="p-1",
    role=PersonRole.OFFICIAL,
    named=True,
    private=False,
    minor=False,
    needed=True,
    need_why="holds the office",
    criticised=True,
)
ANSWERS = st.sampled_from([True, False, None])


def test_an_official_who_is_needed_may_be_named() -> None:
    assert naming(OFFICIAL) is Naming.FREE
    assert naming(replace(OFFICIAL, private=True)) is Naming.QUORUM


@pytest.mark.parametrize("role", [PersonRole.SOURCE, PersonRole.WITNESS, PersonRole.VICTIM, PersonRole.FAMILY])
def test_the_sheltered_are_named_only_with_their_consent_and_a_quorum(role: PersonRole) -> None:
    sheltered = replace(OFFICIAL, role=role)
    assert naming(sheltered) is Naming.UNKNOWN
    assert naming(replace(sheltered, consents=False)) is Naming.FORBIDDEN
    assert naming(replace(sheltered, consents=True)) is Naming.QUORUM


PEOPLE = st.builds(
    PersonInRelease,
    id=st.just("p-1"),
    role=st.sampled_from([None, *PersonRole]),
    named=st.just(value=True),
    private=ANSWERS,
    minor=ANSWERS,
    needed=ANSWERS,
    need_why=st.sampled_from(["", " ", "why"]),
    consents=ANSWERS,
    stage=st.sampled_from([None, *LegalStage]),
)


@given(PEOPLE)
def test_a_minor_is_never_named(one: PersonInRelease) -> None:
    assert naming(replace(one, role=one.role or PersonRole.WITNESS, minor=True)) is Naming.FORBIDDEN


@pytest.mark.parametrize("stage", [LegalStage.NONE, LegalStage.ALLEGATION, LegalStage.INVESTIGATION])
def test_who_is_not_charged_is_named_by_quorum_alone(stage: LegalStage) -> None:
    suspect = replace(OFFICIAL, role=PersonRole.SUSPECT)
    assert naming(suspect) is Naming.UNKNOWN
    assert naming(replace(suspect, stage=stage)) is Naming.QUORUM
    assert naming(replace(suspect, stage=LegalStage.CHARGE)) is Naming.FREE


@given(PEOPLE)
def test_what_is_not_answered_never_lets_a_name_out(one: PersonInRelease) -> None:
    if naming(one) is Naming.FREE:
        assert None not in {one.role, one.minor}
        assert one.private is False
        assert one.needed is True
        assert one.need_why.strip()


GUILT = [
    "The suspect murdered two men.",
    "Mr Vale is a criminal.",
    "Vale was convicted in May.",
    "The alleged kidnapper, Vale, said nothing.",
    "“Vale is a thief,” a clerk said.",
    "Vale stole the cargo.",
    "Vale committed the crime.",
    "Vale asesinó a dos hombres.",
    "Vale es culpable.",
    "El narcotraficante Vale no respondió.",
    "Vale cometió el delito.",
    "El presunto asesino, Vale, calló.",
    "Vale fue condenado en mayo.",
]


@pytest.mark.parametrize("text", GUILT)
@pytest.mark.parametrize("stage", [stage for stage in LegalStage if stage < LegalStage.CONVICTION])
def test_words_of_guilt_are_refused_below_a_conviction(text: str, stage: LegalStage) -> None:
    names = {"p-1": ("Vale", "the suspect")}
    assert too_strong(text, names, {"p-1": stage})
    assert too_strong(text, names, {"p-1": LegalStage.CONVICTION}) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Vale was not convicted.",
        "Vale pleaded not guilty.",
        "Vale no es culpable.",
        "Vale nunca fue condenado.",
        "The port authority closed the quay, Vale said.",
        "Vale dijo que el muelle estaba cerrado.",
    ],
)
def test_words_turned_round_and_plain_words_pass(text: str) -> None:
    assert too_strong(text, {"p-1": ("Vale",)}, {"p-1": LegalStage.NONE}) == ()


def test_words_of_a_charge_need_a_charge() -> None:
    for text in ("Vale was indicted.", "Vale fue imputado."):
        assert too_strong(text, {"p-1": ("Vale",)}, {"p-1": LegalStage.INVESTIGATION})
        assert too_strong(text, {"p-1": ("Vale",)}, {"p-1": LegalStage.CHARGE}) == ()


def test_a_line_that_names_nobody_speaks_of_whom_the_paragraph_named_last() -> None:
    found = too_strong("Vale owns the ship. He stole it.\n\nThe killers fled.", {"p-1": ("Vale",)}, {})
    assert [(one.line, one.person) for one in found] == [(2, "p-1"), (3, None)]


def note(severity: Severity | None, likelihood: str | None, mitigation: str = "", checked_by: str = "") -> HarmNote:
    return HarmNote(
        person="p-1",
        kind=HarmKind.LIFE,
        severity=severity,
        likelihood=likelihood,
        by="bo",
        at=NOON,
        mitigation=mitigation,
        checked_by=checked_by,
    )


@pytest.mark.parametrize("word", WORDS)
def test_severe_harm_that_is_unlikely_or_more_blocks_whatever_the_mitigation(word: str) -> None:
    blocks = standing(note(Severity.SEVERE, word, "moved house", "cy")) is HarmStanding.BLOCKS
    assert blocks is (WORDS.index(word) >= WORDS.index("unlikely"))


@pytest.mark.parametrize("word", WORDS)
def test_high_harm_takes_a_checked_mitigation_and_every_seat(word: str) -> None:
    assert standing(note(Severity.HIGH, word)) is HarmStanding.NEEDS_MITIGATION
    assert standing(note(Severity.HIGH, word, "name masked", "bo")) is HarmStanding.NEEDS_MITIGATION, "own check"
    assert standing(note(Severity.HIGH, word, "name masked", "cy")) is HarmStanding.FULL_QUORUM


def test_what_is_not_answered_is_unknown_and_not_none() -> None:
    assert standing(note(None, "likely")) is HarmStanding.UNKNOWN
    assert standing(note(Severity.LOW, None)) is HarmStanding.UNKNOWN
    assert standing(note(Severity.LOW, "hardly")) is HarmStanding.UNKNOWN
    assert standing(note(Severity.NONE, None)) is HarmStanding.ACCEPTED
    assert harm_to("p-1", [note(Severity.NONE, None)]) is HarmStanding.UNKNOWN, "seven kinds are open"
    whole = [replace(note(Severity.NONE, None), kind=kind) for kind in HarmKind]
    assert harm_to("p-1", whole) is HarmStanding.ACCEPTED
    assert harm_to("p-2", whole) is HarmStanding.UNKNOWN


@given(
    st.lists(
        st.builds(note, st.sampled_from([None, *Severity]), st.sampled_from([None, *WORDS])), min_size=1, max_size=4
    )
)
def test_the_order_of_notes_does_not_matter(notes: list[HarmNote]) -> None:
    assert harm_to("p-1", notes) is harm_to("p-1", notes[::-1])


def test_a_detail_that_few_could_know_exposes_its_source() -> None:
    detail = Detail(id="d-1", source="src-1", could_know=3, treatment=Treatment.KEPT)
    assert exposure(detail) is Exposure.EXPOSED
    assert exposure(replace(detail, could_know=40)) is Exposure.COVERED
    assert exposure(replace(detail, could_know=40), few=50) is Exposure.EXPOSED
    assert exposure(replace(detail, could_know=6), few=1) is Exposure.COVERED
    assert exposure(replace(detail, could_know=4), few=1) is Exposure.EXPOSED, "a policy asks for no fewer"
    assert exposure(replace(detail, could_know=None)) is Exposure.UNKNOWN
    assert exposure(replace(detail, treatment=Treatment.BLURRED)) is Exposure.UNKNOWN
    assert exposure(replace(detail, treatment=Treatment.BLURRED, could_know_after=200)) is Exposure.COVERED
    assert exposure(replace(detail, treatment=Treatment.REMOVED)) is Exposure.COVERED


def test_a_trace_that_nobody_looked_for_is_unknown() -> None:
    found = traces(
        [TraceCheck(trace=Trace.STYLE, clear=True, by="bo"), TraceCheck(trace=Trace.TIMING, clear=None, by="bo")]
    )
    assert found[Trace.STYLE] is True
    assert found[Trace.TIMING] is None
    assert found[Trace.METADATA] is None
    both = [TraceCheck(trace=Trace.STYLE, clear=clear, by="bo") for clear in (True, False)]
    assert traces(both)[Trace.STYLE] is False


def test_whoever_made_a_promise_does_not_say_that_it_is_kept() -> None:
    promise = Promise(id="pr-1", source="src-1", kind=PromiseKind.NOT_QUOTED, made_by="bo", kept=True, kept_by="bo")
    assert promise.settled is None
    assert replace(promise, kept_by="cy").settled is True
    assert SourceWarning(source="s", warned=False).settled is False
    assert SourceWarning(source="s", warned=False, why_not="they are watched").settled is True
    assert SourceWarning(source="s", warned=None, why_not="x").settled is None


def attempt(day: int, by: str = "cy") -> Attempt:
    at = NOON + timedelta(days=day)
    return Attempt(way="letter", by=by, at=at, deadline=at + timedelta(days=2), told_all=True)


def judged(*, dangerous: bool) -> Reply:
    return replies.judge_risk(Reply(person="p-1"), dangerous=dangerous, why="known to them", by="bo", at=NOON)


def refused(code: str, act: object) -> None:
    with pytest.raises(RuleError) as refusal:
        act()  # type: ignore[operator]  # a lambda of the test below
    assert refusal.value.code == code


def test_nobody_is_asked_before_the_risk_is_judged_nor_when_it_is_dangerous() -> None:
    refused("risk-first", lambda: replies.add_attempt(Reply(person="p-1"), attempt(0)))
    refused("must-not-be-asked", lambda: replies.add_attempt(judged(dangerous=True), attempt(0)))
    refused("own-work", lambda: replies.add_attempt(judged(dangerous=False), attempt(0, by="bo")))


def test_silence_takes_five_attempts_and_the_deadline() -> None:
    reply = judged(dangerous=False)
    assert replies.standing(reply, NOON) is ReplyStanding.MAY_BE_ASKED
    for day in range(4):
        reply = replies.add_attempt(reply, attempt(day))
    assert replies.standing(reply, NOON + timedelta(days=30)) is ReplyStanding.ASKED
    reply = replies.add_attempt(reply, attempt(4))
    assert replies.standing(reply, NOON + timedelta(days=5)) is ReplyStanding.ASKED
    assert replies.standing(reply, NOON + timedelta(days=6)) is ReplyStanding.SILENT
    assert replies.standing(reply, NOON + timedelta(days=6), attempts=7) is ReplyStanding.ASKED


def test_an_answer_settles_it_when_somebody_else_sees_it_in_the_text() -> None:
    asked = replies.add_attempt(judged(dangerous=False), attempt(0))
    answered = replies.add_answer(asked, Answer(words="It is not so.", at=NOON, by="cy"))
    assert replies.standing(answered, NOON) is ReplyStanding.ANSWERED
    refused("own-work", lambda: replies.include_answer(answered, "cy"))
    assert replies.standing(replies.include_answer(answered, "bo"), NOON) is ReplyStanding.INCLUDED
    refused("no-answer", lambda: replies.include_answer(asked, "bo"))
    refused("nobody-asked", lambda: replies.add_answer(judged(dangerous=False), Answer(words="x", at=NOON)))


def test_only_the_editor_waives_and_only_for_danger_that_somebody_else_saw() -> None:
    waiver = ReplyWaiver(why="they would find the source", by="ada", at=NOON)
    danger = judged(dangerous=True)
    assert replies.standing(danger, NOON) is ReplyStanding.MUST_NOT_BE_ASKED
    refused("top-editor-needed", lambda: replies.waive(danger, waiver, top_editor=False))
    refused("waiver-needs-danger", lambda: replies.waive(judged(dangerous=False), waiver, top_editor=True))
    refused("own-work", lambda: replies.waive(danger, replace(waiver, by="bo"), top_editor=True))
    refused("reason-missing", lambda: replies.waive(danger, replace(waiver, why=" "), top_editor=True))
    assert replies.standing(replies.waive(danger, waiver, top_editor=True), NOON) is ReplyStanding.WAIVED


def test_a_deadline_of_hours_is_refused() -> None:
    short = replace(attempt(0), deadline=NOON + timedelta(hours=3))
    refused("deadline-short", lambda: replies.add_attempt(judged(dangerous=False), short))
