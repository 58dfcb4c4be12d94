"""Where bars lie on a page: whole lines, all as wide as the page's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_TOUCH = 0.4
"""A line with this share of its height under a bar is under the bar."""

Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """One line of a page as it reads after redaction."""

    text: str
    area: Area | None
    """Left, top, right, bottom in points from the upper left; None where it cannot be known."""
    barred: bool
    """Something in it was masked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of one page."""

    lines: tuple[PlacedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A solid bar, and what is set into it, a row each."""

    left: float
    top: float
    right: float
    bottom: float
    texts: tuple[str, ...]
    inset: float
    """Where the words begin, from the bar's left."""
    covers: frozenset[int]
    """Numbers of the lines under it."""


def page_from_plain(rows: Sequence[dict[str, Any]]) -> Page:
    """Return a page from what JSON carried."""
    return Page(
        lines=tuple(
            PlacedLine(
                text=str(row["text"]),
                area=None if row["area"] is None else _area(row["area"]),
                barred=bool(row["barred"]),
            )
            for row in rows
        )
    )


def _area(edges: Sequence[float]) -> Area:
    left, top, right, bottom = map(float, edges)
    return left, top, right, bottom


def bars_of(page: Page, width: float, height: float) -> tuple[Bar, ...]:
    """Return the bars of a page of `width` by `height` points.

    All go from edge to edge, so that one tells no more than the next. A page with a line of unknown place is covered
    whole.
    """
    if not any(line.barred for line in page.lines):
        return ()
    placed = [(number, line, line.area) for number, line in enumerate(page.lines) if line.area is not None]
    every = frozenset(range(len(page.lines)))
    if len(placed) < len(page.lines):
        texts = tuple(line.text for line in page.lines)
        return (Bar(left=0, top=0, right=width, bottom=height, texts=texts, inset=8, covers=every),)
    inset = max(0.0, min(area[0] for _, _, area in placed))
    bars: list[Bar] = []
    for top, bottom in _bands([area for _, line, area in placed if line.barred]):
        under = [row for row in placed if _share((row[2][1], row[2][3]), (top, bottom)) >= _TOUCH]
        under.sort(key=lambda row: (row[2][0], row[2][1]))
        bars.append(
            Bar(
                left=0,
                top=max(0, top - 1),
                right=width,
                bottom=bottom + 1,
                texts=("   ".join(line.text for _, line, _ in under),),
                inset=inset,
                covers=frozenset(number for number, _, _ in under),
            )
        )
    return tuple(bars)


def _bands(areas: Sequence[Area]) -> list[tuple[float, float]]:
    """Return the heights that bars take, those joined that cover one line together."""
    bands = sorted((area[1], area[3]) for area in areas)
    joined: list[tuple[float, float]] = []
    for top, bottom in bands:
        if joined and _share((top, bottom), joined[-1]) >= _TOUCH:
            joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
        else:
            joined.append((top, bottom))
    return joined


def _share(one: tuple[float, float], other: tuple[float, float]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / max(0.1, one[1] - one[0])
