"""The days a report tells in its own words, in order, and what counts from them: `the day before`, `two days later`.

News tells a day once and counts on from it: `la víspera`, `four days earlier`, `that same night`, `at 4.20 p.m.`. Such
words are read as TimeML reads a relative time with a temporal anchor (Pustejovsky and others, 2003): against the last
day that the narrative told, and only where none stands near against the day of publication. What somebody is quoted on
anchors nothing: the days in it are the speaker's.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from secondsource.analysis.reading.chains.framing.frames import merged
from secondsource.analysis.reading.dates import DateExpression
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Sentence

_REACH = 2
"""How many paragraphs back a day told still anchors what counts from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDay:
    """A day where the report tells it."""

    position: int
    paragraph: int
    day: date
    basis: str


class ToldDays:
    """All date expressions of one report, those that count from a day told resolved against it."""

    def __init__(
        self, found: Mapping[int, Sequence[DateExpression]], sentences: Sequence[Sentence], said: Sequence[Span]
    ) -> None:
        """Resolve the expressions.

        Args:
            found: Date expressions by the index of their sentence.
            sentences: The report's sentences, in order.
            said: Stretches that are somebody's words, sorted; their days anchor nothing and are left as they are.
        """
        self.by_sentence: dict[int, list[DateExpression]] = {}
        self._told: list[ToldDay] = []
        self._starts, self._ends = merged(list(said))
        base: ToldDay | None = None
        for number in sorted(found):
            paragraph = sentences[number].paragraph
            kept = self.by_sentence.setdefault(number, [])
            for expression in found[number]:
                if self._is_said(expression.span):
                    kept.append(expression)
                    continue
                if expression.clock and len(found[number]) > 1:
                    # `on Friday at 4 p.m.`: the day stands beside it.
                    continue
                last = self._told[-1] if self._told else None
                anchor = base if expression.clock else last
                near = anchor is not None and paragraph - anchor.paragraph <= _REACH
                resolved = _resolve(expression, anchor) if near and anchor is not None else expression
                kept.append(resolved)
                if resolved.day is None:
                    continue
                told = ToldDay(
                    position=expression.span.start, paragraph=paragraph, day=resolved.day, basis=resolved.basis
                )
                self._told.append(told)
                if expression.counted is None or expression.counted > 0:
                    # `The day before` looks back for a moment; the story stays where it was.
                    base = told

    def before(self, position: int, paragraph: int) -> ToldDay | None:
        """Return the day told last before `position`, if it was told in the same paragraph."""
        index = bisect.bisect_left(self._told, position, key=lambda told: told.position) - 1
        return self._told[index] if index >= 0 and self._told[index].paragraph == paragraph else None

    def tells(self, day: date | None) -> bool:
        """Say whether the report's own words tell of that day."""
        return any(told.day == day for told in self._told)

    def _is_said(self, span: Span) -> bool:
        inside = bisect.bisect_right(self._starts, span.start) - 1
        return inside >= 0 and self._ends[inside] > span.start


def _resolve(expression: DateExpression, anchor: ToldDay) -> DateExpression:
    """Return the expression with the day it means counted from the anchor, when it counts so."""
    if expression.counted is None:
        return expression
    count, told = abs(expression.counted), anchor.day.isoformat()
    if expression.counted < 0:
        how = f"{count} days before {told}, the day told just before"
    elif expression.counted > 0:
        how = f"{count} days after {told}, the day told just before"
    else:
        how = f"still {told}, the day told just before"
    words = expression.basis.split(": ", 1)[0]
    return replace(expression, day=anchor.day + timedelta(days=expression.counted), basis=f"{words}: {how}")
