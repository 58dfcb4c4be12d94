"""Deciding on what was proposed: accept, edit, reject, take back, add; resolve a contradiction; rule on a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from secondsource.actions.desk import access
from secondsource.actions.desk.evidence import vetting
from secondsource.core.vetting.decisions import StatementDecision
from secondsource.core.vetting.report import Quote, Report, Span
from secondsource.core.vetting.statement import (
    Form,
    Modality,
    Position,
    Speaker,
    SpeakerKind,
    State,
    Statement,
    Strength,
    statement_id,
)
from secondsource.errors import InputError
from secondsource.store.evidence.changes import decided as changes
from secondsource.store.evidence.lookups import reports
from secondsource.store.evidence.values import HeldStatement, Outcome
from secondsource.store.team import journal

LONGEST_REASON = 500
MOST_LINKS = 12
LONGEST_LINK = 200
ADDED = "added by a member"
"""What stands where a rule's name would: nobody is to take it for a reading of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words somebody marked in a report as a statement."""

    exhibit: str
    text: str
    """As selected; white space may differ from the report's."""
    near: int
    """Where in the report the selection began, as far as known; the nearest place with these words is taken."""
    chain: tuple[str, ...]
    """Names, publisher first; empty for the outlet's own voice."""
    position: Position
    said_on: date | None


def decide(
    *, actor: str, case: str, decision: StatementDecision, version: int, reason: str, now: datetime
) -> HeldStatement:
    """Accept, edit or reject a statement, or take back what stood (`State.PROPOSED`).

    Args:
        actor: the acting member's key.
        case: the case's key.
        decision: what is decided.
        version: the version the actor has seen; another one stands in the way.
        reason: for whoever reads it later; may be empty.
        now: the moment.

    Raises:
        AccessError: as `access.working`; `statement-unknown`.
        InputError: `edit-empty`, `chain-too-long`.
        RuleError: `statement-changed`.
    """
    access.working(case, actor)
    checked = _checked(decision)
    about: journal.About = {"statement": decision.statement, "version": version + 1}
    with journal.entry(actor=actor, verb=f"statement.{checked.state}", now=now, case=case, about=about):
        return changes.decide(
            case=case,
            decision=checked,
            version=version,
            reason=reason.strip()[:LONGEST_REASON],
            member=actor,
            now=now,
        )


def _checked(decision: StatementDecision) -> StatementDecision:
    if decision.state is not State.EDITED:
        return StatementDecision(statement=decision.statement, state=decision.state)
    if decision.chain is None and decision.said_on is None and decision.position is None:
        raise InputError("edit-empty", "Nothing was changed.", "Change the chain, the date or the position, or accept.")
    if decision.chain is not None:
        _check_chain(decision.chain)
    return decision


def _check_chain(chain: tuple[str, ...]) -> None:
    if not chain or len(chain) > MOST_LINKS or any(not link or len(link) > LONGEST_LINK for link in chain):
        raise InputError(
            "chain-too-long",
            f"A chain has 1 to {MOST_LINKS} names of at most {LONGEST_LINK} characters.",
            "Write one name a line, the publisher first, whoever said it last.",
        )


def add(*, actor: str, case: str, words: Words, now: datetime) -> HeldStatement:
    """Make the marked words of a report a statement, accepted by who marked them.

    Raises:
        AccessError: as `access.working`; `report-unknown`.
        InputError: `words-missing`, `words-unfound`, `chain-too-long`.
        RuleError: `statement-there`.
    """
    access.working(case, actor)
    held = reports.report(case, words.exhibit)
    if not isinstance(held.report, Report):
        raise InputError("words-unfound", "This file could not be read, so it has no words.", "Choose another report.")
    statement = _statement(held.report, words)
    about: journal.About = {"statement": statement.id, "exhibit": words.exhibit}
    with journal.entry(actor=actor, verb="statement.add", now=now, case=case, about=about):
        return changes.add_statement(case=case, statement=statement, member=actor, now=now)


def _statement(report: Report, words: Words) -> Statement:
    span = place(report.text, words.text, words.near)
    content = Quote.cut(report.text, span)
    outlet = Speaker(name=report.outlet or report.file, kind=SpeakerKind.OUTLET, basis="metadata")
    chain: tuple[Speaker, ...] = (outlet,)
    if words.chain:
        _check_chain(words.chain)
        last = len(words.chain) - 1
        usual = [SpeakerKind.OUTLET if not at else SpeakerKind.ORGANISATION for at in range(last)]
        kinds = [*usual, SpeakerKind.PERSON if last else SpeakerKind.OUTLET]
        chain = tuple(Speaker(name=n, kind=k, basis=ADDED) for n, k in zip(words.chain, kinds, strict=True))
    before = " ".join(content.text.split())
    occurrence = " ".join(report.text[: span.start].split()).count(before)
    return Statement(
        id=statement_id(report.file, content.text, occurrence),
        report=report.file,
        content=content,
        cue=None,
        source=None,
        chain=chain,
        said_on=words.said_on or report.published,
        said_on_basis=ADDED if words.said_on else report.published_basis,
        position=words.position,
        modality=Modality.ASSERTED,
        form=Form.OWN_VOICE if len(chain) == 1 else Form.INDIRECT,
        language=report.language or "en",
        fired=("member",),
        strength=Strength.STRONG,
    )


def place(text: str, words: str, near: int = 0) -> Span:
    """Find words in a report's text, whatever white space a browser made of it.

    Args:
        text: the report's text.
        words: what was selected.
        near: where the selection began, as far as known.

    Returns:
        The place nearest to `near`.

    Raises:
        InputError: `words-missing`, `words-unfound`.
    """
    wanted = words.split()
    if not wanted:
        raise InputError("words-missing", "No words were marked.", "Select words in the report, or copy them here.")
    # Both texts without white space: line ends, non-breaking spaces and paragraphs then cannot stand between.
    places = [at for at, character in enumerate(text) if not character.isspace()]
    bare, sought = "".join(text[at] for at in places), "".join(wanted)
    starts = []
    start = bare.find(sought)
    while start >= 0:
        starts.append(start)
        start = bare.find(sought, start + 1)
    if not starts:
        raise InputError(
            "words-unfound",
            "These words do not stand in the report, letter by letter.",
            "Copy them from the report as they are; a statement may not be reworded.",
        )
    best = min(starts, key=lambda found: abs(places[found] - near))
    return Span(places[best], places[best + len(sought) - 1] + 1)


def resolve(
    *, actor: str, case: str, contradiction: str, outcome: Outcome, reason: str, version: int, now: datetime
) -> None:
    """Resolve a contradiction, with the reason that others will read.

    Raises:
        AccessError: as `access.working`; `contradiction-unknown`.
        InputError: `why-missing`.
        RuleError: `contradiction-changed`.
    """
    access.working(case, actor)
    _reasoned(reason)
    about: journal.About = {"contradiction": contradiction, "outcome": outcome, "version": version + 1}
    with journal.entry(actor=actor, verb="contradiction.resolve", now=now, case=case, about=about):
        changes.resolve(
            case=case,
            contradiction=contradiction,
            outcome=outcome,
            reason=reason.strip()[:1000],
            version=version,
            member=actor,
            now=now,
        )


def rule(*, actor: str, case: str, person: str, private: bool, reason: str, version: int, now: datetime) -> None:
    """Say whether somebody named is a private person. Only this, with a reason, lifts the default of not naming.

    Raises:
        AccessError: as `access.working`; `person-unknown`.
        InputError: `why-missing`.
        RuleError: `person-changed`.
    """
    access.working(case, actor)
    _reasoned(reason)
    about: journal.About = {"person": person, "private": private, "version": version + 1}
    with journal.entry(actor=actor, verb="person.rule", now=now, case=case, about=about):
        changes.rule(
            case=case,
            person=person,
            private=private,
            reason=reason.strip()[:LONGEST_REASON],
            version=version,
            member=actor,
            now=now,
        )


def tie(*, actor: str, case: str, kind: str, parts: tuple[str, ...], reason: str, now: datetime) -> None:
    """Decide over more than one statement (same or split claim or origin) and have the case weighed again.

    Raises:
        AccessError: as `access.working`.
        InputError: `tie-parts` unless there are enough ids of this case.
    """
    access.working(case, actor)
    if len(parts) < (2 if kind.startswith("same") else 1):
        raise InputError("tie-parts", "This needs more than one to be tied.", "Choose at least two.")
    with journal.entry(actor=actor, verb=f"tie.{kind}", now=now, case=case, about={"parts": list(parts)}):
        changes.tie(case=case, kind=kind, parts=parts, reason=reason.strip()[:LONGEST_REASON], member=actor, now=now)
        vetting.queue(case=case, member=actor, now=now)


def untie(*, actor: str, case: str, number: int, now: datetime) -> None:
    """Withdraw such a decision and have the case weighed again.

    Raises:
        AccessError: as `access.working`; `tie-unknown`.
    """
    access.working(case, actor)
    with journal.entry(actor=actor, verb="tie.withdraw", now=now, case=case, about={"tie": number}):
        changes.untie(case=case, number=number, member=actor, now=now)
        vetting.queue(case=case, member=actor, now=now)


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise InputError("why-missing", "This needs a reason.", "Write in a few words what you base it on.")
