"""The drawing of how the announced status changed: dates from left to right, one lane for each kind of act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from secondsource.core.vetting.finding import TimelineEntry

WIDTH = 720
START, END, UNDATED_END, SIDE = 118, 706, 612, 668
"""Left and right end of the axis; its right end and the undated column where something is undated."""
RADIUS, ROW, GAP, AXIS = 11, 27, 12, 30
ABREAST = 3
"""Undated entries in one row of a lane."""
TICK_ROOM = 74
"""The least room between two dates written on the axis, in drawing units."""
ACTS = (
    "threatened",
    "announced",
    "warned",
    "confirmed",
    "denied",
    "delayed",
    "cancelled",
    "resumed",
    "corrected",
    "retracted",
    "released",
)
"""The order of the lanes; acts of another name follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One entry on its lane."""

    number: int
    """Its row in the table, from 1."""
    entry: TimelineEntry
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One kind of act."""

    act: str
    y: float
    """Upper edge."""
    height: float
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A date written on the axis."""

    day: date
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole drawing, in drawing units."""

    width: int
    height: float
    end: int
    """Right end of the dated part."""
    side: int | None
    """Middle of the column of undated entries; None when all are dated."""
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def timeline(entries: Sequence[TimelineEntry]) -> Timeline | None:
    """Lay out the drawing; entries keep their numbers, from 1. None when there is nothing to draw."""
    if not entries:
        return None
    days = sorted({entry.date for entry in entries if entry.date})
    undated = any(entry.date is None for entry in entries)
    end = UNDATED_END if undated else END
    acts = sorted(
        dict.fromkeys(entry.act for entry in entries),
        key=lambda act: ACTS.index(act) if act in ACTS else len(ACTS),
    )
    lanes = []
    upper: float = AXIS
    for act in acts:
        held = [(number, entry) for number, entry in enumerate(entries, start=1) if entry.act == act]
        lane = _lane(act, held, days, upper, end)
        lanes.append(lane)
        upper += lane.height
    return Timeline(
        width=WIDTH,
        height=upper + 4,
        end=end,
        side=SIDE if undated else None,
        lanes=tuple(lanes),
        ticks=_ticks(days, end),
    )


def _x(day: date, days: Sequence[date], end: int) -> float:
    """Return where a day stands on the axis."""
    inner = 2 * RADIUS
    spread = (days[-1] - days[0]) / timedelta(days=1)
    share = (day - days[0]) / timedelta(days=1) / spread if spread else 0.5
    return round(START + inner + share * (end - START - 2 * inner), 1)


def _lane(act: str, held: list[tuple[int, TimelineEntry]], days: Sequence[date], upper: float, end: int) -> Lane:
    """Place one lane's points, one below the other where they would touch."""
    ends: list[float] = []
    places: list[tuple[int, TimelineEntry, float, int]] = []
    for number, entry in sorted(held, key=lambda one: (str(one[1].date), one[0])):
        if entry.date is not None:
            x = _x(entry.date, days, end)
            row = next((place for place, last in enumerate(ends) if x - last > 2 * RADIUS + 2), len(ends))
            ends[row : row + 1] = [x]
            places.append((number, entry, x, row))
    undated = [one for one in held if one[1].date is None]
    middle = (min(ABREAST, len(undated)) - 1) / 2
    for place, (number, entry) in enumerate(undated):
        places.append((number, entry, SIDE + ROW * (place % ABREAST - middle), place // ABREAST))
    rows = 1 + max(row for *_, row in places)
    points = tuple(
        Point(number=number, entry=entry, x=x, y=upper + GAP / 2 + ROW * row + ROW / 2)
        for number, entry, x, row in places
    )
    return Lane(act=act, y=upper, height=GAP + ROW * rows, points=points)


def _ticks(days: Sequence[date], end: int) -> tuple[Tick, ...]:
    """Choose the dates to write: the first, the last, and those between that have room."""
    if not days:
        return ()
    ticks = [Tick(day=days[0], x=_x(days[0], days, end))]
    last = Tick(day=days[-1], x=_x(days[-1], days, end))
    for day in days[1:-1]:
        x = _x(day, days, end)
        if x - ticks[-1].x >= TICK_ROOM and last.x - x >= TICK_ROOM:
            ticks.append(Tick(day=day, x=x))
    if last.x - ticks[-1].x >= TICK_ROOM:
        ticks.append(last)
    return tuple(ticks)
