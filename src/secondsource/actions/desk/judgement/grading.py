"""Grading a statement: digit sealed before the letter is shown, two people blind to each other, a third resolves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from secondsource.actions.desk import access
from secondsource.core.vetting.finding import Claim
from secondsource.core.vetting.grading import assessment as rules
from secondsource.core.vetting.grading.assessment import Assessment, Stage
from secondsource.core.vetting.grading.diagonal import Diagonal, diagonal
from secondsource.core.vetting.grading.grade import Credibility, Grade, LetterEntry, Reliability, digits_open
from secondsource.core.vetting.grading.pairing import Pair, PairStanding, differences, resolve, visible
from secondsource.core.vetting.statement import State
from secondsource.errors import RuleError
from secondsource.store.evidence.lookups import findings, statements
from secondsource.store.evidence.values import HeldStatement
from secondsource.store.judgement.changes import grading as changes
from secondsource.store.judgement.lookups import grading as lookups
from secondsource.store.team import journal
from secondsource.store.team import lookups as team


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The grading of one statement, as one member may see it."""

    held: HeldStatement
    standing: PairStanding
    own: Assessment | None
    shown: tuple[Assessment, ...]
    """Assessments this member may see."""
    differences: tuple[str, ...]
    grade: Grade | None
    pair: Pair
    """Whole; what of it is shown is in `shown`."""
    begun: int
    """How many have begun; says nothing of what they gave."""
    authors: frozenset[str]
    origins: int | None
    digits: tuple[Credibility, ...]
    letters: tuple[LetterEntry, ...] | None
    """The source's letters on the topic; None while this member's digit is not sealed."""
    may_resolve: bool

    @property
    def stage(self) -> Stage:
        """How far this member's own assessment is."""
        return self.own.stage if self.own else Stage.DIGIT

    @property
    def is_author(self) -> bool:
        """Whether this member wrote the statement."""
        return self.own is None and self.asking in self.authors

    asking: str


def see(*, actor: str, case: str, statement: str) -> Seen:
    """Return the grading of one statement as a member may see it.

    Raises:
        AccessError: as `access.reading`; `statement-unknown`.
    """
    access.reading(case, actor)
    held = statements.statement(case, statement)
    pair = lookups.pair(case, statement)
    own = next((one for one in pair.assessments if one.by == actor), None)
    authors, origins = authors_of(held), origins_of(case, statement)
    letters = None
    if own is not None and own.stage is not Stage.DIGIT:
        letters = rules.shown_letters(own, lookups.letters(one.key for one in team.cases_of(actor)))
    return Seen(
        held=held,
        standing=pair.standing,
        own=own,
        shown=visible(pair, actor),
        differences=differences(pair),
        grade=pair.grade,
        pair=pair,
        begun=len(pair.assessments),
        authors=authors,
        origins=origins,
        digits=digits_open(origins),
        letters=letters,
        may_resolve=pair.standing is PairStanding.DIFFER and actor not in {one.by for one in pair.done} | authors,
        asking=actor,
    )


def see_all(*, actor: str, case: str) -> tuple[tuple[HeldStatement, Pair | None], ...]:
    """Return the statements that count in a case, each with its grading; what was rejected is not graded.

    Raises:
        AccessError: as `access.reading`.
    """
    access.reading(case, actor)
    pairs = lookups.pairs(case)
    held = (one for one in statements.statements(case) if one.live and one.statement.state is not State.REJECTED)
    return tuple((one, pairs.get(one.statement.id)) for one in held)


def rate(*, actor: str, case: str) -> Diagonal:
    """Return the diagonal rate over all cases that this member may know of, so that it tells nobody of another.

    Raises:
        AccessError: as `access.reading`.
    """
    access.reading(case, actor)
    return diagonal(grade for one in team.cases_of(actor) for grade in lookups.grades_given(one.key))


def seal_digit(
    *, actor: str, case: str, statement: str, topic: str, digit: Credibility, why: str, now: datetime
) -> Assessment:
    """Begin an assessment by sealing its digit. The count of origins is taken now and kept with it.

    Raises:
        AccessError: as `access.working`; `statement-unknown`.
        RuleError: `own-work`, `graded-already`, `topic-missing`, `one-origin`, `reason-missing`, `grading-over`.
    """
    access.working(case, actor)
    held, pair = statements.statement(case, statement), lookups.pair(case, statement)
    if pair.standing is not PairStanding.OPEN and actor not in {one.by for one in pair.assessments}:
        # Whoever comes third has been shown both grades, and could no longer judge blind.
        raise RuleError(
            "grading-over", "Two people have graded this statement.", "Resolve their difference, if there is one."
        )
    begun = rules.begin(
        statement=statement,
        source=held.statement.speaker.name,
        topic=topic,
        by=actor,
        authors=authors_of(held),
        already=pair.assessments,
    )
    sealed = rules.seal_digit(begun, digit, why=why, origins=origins_of(case, statement), at=now)
    with journal.entry(actor=actor, verb="grade.digit", now=now, case=case, about={"statement": statement}):
        changes.seal_digit(case=case, one=sealed, added_by=held.added_by or "", edited_by=_edited_by(held), now=now)
    return sealed


def give_letter(*, actor: str, case: str, statement: str, letter: Reliability, why: str, now: datetime) -> Assessment:
    """Give the letter, which ends the actor's assessment.

    Raises:
        AccessError: as `access.working`; `statement-unknown`.
        RuleError: `letter-too-early`, `letter-given`, `reason-missing`.
    """
    access.working(case, actor)
    statements.statement(case, statement)
    own = next((one for one in lookups.pair(case, statement).assessments if one.by == actor), None)
    if own is None:
        raise RuleError("letter-too-early", "The digit comes before the letter.", "Seal the digit first.")
    done = rules.give_letter(own, letter, why=why, at=now)
    with journal.entry(actor=actor, verb="grade.letter", now=now, case=case, about={"statement": statement}):
        changes.give_letter(case=case, one=done)
    return done


def settle(*, actor: str, case: str, statement: str, grade: Grade, why: str, now: datetime) -> None:
    """Say which of two grades holds.

    Raises:
        AccessError: as `access.working`; `statement-unknown`.
        RuleError: as `pairing.resolve`.
    """
    access.working(case, actor)
    held, pair = statements.statement(case, statement), lookups.pair(case, statement)
    resolution = resolve(
        pair, grade, by=actor, why=why, authors=authors_of(held), origins=origins_of(case, statement), at=now
    )
    with journal.entry(actor=actor, verb="grade.resolve", now=now, case=case, about={"statement": statement}):
        changes.resolve(case=case, pair=pair, resolution=resolution)


def authors_of(held: HeldStatement) -> frozenset[str]:
    """Return who wrote a statement: who added it by hand, and who edited it. To accept a proposal is no writing."""
    return frozenset({held.added_by or "", _edited_by(held)}) - {""}


def origins_of(case: str, statement: str) -> int | None:
    """Return the fewest independent origins of the claims that a statement supports; None where it supports none."""
    return min((one.origins.low for one in supported_claims(case, [statement])), default=None)


def supported_claims(case: str, given: Iterable[str]) -> tuple[Claim, ...]:
    """Return the live claims that one of these statements supports."""
    wanted = set(given)
    ids = {key for bears_on in findings.claims_of(case, wanted).values() for key, _, _ in bears_on}
    claims = (findings.claim(case, key).claim for key in sorted(ids))
    return tuple(one for one in claims if wanted & set(one.supporting))


def _edited_by(held: HeldStatement) -> str:
    edited = held.decision is not None and held.decision.state is State.EDITED
    return held.decision.member if edited and held.decision else ""
