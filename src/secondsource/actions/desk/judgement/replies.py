"""Right of reply: the risk of asking first, then attempts, the answer, or the editor's waiver."""

from __future__ import annotations

from datetime import datetime

from secondsource.actions.desk import access
from secondsource.core.release.harm import reply as rules
from secondsource.core.release.harm.reply import Answer, Attempt, ReplyWaiver
from secondsource.store.judgement.changes import people as changes
from secondsource.store.judgement.lookups import people as lookups
from secondsource.store.judgement.values import Step
from secondsource.store.team import journal
from secondsource.store.team.values import Role


def judge_risk(*, actor: str, case: str, person: str, dangerous: bool, why: str, now: datetime) -> None:
    """Record whether asking is dangerous, before anybody asks.

    Raises:
        AccessError: as `access.working`; `person-unknown`. RuleError: as `reply.judge_risk`.
    """
    access.working(case, actor)
    held = lookups.person(case, person)
    rules.judge_risk(held.reply, dangerous=dangerous, why=why, by=actor, at=now)
    with journal.entry(actor=actor, verb="reply.risk", now=now, case=case, about={"person": person}):
        changes.add_step(
            case=case, person=person, step=Step.RISK, words=why.strip(), dangerous=dangerous, by=actor, now=now
        )


def attempt(*, actor: str, case: str, person: str, way: str, deadline: datetime, told_all: bool, now: datetime) -> None:
    """Record an attempt to reach somebody.

    Raises:
        AccessError: as `access.working`; `person-unknown`. RuleError: as `reply.add_attempt`.
    """
    access.working(case, actor)
    held = lookups.person(case, person)
    made = Attempt(way=way.strip(), by=actor, at=now, deadline=deadline, told_all=told_all)
    asked = rules.add_attempt(held.reply, made)
    with journal.entry(actor=actor, verb="reply.attempt", now=now, case=case, about={"person": person}):
        changes.add_step(
            case=case,
            person=person,
            step=Step.ATTEMPT,
            words=made.way,
            deadline=deadline,
            told_all=told_all,
            other=asked.risk.by if asked.risk else "",
            by=actor,
            now=now,
        )


def record_answer(*, actor: str, case: str, person: str, words: str, now: datetime) -> None:
    """Record what came back.

    Raises:
        AccessError: as `access.working`; `person-unknown`. RuleError: as `reply.add_answer`.
    """
    access.working(case, actor)
    held = lookups.person(case, person)
    rules.add_answer(held.reply, Answer(words=words, at=now, by=actor))
    with journal.entry(actor=actor, verb="reply.answer", now=now, case=case, about={"person": person}):
        changes.add_step(case=case, person=person, step=Step.ANSWER, words=words.strip(), by=actor, now=now)


def include(*, actor: str, case: str, person: str, now: datetime) -> None:
    """Record that the text holds the answer fairly; whoever recorded the answer cannot.

    Raises:
        AccessError: as `access.working`; `person-unknown`. RuleError: as `reply.include_answer`.
    """
    access.working(case, actor)
    held = lookups.person(case, person)
    included = rules.include_answer(held.reply, actor)
    with journal.entry(actor=actor, verb="reply.included", now=now, case=case, about={"person": person}):
        changes.add_step(
            case=case,
            person=person,
            step=Step.INCLUDED,
            words="",
            other=included.answer.by if included.answer else "",
            by=actor,
            now=now,
        )


def waive(*, actor: str, case: str, person: str, why: str, now: datetime) -> None:
    """Waive the right of reply, where asking would endanger somebody; the case's editor alone can.

    Raises:
        AccessError: as `access.working`; `person-unknown`. RuleError: as `reply.waive`.
    """
    found = access.working(case, actor)
    held = lookups.person(case, person)
    waived = rules.waive(held.reply, ReplyWaiver(why=why, by=actor, at=now), top_editor=found.role is Role.EDITOR)
    with journal.entry(actor=actor, verb="reply.waive", now=now, case=case, about={"person": person}):
        changes.add_step(
            case=case,
            person=person,
            step=Step.WAIVER,
            words=why.strip(),
            other=waived.risk.by if waived.risk else "",
            by=actor,
            now=now,
        )
