"""What members decide: on statements, contradictions, people, and over more than one statement.

Every function asks for the version its caller has seen. Two members who decide at once stand in line at the journal's
head; the second one is told, and nothing of the first is lost.
"""

from __future__ import annotations

from datetime import datetime

from secondsource.core.codec import to_plain
from secondsource.core.vetting.decisions import StatementDecision
from secondsource.core.vetting.statement import State, Statement
from secondsource.errors import AccessError, RuleError
from secondsource.store.evidence.changes.words import put_words
from secondsource.store.evidence.lookups import statements as lookups
from secondsource.store.evidence.models import (
    ContradictionRow,
    DecisionRow,
    PersonRow,
    PersonRulingRow,
    ReportRow,
    ResolutionRow,
    StatementRow,
    TieRow,
)
from secondsource.store.evidence.values import HeldStatement, Outcome
from secondsource.store.team.models import CaseRow

LONGEST_NAME = 300


def decide(
    *, case: str, decision: StatementDecision, version: int, reason: str, member: str, now: datetime
) -> HeldStatement:
    """Keep a member's decision on a statement as its next version.

    Raises:
        AccessError: `statement-unknown`.
        RuleError: `statement-changed`, when somebody decided after `version` was seen.
    """
    row = (
        StatementRow.objects.select_for_update(of=("self",))
        .select_related("case", "report__exhibit")
        .filter(case__key=case, statement=decision.statement)
        .first()
    )
    if row is None:
        raise AccessError(
            "statement-unknown", "There is no such statement here.", "Go back to the report and load it again."
        )
    if row.version != version:
        raise RuleError(
            "statement-changed",
            "Somebody decided on this statement after you opened it; yours was not kept.",
            "Look at what stands now and decide again if you still want to.",
        )
    _stand(row, decision, reason, member, now)
    return lookups.value_of(row)


def _stand(row: StatementRow, decision: StatementDecision, reason: str, member: str, now: datetime) -> None:
    row.version += 1
    row.decision = DecisionRow.objects.create(
        case=row.case,
        statement=row.statement,
        version=row.version,
        state=decision.state.value,
        chain=None if decision.chain is None else list(decision.chain),
        said_on=decision.said_on,
        position=decision.position.value if decision.position else "",
        reason=reason,
        member=member,
        at=now,
    )
    row.state = decision.state.value
    shown = lookups.value_of(row).statement
    row.speaker = shown.speaker.name[:LONGEST_NAME]
    row.position, row.said_on = shown.position.value, shown.said_on
    row.save(update_fields=["version", "decision", "state", "speaker", "position", "said_on"])


def add_statement(*, case: str, statement: Statement, member: str, now: datetime) -> HeldStatement:
    """Keep a statement that a member found, accepted as its first decision.

    Raises:
        AccessError: `report-unknown`.
        RuleError: `statement-there`, when these words are a statement already.
    """
    report = ReportRow.objects.filter(case__key=case, file=statement.report, skipped_code="").first()
    if report is None:
        raise AccessError("report-unknown", "There is no such report here.", "Go back to the case's reports.")
    found = CaseRow.objects.get(key=case)
    if StatementRow.objects.filter(case=found, statement=statement.id).exists():
        raise RuleError(
            "statement-there", "These words are a statement already.", "Accept or edit the one that is there."
        )
    row = StatementRow(case=found, report=report, statement=statement.id, added_by=member)
    fill(row, statement)
    row.save()
    _stand(row, StatementDecision(statement=statement.id, state=State.ACCEPTED), "", member, now)
    put_words(found, "statement", {statement.id: f"{statement.speaker.name} {statement.content.text}"})
    return lookups.value_of(row)


def fill(row: StatementRow, statement: Statement) -> None:
    """Write a proposal into its row, without saving it."""
    row.plain = to_plain(statement)
    row.start, row.end, row.text = statement.content.start, statement.content.end, statement.content.text
    row.strength = statement.strength.value
    row.speaker = statement.speaker.name[:LONGEST_NAME]
    row.position, row.said_on = statement.position.value, statement.said_on


def resolve(
    *, case: str, contradiction: str, outcome: Outcome, reason: str, version: int, member: str, now: datetime
) -> None:
    """Keep how a member resolved a contradiction as its next version.

    Raises:
        AccessError: `contradiction-unknown`.
        RuleError: `contradiction-changed`.
    """
    row = ContradictionRow.objects.filter(case__key=case, contradiction=contradiction).select_related("case").first()
    if row is None:
        raise AccessError("contradiction-unknown", "There is no such contradiction here.", "Go back to the list.")
    newest = ResolutionRow.objects.filter(case=row.case, contradiction=contradiction).order_by("-version").first()
    if (newest.version if newest else 0) != version:
        raise RuleError(
            "contradiction-changed",
            "Somebody resolved this contradiction after you opened it; yours was not kept.",
            "Read their reason, and resolve it again if you still see it otherwise.",
        )
    ResolutionRow.objects.create(
        case=row.case,
        contradiction=contradiction,
        version=version + 1,
        outcome=outcome.value,
        reason=reason,
        member=member,
        at=now,
    )


def rule(*, case: str, person: str, private: bool, reason: str, version: int, member: str, now: datetime) -> None:
    """Keep whether a member holds somebody to be a private person as its next version.

    Raises:
        AccessError: `person-unknown`.
        RuleError: `person-changed`.
    """
    row = PersonRow.objects.filter(case__key=case, person=person).select_related("case").first()
    if row is None:
        raise AccessError("person-unknown", "There is nobody of that kind here.", "Go back to the list of people.")
    newest = PersonRulingRow.objects.filter(case=row.case, person=person).order_by("-version").first()
    if (newest.version if newest else 0) != version:
        raise RuleError(
            "person-changed",
            "Somebody decided on this person after you opened the page; yours was not kept.",
            "Read their reason, and decide again if you still see it otherwise.",
        )
    PersonRulingRow.objects.create(
        case=row.case,
        person=person,
        version=version + 1,
        name=str(row.plain["name"])[:LONGEST_NAME],
        private=private,
        reason=reason,
        member=member,
        at=now,
    )


def tie(*, case: str, kind: str, parts: tuple[str, ...], reason: str, member: str, now: datetime) -> int:
    """Keep a decision over more than one statement and return its number."""
    found = CaseRow.objects.get(key=case)
    return TieRow.objects.create(case=found, kind=kind, parts=list(parts), reason=reason, member=member, at=now).pk


def untie(*, case: str, number: int, member: str, now: datetime) -> None:
    """Withdraw one; the row stays, with who withdrew it.

    Raises:
        AccessError: `tie-unknown`, also when it was withdrawn already.
    """
    rows = TieRow.objects.filter(case__key=case, pk=number, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_by=member, withdrawn_at=now):
        raise AccessError("tie-unknown", "This decision does not stand here.", "Load the page again.")
