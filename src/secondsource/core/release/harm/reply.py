"""Right of reply: whoever is criticised is asked before it goes out, unless asking would endanger somebody.

After the BBC's guidance on right of reply and the rule of thumb of the International Consortium of Investigative
Journalists: five earnest attempts. With organised crime the question itself is the danger, because it says what
the desk knows and from whom it could have it. So the risk of asking is judged first, by somebody who does not ask.

    risk unknown -> may be asked -> asked -> deadline over, or answered -> answer stands in the text -> settled
                 -> must not be asked -> waived by the top editor, with the reason -> settled
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from secondsource.core.vetting.grading.assessment import reason
from secondsource.errors import RuleError

ATTEMPTS = 5
"""Earnest attempts without an answer; a policy may ask for more, never for fewer."""
SHORTEST = timedelta(hours=24)
"""Time to answer, from the first attempt on."""


class ReplyStanding(StrEnum):
    """How the reply of one person stands."""

    RISK_UNKNOWN = "risk-unknown"
    MAY_BE_ASKED = "may-be-asked"
    MUST_NOT_BE_ASKED = "must-not-be-asked"
    ASKED = "asked"
    SILENT = "silent"
    """The deadline is over after enough attempts; the text may say that they did not answer."""
    ANSWERED = "answered"
    """There is an answer and the text does not hold it yet."""
    INCLUDED = "included"
    WAIVED = "waived"


SETTLED = frozenset({ReplyStanding.SILENT, ReplyStanding.INCLUDED, ReplyStanding.WAIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCheck:
    """Whether asking would endanger a source or a life, judged before anybody asks."""

    dangerous: bool
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One earnest attempt to reach somebody."""

    way: str
    """Letter, telephone, lawyer ...; never the words of a source."""
    by: str
    at: datetime
    deadline: datetime
    told_all: bool
    """They were told the allegations in sum, who publishes, and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. No evidence is owed to the person, and nothing here says who gave it."""

    words: str
    at: datetime
    included_by: str = ""
    """Who saw that the text holds it fairly; never who recorded it."""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWaiver:
    """The top editor's decision not to ask."""

    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One person's right of reply."""

    person: str
    risk: RiskCheck | None = None
    attempts: tuple[Attempt, ...] = ()
    answer: Answer | None = None
    waiver: ReplyWaiver | None = None


def standing(reply: Reply, now: datetime, attempts: int = ATTEMPTS) -> ReplyStanding:
    """Say how a reply stands.

    Args:
        reply: its records.
        now: the moment.
        attempts: how many attempts make silence; never fewer than `ATTEMPTS`.
    """
    if reply.risk is None:
        return ReplyStanding.RISK_UNKNOWN
    if reply.answer is not None:
        included = reply.answer.included_by not in {"", reply.answer.by}
        return ReplyStanding.INCLUDED if included else ReplyStanding.ANSWERED
    if reply.risk.dangerous:
        waived = reply.waiver is not None and reply.waiver.by != reply.risk.by
        return ReplyStanding.WAIVED if waived else ReplyStanding.MUST_NOT_BE_ASKED
    earnest = [one for one in reply.attempts if one.told_all]
    if len(earnest) >= max(attempts, ATTEMPTS) and now >= max(one.deadline for one in earnest):
        return ReplyStanding.SILENT
    return ReplyStanding.ASKED if reply.attempts else ReplyStanding.MAY_BE_ASKED


def judge_risk(reply: Reply, *, dangerous: bool, why: str, by: str, at: datetime) -> Reply:
    """Record whether asking is dangerous. A later danger may be recorded too; it stops further attempts.

    Raises:
        RuleError: `reason-missing`; `own-work` when whoever already asked now finds it harmless.
    """
    if not dangerous and by in {one.by for one in reply.attempts}:
        raise RuleError(
            "own-work",
            "Who asks does not judge whether asking is dangerous.",
            "Let a colleague judge it who does not ask.",
        )
    return replace(reply, risk=RiskCheck(dangerous=dangerous, why=reason(why), by=by, at=at))


def add_attempt(reply: Reply, attempt: Attempt) -> Reply:
    """Record an attempt.

    Raises:
        RuleError: `risk-first` before the risk is judged; `must-not-be-asked` when it is dangerous; `own-work` when
            the same person judged the risk; `deadline-short`; `reason-missing` when no way is named.
    """
    if reply.risk is None:
        raise RuleError(
            "risk-first",
            "Nobody is asked for a reply before the risk of asking is judged.",
            "Let a colleague record what asking could set off.",
        )
    if reply.risk.dangerous:
        raise RuleError(
            "must-not-be-asked",
            "Asking this person was judged to be dangerous.",
            "Do not contact them; the editor may waive the reply and says why.",
        )
    if attempt.by == reply.risk.by:
        raise RuleError(
            "own-work",
            "Who judged the risk of asking does not ask.",
            "Let a colleague ask, so that two people have thought about it.",
        )
    reason(attempt.way)
    first = min((one.at for one in reply.attempts), default=attempt.at)
    if attempt.deadline - first < SHORTEST:
        raise RuleError(
            "deadline-short", "The time to answer is shorter than 24 hours.", "Give them at least a day to answer."
        )
    return replace(reply, attempts=(*reply.attempts, attempt))


def add_answer(reply: Reply, answer: Answer) -> Reply:
    """Record what came back.

    Raises:
        RuleError: `nobody-asked`; `reason-missing` for an empty answer.
    """
    if not reply.attempts:
        raise RuleError("nobody-asked", "Nobody has asked this person yet.", "Record the attempt first.")
    reason(answer.words)
    return replace(reply, answer=answer)


def include_answer(reply: Reply, by: str) -> Reply:
    """Record that the text holds the answer fairly.

    Raises:
        RuleError: `no-answer`; `own-work` when the same person recorded it.
    """
    if reply.answer is None:
        raise RuleError("no-answer", "There is no answer to include.", "Record the answer first.")
    if by == reply.answer.by:
        raise RuleError(
            "own-work",
            "Who recorded the answer does not judge whether the text holds it fairly.",
            "Let a colleague compare the two.",
        )
    return replace(reply, answer=replace(reply.answer, included_by=by))


def waive(reply: Reply, waiver: ReplyWaiver, *, top_editor: bool) -> Reply:
    """Waive the right of reply.

    Args:
        reply: of whom.
        waiver: who decides, and why.
        top_editor: whether they are the case's editor.

    Raises:
        RuleError: `top-editor-needed`, `waiver-needs-danger`, `own-work`, `reason-missing`.
    """
    if not top_editor:
        raise RuleError(
            "top-editor-needed", "Only the case's editor can waive a right of reply.", "Ask the editor to decide."
        )
    if reply.risk is None or not reply.risk.dangerous:
        raise RuleError(
            "waiver-needs-danger",
            "A reply is waived only where asking would endanger a source or a life.",
            "Let a colleague judge the risk first; if there is none, ask.",
        )
    if waiver.by == reply.risk.by:
        raise RuleError(
            "own-work",
            "Who judged the risk does not also waive the reply.",
            "Let a colleague judge the risk.",
        )
    reason(waiver.why)
    return replace(reply, waiver=waiver)
