"""Rows of judgement: the tables refuse what the rules refuse."""

from secondsource.store.judgement.models.gate import AnswerRow, WaiverRow
from secondsource.store.judgement.models.grading import AssessmentRow, JudgementRow, LineMarkRow, ResolutionRow
from secondsource.store.judgement.models.people import AttributeRow, HarmRow, PersonRow, ReplyRow
from secondsource.store.judgement.models.sources import DetailRow, PromiseRow, TraceRow, WarningRow

__all__ = [
    "AnswerRow",
    "AssessmentRow",
    "AttributeRow",
    "DetailRow",
    "HarmRow",
    "JudgementRow",
    "LineMarkRow",
    "PersonRow",
    "PromiseRow",
    "ReplyRow",
    "ResolutionRow",
    "TraceRow",
    "WaiverRow",
    "WarningRow",
]
