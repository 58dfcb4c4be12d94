"""Line by line: each line of a final text is marked complete, or carries a question or a comment.

After the editorial guide of the Organized Crime and Corruption Reporting Project, part III: the text is final before it
is checked, every factual line has its proof beside it, and the checker is not the author. A mark holds for the words it
was made on. Who changes a line opens it again, and only that line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secondsource.core.digests import short_id
from secondsource.core.vetting.grading.assessment import reason
from secondsource.errors import RuleError

_PART = re.compile(r"\S.*?(?:[.!?…]+[\"'»”’)\]]*(?=\s|$)|$)")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[A-ZÁÉÍÓÚÑ]|Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Lic|Ing|St|No|núm|art|vs|p|pp|etc)\.$")


class LineState(StrEnum):
    """What the checker says of a line."""

    COMPLETE = "complete"
    QUESTION = "question"
    """For the author; the line is open until it is answered and marked anew."""
    COMMENT = "comment"
    """For the editor; the line is open until it is marked anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a text. Lines are cut from the text alone, so everybody counts the same ones."""

    id: str
    text: str
    number: int
    """From 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMark:
    """One mark on one line."""

    line: str
    state: LineState
    by: str
    at: datetime
    words: str = ""
    """The question or comment."""
    proof: tuple[str, ...] = ()
    """Statements and exhibits that carry the line."""
    no_fact: bool = False
    """The checker says that the line claims nothing and needs no proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """A line and the mark that holds."""

    line: Line
    mark: LineMark | None

    @property
    def complete(self) -> bool:
        """Whether it is checked."""
        return self.mark is not None and self.mark.state is LineState.COMPLETE


def lines_of(text: str) -> tuple[Line, ...]:
    """Cut a text into lines at sentence ends and line breaks.

    A line's id is made of its words and of how often they stood before, so marks survive changes elsewhere.
    """
    found: list[Line] = []
    seen: dict[str, int] = {}
    for part in _parts(text):
        words = " ".join(part.split())
        occurrence = seen[words] = seen.get(words, -1) + 1
        found.append(
            Line(id=short_id("l", "line/v1", words, str(occurrence)), text=part.strip(), number=len(found) + 1)
        )
    return tuple(found)


def _parts(text: str) -> Iterable[str]:
    """Yield sentences, joining those that an abbreviation or initial has torn apart."""
    for row in text.splitlines():
        begins = None
        for found in _PART.finditer(row):
            begins = found.start() if begins is None else begins
            held = row[begins : found.end()]
            if not _ABBREVIATED.search(held) or found.end() == len(row.rstrip()):
                yield held
                begins = None


def mark(lines: Iterable[Line], one: LineMark, *, authors: Collection[str]) -> LineMark:
    """Check a mark before it is kept.

    Args:
        lines: the lines of the text as it is now.
        one: the mark.
        authors: who wrote or changed the text.

    Raises:
        RuleError: `own-work`, `line-gone`, `proof-missing`, `reason-missing`.
    """
    if one.by in authors:
        raise RuleError(
            "own-work", "Nobody checks the lines of a text they wrote.", "Ask a colleague who did not write it."
        )
    if one.line not in {line.id for line in lines}:
        raise RuleError("line-gone", "This line has changed since it was shown.", "Look at the text again.")
    if one.state is not LineState.COMPLETE:
        reason(one.words)
    elif not one.proof and not one.no_fact:
        raise RuleError(
            "proof-missing",
            "A line is complete when its proof stands beside it.",
            "Name the statements, or say that the line claims nothing.",
        )
    return one


def standings(
    lines: Iterable[Line], marks: Iterable[LineMark], *, authors: Collection[str]
) -> tuple[LineStanding, ...]:
    """Return each line with its newest mark by somebody who did not write the text.

    Args:
        lines: the lines as they are now.
        marks: all marks ever made, in any order.
        authors: their marks never count, also when they became authors afterwards.
    """
    newest: dict[str, LineMark] = {}
    for one in sorted(marks, key=lambda each: (each.at, each.by, each.state.value)):
        if one.by not in authors:
            newest[one.line] = one
    return tuple(LineStanding(line=line, mark=newest.get(line.id)) for line in lines)


def open_lines(found: Iterable[LineStanding]) -> tuple[LineStanding, ...]:
    """Return what is not checked."""
    return tuple(one for one in found if not one.complete)
