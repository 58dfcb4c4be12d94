"""Findings on claims: a person's words, held against what is computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondsource.actions.desk import access
from secondsource.core.vetting.judging.judgement import Confidence, Judgement, check_judgement
from secondsource.core.vetting.judging.likelihood import WordedInterval, words_of
from secondsource.store.evidence.lookups import findings
from secondsource.store.evidence.values import HeldClaim
from secondsource.store.judgement.changes import grading as changes
from secondsource.store.judgement.lookups import grading as lookups
from secondsource.store.team import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenClaim:
    """A claim with what was found on it."""

    held: HeldClaim
    judgements: tuple[Judgement, ...]
    """Oldest first."""

    @property
    def newest(self) -> Judgement | None:
        """The finding that holds."""
        return self.judgements[-1] if self.judgements else None

    @property
    def proposed(self) -> WordedInterval | None:
        """The words that the computed interval covers; None where nothing is computed."""
        likelihood = self.held.claim.likelihood
        return None if likelihood is None else words_of(likelihood.low, likelihood.high)


def see(*, actor: str, case: str, claim: str) -> SeenClaim:
    """Return one claim with its findings.

    Raises:
        AccessError: as `access.reading`; `claim-unknown`.
    """
    access.reading(case, actor)
    held = findings.claim(case, claim)
    return SeenClaim(held=held, judgements=lookups.judgements(case).get(claim, ()))


def see_all(*, actor: str, case: str) -> tuple[SeenClaim, ...]:
    """Return every live claim of a case with its findings.

    Raises:
        AccessError: as `access.reading`.
    """
    access.reading(case, actor)
    found = lookups.judgements(case)
    return tuple(
        SeenClaim(held=held, judgements=found.get(held.claim.id, ())) for held in findings.claims(case) if held.live
    )


def find(
    *,
    actor: str,
    case: str,
    claim: str,
    likelihood: str | None,
    confidence: Confidence,
    words: FindingWords,
    now: datetime,
) -> Judgement:
    """Keep a finding on a claim.

    Raises:
        AccessError: as `access.working`; `claim-unknown`.
        RuleError: as `check_judgement`.
    """
    access.working(case, actor)
    held = findings.claim(case, claim)
    one = Judgement(
        claim=claim,
        text=words.text.strip() or held.claim.text,
        likelihood=likelihood,
        confidence=confidence,
        grounds=words.grounds.strip(),
        would_change=words.would_change.strip(),
        changed=words.changed.strip(),
        origins=held.claim.origins.low,
        by=actor,
        at=now,
    )
    check_judgement(one, earlier=bool(lookups.judgements(case).get(claim)))
    with journal.entry(actor=actor, verb="finding.write", now=now, case=case, about={"claim": claim}):
        changes.add_judgement(case=case, one=one)
    return one


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """What a person writes about a claim."""

    text: str
    grounds: str
    would_change: str
    changed: str
