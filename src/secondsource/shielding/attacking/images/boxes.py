"""Boxes painted on a picture that can be seen through, or that leave parts of letters outside.

A box is a run of rows of dark pixels that begin and end at the same columns. Through a translucent one its ground
shows as a second, darker level; beside one that is too small ink touches its edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image

_DARK: Final = 75
"""Grey level below which a box is meant to hide; black at three quarters of opacity over white."""
_INK: Final = 140
_WIDEST_EDGE: Final = 2
"""Columns by which the rows of one box may begin or end apart."""
_LEAST_WIDTH: Final = 24
_LEAST_HEIGHT: Final = 7
_LEAST_BAR: Final = 40
_HIGHEST_BAR: Final = 150
"""Pixels beyond which a box hides more than lines of text, and what touches it is no cut letter."""
_MOST_RUNS: Final = 60_000
Grey = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakingBox:
    """One box that does not hide what it covers."""

    box: tuple[float, float, float, float]
    """Left, top, right, bottom in pixels from the top left corner."""
    translucent: bool
    """True: its ground shows; False: ink stands out of it."""
    grave: bool


def boxes_that_leak(image: Image.Image, *, lossy: bool) -> list[LeakingBox]:
    """Return the boxes of a picture that leak.

    Args:
        image: any picture.
        lossy: whether it was kept by a method that disturbs pixels, so that small differences mean nothing.
    """
    grey = np.asarray(image.convert("L"), dtype=np.int16)
    if min(grey.shape) < _LEAST_HEIGHT + 4:
        return []
    found = []
    for left, top, right, bottom in _rectangles(grey):
        box = (float(left), float(top), float(right), float(bottom))
        inside = grey[top + 2 : bottom - 2, left + 2 : right - 2]
        step = 8 if lossy else 2
        if _shows_its_ground(inside, step):
            found.append(LeakingBox(box=box, translucent=True, grave=True))
        elif inside.size and float(np.mean(np.abs(inside - np.median(inside)) <= step)) > 0.97:
            share = _ink_outside(grey, left, top, right, bottom)
            if share > 0.03 and right - left >= _LEAST_BAR and bottom - top <= _HIGHEST_BAR and grey.shape[1] >= 200:
                found.append(LeakingBox(box=box, translucent=False, grave=share > 0.05))
    return found


def _shows_its_ground(inside: Grey, step: int) -> bool:
    """Say whether one level holds most of a box and darker levels in the shape of strokes the rest."""
    if min(inside.shape) < 3:
        return False
    levels = np.bincount(np.clip(inside, 0, 255).ravel(), minlength=256)
    ground = int(levels.argmax())
    even = float(np.mean(np.abs(inside - ground) <= step))
    darker = float(np.mean(inside < ground - 2 * step))
    lighter = float(np.mean(inside > ground + 2 * step))
    return ground > 2 * step and even > 0.35 and 0.02 < darker < 0.6 and lighter < 0.02


def _ink_outside(grey: Grey, left: int, top: int, right: int, bottom: int) -> float:
    """Return the larger share of a box's length along which strokes go on beyond its upper or lower edge."""
    shares = [0.0]
    for rows in (grey[max(0, top - 3) : max(0, top - 1), left:right], grey[bottom + 1 : bottom + 3, left:right]):
        if len(rows) == 2:
            strokes = np.logical_and.reduce(rows < _INK, axis=0)
            share = float(strokes.mean())
            # A frame or a second box beside this one is no letter.
            longest, count = _runs_of(strokes)
            if share < 0.6 and longest < max(12, (bottom - top)) and count > 2:
                shares.append(share)
    return max(shares)


def _runs_of(flags: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Return the length of the longest run and the number of runs."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return int(max(edges[1::2] - edges[::2], default=0)), len(edges) // 2


def _rectangles(grey: Grey) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, right, bottom of every dark rectangle with sharp ends."""
    rows, starts, ends = _runs(grey < _DARK)
    if len(rows) > _MOST_RUNS:
        return
    open_boxes: list[list[int]] = []
    for row in range(int(rows.max()) + 2 if len(rows) else 0):
        here = [(int(starts[at]), int(ends[at])) for at in range(*_slice(rows, row))]
        still: list[list[int]] = []
        for box in open_boxes:
            match = next((run for run in here if _same(run, box)), None)
            if match is None:
                yield from _finished(grey, box, row)
            else:
                here.remove(match)
                still.append(box)
        open_boxes = still + [[start, row, end] for start, end in here]


def _same(run: tuple[int, int], box: list[int]) -> bool:
    return abs(run[0] - box[0]) <= _WIDEST_EDGE and abs(run[1] - box[2]) <= _WIDEST_EDGE


def _finished(grey: Grey, box: list[int], bottom: int) -> Iterator[tuple[int, int, int, int]]:
    left, top, right = box
    if bottom - top < _LEAST_HEIGHT:
        return
    before = grey[top:bottom, max(0, left - 3)]
    after = grey[top:bottom, min(grey.shape[1] - 1, right + 2)]
    inside = grey[top:bottom, left:right]
    edge = float(np.median(inside)) + 60
    within = left >= 3 and right <= grey.shape[1] - 3
    if within and np.median(before) > edge and np.median(after) > edge:
        yield left, top, right, bottom


def _runs(mask: Any) -> tuple[Any, Any, Any]:
    """Return row, start and end of every run of true pixels that is long enough."""
    # A long enough run covers four samples in a row; few rows of a page have such, and only those are looked at.
    samples = mask[:, :: _LEAST_WIDTH // 4]
    in_a_row = samples[:, :-3] & samples[:, 1:-2] & samples[:, 2:-1] & samples[:, 3:]
    chosen = np.flatnonzero(in_a_row.any(axis=1))
    padded = np.zeros((len(chosen), mask.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = mask[chosen]
    change = np.diff(padded, axis=1)
    rows, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    long = ends - starts >= _LEAST_WIDTH
    return chosen[rows[long]], starts[long], ends[long]


def _slice(rows: Any, row: int) -> tuple[int, int]:
    return int(np.searchsorted(rows, row, "left")), int(np.searchsorted(rows, row, "right"))
