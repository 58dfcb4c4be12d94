"""Writing down what a run found. Proposals are replaced; nothing that a person decided is touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secondsource.core.codec import to_plain
from secondsource.core.digests import short_id
from secondsource.core.vetting.finding import Claim, Contradiction, Findings, Person
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Statement
from secondsource.store.evidence.changes.decided import LONGEST_NAME, fill
from secondsource.store.evidence.changes.words import forget_words, put_words
from secondsource.store.evidence.lookups.statements import value_of
from secondsource.store.evidence.models import (
    ClaimLinkRow,
    ClaimRow,
    ContradictionRow,
    OriginRow,
    PersonRow,
    ReportRow,
    ReuseRow,
    StatementRow,
    TimelineRow,
)
from secondsource.store.team.models import CaseRow

AT_ONCE = 400
_PROPOSAL = ["plain", "start", "end", "text", "strength", "speaker", "position", "said_on", "live", "origin"]


def put_findings(case: str, findings: Findings, proposed: Mapping[str, Statement]) -> None:
    """Replace a case's proposals by those of a finished run.

    Args:
        case: the case's key.
        findings: the whole result, with the decisions that stood when the run began.
        proposed: every statement by id as it was before the decisions were applied to it.
    """
    found = CaseRow.objects.get(key=case)
    rows = _put_statements(found, findings, proposed)
    _put_claims(found, findings.claims, rows)
    OriginRow.objects.filter(case=found).delete()
    OriginRow.objects.bulk_create(
        OriginRow(case=found, origin=origin.id, plain=to_plain(origin)) for origin in findings.origins
    )
    ReuseRow.objects.filter(case=found).delete()
    ReuseRow.objects.bulk_create(
        ReuseRow(case=found, a=reuse.a, b=reuse.b, plain=to_plain(reuse)) for reuse in findings.reuse
    )
    TimelineRow.objects.filter(case=found).delete()
    TimelineRow.objects.bulk_create(
        TimelineRow(case=found, number=number, plain=to_plain(entry))
        for number, entry in enumerate(findings.timeline, start=1)
    )
    _put_contradictions(found, findings.contradictions)
    _put_people(found, findings.people)


def contradiction_key(contradiction: Contradiction) -> str:
    """Return the id of a contradiction: the same two statements clashing in the same way."""
    return short_id("x", "contradiction/v1", contradiction.a, contradiction.b, contradiction.kind)


def person_key(person: Person) -> str:
    """Return the id of somebody named in a case, by the name alone."""
    return short_id("p", "person/v1", " ".join(fold(person.name).split()))


def _put_statements(case: CaseRow, findings: Findings, proposed: Mapping[str, Statement]) -> dict[str, StatementRow]:
    held = {row.statement: row for row in StatementRow.objects.filter(case=case).select_related("decision")}
    reports = {row.file: row for row in ReportRow.objects.filter(case=case).only("pk", "file")}
    origin_of = {one: origin.id for origin in findings.origins for one in origin.statements}
    fresh: list[StatementRow] = []
    changed: list[StatementRow] = []
    rows: dict[str, StatementRow] = {}
    for statement in findings.statements:
        row = held.pop(statement.id, None)
        new = row is None
        row = row or StatementRow(case=case, statement=statement.id, report=reports[statement.report])
        before = (row.plain, row.live, row.origin)
        # An undecided proposal is kept with what the whole case added to it, a decided one as it was proposed.
        fill(row, proposed.get(statement.id, statement) if row.decision else statement)
        row.live, row.origin = True, origin_of.get(statement.id, "")
        _show_decided(row)
        if new:
            fresh.append(row)
        elif before != (row.plain, row.live, row.origin):
            changed.append(row)
        rows[statement.id] = row
    StatementRow.objects.bulk_create(fresh, batch_size=AT_ONCE)
    StatementRow.objects.bulk_update(changed, _PROPOSAL, batch_size=AT_ONCE)
    _let_go(case, held)
    put_words(case, "statement", {key: f"{row.speaker} {row.text}" for key, row in rows.items()})
    return rows


def _show_decided(row: StatementRow) -> None:
    """Keep the columns of lists as the decision has them, which may have been taken while the run went on."""
    if row.decision is not None:
        shown = value_of(row).statement
        row.speaker = shown.speaker.name[:LONGEST_NAME]
        row.position, row.said_on = shown.position.value, shown.said_on


def _let_go(case: CaseRow, left: Mapping[str, StatementRow]) -> None:
    """Remove the proposals that are no longer made, save those somebody decided on."""
    gone = [row for row in left.values() if row.decision is None]
    for first in range(0, len(gone), AT_ONCE):
        StatementRow.objects.filter(pk__in=[row.pk for row in gone[first : first + AT_ONCE]]).delete()
    forget_words(case, "statement", {row.statement for row in gone})
    kept = [row.pk for row in left.values() if row.decision is not None]
    for first in range(0, len(kept), AT_ONCE):
        StatementRow.objects.filter(pk__in=kept[first : first + AT_ONCE]).update(live=False, origin="")


def _put_claims(case: CaseRow, claims: Sequence[Claim], statements: Mapping[str, StatementRow]) -> None:
    held = {row.claim: row for row in ClaimRow.objects.filter(case=case)}
    ClaimRow.objects.filter(case=case).update(live=False)
    ClaimLinkRow.objects.filter(claim__case=case).delete()
    ranked = sorted(
        claims, key=lambda claim: (-claim.documents, not (claim.supporting and claim.denying), -claim.mentions)
    )
    rows: list[ClaimRow] = []
    for rank, claim in enumerate(ranked):
        row = held.get(claim.id) or ClaimRow(case=case, claim=claim.id)
        row.live, row.rank, row.text, row.documents = True, rank, claim.text, claim.documents
        row.plain = to_plain(claim)
        rows.append(row)
    ClaimRow.objects.bulk_create([row for row in rows if row.claim not in held], batch_size=AT_ONCE)
    ClaimRow.objects.bulk_update(
        [row for row in rows if row.claim in held],
        ["live", "rank", "text", "documents", "plain"],
        batch_size=AT_ONCE,
    )
    ClaimLinkRow.objects.bulk_create(
        ClaimLinkRow(claim=row, statement=statements[one], stance=stance)
        for claim, row in zip(ranked, rows, strict=True)
        for stance in ("supporting", "denying", "unsure")
        for one in getattr(claim, stance)
        if one in statements
    )


def _put_contradictions(case: CaseRow, contradictions: Sequence[Contradiction]) -> None:
    ContradictionRow.objects.filter(case=case).update(live=False)
    for rank, contradiction in enumerate(contradictions):
        ContradictionRow.objects.update_or_create(
            case=case,
            contradiction=contradiction_key(contradiction),
            defaults={
                "live": True,
                "rank": rank,
                "a": contradiction.a,
                "b": contradiction.b,
                "plain": to_plain(contradiction),
            },
        )


def _put_people(case: CaseRow, people: Sequence[Person]) -> None:
    PersonRow.objects.filter(case=case).update(live=False)
    for rank, person in enumerate(people):
        PersonRow.objects.update_or_create(
            case=case,
            person=person_key(person),
            defaults={"live": True, "rank": rank, "plain": to_plain(person)},
        )
