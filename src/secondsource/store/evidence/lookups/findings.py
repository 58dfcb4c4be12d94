"""What the last run worked out: claims, origins, contradictions, timeline, people, and all of it as one value."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.core.codec import from_plain
from secondsource.core.vetting.finding import Claim, Contradiction, Findings, Person, TimelineEntry
from secondsource.core.vetting.tracing import Origin, Reuse
from secondsource.errors import AccessError
from secondsource.store.evidence.lookups.paging import slice_of
from secondsource.store.evidence.lookups.reports import reports
from secondsource.store.evidence.lookups.statements import statements
from secondsource.store.evidence.models import (
    ClaimRow,
    ContradictionRow,
    OriginRow,
    PersonRow,
    PersonRulingRow,
    ResolutionRow,
    ReuseRow,
    TimelineRow,
)
from secondsource.store.evidence.values import (
    HeldClaim,
    HeldContradiction,
    HeldPerson,
    Outcome,
    Resolution,
    Ruling,
    Slice,
)

A_PAGE = 30


def claim(case: str, claim_id: str) -> HeldClaim:
    """Return one claim of a case.

    Raises:
        AccessError: `claim-unknown`, for one of another case as well.
    """
    row = ClaimRow.objects.filter(case__key=case, claim=claim_id).first()
    if row is None:
        raise AccessError("claim-unknown", "There is no such claim here.", "Go back to the case's claims.")
    return _claim(row)


def claims(case: str) -> tuple[HeldClaim, ...]:
    """Return the claims of the last run, by the number of reports that bear on them."""
    return tuple(_claim(row) for row in ClaimRow.objects.filter(case__key=case, live=True).order_by("rank"))


def claim_page(case: str, number: int = 1) -> Slice[HeldClaim]:
    """Return one page of `claims`."""
    page = slice_of(ClaimRow.objects.filter(case__key=case, live=True).order_by("rank"), number, A_PAGE)
    items = tuple(_claim(row) for row in page.items)
    return Slice(items=items, number=page.number, pages=page.pages, total=page.total)


def claims_of(case: str, statement_ids: Iterable[str]) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return (claim id, text, stance) of the claims that each of these statements bears on."""
    rows = ClaimRow.objects.filter(case__key=case, live=True, links__statement__statement__in=list(statement_ids))
    found: dict[str, list[tuple[str, str, str]]] = {}
    for statement, key, text, stance in rows.order_by("rank").values_list(
        "links__statement__statement", "claim", "text", "links__stance"
    ):
        found.setdefault(statement, []).append((key, text, stance))
    return {statement: tuple(held) for statement, held in found.items()}


def origins(case: str, ids: Iterable[str] | None = None) -> tuple[Origin, ...]:
    """Return a case's origins as of the last run, or those with these ids."""
    rows = OriginRow.objects.filter(case__key=case)
    if ids is not None:
        rows = rows.filter(origin__in=list(ids))
    return tuple(from_plain(Origin, row.plain) for row in rows.order_by("id"))


def reuse(case: str) -> tuple[Reuse, ...]:
    """Return the texts that reports share."""
    return tuple(from_plain(Reuse, row.plain) for row in ReuseRow.objects.filter(case__key=case).order_by("id"))


def timeline(case: str) -> tuple[TimelineEntry, ...]:
    """Return how the contested status changed."""
    return tuple(from_plain(TimelineEntry, row.plain) for row in TimelineRow.objects.filter(case__key=case))


def contradictions(case: str) -> tuple[HeldContradiction, ...]:
    """Return the case's contradictions with their resolutions: those of the last run, and older ones resolved."""
    resolved = {row.contradiction: row for row in ResolutionRow.objects.filter(case__key=case)}
    rows = ContradictionRow.objects.filter(case__key=case).order_by("-live", "rank", "id")
    return tuple(
        HeldContradiction(
            key=row.contradiction,
            contradiction=from_plain(Contradiction, row.plain),
            live=row.live,
            resolution=_resolution(resolved.get(row.contradiction)),
        )
        for row in rows
    )


def resolutions(case: str, contradiction: str) -> tuple[Resolution, ...]:
    """Return every resolution of one contradiction, oldest first."""
    rows = ResolutionRow.objects.filter(case__key=case, contradiction=contradiction)
    return tuple(found for row in rows if (found := _resolution(row)) is not None)


def people(case: str) -> tuple[HeldPerson, ...]:
    """Return everybody named in the case's reports. Default: do not name."""
    ruled = {row.person: row for row in PersonRulingRow.objects.filter(case__key=case)}
    rows = PersonRow.objects.filter(case__key=case).order_by("-live", "rank", "id")
    return tuple(
        HeldPerson(
            key=row.person,
            person=from_plain(Person, row.plain),
            live=row.live,
            ruling=_ruling(ruled.get(row.person)),
        )
        for row in rows
    )


def case_findings(case: str) -> Findings:
    """Return everything as one value, the members' decisions applied: what the findings file would hold."""
    return Findings(
        reports=tuple(held.report for held in reports(case)),
        statements=tuple(held.statement for held in statements(case)),
        reuse=reuse(case),
        origins=origins(case),
        claims=tuple(held.claim for held in claims(case)),
        contradictions=tuple(held.contradiction for held in contradictions(case) if held.live),
        timeline=timeline(case),
        people=tuple(held.person for held in people(case) if held.live),
    )


def _claim(row: ClaimRow) -> HeldClaim:
    return HeldClaim(claim=from_plain(Claim, row.plain), live=row.live)


def _resolution(row: ResolutionRow | None) -> Resolution | None:
    if row is None:
        return None
    return Resolution(
        version=row.version, outcome=Outcome(row.outcome), reason=row.reason, member=row.member, at=row.at
    )


def _ruling(row: PersonRulingRow | None) -> Ruling | None:
    if row is None:
        return None
    return Ruling(version=row.version, private=row.private, reason=row.reason, member=row.member, at=row.at)
