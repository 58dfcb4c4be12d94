"""The rules of judgement through the pages and past them: own work is refused by the action and by the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.cast import MORNING, Cast
from tests.desk.judgement.conftest import Judged
from tests.desk.judgement.filling import WORDS, graded, listed

from secondsource.actions.desk.evidence import deciding
from secondsource.actions.desk.evidence.deciding import Words
from secondsource.actions.desk.judgement import checking, finding, gate, grading, people, replies, sources
from secondsource.core.release.gate.conditions import State
from secondsource.core.release.gate.policy import house_policy
from secondsource.core.release.gate.records import Fed, HandAnswer
from secondsource.core.release.harm.matrix import HarmKind, Severity
from secondsource.core.release.harm.reply import ReplyStanding, standing
from secondsource.core.release.harm.sources import Trace
from secondsource.core.vetting.grading.grade import Credibility, Grade, Reliability
from secondsource.core.vetting.grading.pairing import PairStanding
from secondsource.core.vetting.judging.judgement import Confidence
from secondsource.core.vetting.lines.check import LineMark, LineState
from secondsource.core.vetting.statement import Position
from secondsource.errors import AccessError, InputError, RuleError
from secondsource.store.judgement import models
from secondsource.store.judgement.lookups import grading as grading_lookups
from secondsource.store.judgement.lookups import people as people_lookups
from secondsource.store.judgement.values import CheckedMark
from secondsource.store.team import journal
from secondsource.store.team.models import CaseRow

SignedIn = Callable[[str], Client]


def code(act: Callable[[], object]) -> str:
    with pytest.raises((RuleError, AccessError, InputError)) as refusal:
        act()
    return refusal.value.code


def answered(actor: str, fact: str, value: bool | None = True, about: str = "") -> HandAnswer:  # noqa: FBT001, FBT002 - three answers
    return HandAnswer(fact=fact, value=value, by=actor, at=MORNING, about=about, why="looked at it")


def give(desk: Cast, judged: Judged, actor: str, answer: HandAnswer) -> HandAnswer:
    return gate.answer(
        actor=actor, policy=house_policy(), case=desk.case, digest=judged.digest, given=answer, now=MORNING
    )


def state(desk: Cast, judged: Judged, fact: str) -> State:
    reading = gate.read(policy=house_policy(), case=desk.case, digest=judged.digest, fed=Fed(), now=MORNING)
    return next(one.reading.state for item in reading.items for one in item.facts if one.entry.name == fact)


def row_refused(make: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


# Grading


def test_the_page_shows_no_letter_before_the_digit_is_sealed(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    fresh = judged.quarry.statements[4]
    ask = as_member("bo")
    before = ask.get(reverse("grade", args=[desk.case, fresh])).content.decode()
    assert 'name="digit"' in before
    assert 'name="letter"' not in before
    assert "known for years" not in before, "the history of the letter"
    ask.post(reverse("grade-digit", args=[desk.case, fresh]), {"digit": "2", "topic": "the quarry", "why": "it fits"})
    after = ask.get(reverse("grade", args=[desk.case, fresh])).content.decode()
    assert 'name="digit"' not in after
    assert 'name="letter"' in after
    assert "known for years" in after, "the same speaker was graded on this topic before"


def test_confirmed_is_neither_offered_nor_taken_for_one_origin(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    fresh = judged.quarry.statements[4]
    place = reverse("grade", args=[desk.case, fresh])
    page = as_member("bo").get(place).content.decode()
    assert 'name="digit" value="2"' in page
    assert 'name="digit" value="1"' not in page
    answer = as_member("bo").post(place + "digit", {"digit": "1", "topic": "the quarry", "why": "all say so"})
    assert answer.status_code == 409
    assert b"one-origin" in answer.content


def test_the_second_assessor_sees_nothing_of_the_first(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    fresh = judged.quarry.statements[4]
    graded(desk, fresh, desk.bo, "4", "E")
    for name in ("cy", "ada", "gus"):
        page = as_member(name).get(reverse("grade", args=[desk.case, fresh])).content.decode()
        assert "E4" not in page
        assert "it fits" not in page
        listing = as_member(name).get(reverse("grades", args=[desk.case])).content.decode()
        assert "E4" not in listing
    graded(desk, fresh, desk.cy, "4", "E")
    assert "E4" in as_member("ada").get(reverse("grade", args=[desk.case, fresh])).content.decode()


def test_nobody_grades_a_statement_they_added(desk: Cast, judged: Judged) -> None:
    exhibit = next(iter(judged.quarry.exhibits.values()))
    words = Words(
        exhibit=exhibit,
        text="The owner denied",
        near=0,
        chain=("Valley Herald",),
        position=Position.AFFIRMS,
        said_on=None,
    )
    added = deciding.add(actor=desk.bo, case=desk.case, words=words, now=MORNING).statement.id
    assert code(lambda: graded(desk, added, desk.bo, "2", None)) == "own-work"
    graded(desk, added, desk.cy, "2", None)
    case = CaseRow.objects.get(key=desk.case)
    row_refused(
        lambda: models.AssessmentRow.objects.create(
            case=case, statement=added, source="x", topic="x", by=desk.bo, added_by=desk.bo, at=MORNING
        )
    )


def test_a_difference_is_resolved_by_a_third_with_a_reason(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    contested = judged.quarry.statements[1]
    assert grading_lookups.pair(desk.case, contested).standing is PairStanding.DIFFER
    wanted = {"letter": "D", "digit": "3", "why": "it erred in May"}
    place = reverse("grade-resolve", args=[desk.case, contested])
    own = as_member("bo").post(place, wanted)
    assert (own.status_code, b"own-work" in own.content) == (409, True)
    middle = as_member("ada").post(place, wanted | {"letter": "C"})
    assert b"grade-nobody-gave" in middle.content
    assert as_member("ada").post(place, wanted).status_code == 302
    assert str(grading_lookups.pair(desk.case, contested).grade) == "D3"
    case = CaseRow.objects.get(key=desk.case)
    row_refused(
        lambda: models.ResolutionRow.objects.create(
            case=case,
            statement="s-x",
            letter="B",
            digit="2",
            why="x",
            by=desk.bo,
            first=desk.bo,
            second=desk.cy,
            at=MORNING,
        )
    )


def test_a_third_who_was_shown_both_grades_cannot_grade_any_more(desk: Cast, judged: Judged) -> None:
    assert code(lambda: graded(desk, judged.quarry.statements[0], judged.fay, "2", None)) == "grading-over"


def test_the_tables_keep_the_order_of_digit_and_letter_and_the_two_origins(desk: Cast) -> None:
    case = CaseRow.objects.get(key=desk.case)
    base = {"case": case, "statement": "s-1", "source": "x", "topic": "x", "by": desk.bo, "at": MORNING}
    row_refused(lambda: models.AssessmentRow.objects.create(**base, letter="A"))
    row_refused(lambda: models.AssessmentRow.objects.create(**base, digit="1", origins=1))
    row_refused(lambda: models.AssessmentRow.objects.create(**base, digit="1"))
    models.AssessmentRow.objects.create(**base, digit="1", origins=2)
    row_refused(lambda: models.AssessmentRow.objects.create(**base, digit="2"))


# Findings


def test_likelihood_and_confidence_in_one_sentence_are_refused_on_the_page(
    as_member: SignedIn, desk: Cast, judged: Judged
) -> None:
    place = reverse("finding", args=[desk.case, judged.quarry.claim])
    given = {
        "text": "The quarry was closed.",
        "likelihood": "",
        "confidence": "low",
        "grounds": "We have high confidence that it is likely.",
        "would_change": "A picture.",
        "changed": "Nothing.",
    }
    refused = as_member("bo").post(place, given)
    assert (refused.status_code, b"likelihood-with-confidence" in refused.content) == (409, True)
    assert as_member("bo").post(place, given | {"grounds": "The mayor said so."}).status_code == 302
    assert as_member("bo").post(place, given | {"confidence": "high"}).status_code == 422, "not offered"


def test_a_word_of_likelihood_is_refused_for_a_possible_single_origin(desk: Cast, judged: Judged) -> None:
    assert (
        code(
            lambda: finding.find(
                actor=desk.bo,
                case=desk.case,
                claim=judged.quarry.claim,
                likelihood="likely",
                confidence=Confidence.LOW,
                words=WORDS,
                now=MORNING,
            )
        )
        == "single-origin"
    )


# Lines


def complete(line: str, proof: tuple[str, ...] = (), **more: bool) -> CheckedMark:
    return CheckedMark(
        mark=LineMark(
            line=line,
            state=LineState.COMPLETE,
            by="",
            at=MORNING,
            proof=proof,
            no_fact=not proof,
        ),
        document=more.get("document", False),
        labelled=more.get("labelled", False),
    )


def check(desk: Cast, judged: Judged, actor: str, one: CheckedMark) -> object:
    return checking.check_line(actor=actor, case=desk.case, digest=judged.digest, checked=one, now=MORNING)


def test_lines_are_checked_by_somebody_who_did_not_write_them(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    first = checking.see(actor=desk.bo, case=desk.case, digest=judged.digest).lines[0].line
    place = reverse("line", args=[desk.case, judged.digest, first.id])
    given = {"state": "complete", "no_fact": "on"}
    own = as_member("ada").post(place, given)
    assert (own.status_code, b"own-work" in own.content) == (409, True)
    assert as_member("bo").post(place, given).status_code == 302
    assert checking.see(actor=desk.bo, case=desk.case, digest=judged.digest).lines[0].complete
    assert code(lambda: check(desk, judged, desk.bo, complete("l-000000000000"))) == "line-gone"
    assert code(lambda: check(desk, judged, desk.bo, complete(first.id, ("s-000000000000",)))) == "proof-unknown"
    case = CaseRow.objects.get(key=desk.case)
    row_refused(
        lambda: models.LineMarkRow.objects.create(
            case=case,
            digest=judged.digest,
            line=first.id,
            state="complete",
            by=desk.ada,
            author=desk.ada,
            frozen_by=desk.bo,
            at=MORNING,
        )
    )


def test_a_line_rests_on_the_origins_grades_and_contradictions_of_its_proof(desk: Cast, judged: Judged) -> None:
    line = checking.see(actor=desk.bo, case=desk.case, digest=judged.digest).lines[0].line
    check(desk, judged, desk.bo, complete(line.id, (judged.quarry.statements[0],)))
    seen = checking.see(actor=desk.bo, case=desk.case, digest=judged.digest)
    (evidence,) = seen.evidence
    assert evidence.origins == grading.origins_of(desk.case, judged.quarry.statements[0])
    assert [str(grade) for grade in evidence.grades] == ["B2"]
    assert evidence.open_contradictions == 1
    assert state(desk, judged, "contradictions-settled") is State.UNMET
    assert state(desk, judged, "lines-checked") is State.UNMET


# Harm, replies, sources


def test_whoever_wrote_a_mitigation_does_not_say_that_it_is_done(desk: Cast, judged: Judged) -> None:
    ((number, note),) = people_lookups.person(desk.case, judged.mayor).harm
    assert note.by == desk.bo

    def say_done(actor: str) -> None:
        people.check_mitigation(actor=actor, case=desk.case, person=judged.mayor, number=number, now=MORNING)

    assert code(lambda: say_done(desk.bo)) == "own-work"
    say_done(desk.cy)
    row_refused(lambda: models.HarmRow.objects.filter(pk=number).update(checked_by=desk.bo))


def test_harm_without_a_word_for_how_likely_is_refused(desk: Cast, judged: Judged) -> None:
    harm: dict[HarmKind, tuple[Severity, str | None, str]] = {HarmKind.LIFE: (Severity.SEVERE, None, "")}
    assert (
        code(lambda: people.note_harm(actor=desk.bo, case=desk.case, person=judged.mayor, harm=harm, now=MORNING))
        == "likelihood-missing"
    )


def test_two_who_answer_at_once_do_not_overwrite_each_other(desk: Cast, judged: Judged) -> None:
    held = people_lookups.person(desk.case, judged.mayor)

    def answer() -> None:
        people.answer(
            actor=desk.bo,
            case=desk.case,
            one=held.person,
            spoken_of=held.spoken_of,
            version=held.version,
            now=MORNING,
        )

    answer()
    assert code(answer) == "person-changed"


def test_nobody_is_asked_who_it_is_dangerous_to_ask_and_the_editor_alone_waives(
    as_member: SignedIn, desk: Cast, judged: Judged
) -> None:
    place = reverse("reply-attempt", args=[desk.case, judged.owner])
    asked = as_member("cy").post(place, {"way": "letter", "deadline": "2099-01-01", "told_all": "on"})
    assert (asked.status_code, b"must-not-be-asked" in asked.content) == (409, True)
    waiver = reverse("reply-waiver", args=[desk.case, judged.owner])
    assert b"top-editor-needed" in as_member("cy").post(waiver, {"why": "he is armed"}).content
    assert as_member("ada").post(waiver, {"why": "he is armed"}).status_code == 302
    assert standing(people_lookups.person(desk.case, judged.owner).reply, MORNING) is ReplyStanding.WAIVED
    # A new look at the danger takes the waiver away: it rested on the old one.
    replies.judge_risk(
        actor=desk.cy, case=desk.case, person=judged.owner, dangerous=True, why="still", now=MORNING + timedelta(days=1)
    )
    stands = standing(people_lookups.person(desk.case, judged.owner).reply, MORNING)
    assert stands is ReplyStanding.MUST_NOT_BE_ASKED


def test_whoever_judged_the_risk_does_not_ask_and_whoever_recorded_does_not_find_it_included(
    desk: Cast, judged: Judged
) -> None:
    def ask(actor: str) -> None:
        replies.attempt(
            actor=actor,
            case=desk.case,
            person=judged.mayor,
            way="call",
            deadline=MORNING + timedelta(days=9),
            told_all=True,
            now=MORNING,
        )

    assert code(lambda: ask(desk.bo)) == "own-work"
    assert code(lambda: replies.include(actor=desk.cy, case=desk.case, person=judged.mayor, now=MORNING)) == "own-work"
    replies.include(actor=desk.bo, case=desk.case, person=judged.mayor, now=MORNING)
    assert standing(people_lookups.person(desk.case, judged.mayor).reply, MORNING) is ReplyStanding.INCLUDED
    person, case = models.PersonRow.objects.get(key=judged.mayor), CaseRow.objects.get(key=desk.case)
    for step in ("attempt", "included", "waiver"):
        for other in ("", desk.bo):
            row_refused(
                lambda step=step, other=other: models.ReplyRow.objects.create(  # type: ignore[misc]  # bound at once
                    case=case, person=person, step=step, other=other, by=desk.bo, at=MORNING
                )
            )


def test_whoever_made_a_promise_does_not_say_that_it_is_kept(desk: Cast, judged: Judged) -> None:  # noqa: ARG001 - filled
    row = models.PromiseRow.objects.get()

    def judge(actor: str) -> None:
        sources.judge_promise(actor=actor, case=desk.case, promise=row.key, kept=True, now=MORNING)

    assert code(lambda: judge(desk.bo)) == "own-work"
    judge(desk.cy)
    row_refused(lambda: models.PromiseRow.objects.update(kept_by=desk.bo))


# The gate


def test_the_authors_yes_is_refused_by_name_and_their_no_is_heard(
    as_member: SignedIn, desk: Cast, judged: Judged
) -> None:
    place = reverse("gate-answer", args=[desk.case, judged.digest])
    own = as_member("ada").post(place, {"fact": "persons-listed", "value": "yes"})
    assert (own.status_code, b"own-work" in own.content) == (409, True)
    for name in ("bo", "cy"):
        assert as_member(name).post(place, {"fact": "persons-listed", "value": "yes"}).status_code == 302
    assert state(desk, judged, "persons-listed") is State.MET
    doubt = as_member("ada").post(place, {"fact": "persons-listed", "value": "unknown", "why": "who is the third?"})
    assert doubt.status_code == 302
    assert state(desk, judged, "persons-listed") is State.UNKNOWN
    case = CaseRow.objects.get(key=desk.case)
    row_refused(
        lambda: models.AnswerRow.objects.create(
            case=case,
            digest=judged.digest,
            fact="persons-listed",
            value=True,
            by=desk.ada,
            author=desk.ada,
            frozen_by=desk.bo,
            at=MORNING,
        )
    )


def test_a_later_answer_of_the_same_member_takes_the_place_of_the_earlier(desk: Cast, judged: Judged) -> None:
    give(desk, judged, desk.bo, answered(desk.bo, "persons-listed", value=None))
    give(desk, judged, desk.bo, answered(desk.bo, "persons-listed"))
    give(desk, judged, desk.cy, answered(desk.cy, "persons-listed"))
    assert state(desk, judged, "persons-listed") is State.MET


def test_what_is_computed_cannot_be_said(desk: Cast, judged: Judged) -> None:
    for fact in ("attack-clear", "harm-bearable", "quorum-carried", "no-such-thing"):
        assert code(lambda fact=fact: give(desk, judged, desk.bo, answered(desk.bo, fact))) == "fact-unknown"  # type: ignore[misc]  # bound at once


def test_a_yes_that_must_be_shown_later_needs_its_words(desk: Cast, judged: Judged) -> None:
    silent = HandAnswer(fact="interest-shown", value=True, by=desk.cy, at=MORNING)
    assert code(lambda: give(desk, judged, desk.cy, silent)) == "reason-missing"


def test_only_the_role_that_may_waive_waives_and_never_for_their_own(
    as_member: SignedIn, desk: Cast, judged: Judged
) -> None:
    place = reverse("gate-waive", args=[desk.case, judged.digest])
    assert b"not-waivable" in as_member("bo").post(place, {"fact": "retention-set", "why": "a court keeps it"}).content
    own = as_member("ada").post(place, {"fact": "retention-set", "why": "a court keeps it"})
    assert (own.status_code, b"own-work" in own.content) == (409, True)
    assert b"not-waivable" in as_member("ada").post(place, {"fact": "legal-reviewed", "why": "no time"}).content
    case = CaseRow.objects.get(key=desk.case)
    row_refused(
        lambda: models.WaiverRow.objects.create(
            case=case,
            digest=judged.digest,
            fact="retention-set",
            role="editor",
            why="x",
            by=desk.ada,
            author=desk.ada,
            frozen_by=desk.bo,
            at=MORNING,
        )
    )


def test_the_author_clears_no_traces(desk: Cast, judged: Judged) -> None:
    def look(actor: str) -> None:
        sources.look_for_traces(
            actor=actor, case=desk.case, digest=judged.digest, found=dict.fromkeys(Trace, True), now=MORNING
        )

    assert code(lambda: look(desk.ada)) == "own-work"
    look(desk.bo)
    assert state(desk, judged, "traces-clear") is State.MET


def test_a_word_of_guilt_in_the_frozen_text_shuts_the_gate_and_names_the_word(desk: Cast, judged: Judged) -> None:
    assert state(desk, judged, "wording-matches") is State.MET
    frozen = checking.text_of(checking.see(actor=desk.bo, case=desk.case, digest=judged.digest).frozen)
    assert frozen, "there is text to look at"
    listed(desk)
    reading = gate.read(policy=house_policy(), case=desk.case, digest=judged.digest, fed=Fed(), now=MORNING)
    assert not reading.open


def test_the_jigsaw_is_unknown_until_somebody_says_what_the_release_tells(desk: Cast, judged: Judged) -> None:
    fed = Fed(earlier=("ab" * 32,))
    records = gate.records_of(case=desk.case, digest=judged.digest, fed=fed, now=MORNING)
    assert records.jigsaws == ()
    for person in (judged.mayor, judged.owner):
        people.say(
            actor=desk.bo,
            case=desk.case,
            person=person,
            release=judged.digest,
            attribute=None,
            people=None,
            now=MORNING,
        )
    told = gate.records_of(case=desk.case, digest=judged.digest, fed=fed, now=MORNING)
    assert {one.person for one in told.jigsaws} == {judged.mayor, judged.owner}


def test_the_gate_page_says_who_can_do_what(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    page = as_member("bo").get(reverse("gate", args=[desk.case, judged.digest])).content.decode()
    assert page.count('<li class="unmet"') + page.count('<li class="unknown"') > 10
    assert page.count("Who can") == page.count('<li class="unmet"') + page.count('<li class="unknown"')
    assert "the mayor: life" in page, "names and kinds are spelled out, not keys"
    assert judged.mayor + ":" not in page
    assert "Shut" in page


def test_the_desks_own_policy_is_asked_and_a_broken_one_lets_nothing_pass(
    as_member: SignedIn, desk: Cast, judged: Judged
) -> None:
    path = Path(settings.DESK) / "gate-policy.txt"
    path.write_text(
        "secondsource gate-policy v1\nversion: 4\nitem 13: team-plan and board-told\n"
        "fact board-told: The board was told. | Se informó a la junta.\n",
        encoding="utf-8",
    )
    page = as_member("bo").get(reverse("gate", args=[desk.case, judged.digest])).content.decode()
    assert "The board was told." in page
    assert "version 4" in page
    path.write_text("secondsource gate-policy v1\nversion: 5\nitem 13: board-told\n", encoding="utf-8")
    broken = as_member("bo").get(reverse("gate", args=[desk.case, judged.digest]))
    assert (broken.status_code, b"gate-policy-unreadable" in broken.content) == (422, True)


def test_everything_done_stands_in_the_journal_without_a_word_of_it(desk: Cast, judged: Judged) -> None:  # noqa: ARG001 - filled
    entries = journal.entries(case=desk.case)
    verbs = {entry.verb for entry in entries}
    wanted = {
        "grade.digit",
        "grade.letter",
        "finding.write",
        "person.answer",
        "harm.note",
        "reply.risk",
        "promise.make",
    }
    assert wanted <= verbs
    assert not any(word in entry.about for entry in entries for word in ("mayor", "safety", "the hour", "fits"))
    assert journal.check() > len(wanted)


def test_the_diagonal_counts_single_assessors(desk: Cast, judged: Judged) -> None:  # noqa: ARG001 - filled
    rate = grading.rate(actor=desk.bo, case=desk.case)
    assert (rate.judged, rate.on) == (4, 2)
    assert Grade(letter=Reliability.B, digit=Credibility.PROBABLY_TRUE) in grading_lookups.grades_given(desk.case)
