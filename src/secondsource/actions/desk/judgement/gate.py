"""The gate on a frozen content: all records put together, members' answers, waivers, and the reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement.checking import authors_of, evidence_of, standing_of, text_of
from secondsource.core.release.gate.catalogue import Kind
from secondsource.core.release.gate.gate import GateReading, read_gate
from secondsource.core.release.gate.policy import GatePolicy, house_policy
from secondsource.core.release.gate.policy_file import read_policy
from secondsource.core.release.gate.records import Fed, HandAnswer, Records, Waiver
from secondsource.core.release.harm.jigsaw import ELSEWHERE, Jigsaw, Mention, jigsaw
from secondsource.core.vetting.grading.assessment import reason
from secondsource.errors import AccessError, InputError, RuleError
from secondsource.store.judgement.changes import answers as changes
from secondsource.store.judgement.lookups import answers, grading, people, sources
from secondsource.store.judgement.values import HeldPerson
from secondsource.store.letting_out import lookups as letting_out
from secondsource.store.team import journal
from secondsource.store.team import lookups as team

POLICY_FILE = "gate-policy.txt"
"""In the desk's folder; without it the desk asks what every desk asks."""
LOOKED_AT = frozenset({"wording-matches", "jigsaw-apart", "single-source-referred", "no-conflict"})
"""Computed facts that members can answer for one hit, or for themselves."""
NEEDS_WORDS = frozenset({"interest-shown", "team-plan", "legal-reviewed", "retention-set", "correction-path"})
"""Facts whose yes must say something that can be shown later."""


def policy_in(folder: Path) -> GatePolicy:
    """Return the gate policy of the desk in a folder.

    Raises:
        InputError: `gate-policy-unreadable`. A desk whose policy cannot be read lets nothing out.
    """
    path = folder / POLICY_FILE
    if not path.exists():
        return house_policy()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "gate-policy-unreadable", "This gate policy cannot be used. It is not a readable text file.", "Correct it."
        ) from error
    return read_policy(text)


def read(*, policy: GatePolicy, case: str, digest: str, fed: Fed, now: datetime) -> GateReading:
    """Read the gate for a frozen content; the caller has checked who asks.

    Args:
        policy: from `policy_in`.
        case: the case's key.
        digest: of the frozen content.
        fed: what the releasing room knows of it.
        now: the moment.

    Raises:
        AccessError: `frozen-unknown`.
    """
    return read_gate(policy, records_of(case=case, digest=digest, fed=fed, now=now))


def records_of(*, case: str, digest: str, fed: Fed, now: datetime) -> Records:
    """Put together all that the gate reads."""
    frozen = letting_out.frozen(case, digest)
    checked = grading.marks(case, digest)
    lines = standing_of(frozen, checked)
    held = people.people(case)
    return Records(
        digest=digest,
        authors=authors_of(frozen),
        team={member.key: role.value for member, role in team.team_of(case)},
        now=now,
        fed=replace(fed, text=text_of(frozen), author=frozen.author, frozen_by=frozen.frozen_by),
        people=tuple(one.person for one in held),
        spoken_of={one.person.id: one.spoken_of for one in held},
        harm=tuple(note for one in held for _, note in one.harm),
        details=tuple(one.detail for one in sources.details(case)),
        traces=sources.traces(case, digest),
        promises=tuple(one.promise for one in sources.promises(case)),
        warnings=sources.warnings(case),
        replies=tuple(one.reply for one in held),
        jigsaws=_jigsaws(held, digest, fed.earlier or ()),
        lines=lines,
        evidence=evidence_of(case, lines, checked),
        answers=answers.answers(case, digest),
        waivers=answers.waivers(case, digest),
    )


def answer(*, actor: str, policy: GatePolicy, case: str, digest: str, given: HandAnswer, now: datetime) -> HandAnswer:
    """Answer what only people can say.

    Args:
        actor: who answers.
        policy: the desk's.
        case: the case's key.
        digest: of the frozen content.
        given: fact, value, about and why; `by` and `at` are set here.
        now: the moment.

    Raises:
        AccessError: as `access.working`; `frozen-unknown`, `fact-unknown`. RuleError: `own-work`, `reason-missing`.
    """
    access.working(case, actor)
    frozen = letting_out.frozen(case, digest)
    if given.fact not in policy.asked or not (given.fact in LOOKED_AT or policy.entry(given.fact).kind is Kind.HAND):
        raise AccessError("fact-unknown", "Nobody can answer this by hand.", "Go back to the gate.")
    one = replace(given, by=actor, at=now, why=given.why.strip())
    if one.value and one.fact != "no-conflict" and actor in authors_of(frozen):
        raise own_work()
    if one.value is not True or one.about or one.fact in NEEDS_WORDS:
        reason(one.why)
    about: journal.About = {"content": digest, "fact": one.fact}
    with journal.entry(actor=actor, verb="gate.answer", now=now, case=case, about=about):
        changes.add_answer(case=case, digest=digest, one=one, author=frozen.author, frozen_by=frozen.frozen_by)
    return one


def waive(*, actor: str, policy: GatePolicy, case: str, digest: str, fact: str, why: str, now: datetime) -> Waiver:
    """Go without something, where the policy lets the actor's role waive it.

    Raises:
        AccessError: as `access.working`; `frozen-unknown`. RuleError: `not-waivable`, `own-work`, `reason-missing`.
    """
    found = access.working(case, actor)
    frozen = letting_out.frozen(case, digest)
    reading = read(policy=policy, case=case, digest=digest, fed=Fed(), now=now)
    allowed = {each.entry.name: each.waivable_by for item in reading.items for each in item.facts}
    if found.role.value not in allowed.get(fact, frozenset()):
        raise RuleError("not-waivable", "You cannot waive this.", "See in the gate who can meet it, and how.")
    if actor in authors_of(frozen):
        raise own_work()
    one = Waiver(fact=fact, by=actor, role=found.role.value, why=reason(why), at=now)
    about: journal.About = {"content": digest, "fact": fact}
    with journal.entry(actor=actor, verb="gate.waive", now=now, case=case, about=about):
        changes.add_waiver(case=case, digest=digest, one=one, author=frozen.author, frozen_by=frozen.frozen_by)
    return one


def own_work() -> RuleError:
    """Return the refusal of whoever would pass their own text."""
    return RuleError(
        "own-work", "Nobody passes their own work.", "Ask a colleague who neither wrote nor froze this text."
    )


def _jigsaws(held: tuple[HeldPerson, ...], digest: str, earlier: tuple[str, ...]) -> tuple[Jigsaw, ...]:
    """Test a content against the releases before it and against public knowledge."""
    counted = {digest, ELSEWHERE, *earlier}
    said = [(one.person.id, each) for one in held for each in one.attributes if each.release in counted]
    mentions = [
        Mention(
            release=each.release,
            person=person,
            attributes=frozenset({each.attribute}) if each.attribute.kind else frozenset(),
        )
        for person, each in said
    ]
    estimates = {each.attribute: each.people for _, each in said if each.people is not None}
    return jigsaw(mentions, digest, estimates)
