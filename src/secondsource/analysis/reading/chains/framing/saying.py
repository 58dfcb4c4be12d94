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
from secondsource.analysis.reading.chains.framing import frames
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

OF_PAPER = "date of the "
"""Opens the basis of a document's own day."""

UNKNOWN = Saying(day=None, basis="no date of saying is given")

_ANSWERS = re.compile(
    r"(?:repl(?:ied|ies)|retort(?:ed|s)|countered|responded|replic\w+|respond\w+|contest\w+|rebat\w+)\b", re.IGNORECASE
)

_REACHED = re.compile(
    r"\b(?:(?:answer|reach|contact|interview|ask|question|phon|telephon|call|consult|approach|visit)(?:s|ed|ing)?"
    r"|spoke|speaking|picked\s+up|atend\w+|respond\w+|contest\w+|pregunt\w+|consult\w+|contact\w+|entrevist\w+"
    r"|localiz\w+|interrog\w+|cogi\w+|llam\w+)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?:its|su)\s+(?:\w+\s+)?(?:director|chief|head|president|chair|secretar|spokes|manager|portavo|vocer|jef|gerent"
    r"|responsable)\w*",
    re.IGNORECASE,
)


def in_frame(
    frame: Frame, attribution: Attribution, found: Sequence[dates.DateExpression], text: str
) -> tuple[Saying | None, Saying | None]:
    """Return the date in the cue's own clause and the one in the sentence's opening, each None where there is none.

    Args:
        frame: The attribution's frame.
        attribution: What is said, by whom.
        found: The date expressions of the frame's sentence; those inside what is said are left out, and those inside
            the source phrase (`the widow, who on Monday saw ...`) unless they tell of the talk itself.
        text: The report's text.
    """
    framing = [
        expression
        for expression in found
        if frames.BLANK not in frame.text[expression.span.start - frame.offset : expression.span.end - frame.offset]
        and _may_date(expression.span, attribution.source, text)
    ]
    near = (attribution.cue or attribution.source or attribution.content).start
    own = [expression for expression in framing if frame.clause.contains(expression.span)]
    opening = [expression for expression in framing if frame.lead.contains(expression.span)]
    return _nearest(own, near), _nearest(opening, near)


def _may_date(expression: Span, source: Span | None, text: str) -> bool:
    """Say whether a date is not one that only describes the speaker."""
    if source is None or not source.overlaps(expression) or expression.start == source.start:
        return True
    return _REACHED.search(text, source.start, expression.start) is not None


def of_paper(paper: Paper | None) -> Saying | None:
    """Return a document's own date."""
    if paper is None or paper.date is None:
        return None
    return Saying(day=paper.date.day, basis=f"{OF_PAPER}{paper.name}, {paper.date.basis}")


def answering(attribution: Attribution, text: str, earlier: Saying | None) -> Saying | None:
    """Return the day of the words just before for an answer to them, or for the body's head, as an assumption.

    Args:
        attribution: What is said; only its cue and source are read.
        text: The report's text.
        earlier: When the words before were said; None where there are none or they are somebody's own.
    """
    if earlier is None or earlier.day is None or attribution.cue is None or earlier.basis.startswith(OF_PAPER):
        # A letter may be answered days later.
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
