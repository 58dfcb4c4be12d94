"""The drawing of one claim's origins: origins on the left, the reports that carry them on the right.

A line runs from an origin to each report that has a statement drawing on it, broken where the upstream is unknown.
Curves at the right join reports that share text, with an arrow head only where the direction is known. Curves at
the left join origins that may be one. Nothing is placed by chance: the same claim gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from secondsource.core.vetting.finding import Claim
from secondsource.core.vetting.statement import Statement
from secondsource.core.vetting.tracing import Origin, ReuseKind, TieKind
from secondsource.publishing.findings.parts.index import Index

MOST_NODES = 16
"""Reports and origins drawn for one claim; a taller drawing is no longer looked at as one."""
MOST_ALIKE = 6
"""Curves drawn between origins that may be one, likeliest first; the list below the drawing has more."""
WIDTH = 720
LEFT, RIGHT, BOX = 34, 436, 226
"""Left edges of the two columns and the width of a box, in drawing units."""
HEIGHT, STEP, TOP = 42, 54, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box."""

    key: str
    name: str
    y: int
    """Upper edge."""
    known: bool = True
    """False for an origin whose upstream is unknown."""

    @property
    def middle(self) -> int:
        """The height where lines meet the box."""
        return self.y + HEIGHT // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """From an origin to a report that carries it."""

    origin: Node
    report: Node
    stance: str
    """supporting | denying | unsure; the weightiest one where several statements run along it."""
    via: tuple[str, ...]
    """Speakers between the publisher and the origin."""
    ties: tuple[TieKind, ...]
    statements: tuple[Statement, ...]

    @property
    def path(self) -> str:
        """The curve, as SVG path data."""
        start, end = LEFT + BOX, RIGHT - 3
        bend, upper, lower = (start + end) // 2, self.origin.middle, self.report.middle
        return f"M{start} {upper}C{bend} {upper} {bend} {lower} {end} {lower}"

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the curve, for its mark."""
        return (LEFT + BOX + RIGHT) / 2, (self.origin.middle + self.report.middle) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Between two boxes of one column; `directed` when it is known to run from `a` to `b`."""

    a: Node
    b: Node
    directed: bool
    kind: str

    @property
    def path(self) -> str:
        """The curve, as SVG path data."""
        edge = LEFT if self.kind == "same" else RIGHT + BOX
        reach = min(54, 18 + abs(self.a.y - self.b.y) // 6)
        out = edge - min(reach, 30) if self.kind == "same" else edge + reach
        end = edge if self.kind == "same" else edge + 2
        return f"M{edge} {self.a.middle}C{out} {self.a.middle} {out} {self.b.middle} {end} {self.b.middle}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGraph:
    """The whole drawing, in drawing units."""

    width: int
    height: int
    origins: tuple[Node, ...]
    reports: tuple[Node, ...]
    lines: tuple[Line, ...]
    shared: tuple[Curve, ...]
    alike: tuple[Curve, ...]
    left_out: int
    """Reports and origins that are not drawn."""


_STANCES = ("supporting", "denying", "unsure")


def origin_graph(claim: Claim, index: Index) -> OriginGraph | None:
    """Lay out one claim's drawing; None when none of its statements is known."""
    ties: dict[tuple[str, str], list[tuple[str, Statement]]] = {}
    for stance in _STANCES:
        for statement in index.known(getattr(claim, stance)):
            origin = index.origin_of.get(statement.id)
            if origin is not None:
                ties.setdefault((origin.id, statement.report), []).append((stance, statement))
    if not ties:
        return None
    weight = {key: len({file for origin, file in ties if origin == key}) for key, _ in ties}
    all_origins = sorted(weight, key=lambda key: (-weight[key], _day(index, key), key))
    all_files = dict.fromkeys(file for key in all_origins for file in _files(key, ties, index))
    kept_files = _kept(all_origins, ties, index)
    kept_origins = [key for key in all_origins if any((key, file) in ties for file in kept_files)][:MOST_NODES]
    rows = max(len(kept_origins), len(kept_files))
    right = {
        file: Node(key=file, name=outlet(index, file), y=_spread(place, len(kept_files), rows))
        for place, file in enumerate(kept_files)
    }
    left = _origins(kept_origins, ties, right, index, rows)
    return OriginGraph(
        width=WIDTH,
        height=2 * TOP + STEP * rows - (STEP - HEIGHT),
        origins=tuple(left.values()),
        reports=tuple(right.values()),
        lines=tuple(
            _line(left[key], right[file], held, index.origins[key])
            for (key, file), held in ties.items()
            if key in left and file in right
        ),
        shared=_shared(right, index),
        alike=_alike(left, index),
        left_out=len(all_origins) - len(kept_origins) + len(all_files) - len(kept_files),
    )


def outlet(index: Index, file: str) -> str:
    """Return the report's outlet, or its file where it names none."""
    report = index.by_file.get(file)
    return (report.outlet if report else None) or file


def _day(index: Index, key: str) -> str:
    first = index.origins[key].first_said
    return first.isoformat() if first else "9999"


def _files(key: str, ties: dict[tuple[str, str], list[tuple[str, Statement]]], index: Index) -> list[str]:
    """Return the reports that carry an origin, earliest first, undated ones last."""

    def published(file: str) -> tuple[str, str]:
        report = index.by_file.get(file)
        return (report.published.isoformat() if report and report.published else "9999", file)

    return sorted((file for origin, file in ties if origin == key), key=published)


def _kept(origins: Sequence[str], ties: dict[tuple[str, str], list[tuple[str, Statement]]], index: Index) -> list[str]:
    """Choose the reports to draw: the earliest of every origin before the others, in the order of the origins."""
    of_each = [_files(key, ties, index) for key in origins]
    earliest = [files[0] for files in of_each]
    others = [file for files in of_each for file in files]
    chosen = list(dict.fromkeys((*earliest, *others)))[:MOST_NODES]
    return [file for file in dict.fromkeys(others) if file in chosen]


def _spread(place: int, held: int, rows: int) -> int:
    """Return the upper edge of the `place`-th of `held` boxes in a column of `rows`, centred."""
    return TOP + (rows - held) * STEP // 2 + place * STEP


def _origins(
    keys: Sequence[str],
    ties: dict[tuple[str, str], list[tuple[str, Statement]]],
    right: dict[str, Node],
    index: Index,
    rows: int,
) -> dict[str, Node]:
    """Place each origin as near to the height of its reports as the others allow."""
    wanted = {
        key: fmean([right[file].y for origin, file in ties if origin == key and file in right] or [TOP]) for key in keys
    }
    placed: dict[str, Node] = {}
    lowest = TOP + STEP * (rows - 1)
    ordered = sorted(keys, key=lambda key: wanted[key])
    upper = TOP
    for place, key in enumerate(ordered):
        # Room has to be left below for those still to come.
        y = round(min(max(wanted[key], upper), lowest - STEP * (len(ordered) - 1 - place)))
        origin = index.origins[key]
        placed[key] = Node(key=key, name=origin.speaker, y=y, known=origin.upstream_known)
        upper = y + STEP
    return placed


def _line(left: Node, right: Node, held: list[tuple[str, Statement]], origin: Origin) -> Line:
    """Build the line for all statements of one origin in one report."""
    ids = {statement.id for _, statement in held}
    via = (link.name for _, statement in held for link in statement.chain[1:-1])
    kinds = (tie.kind for tie in origin.why if tie.a in ids or tie.b in ids)
    return Line(
        origin=left,
        report=right,
        stance=held[0][0],
        via=tuple(name for name in dict.fromkeys(via) if name != origin.speaker),
        ties=tuple(dict.fromkeys(kinds)),
        statements=tuple(statement for _, statement in held),
    )


def _shared(right: dict[str, Node], index: Index) -> tuple[Curve, ...]:
    """Return the curves between reports that share text."""
    curves = []
    for reuse in index.findings.reuse:
        if reuse.a in right and reuse.b in right:
            taken = reuse.derived or reuse.b
            given = reuse.b if taken == reuse.a else reuse.a
            kind = "translation" if reuse.kind is ReuseKind.TRANSLATION else "verbatim"
            curves.append(Curve(a=right[given], b=right[taken], directed=reuse.derived is not None, kind=kind))
    return tuple(curves)


def _alike(left: dict[str, Node], index: Index) -> tuple[Curve, ...]:
    """Return the curves between origins that may be one, each pair once, likeliest first."""
    chances: dict[tuple[str, str], float] = {}
    for key in left:
        for other, chance, _ in index.origins[key].likely_same_as:
            if other in left:
                pair = (min(key, other), max(key, other))
                chances[pair] = max(chance, chances.get(pair, 0.0))
    likeliest = sorted(chances, key=lambda pair: (-chances[pair], pair))[:MOST_ALIKE]
    return tuple(Curve(a=left[a], b=left[b], directed=False, kind="same") for a, b in likeliest)
