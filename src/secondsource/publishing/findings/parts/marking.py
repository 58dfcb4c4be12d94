"""A report's text cut into paragraphs and segments, so that statements can be marked where they stand.

Statements nest and overlap: a source stands inside its content, a quotation inside another's. HTML elements must
not overlap, so the text is cut at every end of every span, and each segment knows all the roles that cover it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import State, Statement

_PARAGRAPH = re.compile(r"[^\S\n]*\S(?:.|\n(?![^\S\n]*\n))*")
"""From the first word to the last before an empty line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch that is covered by the same spans from its first to its last character."""

    text: str
    roles: tuple[str, ...] = ()
    """Of `content`, `cue`, `source`, `person`, `rejected`, in this order; empty for plain text."""
    opens: tuple[int, ...] = ()
    """Numbers of the statements whose content begins here."""
    closes: tuple[int, ...] = ()
    """Numbers of the statements whose content ends here."""
    language: str | None = None
    """ISO 639-1 of the words where it differs from the report's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The segments between two empty lines."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Cover:
    """A span with the role it gives to the text below it."""

    span: Span
    role: str
    number: int = 0
    language: str | None = None


ROLES = ("content", "cue", "source", "person", "rejected")


def paragraphs(
    text: str,
    statements: Iterable[Statement],
    people: Iterable[Span] = (),
    *,
    language: str | None = None,
    most: int | None = None,
) -> tuple[Paragraph, ...]:
    """Cut `text` for marking.

    Args:
        text: the report's body.
        statements: the statements of this report, numbered from 1 in this order.
        people: places of names that are not to be published.
        language: the report's language, ISO 639-1.
        most: code points to show; None for all.

    Returns:
        Paragraphs whose segments, put together, are the text without the empty lines.
    """
    end = len(text) if most is None else min(most, len(text))
    covers = sorted(_covers(statements, people, language), key=lambda cover: cover.span)
    places = [found.span() for found in _PARAGRAPH.finditer(text, 0, end)]
    edges = {edge for cover in covers for edge in (cover.span.start, cover.span.end)}
    cuts = sorted(edge for edge in edges | {edge for place in places for edge in place} if edge <= end)
    shown: list[list[Segment]] = [[] for _ in places]
    under_way: list[_Cover] = []
    coming, opened, paragraph = 0, set[int](), 0
    for start, stop in pairwise(cuts):
        while coming < len(covers) and covers[coming].span.start <= start:
            under_way.append(covers[coming])
            coming += 1
        while paragraph < len(places) and places[paragraph][1] <= start:
            paragraph += 1
        if paragraph < len(places) and places[paragraph][0] <= start:
            under_way = [cover for cover in under_way if cover.span.end > start]
            opens = tuple(dict.fromkeys(cover.number for cover in under_way if cover.number not in opened))
            opened.update(opens)
            shown[paragraph].append(_segment(text, Span(start, stop), under_way, opens))
    return tuple(Paragraph(segments=tuple(segments)) for segments in shown)


def _covers(statements: Iterable[Statement], people: Iterable[Span], language: str | None) -> list[_Cover]:
    """Return every span that marks something, empty ones left out."""
    covers = [_Cover(span, "person") for span in people]
    for number, statement in enumerate(statements, start=1):
        foreign = statement.language if statement.language != language else None
        rejected = statement.state is State.REJECTED
        role = "rejected" if rejected else "content"
        covers.append(_Cover(statement.content.span, role, number, foreign))
        if not rejected:
            covers += [_Cover(statement.cue.span, "cue")] if statement.cue else []
            covers += [_Cover(statement.source.span, "source")] if statement.source else []
    return [cover for cover in covers if len(cover.span)]


def _segment(text: str, span: Span, covers: list[_Cover], opens: tuple[int, ...]) -> Segment:
    """Build the segment at `span`, of which every cover in `covers` covers all."""
    roles = {cover.role for cover in covers}
    languages = {cover.language for cover in covers if cover.number}
    return Segment(
        text=span.of(text),
        roles=tuple(role for role in ROLES if role in roles),
        opens=tuple(number for number in opens if number),
        closes=tuple(cover.number for cover in covers if cover.number and cover.span.end == span.end),
        language=languages.pop() if len(languages) == 1 else None,
    )
