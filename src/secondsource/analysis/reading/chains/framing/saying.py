"""When something was said: the date in the frame, the document's own date, or the day somebody spoke to the publisher.

The order is that of closeness: the cue's clause, the document spoken through, the sentence's opening, the
paragraph's frame. A date inside what is said is never taken. Where nothing tells, the answer is None and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secondsource.analysis.reading import dates
from secondsource.analysis.reading.chains.framing.frames import Frame
from secondsource.analysis.reading.chains.framing.papers import Paper
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A day of saying, or the reason why there is none."""

    day: date | None
    basis: str


ASSUMED = "assumed: "
"""Opens the basis of a day that no words give for these words."""

UNKNOWN = Saying(day=None, basis="no date of saying is given")

_ANSWERS = re.compile(
    r"(?:repl(?:ied|ies)|retort(?:ed|s)|countered|responded|replic\w+|respond\w+|contest\w+|rebat\w+)\b", re.IGNORECASE
)

_STAFF = re.compile(
    r"(?:its|su)\s+(?:\w+\s+)?(?:director|chief|head|president|chair|secretar|spokes|manager|portavo|vocer|jef|gerent"
    r"|responsable)\w*",
    re.IGNORECASE,
)


def in_frame(frame: Frame, attribution: Attribution, published: date | None) -> tuple[Saying | None, Saying | None]:
    """Return the date in the cue's own clause and the one in the sentence's opening, each None where there is none.

    Dates inside the source phrase (`the widow, who on Monday saw ...`) tell of something else and are left out.
    """
    source = attribution.source
    found = [
        expression
        for expression in dates.find(frame.text, Span(0, len(frame.text)), published)
        if source is None or not source.overlaps(_shift(expression.span, frame.offset))
    ]
    near = (attribution.cue or attribution.source or attribution.content).start - frame.offset
    clause = Span(frame.clause.start - frame.offset, frame.clause.end - frame.offset)
    lead = Span(frame.lead.start - frame.offset, frame.lead.end - frame.offset)
    own = [expression for expression in found if clause.contains(expression.span)]
    opening = [expression for expression in found if lead.contains(expression.span)]
    return _nearest(own, near), _nearest(opening, near)


def of_paper(paper: Paper | None) -> Saying | None:
    """Return a document's own date."""
    if paper is None or paper.date is None:
        return None
    return Saying(day=paper.date.day, basis=f"date of the {paper.name}, {paper.date.basis}")


def answering(attribution: Attribution, text: str, earlier: Saying | None) -> Saying | None:
    """Return the day of the words just before for an answer to them, or for the body's head, as an assumption.

    Args:
        attribution: What is said; only its cue and source are read.
        text: The report's text.
        earlier: When the words before were said; None where there are none or they are somebody's own.
    """
    if earlier is None or earlier.day is None or attribution.cue is None:
        return None
    answers = _ANSWERS.match(text, attribution.cue.start, attribution.cue.end)
    # A body's head is heard where the body has just been (`the institute said ... its director added`).
    source = attribution.source
    if not answers and not (source and _STAFF.match(text, source.start, source.end)):
        return None
    how = "an answer to the words before" if answers else "with the body's words before"
    return Saying(day=earlier.day, basis=f"{ASSUMED}{how}, {earlier.basis.removeprefix(ASSUMED)}")


def choose(candidates: Sequence[Saying | None]) -> Saying:
    """Return the first candidate with a day; else the first that says why there is none."""
    given = [candidate for candidate in candidates if candidate is not None]
    return next((candidate for candidate in given if candidate.day is not None), given[0] if given else UNKNOWN)


def _nearest(found: list[dates.DateExpression], near: int) -> Saying | None:
    if not found:
        return None
    best = min(
        found, key=lambda expression: (expression.day is None, abs(expression.span.start - near), expression.span)
    )
    return Saying(day=best.day, basis=best.basis)


def _shift(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)
