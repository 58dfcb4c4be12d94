"""A first draft of a release, made of findings: accepted statements only, people as numbers, words already masked.

A draft is for a person to complete: which claims go out, in which words, what was checked. It starts from the safe
side, so that forgetting something hides too much and never too little.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from secondsource.core.release.letting_out.parts import (
    LIKELIHOODS,
    Judgement,
    ReleasedClaim,
    ReleasedContradiction,
    ReleasedExhibit,
    ReleasedStatement,
    Stance,
)
from secondsource.core.release.letting_out.release import Release
from secondsource.core.vetting.finding import Claim, Findings
from secondsource.core.vetting.statement import SpeakerKind, State, Statement
from secondsource.errors import RuleError

_NAMED = frozenset({SpeakerKind.OUTLET, SpeakerKind.ORGANISATION})
"""Who may keep a name in a draft; everybody else becomes a number."""
_KEPT = frozenset({State.ACCEPTED, State.EDITED})


def draft(
    findings: Findings,
    *,
    subject: str,
    desk: str,
    day: date,
    exhibits: tuple[ReleasedExhibit, ...] = (),
    mask: Callable[[str], str],
) -> Release:
    """Return a draft.

    Args:
        findings: of the whole case.
        subject: the subject of the desk's statements.
        desk: the desk's public name.
        day: when it is to go out.
        exhibits: the clean copies.
        mask: takes protected people out of a text.

    Raises:
        RuleError: `draft-nothing-accepted`: nobody has accepted a statement yet.
    """
    kept = [one for one in findings.statements if one.state in _KEPT]
    if not kept:
        raise RuleError(
            "draft-nothing-accepted",
            "No statement of these findings was accepted by a person, so nothing can go out.",
            "Accept statements in the decisions file first, and vet again.",
        )
    ids = {one.id: f"statement-{number}" for number, one in enumerate(kept, start=1)}
    claims = [one for one in findings.claims if {*one.supporting, *one.denying, *one.unsure} & ids.keys()]
    numbers = {one.id: f"claim-{number}" for number, one in enumerate(claims, start=1)}
    on = _stances(claims, numbers)
    origins = _origins(findings, kept)
    speakers = _speakers(kept, mask)
    return Release(
        subject=subject,
        title=subject,
        summary="",
        language="en",
        desk=desk,
        day=day,
        claims=tuple(_claim(one, numbers[one.id], mask) for one in claims),
        statements=tuple(
            ReleasedStatement(
                id=ids[one.id],
                text=mask(one.content.text),
                language=one.language,
                speaker=speakers[one.speaker.name],
                kind=one.speaker.kind,
                on=on.get(one.id, ()),
                origin=origins[one.id],
                said_on=one.said_on,
            )
            for one in kept
        ),
        exhibits=exhibits,
        contradictions=tuple(
            ReleasedContradiction(a=ids[one.a], b=ids[one.b], kind=one.kind, resolution="Open.")
            for one in findings.contradictions
            if one.a in ids and one.b in ids
        ),
    )


def _claim(claim: Claim, number: str, mask: Callable[[str], str]) -> ReleasedClaim:
    word = claim.likelihood.word.lower() if claim.likelihood else None
    return ReleasedClaim(
        id=number,
        text=mask(claim.text),
        finding=Judgement(
            sentence=f"Statements for it: {len(claim.supporting)}; against it: {len(claim.denying)}.",
            likelihood=word if word in LIKELIHOODS else None,
        ),
        origins_low=claim.origins.low,
        origins_high=claim.origins.high,
    )


def _stances(claims: list[Claim], numbers: Mapping[str, str]) -> dict[str, tuple[tuple[str, Stance], ...]]:
    """Return what each statement does to which claims."""
    found: dict[str, list[tuple[str, Stance]]] = {}
    for claim in claims:
        sides = ((claim.supporting, Stance.SUPPORTS), (claim.denying, Stance.DENIES), (claim.unsure, Stance.UNSURE))
        for side, stance in sides:
            for statement in side:
                found.setdefault(statement, []).append((numbers[claim.id], stance))
    return {statement: tuple(on) for statement, on in found.items()}


def _origins(findings: Findings, kept: list[Statement]) -> dict[str, str]:
    """Return each statement's origin by number; a statement without one is an origin of its own."""
    of = {statement: origin.id for origin in findings.origins for statement in origin.statements}
    numbers: dict[str, str] = {}
    return {one.id: numbers.setdefault(of.get(one.id, one.id), f"origin-{len(numbers) + 1}") for one in kept}


def _speakers(kept: list[Statement], mask: Callable[[str], str]) -> dict[str, str]:
    """Return how each speaker is called: bodies by their name, everybody else by a number."""
    called: dict[str, str] = {}
    number = 0
    for one in kept:
        if one.speaker.name in called:
            continue
        if one.speaker.kind in _NAMED:
            called[one.speaker.name] = mask(one.speaker.name)
        else:
            number += 1
            called[one.speaker.name] = f"speaker-{number}"
    return called
