"""The line-by-line check of a frozen content, by somebody who neither wrote nor froze it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from secondsource.actions.desk import access
from secondsource.actions.desk.judgement.grading import supported_claims
from secondsource.core.release.gate.records import LineEvidence
from secondsource.core.vetting.lines.check import Line, LineMark, LineStanding, lines_of, mark, standings
from secondsource.errors import InputError
from secondsource.store.evidence.lookups import findings, statements
from secondsource.store.judgement.changes import grading as changes
from secondsource.store.judgement.lookups import grading as lookups
from secondsource.store.judgement.values import CheckedMark
from secondsource.store.letting_out import lookups as letting_out
from secondsource.store.letting_out.values import Frozen
from secondsource.store.team import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCheck:
    """A frozen content line by line."""

    frozen: Frozen
    lines: tuple[LineStanding, ...]
    evidence: tuple[LineEvidence, ...]
    checked: tuple[CheckedMark, ...]
    """Every mark ever made on it, oldest first."""
    may_check: bool


def authors_of(frozen: Frozen) -> frozenset[str]:
    """Return who may pass nothing of this content: its author and who froze it."""
    return frozenset({frozen.author, frozen.frozen_by})


def text_of(frozen: Frozen) -> str:
    """Return the text that is checked: the free texts of the release, each a paragraph."""
    return "\n\n".join(frozen.lines)


def see(*, actor: str, case: str, digest: str) -> SeenCheck:
    """Return the check of a frozen content.

    Raises:
        AccessError: as `access.reading`; `frozen-unknown`.
    """
    found = access.reading(case, actor)
    frozen = letting_out.frozen(case, digest)
    checked = lookups.marks(case, digest)
    lines = standing_of(frozen, checked)
    return SeenCheck(
        frozen=frozen,
        lines=lines,
        evidence=evidence_of(case, lines, checked),
        checked=checked,
        may_check=found.role in access.WORKING and actor not in authors_of(frozen),
    )


def check_line(*, actor: str, case: str, digest: str, checked: CheckedMark, now: datetime) -> Line:
    """Mark a line complete, or leave a question or comment.

    Args:
        actor: who checks.
        case: the case's key.
        digest: of the frozen content.
        checked: the mark; its `by` and `at` are set here.
        now: the moment.

    Raises:
        AccessError: as `access.working`; `frozen-unknown`.
        RuleError: as `lines.check.mark`. InputError: `proof-unknown`.
    """
    access.working(case, actor)
    frozen = letting_out.frozen(case, digest)
    lines = lines_of(text_of(frozen))
    one: LineMark = mark(lines, replace(checked.mark, by=actor, at=now), authors=authors_of(frozen))
    known = {held.statement.id for held in statements.statements(case, one.proof)}
    missing = sorted(set(one.proof) - known)
    if missing:
        raise InputError(
            "proof-unknown",
            f"There is no statement {missing[0]} in this case.",
            "Copy the id from the statement's page.",
        )
    about: journal.About = {"content": digest, "line": one.line, "state": one.state.value}
    with journal.entry(actor=actor, verb="line.mark", now=now, case=case, about=about):
        changes.add_mark(
            case=case,
            digest=digest,
            checked=replace(checked, mark=one),
            author=frozen.author,
            frozen_by=frozen.frozen_by,
        )
    return next(line for line in lines if line.id == one.line)


def standing_of(frozen: Frozen, checked: tuple[CheckedMark, ...]) -> tuple[LineStanding, ...]:
    """Return every line with the mark that holds."""
    return standings(lines_of(text_of(frozen)), [one.mark for one in checked], authors=authors_of(frozen))


def evidence_of(
    case: str, lines: tuple[LineStanding, ...], checked: tuple[CheckedMark, ...]
) -> tuple[LineEvidence, ...]:
    """Return what carries each marked line: origins, grades and contradictions of the statements named as its proof."""
    by_mark = {(one.mark.line, one.mark.by, one.mark.at): one for one in checked}
    proofs = sorted({proof for one in lines if one.mark for proof in one.mark.proof})
    claims = supported_claims(case, proofs)
    pairs = lookups.pairs(case, proofs)
    contested = [one.contradiction for one in findings.contradictions(case) if one.live and one.is_open]
    found = []
    for one in lines:
        if one.mark is None:
            continue
        held, proof = by_mark[one.mark.line, one.mark.by, one.mark.at], set(one.mark.proof)
        lows = [claim.origins.low for claim in claims if proof & set(claim.supporting)]
        found.append(
            LineEvidence(
                line=one.line.id,
                no_fact=one.mark.no_fact,
                origins=min(lows, default=None),
                document=held.document,
                labelled=held.labelled,
                grades=tuple(pairs[key].grade if key in pairs else None for key in sorted(proof)),
                open_contradictions=sum(bool(proof & {each.a, each.b}) for each in contested),
            )
        )
    return tuple(found)
