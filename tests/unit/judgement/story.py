"""A release with everything met, and small changes to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from secondsource.core.release.gate.catalogue import Kind, facts
from secondsource.core.release.gate.records import Fed, HandAnswer, LineEvidence, Quorum, Records
from secondsource.core.release.harm.matrix import HarmKind, HarmNote, Severity
from secondsource.core.release.harm.people import LegalStage, PersonInRelease, PersonRole
from secondsource.core.release.harm.reply import Answer, Attempt, Reply, RiskCheck
from secondsource.core.release.harm.sources import (
    Detail,
    Promise,
    PromiseKind,
    SourceWarning,
    Trace,
    TraceCheck,
    Treatment,
)
from secondsource.core.vetting.grading.grade import Credibility, Grade, Reliability
from secondsource.core.vetting.lines.check import LineMark, LineState, lines_of, standings

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
DIGEST = "ab" * 32
TEXT = "Inspector Vale closed the quay at six. The port office confirmed it."
TEAM = {"ada": "editor", "bo": "vetter", "cy": "lawyer", "dee": "second", "fay": "vetter"}
VALE = PersonInRelease(
    id="p-1",
    role=PersonRole.OFFICIAL,
    named=True,
    private=False,
    minor=False,
    needed=True,
    need_why="The office closed the quay.",
    stage=LegalStage.NONE,
    criticised=True,
)
BY_HAND = tuple(name for name, entry in facts().items() if entry.kind is Kind.HAND)
ANSWERING = ("ada", "bo", "cy")


def answers() -> tuple[HandAnswer, ...]:
    own = [
        HandAnswer(fact=fact, value=True, by=by, at=NOON)
        for fact in (*BY_HAND, "single-source-referred")
        for by in ANSWERING
    ]
    clear = [HandAnswer(fact="no-conflict", value=True, by=by, at=NOON) for by in (*ANSWERING, "dee")]
    return (*own, *clear)


def met_records() -> Records:
    """Return records under which every item is met."""
    lines = lines_of(TEXT)
    marks = [LineMark(line=line.id, state=LineState.COMPLETE, by="bo", at=NOON, proof=("s-1", "s-2")) for line in lines]
    good = Grade(letter=Reliability.B, digit=Credibility.CONFIRMED)
    return Records(
        digest=DIGEST,
        authors=frozenset({"fay"}),
        team=TEAM,
        now=NOON + timedelta(days=9),
        fed=Fed(
            author="fay",
            frozen_by="fay",
            redaction_checked_by="dee",
            text=TEXT,
            undecided_spans=0,
            attack_clear=True,
            open_holds=0,
            quorum=Quorum(
                carried=True, full=True, yes=(("ada", "editor"), ("bo", "vetter"), ("cy", "lawyer")), dissent_kept=True
            ),
            reviewed_sha256=DIGEST,
            bundle_sha256=DIGEST,
            derived=True,
            earlier=(),
        ),
        people=(VALE,),
        spoken_of={"p-1": ("Vale", "Inspector Vale")},
        harm=tuple(
            HarmNote(person="p-1", kind=kind, severity=Severity.NONE, likelihood=None, by="bo", at=NOON)
            for kind in HarmKind
        ),
        details=(Detail(id="d-1", source="src-1", could_know=40, treatment=Treatment.KEPT, by="bo"),),
        traces=tuple(TraceCheck(trace=trace, clear=True, by="bo") for trace in Trace),
        promises=(
            Promise(id="pr-1", source="src-1", kind=PromiseKind.NOT_NAMED, made_by="fay", kept=True, kept_by="bo"),
        ),
        warnings=(SourceWarning(source="src-1", warned=True),),
        replies=(
            Reply(
                person="p-1",
                risk=RiskCheck(dangerous=False, why="an office", by="bo", at=NOON),
                attempts=(Attempt(way="letter", by="cy", at=NOON, deadline=NOON + timedelta(days=2), told_all=True),),
                answer=Answer(words="It was for safety.", at=NOON, by="cy", included_by="bo"),
            ),
        ),
        lines=standings(lines, marks, authors={"fay"}),
        evidence=tuple(
            LineEvidence(line=line.id, origins=2, grades=(good, good), open_contradictions=0) for line in lines
        ),
        answers=answers(),
    )


def but(**changes: Any) -> Records:
    """Return the met records with some fields changed."""
    return replace(met_records(), **changes)


def fed_but(**changes: Any) -> Records:
    """Return the met records with something else fed by the releasing room."""
    records = met_records()
    return replace(records, fed=replace(records.fed, **changes))
