"""One of everything that is judged: grades in each stage, a finding, people with harm and replies, sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.cast import MORNING, Cast

from secondsource.actions.desk.judgement import finding, grading, people, replies, sources
from secondsource.actions.desk.judgement.finding import FindingWords
from secondsource.core.release.harm.jigsaw import ELSEWHERE, Attribute
from secondsource.core.release.harm.matrix import HarmKind, Severity
from secondsource.core.release.harm.people import LegalStage, PersonRole
from secondsource.core.release.harm.sources import PromiseKind, Treatment
from secondsource.core.vetting.grading.grade import Credibility, Reliability
from secondsource.core.vetting.judging.judgement import Confidence
from secondsource.store.evidence.lookups import findings, statements
from secondsource.store.judgement.lookups import people as people_lookups

WORDS = FindingWords(
    text="",
    grounds="The mayor said so on the record.",
    would_change="A dated picture of the open quarry.",
    changed="",
)


def graded(cast: Cast, statement: str, by: str, digit: str, letter: str | None) -> None:
    """Let one member grade a statement, to its end or to the sealed digit."""
    grading.seal_digit(
        actor=by,
        case=cast.case,
        statement=statement,
        topic="the quarry",
        digit=Credibility(digit),
        why="it fits",
        now=MORNING,
    )
    if letter is not None:
        grading.give_letter(
            actor=by,
            case=cast.case,
            statement=statement,
            letter=Reliability(letter),
            why="known for years",
            now=MORNING,
        )


def listed(cast: Cast) -> str:
    """List the mayor, everything about her answered, and return her key."""
    key = people.list_person(
        actor=cast.bo, case=cast.case, label="the mayor", spoken_of=("Teld", "the mayor"), now=MORNING
    )
    held = people_lookups.person(cast.case, key)
    people.answer(
        actor=cast.bo,
        case=cast.case,
        one=replace(
            held.person,
            role=PersonRole.OFFICIAL,
            named=True,
            private=False,
            minor=False,
            needed=True,
            need_why="She closed it.",
            stage=LegalStage.NONE,
            criticised=True,
        ),
        spoken_of=held.spoken_of,
        version=held.version,
        now=MORNING,
    )
    return key


def fill(cast: Cast) -> None:
    """Put one of everything into the cast's case."""
    ids = [held.statement.id for held in statements.statements(cast.case)]
    for by in (cast.bo, cast.cy):
        graded(cast, ids[0], by, "2", "B")
    graded(cast, ids[1], cast.bo, "3", "B")
    graded(cast, ids[1], cast.cy, "3", "D")
    for by in (cast.bo, cast.cy):
        graded(cast, ids[2], by, "3", None)
    claim = findings.claims(cast.case)[0].claim
    finding.find(
        actor=cast.bo,
        case=cast.case,
        claim=claim.id,
        likelihood=None,
        confidence=Confidence.LOW,
        words=WORDS,
        now=MORNING,
    )
    _people(cast)
    _sources(cast)


def _people(cast: Cast) -> None:
    mayor = listed(cast)
    people.note_harm(
        actor=cast.bo,
        case=cast.case,
        person=mayor,
        harm={HarmKind.LIVELIHOOD: (Severity.HIGH, "unlikely", "her answer is printed")},
        now=MORNING,
    )
    people.say(
        actor=cast.bo,
        case=cast.case,
        person=mayor,
        release=ELSEWHERE,
        attribute=Attribute(kind="office", value="mayor"),
        people=1,
        now=MORNING,
    )
    replies.judge_risk(
        actor=cast.bo, case=cast.case, person=mayor, dangerous=False, why="she holds an office", now=MORNING
    )
    replies.attempt(
        actor=cast.cy,
        case=cast.case,
        person=mayor,
        way="letter",
        deadline=MORNING + timedelta(days=3),
        told_all=True,
        now=MORNING,
    )
    replies.record_answer(actor=cast.cy, case=cast.case, person=mayor, words="It was for safety.", now=MORNING)
    owner = people.list_person(actor=cast.bo, case=cast.case, label="the owner", spoken_of=(), now=MORNING)
    replies.judge_risk(
        actor=cast.bo, case=cast.case, person=owner, dangerous=True, why="he would find the neighbour", now=MORNING
    )


def _sources(cast: Cast) -> None:
    sources.promise(actor=cast.bo, case=cast.case, source="source-1", kind=PromiseKind.NOT_NAMED, words="", now=MORNING)
    detail = sources.add_detail(
        actor=cast.bo, case=cast.case, source="source-1", what="the hour of the call", could_know=2, now=MORNING
    )
    sources.treat_detail(
        actor=cast.cy,
        case=cast.case,
        detail=detail,
        treatment=Treatment.BLURRED,
        could_know_after=60,
        now=MORNING,
    )
    sources.warn(actor=cast.bo, case=cast.case, source="source-1", warned=True, why_not="", now=MORNING)
