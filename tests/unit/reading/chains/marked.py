"""Reports written with their attributions marked, so that a test shows text and spans in one line.

`[1:source] <1:cue> {1:content}`; the number ties the parts of one attribution, marks may nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from secondsource.analysis.reading import segments
from secondsource.analysis.reading.chains.statements import statements
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Attribution, Form, Sentence, Statement

_OPEN = re.compile(r"([\[<{])(\d):")
_KINDS = {"[": "source", "<": "cue", "{": "content"}
_CLOSE = {"[": "]", "<": ">", "{": "}"}
WEDNESDAY = date(2021, 3, 17)


@dataclass
class Marked:
    text: str
    parts: dict[str, dict[str, Span]] = field(default_factory=dict)

    @property
    def attributions(self) -> list[Attribution]:
        found = []
        for number in sorted(self.parts):
            part = self.parts[number]
            hedge = Form.HEDGE if number == "9" else Form.INDIRECT
            found.append(
                Attribution(content=part["content"], cue=part.get("cue"), source=part.get("source"), form=hedge)
            )
        return found


def read_marks(marked: str) -> Marked:
    """Split a marked text into plain text and spans."""
    plain: list[str] = []
    result = Marked("")
    stack: list[tuple[str, str, int]] = []
    position = length = 0
    while position < len(marked):
        opening = _OPEN.match(marked, position)
        if opening:
            stack.append((opening[1], opening[2], length))
            position = opening.end()
        elif stack and marked[position] == _CLOSE[stack[-1][0]]:
            mark, number, start = stack.pop()
            result.parts.setdefault(number, {})[_KINDS[mark]] = Span(start, length)
            position += 1
        else:
            plain.append(marked[position])
            length += 1
            position += 1
    result.text = "".join(plain)
    return result


def sentences_of(text: str, language: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(span=span, paragraph=number, language=language)
        for number, paragraph in enumerate(segments.paragraphs(text))
        for span in segments.sentences(text, paragraph)
    )


def report_of(
    text: str, language: str, published: date | None = WEDNESDAY, outlet: str | None = "The Lantern"
) -> Report:
    return Report(file="a.md", sha256="0" * 64, text=text, outlet=outlet, published=published, language=language)


def made(
    marked: str, language: str, published: date | None = WEDNESDAY, outlet: str | None = "The Lantern"
) -> tuple[Statement, ...]:
    """Return the statements of a marked text, by the attributions' numbers."""
    read = read_marks(marked)
    report = report_of(read.text, language, published, outlet)
    found = statements(report, read.attributions, sentences_of(read.text, language))
    order = [item.content for item in read.attributions]
    return tuple(sorted(found, key=lambda item: order.index(item.content.span)))


def chain_of(marked: str, language: str, outlet: str | None = "The Lantern") -> list[str]:
    """Return the names of the last attribution's chain, without the publisher."""
    return [link.name for link in made(marked, language, outlet=outlet)[-1].chain[1:]]
