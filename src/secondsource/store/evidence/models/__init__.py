"""Rows of the evidence. What a program proposed and what a person decided never share a row."""

from secondsource.store.evidence.models.decided import DecisionRow, PersonRulingRow, ResolutionRow, TieRow
from secondsource.store.evidence.models.exhibits import CustodyRow, ExhibitRow, ReportRow
from secondsource.store.evidence.models.proposals import (
    ClaimLinkRow,
    ClaimRow,
    ContradictionRow,
    OriginRow,
    PersonRow,
    ReuseRow,
    TimelineRow,
)
from secondsource.store.evidence.models.statements import StatementRow
from secondsource.store.evidence.models.work import RunRow, SearchRow

__all__ = [
    "ClaimLinkRow",
    "ClaimRow",
    "ContradictionRow",
    "CustodyRow",
    "DecisionRow",
    "ExhibitRow",
    "OriginRow",
    "PersonRow",
    "PersonRulingRow",
    "ReportRow",
    "ResolutionRow",
    "ReuseRow",
    "RunRow",
    "SearchRow",
    "StatementRow",
    "TieRow",
    "TimelineRow",
]
